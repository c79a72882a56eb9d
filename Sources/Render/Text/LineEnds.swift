/// Settles where the lines of a text end.
///
/// Pango fills each line with as many words as it holds. Here words are parted that are wider than a line, or whose parts fill a line that
/// would end early; what stands alone on the last line gets company; and a dot between two facts is dropped where a line ends at it.
struct LineEnds {
    let hyphenator: () -> Hyphenator
    let style: TextStyle
    /// In pixels.
    let width: Double
    /// Sets a text; the second parameter is ``TextBlock/isForced``.
    let set: (RichText, Bool) -> TextBlock

    /// In running text a line that is filled less than this far takes the first members of a compound from the next line…
    private static let loose = 0.8
    /// … and one filled less than this far takes syllables.
    private static let veryLoose = 0.6
    /// A last line shorter than this, or a single word shorter than the second, is not left alone.
    private static let orphan = (line: 0.2, word: 0.35)

    /// The text in lines, the best that can be had.
    func settled(_ text: RichText) -> TextBlock {
        var block = set(text, false)
        guard block.lineCount > 1 else { return block }
        block = withWordsWhole(block)
        if style.hyphenation == .always { block = filled(block) }
        if !style.isHeadline { block = withoutOrphan(block) }
        return withoutDots(block)
    }

    // MARK: Words wider than a line

    /// Parts what is wider than a line at the best place there is, rather than anywhere.
    private func withWordsWhole(_ text: TextBlock) -> TextBlock {
        var (block, broken) = (text, text.brokenLines)
        var first = 0
        while let line = broken.first(where: { $0 >= first }) {
            first = line + 1
            for way in ways(toPart: block, before: line) {
                let better = set(way.text, way.isForced)
                let left = better.brokenLines
                guard left.count < broken.count else { continue }
                (block, broken, first) = (better, left, 0)
                break
            }
        }
        return block
    }

    /// What can be tried, the best first: between words that belong together, between members, between syllables.
    private func ways(toPart block: TextBlock, before line: Int) -> [(text: RichText, isForced: Bool)] {
        let bytes = Array(block.content.text.utf8)
        let start = block.start(ofLine: line)
        let unit = Self.unit(block.content.text, around: start, separators: " \n")
        let held = unit.filter { $0 + 1 < start && bytes[$0] == 0xC2 && bytes[$0 + 1] == 0xA0 }
        // Pango now and then lets a line begin with the space that should have ended the one before.
        if bytes[start] == 0x20 {
            return [(block.content.edited([.init(range: start..<start + 1, replacement: "\u{2028}")]), block.isForced)]
        }
        var ways: [(text: RichText, isForced: Bool)] = []
        // "8. Dezember, 18 Uhr" is parted after its comma if at all.
        if let place = held.last(where: { bytes[$0 - 1] == UInt8(ascii: ",") }) ?? held.last {
            ways.append((block.content.edited([.init(range: place..<place + 2, replacement: " ")]), true))
        }
        guard style.hyphenation != .never else { return ways }
        let parted = [(true, 4), (false, 4), (false, Hyphenator.fewestLetters)].map { onlyBetweenMembers, letters in
            softened(block.content, unit, onlyBetweenMembers: onlyBetweenMembers, fewestLetters: letters)
        }
        return ways + parted.compactMap { $0 }.map { ($0, block.isForced) }
    }

    // MARK: Lines that end early

    /// Parts words where a line would end early without: never a name, the last word, or at the ends of two lines running.
    private func filled(_ text: TextBlock) -> TextBlock {
        var (block, line, isParted) = (text, 0, false)
        while line + 1 < block.lineCount {
            let better = isParted ? nil : parted(block, after: line)
            isParted = better != nil || isHyphenated(block, line)
            block = better ?? block
            line += 1
        }
        return block
    }

    private func isHyphenated(_ block: TextBlock, _ line: Int) -> Bool {
        block.content.text.utf8.prefix(block.start(ofLine: line + 1)).suffix(2).elementsEqual([0xC2, 0xAD])
    }

