/// Mends what a keyboard has no keys for: "…" becomes „…“, "8-12 Uhr" 8–12 Uhr, three full stops an ellipsis.
///
/// Only what is drawn is mended, never what is stored. Addresses of the web and of mail, telephone numbers and ISO dates stay as they are,
/// and so does a quotation mark that has no second one. Mending a mended text changes nothing.
enum Typography {
    /// A text as a typesetter would have typed it.
    static func mended(_ text: String) -> String { mended(RichText(text)).text }

    /// A text as a typesetter would have typed it; emphasis stays on the same words.
    static func mended(_ text: RichText) -> RichText {
        guard text.text.utf8.contains(where: { "\"-.".utf8.contains($0) }) else { return text }
        var quotes = text.edited(edits(quotes, in: text.text))
        quotes = quotes.edited(edits(ellipses, in: quotes.text))
        return quotes.edited(edits(dashes, in: quotes.text))
    }

    /// What stands in the place of some characters.
    private typealias Change = (range: Range<Int>, replacement: String)

    private static func edits(_ rule: ([Character]) -> [Change], in text: String) -> [RichText.Edit] {
        let characters = Array(text)
        let changes = rule(characters)
        guard !changes.isEmpty else { return [] }
        let kept = addresses(in: characters)
        var offsets = [0]
        for character in characters { offsets.append(offsets[offsets.count - 1] + character.utf8.count) }
        return changes.filter { change in !kept.contains { $0.overlaps(change.range) } }.map {
            RichText.Edit(
                range: offsets[$0.range.lowerBound]..<offsets[$0.range.upperBound], replacement: $0.replacement)
        }
    }

    /// Words that are addresses: of the web and of mail.
    private static func addresses(in text: [Character]) -> [Range<Int>] {
        words(in: text).filter { range in
            let word = String(text[range])
            return word.contains("@") || word.contains("://") || word.lowercased().contains("www.")
        }
    }

    private static func words(in text: [Character]) -> [Range<Int>] {
        text.indices.split { text[$0].isWhitespace }.compactMap { word in
            word.first.flatMap { first in word.last.map { first..<$0 + 1 } }
        }
    }

    // MARK: Rules

    /// Pairs of straight quotation marks: one before a word, the next one behind a word.
    private static func quotes(_ text: [Character]) -> [Change] {
        var (changes, open) = ([Change](), Int?.none)
        for (index, character) in text.enumerated() where character == "\"" {
            let isAfterSpace = index == 0 || text[index - 1].isWhitespace || "([–-/*„".contains(text[index - 1])
            let isBeforeSpace = index + 1 == text.count || text[index + 1].isWhitespace
            if let start = open, !isAfterSpace {
                changes += [(start..<start + 1, "„"), (index..<index + 1, "“")]
                open = nil
            } else if open == nil, isAfterSpace, !isBeforeSpace {
                open = index
            }
        }
        return changes
    }

    /// Three full stops, no more and no less.
    private static func ellipses(_ text: [Character]) -> [Change] {
        var (changes, index) = ([Change](), 0)
        while index < text.count {
            let stops = text[index...].prefix { $0 == "." }.count
            if stops == 3 { changes.append((index..<index + 3, "…")) }
            index += max(1, stops)
        }
        return changes
    }

    /// A hyphen between two spaces, and one that stands for "bis" between two numbers.
    private static func dashes(_ text: [Character]) -> [Change] {
        text.indices.filter { text[$0] == "-" && $0 > 0 && $0 + 1 < text.count }.compactMap { index -> Change? in
            let (before, after) = (text[index - 1], text[index + 1])
            let isDash =
                before.isWhitespace && after.isWhitespace ? index > 1 && text[index - 2] != "\n" : isSpan(text, index)
            return isDash ? (index..<index + 1, "–") : nil
        }
    }

    /// Whether the hyphen stands between two days, times, years or other numbers that count up.
    private static func isSpan(_ text: [Character], _ index: Int) -> Bool {
        func isPart(_ character: Character) -> Bool {
            character.isASCII && character.isNumber || ".:".contains(character)
        }
        let left = Array(text[..<index].reversed().prefix(while: isPart).reversed())
        var right = Array(text[(index + 1)...].prefix(while: isPart))
        let rest = text[(index + 1 + right.count)...]
        let before = text[..<(index - left.count)]
        // A full stop at the end may be that of the sentence.
        if right.last == ".", left.last != "." { right.removeLast() }
        guard let from = value(left), let to = value(right), left.last == "." || right.last != "." else { return false }
        // Telephone numbers go on before or behind; so do ISO dates.
        guard before.last != "-", rest.first != "-", before.last?.isLetter != true, rest.first?.isLetter != true,
            !(before.last?.isWhitespace == true && before.dropLast().last?.isNumber == true)
        else { return false }
        let word = rest.drop(while: \.isWhitespace).prefix { $0.isLetter }
        return from < to || String(word) == "Uhr"
    }

    /// "8", "31.", "8.00", "12:30", "2026": what a span may begin or end with.
    private static func value(_ number: [Character]) -> Double? {
        let parts = number.split(separator: number.contains(":") ? ":" : ".")
        guard let whole = parts.first, let first = Double(String(whole)), number.first?.isNumber == true else {
            return nil
        }
        switch (whole.count, parts.count) {
        case (1...2, 1): return first
        case (4, 1): return 1_800...2_199 ~= first && number.count == 4 ? first : nil
        case (1...2, 2): return parts[1].count == 2 ? Double(String(parts[1])).map { first + $0 / 100 } : nil
        default: return nil
        }
    }
}
