/// Where sentences end, for turning pages between them.
enum Sentences {
    /// Words after whose full stop a sentence mostly goes on.
    private static let abbreviations: Set<Substring> = [
        "abs", "art", "bzw", "ca", "dr", "evtl", "ggf", "inkl", "max", "min", "nr", "prof", "st", "str", "tel", "vgl",
        "z", "b", "d", "h", "u", "a", "o", "ä", "i", "v", "m", "s", "usf", "ing", "dipl", "bsp", "sog", "geb", "gem",
    ]

    /// The last end of a sentence at or before an offset, both in UTF-8 bytes; nil when there is none.
    ///
    /// The end lies behind the space that follows the sentence, so that the rest begins with a word.
    static func lastEnd(in text: String, upTo limit: Int) -> Int? {
        let bytes = Array(text.utf8.prefix(limit + 1))
        var position = min(limit, bytes.count)
        while position > 1 {
            // A no-break space is no end: it holds an abbreviation or a date together.
            if bytes[position - 1] == 0x20, isEnd(bytes[..<(position - 1)]) { return position }
            position -= 1
        }
        return nil
    }

    /// Whether a text ends with a mark that ends a sentence, quotes and brackets behind it left aside.
    private static func isEnd(_ bytes: ArraySlice<UInt8>) -> Bool {
        var rest = Substring(decoding: bytes.suffix(40), as: UTF8.self)
        while let last = rest.last, "\"“”’»«)]".contains(last) { rest.removeLast() }
        guard let mark = rest.last, ".!?…。！？؟".contains(mark) else { return false }
        guard mark == "." else { return true }
        rest.removeLast()
        let word = rest.split(whereSeparator: { $0.isWhitespace || "(„\"".contains($0) }).last ?? ""
        // "20. November", "z. B.": a number or an abbreviation goes on.
        guard let last = word.last, !(word.allSatisfy(\.isNumber) && word.count <= 2) else { return false }
        return !abbreviations.contains(Substring(word.lowercased())) || last.isNumber
    }
}