    private func parted(_ block: TextBlock, after line: Int) -> TextBlock? {
        let fill = block.width(ofLine: line) / width
        guard fill < Self.loose else { return nil }
        let bytes = Array(block.content.text.utf8)
        let start = block.start(ofLine: line + 1)
        guard start > 0, bytes[start - 1] == 0x20 else { return nil }
        let word = Self.unit(block.content.text, around: start, separators: " \n\u{A0}")
        guard word.upperBound < bytes.count, !Names.contain(String(decoding: bytes[word], as: UTF8.self)) else {
            return nil
        }
        for onlyBetweenMembers in fill < Self.veryLoose ? [true, false] : [true] {
            guard
                let text = softened(block.content, word, onlyBetweenMembers: onlyBetweenMembers, fewestLetters: 4)
            else { continue }
            let better = set(text, block.isForced)
            // The line has taken a part of the word, and the text needs no more of them.
            if better.lineCount <= block.lineCount, better.lineCount > line + 1, better.start(ofLine: line + 1) > start,
                isHyphenated(better, line)
            {
                return better
            }
        }
        return nil
    }

    // MARK: The last line

    /// Brings the word before down to a last line that would look forlorn.
    private func withoutOrphan(_ text: TextBlock) -> TextBlock {
        var block = text
        for _ in 0..<2 {
            let last = block.lineCount - 1
            let share = block.width(ofLine: last) / width
            let start = block.start(ofLine: last)
            let bytes = Array(block.content.text.utf8)
            let isOneWord = !bytes[start...].contains { $0 == 0x20 || $0 == 0xA0 }
            guard share < Self.orphan.line || isOneWord && share < Self.orphan.word, start > 0, bytes[start - 1] == 0x20
            else { return block }
            // A line of one word has none to give.
            guard bytes[block.start(ofLine: last - 1)..<start - 1].contains(0x20) else { return block }
            let better = set(
                block.content.edited([.init(range: start - 1..<start, replacement: "\u{A0}")]), block.isForced)
            guard better.lineCount == block.lineCount, better.brokenLines.count <= block.brokenLines.count,
                better.width(ofLine: last - 1) > width * Self.orphan.word
            else { return block }
            block = better
        }
        return block
    }

    // MARK: Dots between facts

    /// Where a line ends or begins with the dot of "18:30 Uhr · Rathaus", the line's end says as much.
    private func withoutDots(_ text: TextBlock) -> TextBlock {
        guard text.content.text.contains("·") else { return text }
        var (block, line) = (text, 1)
        while line < block.lineCount {
            let scalars = block.content.text.unicodeScalars
            let place = Self.index(block.start(ofLine: line), in: block.content.text)
            let before = scalars[..<place].reversed().prefix(while: Self.isFiller)
            let after = scalars[place...].prefix(while: Self.isFiller)
            if before.contains("·") || after.contains("·") {
                let start = scalars.index(place, offsetBy: -before.count)
                let utf8 = block.content.text.utf8
                let first = utf8.distance(from: utf8.startIndex, to: start)
                let length = utf8.distance(from: start, to: after.endIndex)
                let edit = RichText.Edit(range: first..<first + length, replacement: "\u{2028}")
                block = set(block.content.edited([edit]), block.isForced)
            }
            line += 1
        }
        return block
    }

    private static func isFiller(_ scalar: Unicode.Scalar) -> Bool { " \u{A0}·".unicodeScalars.contains(scalar) }

    // MARK: Words

    private static func index(_ byte: Int, in text: String) -> String.Index {
        text.utf8.index(text.utf8.startIndex, offsetBy: byte)
    }

    /// The stretch around a place up to separators on both sides, in UTF-8 bytes.
    private static func unit(_ text: String, around byte: Int, separators: String) -> Range<Int> {
        let (scalars, place) = (text.unicodeScalars, index(byte, in: text))
        func isSeparator(_ scalar: Unicode.Scalar) -> Bool { separators.unicodeScalars.contains(scalar) }
        let start = scalars[..<place].lastIndex(where: isSeparator).map { scalars.index(after: $0) } ?? text.startIndex
        let end = scalars[place...].firstIndex(where: isSeparator) ?? text.endIndex
        return text.utf8.distance(from: text.startIndex, to: start)..<text.utf8.distance(from: text.startIndex, to: end)
    }

    /// A text with soft hyphens in one of its words; nil when it has no break.
    private func softened(
        _ text: RichText, _ word: Range<Int>, onlyBetweenMembers: Bool, fewestLetters: Int
    ) -> RichText? {
        let softened = hyphenator().softened(
            text[word].text, onlyBetweenMembers: onlyBetweenMembers, fewestLetters: fewestLetters)
        let changed = text.edited([.init(range: word, replacement: softened)])
        guard changed.text != text.text else { return nil }
        return text.changed { _ in changed.text }
    }
}
