import Foundation

/// What drawing an SVG takes, with every reference counted as often as it is drawn: a kilobyte of `<use>` can mean a billion shapes.
struct SVGWeight {
    /// In bytes.
    static let fileLength = 1 << 20
    static let elements = 50_000
    /// Elements with the same id: all of them count for each reference to it.
    static let namesakes = 32
    /// In bytes: what is read of styles, for each element that they hold for.
    static let declarations = 8 << 20
    /// Elements in each other, references included.
    static let depth = 100
    /// Shapes, a long path counting as several.
    static let shapes = 100_000.0
    /// Pictures of the whole area that are painted apart and laid over: opacity, masks, filters, patterns.
    static let layers = 2_000.0
    /// Of these, in memory at the same time.
    static let layerDepth = 16

    private struct Cost {
        var shapes = 0.0
        var layers = 0.0
        var depth = 0
        var layerDepth = 0

        mutating func nest(_ other: Cost) {
            depth = max(depth, other.depth)
            layerDepth = max(layerDepth, other.layerDepth)
        }
    }

    private struct Node {
        var children: [Int] = []
        var references = SVGReferences()
    }

    private let elements: [SVGScanner.Element]
    private var nodes: [Node]
    private var targets: [String: [Int]] = [:]
    private var costs: [Int: Cost] = [:]
    private var onStack: Set<Int> = []

    /// - Throws: when one of the limits is passed, or an element draws itself.
    static func check(_ data: Data) throws(ImageError) {
        guard data.count <= fileLength else {
            throw .tooLarge(.svg, "it has \(data.count >> 10) KiB, and at most \(fileLength >> 10) are taken")
        }
        let scanner = try SVGScanner(data)
        var weight = try SVGWeight(scanner)
        for root in scanner.elements.indices where scanner.elements[root].parent == nil {
            _ = try weight.cost(of: root, level: 1)
        }
    }

    private init(_ scanner: SVGScanner) throws(ImageError) {
        elements = scanner.elements
        nodes = Array(repeating: Node(), count: elements.count)
        let sheet = try SVGStyleSheet(scanner.styles)
        var room = Self.declarations
        for (index, element) in elements.enumerated() {
            if let parent = element.parent { nodes[parent].children.append(index) }
            nodes[index].references = try SVGReferences(element, sheet, room: &room)
            for (name, value) in element.attributes where name == "id" {
                targets[value, default: []].append(index)
                guard targets[value, default: []].count <= Self.namesakes else {
                    throw .notSupported(.svg, "more than \(Self.namesakes) of its elements have the same id")
                }
            }
        }
    }

    private mutating func cost(of index: Int, level: Int) throws(ImageError) -> Cost {
        if let known = costs[index] {
            try check(known, level: level)
            return known
        }
        guard onStack.insert(index).inserted else {
            throw .notSupported(.svg, "its element \(elements[index].name) is drawn within itself")
        }
        defer { onStack.remove(index) }
        try check(Cost(depth: 1), level: level)
        let references = nodes[index].references
        var own = Cost(shapes: shapes(of: elements[index]), layers: references.layers)
        for child in nodes[index].children + references.drawn.flatMap({ targets[$0] ?? [] }) {
            let part = try cost(of: child, level: level + 1)
            own.shapes += part.shapes
            own.layers += part.layers
            own.nest(part)
            // At once: thousands of references to thousands of elements need not all be followed.
            try check(own, level: level)
        }
        // Paint is inherited: each shape within may be filled with the pattern, each vertex may carry the marker.
        var whole = own
        for (names, vertices) in [(references.paints, 1.0), (references.markers, 16.0)] {
            for target in names.flatMap({ targets[$0] ?? [] }) where !elements[target].name.hasSuffix("Gradient") {
                let part = try cost(of: target, level: level + 1)
                whole.shapes += own.shapes * vertices * part.shapes
                whole.layers += own.shapes * vertices * (part.layers + (vertices == 1 ? 1 : 0))
                whole.nest(Cost(depth: part.depth, layerDepth: part.layerDepth + 1))
            }
        }
        for target in references.once.flatMap({ targets[$0] ?? [] }) {
            let part = try cost(of: target, level: level + 1)
            whole.shapes += part.shapes
            whole.layers += part.layers + 1
            whole.nest(part)
        }
        whole.depth += 1
        whole.layerDepth += references.layers > 0 ? 1 : 0
        try check(whole, level: level)
        costs[index] = whole
        return whole
    }

    /// One for itself, more for a long tag, and many for a crowded path.
    private func shapes(of element: SVGScanner.Element) -> Double {
        var shapes = 1 + Double(element.length / 32)
        for (name, value) in element.attributes where name == "d" || name == "points" {
            let crowd = Double(SVGPath.crowd(value, isPath: name == "d"))
            if crowd > 100 { shapes += crowd * crowd / 8 }
        }
        return shapes
    }

    private func check(_ cost: Cost, level: Int) throws(ImageError) {
        guard level + cost.depth <= Self.depth + 1 else {
            throw .tooLarge(.svg, "its elements refer to each other more than \(Self.depth) deep")
        }
        guard cost.shapes <= Self.shapes else {
            throw .tooLarge(.svg, "it would draw more than \(Int(Self.shapes)) shapes")
        }
        guard cost.layers <= Self.layers, cost.layerDepth <= Self.layerDepth else {
            throw .tooLarge(
                .svg,
                "it lays more than \(Int(Self.layers)) see-through pictures over each other, or more than "
                    + "\(Self.layerDepth) within each other")
        }
    }
}
