import Signage

/// Texts below each other, measured from cap line to baseline: what a row of a section consists of.
struct LineStack {
    private var lines: [(block: TextBlock, x: Double, y: Double)] = []
    /// From the first cap line to the last baseline, in pixels.
    private(set) var height = 0.0

    /// Adds a text below the others.
    /// - Parameters:
    ///   - gap: between the baseline above and its cap line, in pixels; of no effect on the first.
    ///   - indent: in pixels.
    mutating func add(_ block: TextBlock, gap: Double, indent: Double = 0) {
        let y = lines.isEmpty ? 0 : height + gap
        lines.append((block, indent, y))
        height = y + block.height
    }

    /// Leaves room below the texts.
    mutating func add(space: Double) { height += space }

    /// Draws with the first cap line at `y`.
    func draw(on list: inout DrawList, x: Double, y: Double) {
        for line in lines { line.block.draw(on: &list, x: x + line.x, y: y + line.y) }
    }
}

extension WidgetContext {
    /// Begins a row with its title, whole on at most three lines, and gives the style of what stands below; nil when this size is too large for it.
    func titled(
        _ title: String, _ colour: Colour, growth: Double, width: Double
    ) -> (lines: LineStack, meta: TextStyle)? {
        let heading = style(.detail, 2 + growth, .semibold, colour, lineHeight: 1.2)
        guard let block = whole(title, heading, width: width, mostLines: 3, growth: growth) else { return nil }
        var lines = LineStack()
        lines.add(block, gap: 0)
        return (lines, style(.detail, 0.8 + growth, .regular, surface.muted, lineHeight: 1.3))
    }

    /// A style made bolder, for what must be found at a glance: its words are never parted.
    func strong(_ style: TextStyle, _ colour: Colour) -> TextStyle {
        var strong = style
        strong.hyphenation = .never
        strong.weight = metrics.isEpaper ? .bold : .semibold
        strong.colour = colour
        return strong
    }
}
