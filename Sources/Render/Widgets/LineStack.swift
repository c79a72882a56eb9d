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
    /// Sets a text of at most some lines; a longer one ends with "…" after a whole word.
    func text(_ text: String, _ style: TextStyle, width: Double, mostLines: Int) -> TextBlock {
        let whole = self.text(text, style, width: width)
        guard whole.lineCount > mostLines else { return whole }
        // Without soft hyphens, that the cut is one of the text itself.
        var plain = style
        plain.hyphenation = .never
        var block = self.text(text, plain, width: width)
        var cut = block.content[0..<block.end(ofLines: mostLines)].text
        repeat {
            while let last = cut.last, last.isWhitespace || ",;:–-".contains(last) { cut.removeLast() }
            block = self.text(cut + "\u{A0}…", plain, width: width)
            guard block.lineCount > mostLines, !cut.isEmpty else { return block }
            // A word without an end loses letters.
            let word = cut.lastIndex { $0 == " " || $0 == "\u{A0}" }
            cut = word.map { String(cut[..<$0]) } ?? String(cut.dropLast(4))
        } while true
    }

    /// Whether the first text of a row stands whole on at most three lines; a larger setting in which it does not is none.
    func isWhole(_ title: String, _ style: TextStyle, width: Double) -> Bool {
        let block = text(Glue.joined(title), style, width: max(1, width))
        return block.lineCount <= 3 && !block.breaksWord
    }
}

extension SectionRow {
    /// A row that no room is high enough for, so that a smaller one is taken.
    static var overgrown: SectionRow { SectionRow(height: .infinity) { _, _, _ in } }
}
