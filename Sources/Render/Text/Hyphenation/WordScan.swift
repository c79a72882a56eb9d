/// Finds the words in UTF-8 that may be hyphenated.
enum WordScan {
    /// What stands between two spaces, with the words in it.
    struct Token {
        /// With the white space that follows.
        var range: Range<Int>
        /// The words that may be hyphenated, as UTF-8.
        var words: [Range<Int>]
    }

    /// What a byte or two or three stand for.
    private enum Kind { case lower, upper, digit, hyphen, stop, punctuation, space, foreign }

    /// Every byte is in one of them.
    static func tokens(of bytes: [UInt8]) -> [Token] {
        var tokens: [Token] = []
        var position = 0
        while position < bytes.count {
            tokens.append(token(of: bytes, from: &position))
        }
        return tokens
    }

    private static func token(of bytes: [UInt8], from position: inout Int) -> Token {
        let start = position
        var words: [Range<Int>] = []
        // Whether a word that starts here, and the one that is being read, can be hyphenated.
        var isWhole = true
        var wordStart: Int?
        var isToken = true
        var isClear = true
        var previous = Kind.space
        while position < bytes.count {
            let (kind, length) = kind(of: bytes, at: position)
            if kind == .space { break }
            switch kind {
            case .lower, .upper:
                if previous == .stop { isToken = false }
                if wordStart == nil {
                    wordStart = position
                    isWhole = isClear
                } else if kind == .upper {
                    isWhole = false
                }
            case .foreign: isToken = false
            case .digit:
                isWhole = false
                isClear = false
            case .hyphen, .stop, .punctuation:
                isClear = true
            case .space: break
            }
            if kind != .lower, kind != .upper, let begin = wordStart {
                if isWhole, kind != .digit { words.append(begin..<position) }
                wordStart = nil
            }
            previous = kind
            position += length
        }
        if let begin = wordStart, isWhole { words.append(begin..<position) }
        while position < bytes.count {
            let (kind, length) = kind(of: bytes, at: position)
            guard kind == .space else { break }
            position += length
        }
        return Token(range: start..<position, words: isToken ? words : [])
    }

    private static func kind(of bytes: [UInt8], at position: Int) -> (Kind, Int) {
        let byte = bytes[position]
        let next = position + 1 < bytes.count ? bytes[position + 1] : 0
        switch byte {
        case 0x61...0x7A: return (.lower, 1)
        case 0x41...0x5A: return (.upper, 1)
        case 0x30...0x39: return (.digit, 1)
        case 0x09...0x0D, 0x20: return (.space, 1)
        case UInt8(ascii: "-"): return (.hyphen, 1)
        case UInt8(ascii: "."), UInt8(ascii: ":"): return (.stop, 1)
        case _ where "!?,;()[]\"'/|+*".utf8.contains(byte): return (.punctuation, 1)
        case 0xC3: return (next == 0x97 || next == 0xB7 ? .punctuation : next < 0x9F ? .upper : .lower, 2)
        case 0xC2 where next == 0xA0: return (.space, 2)
        case 0xC2 where [0xAB, 0xBB, 0xB7, 0xA7].contains(next): return (.punctuation, 2)
        case 0xE2 where next == 0x80 && position + 2 < bytes.count:
            // General punctuation: spaces, dashes, quotation marks and the ellipsis.
            switch bytes[position + 2] {
            case 0x80...0x8A, 0xAF: return (.space, 3)
            case 0x90...0xA7: return (.punctuation, 3)
            default: return (.foreign, 1)
            }
        default: return (.foreign, 1)
        }
    }

    /// A word of Latin letters in lower case and Latin-1.
    static func read(_ utf8: ArraySlice<UInt8>, into word: inout [UInt8]) {
        word.removeAll(keepingCapacity: true)
        var isSecond = false
        for byte in utf8 {
            if byte == 0xC3 {
                isSecond = true
            } else if isSecond {
                // U+00C0 to U+00FF; the sharp s (DF) and what stands behind it is in lower case already.
                word.append(byte < 0x9F ? byte + 0x60 : byte + 0x40)
                isSecond = false
            } else {
                word.append(byte | 0x20)
            }
        }
    }

    /// Appends a word with its soft hyphens.
    /// - Returns: where the word ends.
    static func write(_ bytes: [UInt8], _ word: Range<Int>, _ breaks: [Bool], into result: inout [UInt8]) -> Int {
        var letter = 0
        for position in word {
            // The second byte of a letter starts none.
            if bytes[position] & 0xC0 != 0x80 {
                if breaks[letter] { result += [0xC2, 0xAD] }
                letter += 1
            }
            result.append(bytes[position])
        }
        return word.upperBound
    }
}
