/// Emoji on panels that have no colours to draw them with.
enum Emoji {
    /// TEXT PRESENTATION SELECTOR: asks for the sign in black.
    private static let textSelector: Unicode.Scalar = "\u{FE0E}"

    /// Each emoji as the plain sign that it starts with: what is told by colours alone would be a blot or nothing in black and white.
    static func plain(_ text: RichText) -> RichText {
        var (edits, offset) = ([RichText.Edit](), 0)
        for character in text.text {
            let length = character.utf8.count
            if let base = base(of: character) {
                edits.append(RichText.Edit(range: offset..<offset + length, replacement: base))
            }
            offset += length
        }
        return text.edited(edits)
    }

    /// Without skin tones and joined signs; nil for what is no emoji. Flags stay: their letters alone say nothing.
    private static func base(of character: Character) -> String? {
        let scalars = character.unicodeScalars
        guard let first = scalars.first, first.properties.isEmoji, !(0x1F1E6...0x1F1FF ~= first.value) else {
            return nil
        }
        let isDigit = first.isASCII
        guard isDigit ? scalars.count > 1 : scalars.count > 1 || first.properties.isEmojiPresentation else {
            return nil
        }
        return String(first) + (isDigit ? "" : String(textSelector))
    }
}
