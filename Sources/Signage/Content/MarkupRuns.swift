/// Finds what is bold and italic in a text: CommonMark's "delimiter stack" for `*` (6.2), stricter in that no star inside a word is a mark.
struct MarkupRuns {
    /// A piece of text, or up to three stars that may turn out to be marks.
    private struct Piece {
        var text: String
        /// How many of its stars are marks: those are not shown.
        var used = 0
        /// By how much bold and italic begin (1) or end (-1) with it.
        var bold = 0
        var italic = 0
        /// Of stars: how many are no marks yet.
        var left: Int { text.utf8.count - used }
    }

    private var pieces: [Piece] = []
    /// Pieces of stars that may begin something, the innermost last.
    private var openers: [Int] = []

    static func read(_ text: String) -> [Markup.Run] {
        var reader = MarkupRuns()
        reader.split(Array(text))
        return reader.runs()
    }

    private mutating func split(_ characters: [Character]) {
        var (plain, position) = ("", 0)
        while position < characters.count {
            let character = characters[position]
            if character == "\\", position + 1 < characters.count, characters[position + 1].isASCIIPunctuation {
                plain.append(characters[position + 1])
                position += 2
            } else if character == "*" {
                let end = characters[position...].firstIndex { $0 != "*" } ?? characters.count
                if !plain.isEmpty { pieces.append(Piece(text: plain)) }
                plain = ""
                let before = position > 0 ? characters[position - 1] : " "
                addStars(end - position, before: before, after: end < characters.count ? characters[end] : " ")
                position = end
            } else {
                plain.append(character)
                position += 1
            }
        }
        if !plain.isEmpty { pieces.append(Piece(text: plain)) }
    }

    /// Stars begin something before a text and after a space or punctuation; they end it the other way round.
    private mutating func addStars(_ count: Int, before: Character, after: Character) {
        let index = pieces.count
        pieces.append(Piece(text: String(repeating: "*", count: count)))
        guard count <= 3 else { return }
        if !before.isWhitespace, !after.isWord {
            while pieces[index].left > 0, let opener = openers.last { match(opener, index) }
        }
        if pieces[index].left > 0, !after.isWhitespace, !before.isWord { openers.append(index) }
    }

    private mutating func match(_ opener: Int, _ closer: Int) {
        let isBold = pieces[opener].left >= 2 && pieces[closer].left >= 2
        for (index, change) in [(opener, 1), (closer, -1)] {
            pieces[index].used += isBold ? 2 : 1
            if isBold { pieces[index].bold += change } else { pieces[index].italic += change }
        }
        if pieces[opener].left == 0 { openers.removeLast() }
    }

    /// Pieces side by side that look the same are one run.
    private func runs() -> [Markup.Run] {
        var (runs, bold, italic): ([Markup.Run], Int, Int) = ([], 0, 0)
        var (text, isBold, isItalic) = ("", false, false)
        func finish() { if !text.isEmpty { runs.append(.init(text: text, isBold: isBold, isItalic: isItalic)) } }
        for piece in pieces {
            // Stars that are left over belong outside of what the others mark.
            let shown = String(piece.text.dropFirst(piece.used))
            let begins = piece.bold + piece.italic > 0
            if !begins { (bold, italic) = (bold + piece.bold, italic + piece.italic) }
            if !shown.isEmpty {
                if (bold > 0, italic > 0) != (isBold, isItalic) {
                    finish()
                    (text, isBold, isItalic) = ("", bold > 0, italic > 0)
                }
                text += shown
            }
            if begins { (bold, italic) = (bold + piece.bold, italic + piece.italic) }
        }
        finish()
        return runs
    }
}

extension Character {
    fileprivate var isWord: Bool { isLetter || isNumber }

    /// CommonMark 2.1: U+0021–2F, 3A–40, 5B–60, 7B–7E.
    fileprivate var isASCIIPunctuation: Bool {
        guard let value = asciiValue else { return false }
        return value > 0x20 && value < 0x7F && !isWord
    }
}
