public import Foundation

/// How long passers-by need for a text: two seconds to notice it, then two and a half words a second.
///
/// 150 words a minute is slow for print, where adults read about 240 (Brysbaert 2019): people on a street read from afar, standing
/// among others, and have to find the beginning first.
public enum ReadingTime {
    /// How many words people read in a second.
    public static let wordsPerSecond = 2.5
    /// What it takes to notice that there is something new to read.
    public static let noticingSeconds: TimeInterval = 2
    /// No text is shown for a shorter time.
    public static let shortestSeconds: TimeInterval = 8
    /// No text is shown for a longer time at once. A notice, however long, needs less: it is a bound for other callers' numbers.
    public static let longestSeconds: TimeInterval = 3_600

    /// Seconds for reading one page of so many words once: whole seconds, ``shortestSeconds`` to ``longestSeconds``.
    public static func seconds(ofWords words: Int) -> TimeInterval {
        let needed = noticingSeconds + Double(max(0, words)) / wordsPerSecond
        return min(longestSeconds, max(shortestSeconds, needed.rounded(.up)))
    }

    /// Seconds for reading a notice once, all of it, on however many pages: 8 for a few words, half an
    /// hour for the most that it can hold.
    public static func seconds(of notice: Notice) -> TimeInterval {
        seconds(ofWords: words(in: notice))
    }

    /// Seconds for reading pages one after the other; an array of the words on each.
    public static func seconds(ofPages pages: [Int]) -> TimeInterval {
        pages.reduce(0) { $0 + seconds(ofWords: $1) }
    }

    /// How long each page stays when all of them share a turn: by what each of them needs. The sum is the turn, up to rounding.
    /// - Parameters:
    ///   - pages: the words on each page.
    ///   - turnSeconds: the time for all pages.
    public static func dwells(ofPages pages: [Int], turnSeconds: TimeInterval) -> [TimeInterval] {
        let whole = seconds(ofPages: pages)
        return pages.map { turnSeconds * seconds(ofWords: $0) / whole }
    }

    /// Words of everything that a notice tells.
    public static func words(in notice: Notice) -> Int {
        let facts = notice.facts.flatMap { [$0.label, $0.value] }
        return ([notice.category ?? "", notice.headline, notice.body] + facts).reduce(0) { $0 + words(in: $1) }
    }

    /// How many words there are to read: what stands between spaces and has a letter or a digit, so that dashes and the marks of
    /// ``Markup`` don't count. A text and the plain text of its markup have the same number.
    ///
    /// Scripts without spaces (Chinese, Japanese, Thai, Lao, Khmer, Burmese, Tibetan) and what has more than
    /// ``longestWord`` characters without a space, such as an address on the web, count as a word for each five characters.
    public static func words(in text: String) -> Int {
        var (words, letters, unspaced) = (0, 0, 0)
        func finish() {
            let isLong = letters > longestWord
            words += (unspaced + (isLong ? letters : 0) + charactersOfWord - 1) / charactersOfWord
            if letters > 0, !isLong { words += 1 }
            (letters, unspaced) = (0, 0)
        }
        for scalar in text.unicodeScalars {
            switch kind(scalar) {
            case .space: finish()
            case .letter: letters += 1
            case .unspaced: unspaced += 1
            case .other: break
            }
        }
        finish()
        return words
    }

    /// The most characters that count as one word: the longest of German law had 63.
    public static let longestWord = 64
    /// So many characters without spaces count as one word.
    public static let charactersOfWord = 5

    private enum Kind { case space, letter, unspaced, other }

    private static func kind(_ scalar: Unicode.Scalar) -> Kind {
        switch scalar.value {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: .letter
        // The bar parts the cells of a table.
        case 0x09...0x0D, 0x20, 0x7C, 0x85, 0xA0: .space
        case 0...0x7F: .other
        // Thai and Lao; Tibetan and Burmese; Khmer; kana; ideographs.
        case 0x0E01...0x0EFF, 0x0F00...0x109F, 0x1780...0x17FF, 0x3041...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
            0xF900...0xFAFF, 0x20000...0x3FFFF:
            scalar.properties.isAlphabetic || scalar.properties.numericType != nil ? .unspaced : .other
        default:
            if scalar.properties.isWhitespace {
                .space
            } else {
                scalar.properties.isAlphabetic || scalar.properties.numericType != nil ? .letter : .other
            }
        }
    }
}
