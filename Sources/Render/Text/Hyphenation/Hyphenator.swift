/// Marks where German words may break at a line's end: Pango breaks inside of a word only at a soft hyphen (U+00AD).
///
/// Words are taken apart into their members by ``Compounds`` and the members by ``HyphenationPatterns``. A break leaves at least
/// three letters of a member on each side; words of fewer than seven letters have none. Where the patterns are missing no word
/// is broken, and ``problem`` says why: a board must not fail for that.
final class Hyphenator: Sendable {
    /// Why no word is broken; nil when all is well.
    let problem: RenderError?
    private let patterns: HyphenationPatterns?
    private let compounds = Compounds()

    /// A word of fewer letters stays whole.
    static let shortestWord = 7
    /// On each side of a break inside of a member.
    static let fewestLetters = 3

    /// - Parameter path: the pattern file, by default that of Debian's `hyphen-de`.
    init(path: String = HyphenationPatterns.path) {
        do throws(RenderError) {
            patterns = try HyphenationPatterns(path: path)
            problem = nil
        } catch {
            patterns = nil
            problem = error
        }
    }

    /// The text with U+00AD at each place where a word may break.
    ///
    /// Untouched stay: what has a soft hyphen already, addresses of the web and of mail, words with digits, with capitals after
    /// their first letter, or with letters beyond Latin-1. Parts between hyphens are words of their own. Softening a softened
    /// text changes nothing.
    /// - Parameters:
    ///   - onlyBetweenMembers: whether words break only where a compound's members meet, "Leitungs-wasser".
    ///   - fewestLetters: on each side of a break.
    func softened(
        _ text: String, onlyBetweenMembers: Bool = false, fewestLetters: Int = Hyphenator.fewestLetters
    ) -> String {
        guard let patterns else { return text }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 4)
        var work = HyphenationWork()
        for token in WordScan.tokens(of: bytes) {
            var copied = token.range.lowerBound
            for word in token.words {
                WordScan.read(bytes[word], into: &work.word)
                guard work.word.count >= Self.shortestWord else { continue }
                markBreaks(patterns, &work, onlyBetweenMembers: onlyBetweenMembers)
                let count = work.word.count
                for place in 0...count where place < fewestLetters || count - place < fewestLetters {
                    work.breaks[place] = false
                }
                result += bytes[copied..<word.lowerBound]
                copied = WordScan.write(bytes, word, work.breaks, into: &result)
            }
            result += bytes[copied..<token.range.upperBound]
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Marks the breaks of `work.word`.
    private func markBreaks(
        _ patterns: HyphenationPatterns, _ work: inout HyphenationWork, onlyBetweenMembers: Bool
    ) {
        compounds.split(&work, onlyBetweenMembers: onlyBetweenMembers) { work, part, isStrange in
            guard !onlyBetweenMembers, part.count >= 2 * Self.fewestLetters else { return }
            patterns.mark(work.word, part, &work)
            for place in part.lowerBound + Self.fewestLetters...part.upperBound - Self.fewestLetters
            where work.levels[place - part.lowerBound] & 1 == 1 && !Self.isSpoilt(work.word, place) {
                // The patterns leave "sa-lve" now and then.
                work.breaks[place] = !isStrange || Compounds.canStart(work.word[place..<part.upperBound])
            }
            if isStrange, part.count >= Self.likelyCompound { Self.doubt(part, &work) }
            Self.mend(part, &work)
        }
    }

    /// A strange stretch of so many letters may well be a compound that ``CompoundMembers`` does not know.
    private static let likelyCompound = 9
    private static let beginnings = [
        "auf", "aus", "ein", "ent", "er", "über", "um", "un", "unter", "ab", "an", "in", "eig",
    ]
    .map(Compounds.latin1)

    /// Takes back breaks one letter before what may start a member ("Tes-tumfeld" for Test-umfeld): the patterns err there, and a
    /// break too few is better than a wrong one. So too before the second consonant after a linking s ("Preiss-kala").
    private static func doubt(_ part: Range<Int>, _ work: inout HyphenationWork) {
        for place in part where work.breaks[place] && place > part.lowerBound {
            let rest = work.word[place + 1..<part.upperBound]
            let mayStart = beginnings.contains {
                guard rest.count > $0.count + 2, rest.starts(with: $0) else { return false }
                return $0.count > 2 || !Compounds.isVowel(rest[place + 1 + $0.count])
            }
            let isAfterS = work.word[place - 1] == UInt8(ascii: "s") && work.word[place - 2] == UInt8(ascii: "s")
            if mayStart && !Compounds.isVowel(work.word[place]) || isAfterS { work.breaks[place] = false }
        }
    }

    /// Takes back breaks around a piece that is no syllable ("Grund-s-tück": both) or a single vowel ("neu-e-rung": the first).
    private static func mend(_ part: Range<Int>, _ work: inout HyphenationWork) {
        var start = part.lowerBound
        for place in part.lowerBound + 1...part.upperBound where place == part.upperBound || work.breaks[place] {
            if !work.word[start..<place].contains(where: Compounds.isVowel) {
                if start > part.lowerBound { work.breaks[start] = false }
                if place < part.upperBound { work.breaks[place] = false }
            } else if place - start == 1, start > part.lowerBound {
                work.breaks[start] = false
            }
            start = place
        }
    }

    /// "Informa-ti-ons-" and "Natio-nen" are right by the rules, yet a line that starts with "ons" or "onen" reads badly. "ch" and "ck"
    /// stay together.
    private static func isSpoilt(_ word: [UInt8], _ place: Int) -> Bool {
        let (before, after) = (word[place - 1], word[place])
        if before == UInt8(ascii: "c") { return after == UInt8(ascii: "h") || after == UInt8(ascii: "k") }
        return before == UInt8(ascii: "i") && after == UInt8(ascii: "o") && word[place + 1] == UInt8(ascii: "n")
    }
}
