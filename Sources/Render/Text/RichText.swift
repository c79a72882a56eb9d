import Signage

/// A text with parts that stand out.
struct RichText: Hashable {
    /// A part that stands out.
    struct Emphasis: Hashable {
        /// In UTF-8 bytes of the text.
        var range: Range<Int>
        let isBold: Bool
        let isItalic: Bool
    }

    let text: String
    let emphases: [Emphasis]

    init(_ text: String, _ emphases: [Emphasis] = []) {
        self.text = text
        self.emphases = emphases
    }

    /// A part of it, by UTF-8 bytes; ends that would cut a character are moved back to its start.
    subscript(range: Range<Int>) -> RichText {
        let utf8 = text.utf8
        func index(_ offset: Int) -> String.Index {
            var index = utf8.index(utf8.startIndex, offsetBy: min(offset, utf8.count))
            while index > utf8.startIndex, index < utf8.endIndex, utf8[index] & 0xC0 == 0x80 {
                index = utf8.index(before: index)
            }
            return index
        }
        let (start, end) = (index(range.lowerBound), index(range.upperBound))
        let first = utf8.distance(from: utf8.startIndex, to: start)
        let length = utf8.distance(from: start, to: end)
        let parts = emphases.compactMap { emphasis -> Emphasis? in
            let part = (emphasis.range.lowerBound - first..<emphasis.range.upperBound - first).clamped(to: 0..<length)
            return part.isEmpty
                ? nil : Emphasis(range: part, isBold: emphasis.isBold, isItalic: emphasis.isItalic)
        }
        return RichText(String(text[start..<end]), parts)
    }

    /// What is put between characters and is no character itself: soft hyphens and the marks of ``Glue`` and ``Bidi``.
    private static let marks: Set<Unicode.Scalar> = ["\u{AD}", Glue.joiner, Bidi.isolate, Bidi.endOfIsolate]

    /// The same text with other spaces or with soft hyphens put in; emphasis stays on the same words.
    func changed(_ change: (String) -> String) -> RichText {
        let changed = change(text)
        guard !emphases.isEmpty, changed != text else { return RichText(changed, emphases) }
        // Where each byte of the old text has gone.
        var places: [Int] = []
        var new = changed.unicodeScalars.makeIterator()
        var (next, place) = (new.next(), 0)
        for old in text.unicodeScalars {
            while let inserted = next, Self.marks.contains(inserted), old != inserted {
                place += inserted.utf8.count
                next = new.next()
            }
            places += Array(repeating: place, count: old.utf8.count)
            place += next?.utf8.count ?? 0
            next = new.next()
        }
        places.append(changed.utf8.count)
        return RichText(
            changed,
            emphases.map {
                Emphasis(
                    range: places[$0.range.lowerBound]..<places[$0.range.upperBound], isBold: $0.isBold,
                    isItalic: $0.isItalic)
            })
    }

    /// A part of a text, in UTF-8 bytes, and what is to stand in its place.
    struct Edit {
        let range: Range<Int>
        let replacement: String
    }

    /// With parts replaced; emphasis stays on the words around them.
    /// - Parameter edits: in their order, none overlapping another.
    func edited(_ edits: [Edit]) -> RichText {
        guard !edits.isEmpty else { return self }
        let old = Array(text.utf8)
        var (new, position) = ([UInt8](), 0)
        for edit in edits {
            new += old[position..<edit.range.lowerBound]
            new += edit.replacement.utf8
            position = edit.range.upperBound
        }
        new += old[position...]
        func moved(_ offset: Int) -> Int {
            var shift = 0
            for edit in edits where edit.range.lowerBound < offset {
                shift += edit.replacement.utf8.count - (min(offset, edit.range.upperBound) - edit.range.lowerBound)
            }
            return offset + shift
        }
        return RichText(
            String(decoding: new, as: UTF8.self),
            emphases.map {
                Emphasis(
                    range: moved($0.range.lowerBound)..<moved($0.range.upperBound), isBold: $0.isBold,
                    isItalic: $0.isItalic)
            })
    }

    /// How many words it has.
    var words: Int { text.split(whereSeparator: \.isWhitespace).count }
}
