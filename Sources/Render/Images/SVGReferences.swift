import Foundation

/// What an element of an SVG makes librsvg draw beside its children, by the names of the elements that it refers to.
struct SVGReferences {
    /// By `href`, as its children.
    var drawn: [String] = []
    /// Fill and stroke, once a shape within.
    var paints: [String] = []
    /// Once a vertex within.
    var markers: [String] = []
    /// Mask, clip path, filter: once.
    var once: [String] = []
    /// How many pictures it has painted apart and laid over; a step of a filter takes as long as ten.
    var layers = 0.0

    /// Drawn by librsvg with means that are not bounded or not the same everywhere: pictures within, text in whatever font there is,
    /// and filters whose effort a number in them sets.
    private static let refused: [String: String] = [
        "image": "another picture", "feImage": "another picture", "include": "another file", "fallback": "another file",
        "text": "text whose font may be missing (turn it into paths)", "feTurbulence": "an elaborate filter",
        "feConvolveMatrix": "an elaborate filter", "feMorphology": "an elaborate filter",
        "feDiffuseLighting": "an elaborate filter", "feSpecularLighting": "an elaborate filter",
        "feDisplacementMap": "an elaborate filter",
    ]

    init() {}

    /// - Parameter room: how many bytes of declarations may still be read; those of a style sheet count for each element anew.
    /// - Throws: when it refers outside of the file, or is not drawn, or there is no more room.
    init(_ element: SVGScanner.Element, _ sheet: SVGStyleSheet, room: inout Int) throws(ImageError) {
        if let what = Self.refused[element.name] { throw .notSupported(.svg, "it holds \(what)") }
        layers = element.name.hasPrefix("fe") ? 10 : element.name == "pattern" || element.name == "mask" ? 1 : 0
        try read(sheet.everywhere, &room)
        for (name, value) in element.attributes {
            switch name {
            case "href" where element.name != "a":
                guard value.hasPrefix("#") else { throw .notSupported(.svg, "it refers to another file") }
                drawn.append(String(value.dropFirst()))
            case "style": try read(SVGStyleSheet.declarations(value), &room)
            case "class":
                for part in value.split(whereSeparator: \.isWhitespace) {
                    try read(sheet.classes[String(part)] ?? [], &room)
                }
            case "id": try read(sheet.names[value] ?? [], &room)
            default: try read([(name, value)], &room)
            }
        }
    }

    private mutating func read(
        _ declarations: [(name: String, value: String)], _ room: inout Int
    ) throws(ImageError) {
        for (name, value) in declarations {
            // Empty ones take their time, too.
            room -= name.utf8.count + value.utf8.count + 8
            guard room >= 0 else { throw .tooLarge(.svg, "its styles are too long for so many elements") }
            let names = try Self.urls(value)
            switch name {
            case "opacity": layers += ["1", "1.0", "100%"].contains(value) ? 0 : 1
            case "mask", "clip-path", "filter", "mix-blend-mode", "isolation":
                layers += ["none", "normal", "auto"].contains(value) ? 0 : 1
                once += names
            case "marker", "marker-start", "marker-mid", "marker-end": markers += names
            case "stroke-dasharray":
                // Cairo keeps every dash: a long line of short ones is a gigabyte.
                guard ["none", "inherit"].contains(value) else { throw .notSupported(.svg, "it holds dashed lines") }
            default: paints += names
            }
        }
    }

    /// The elements that a value such as `url(#a)` names.
    private static func urls(_ value: String) throws(ImageError) -> [String] {
        guard value.range(of: "url", options: .caseInsensitive) != nil else { return [] }
        // An escape could write an address in a way that is not seen here.
        guard !value.contains("\\") else { throw .notSupported(.svg, "its styles hold escapes") }
        return try value.matches(of: #/url\(\s*["']?\s*([^"'\s)]*)/#.ignoresCase()).map { match throws(ImageError) in
            guard match.output.1.hasPrefix("#") else { throw .notSupported(.svg, "it refers to another file") }
            return String(match.output.1.dropFirst())
        }
    }
}
