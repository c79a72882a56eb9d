import Signage

extension WidgetContext {
    /// Sets a text on at most so many lines; a longer one ends with "…" after a whole word.
    func text(_ text: String, _ style: TextStyle, width: Double, mostLines: Int) -> TextBlock {
        let width = max(1, width)
        // No line of any panel has so many characters.
        let words = Glue.joined(String(text.prefix(mostLines * 200)))
        let whole = self.text(words, style, width: width)
        guard whole.lineCount > mostLines else { return whole }
        // Without soft hyphens, that the cut is one of the text itself.
        var plain = style
        plain.hyphenation = .never
        var block = self.text(words, plain, width: width)
        var cut = block.content[0..<block.end(ofLines: mostLines)].text
        repeat {
            while let last = cut.last, last.isWhitespace || ",;:–-(·".contains(last) { cut.removeLast() }
            block = self.text(cut + "\u{A0}…", plain, width: width)
            guard block.lineCount > mostLines, !cut.isEmpty else { return block }
            // A word without an end loses letters.
            let word = cut.lastIndex { $0 == " " || $0 == "\u{A0}" }
            cut = word.map { String(cut[..<$0]) } ?? String(cut.dropLast(4))
        } while true
    }

    /// Sets the first text of a row: whole on at most so many lines; nil when it would have to be cut or its words parted at a size that may be smaller.
    func whole(_ text: String, _ style: TextStyle, width: Double, mostLines: Int, growth: Double) -> TextBlock? {
        guard growth > 0 else { return self.text(text, style, width: width, mostLines: mostLines) }
        var plain = style
        plain.hyphenation = .never
        let block = self.text(Glue.joined(text), plain, width: max(1, width))
        return block.lineCount <= mostLines && !block.breaksWord ? block : nil
    }
}

extension SectionRow {
    /// A row that no room is high enough for, so that a smaller size is taken.
    static var tooLarge: SectionRow { SectionRow(height: .infinity) { _, _, _ in } }
}
