import Foundation
import Signage

extension WidgetContext {
    /// Sets a text on at most so many lines; one that has more ends with "…".
    func text(_ text: String, _ style: TextStyle, width: Double, lines: Int) -> TextBlock {
        let width = max(1, width)
        // No line of any panel has so many characters.
        let words = Glue.joined(String(text.prefix(lines * 200)))
        let whole = self.text(words, style, width: width)
        guard whole.lineCount > lines else { return whole }
        let characters = Array(words)
        func cut(_ count: Int) -> TextBlock {
            let kept = String(characters.prefix(count)).trimmingCharacters(in: Self.loose)
            return self.text(kept + "…", style, width: width)
        }
        var (fits, over) = (0, characters.count)
        while over - fits > 1 {
            let middle = (fits + over) / 2
            if cut(middle).lineCount > lines { over = middle } else { fits = middle }
        }
        return cut(fits)
    }

    /// What does not stand before "…".
    private static let loose = CharacterSet.whitespacesAndNewlines.union(CharacterSet(charactersIn: ",;:-–(\u{AD}"))

    /// Sets the first text of a row: whole on at most so many lines; nil when it would have to be cut or parted in a word at a size that may be smaller.
    func whole(_ text: String, _ style: TextStyle, width: Double, lines: Int, growth: Double) -> TextBlock? {
        guard growth > 0 else { return self.text(text, style, width: width, lines: lines) }
        let block = self.text(Glue.joined(text), style, width: max(1, width))
        return block.lineCount <= lines && !block.breaksWord ? block : nil
    }
}

extension SectionRow {
    /// A row that no room is high enough for, so that a smaller size is taken.
    static var tooLarge: SectionRow { SectionRow(height: .infinity) { _, _, _ in } }
}
