/// Takes compounds apart into the members that ``CompoundMembers`` lists, since the patterns alone break them badly.
///
/// Of all ways to read a word as members (with their linking s, es, n, en) and strange stretches between them, the cheapest one
/// holds: few parts, and few strange letters above all. A short member ("rat", "amt") stands in many a word by chance, so it
/// counts only beside other members or at the word's start before a prefix; a strange stretch takes three letters with a vowel, and
/// starts with a consonant or a prefix unless it starts the word ("Steuer-ung" is no compound). One pass over the word, which looks
/// no further ahead than the longest member: hostile words take no longer than their length.
struct Compounds: Sendable {
    /// The cheapest way to a place in a word.
    struct Step {
        var cost = Int.max
        /// Where the part starts that ends here.
        var start = 0
        /// What ends where this part starts.
        var before = Part.member
        /// Where the entry stands in the list; -1 for a strange stretch.
        var entry = -1
    }

    /// What a part can be.
    enum Part { case member, shortMember, strange }

    private let table: ByteTable
    private static let memberCost = 2
    private static let strangeCost = 6
    private static let strayLinkCost = 2
    private static let endings = [
        "", "e", "en", "er", "ern", "em", "es", "s", "n", "ens", "in", "innen", "nen", "se", "sen",
    ]
    .map { Array($0.utf8) }

    init() {
        table = ByteTable(Self.latin1(CompoundMembers.list))
    }

    /// - Parameter text: of characters up to U+00FF.
    static func latin1(_ text: String) -> [UInt8] { text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } }

    /// Splits `work.word`: marks in `work.breaks` the borders of its parts, and the breaks of members that name their own.
    ///
    /// The rest is the patterns' work: `pattern` is called with what is left of each part, the last one first.
    /// - Parameter onlyBetweenMembers: whether the members' own breaks are left out.
    func split(
        _ work: inout HyphenationWork, onlyBetweenMembers: Bool,
        pattern: (inout HyphenationWork, Range<Int>, _ isStrange: Bool) -> Void
    ) {
        let count = work.word.count
        work.reset(count)
        work.members[0].cost = 0
        for place in 0..<count {
            step(from: place, &work)
        }
        var place = count
        var part = cheapest(work, at: count)
        while place > 0 {
            let step =
                part == .member ? work.members[place] : part == .shortMember ? work.shorts[place] : work.strange[place]
            work.breaks[step.start] = step.start > 0
            pattern(
                &work, step.entry < 0 || onlyBetweenMembers ? step.start..<place : markOwn(step, place, &work),
                step.entry < 0)
            place = step.start
            part = step.before
        }
    }

    private func cheapest(_ work: HyphenationWork, at place: Int) -> Part {
        let strange = isStretch(work, work.strange[place].start..<place) || work.strange[place].start == 0
        let costs = (work.members[place].cost, work.shorts[place].cost, strange ? work.strange[place].cost : .max)
        if costs.0 <= costs.1, costs.0 <= costs.2 { return .member }
        return costs.1 <= costs.2 ? .shortMember : .strange
    }

    private func isStretch(_ work: HyphenationWork, _ range: Range<Int>) -> Bool {
        range.count >= 3 && range.prefix(8).contains { Self.isVowel(work.word[$0]) }
            && Self.isCoda(work.word[range.upperBound - 2], work.word[range.upperBound - 1])
    }

    /// Whether a German word can end so: not in "c", nor in l or r behind a stop or f.
    private static func isCoda(_ before: UInt8, _ last: UInt8) -> Bool {
        if last == UInt8(ascii: "l") || last == UInt8(ascii: "r") { return !"bcdfgkpt".utf8.contains(before) }
        return last != UInt8(ascii: "c")
    }

    private func step(from place: Int, _ work: inout HyphenationWork) {
        extendStrange(from: place, &work)
        let member = min(work.members[place].cost, work.shorts[place].cost)
        let strange = work.strange[place]
        let afterStretch = strange.cost < .max && isStretch(work, strange.start..<place) ? strange.cost : .max
        guard min(member, afterStretch) < .max else { return }
        let before: Part =
            work.members[place].cost <= work.shorts[place].cost ? .member : .shortMember
        var hash = ByteTable.seed
        for end in place..<Swift.min(place + table.longest, work.word.count) {
            hash = ByteTable.step(hash, work.word[end])
            guard end - place >= 2, let entry = table.entry(hash, work.word, place..<end + 1) else { continue }
            let isShort = end + 1 - place <= 4
            if isShort || member <= afterStretch {
                guard member < .max else { continue }
                reach(
                    Step(cost: member + Self.memberCost, start: place, before: before, entry: entry), end + 1, isShort,
                    &work)
            } else if end - place >= 5 || !Self.isVowel(work.word[place]) {
                let cost = afterStretch + Self.memberCost
                reach(Step(cost: cost, start: place, before: .strange, entry: entry), end + 1, isShort, &work)
            }
        }
    }

    private func extendStrange(from place: Int, _ work: inout HyphenationWork) {
        var next = work.strange[place]
        if next.cost < .max { next.cost += 1 }
        var opening = work.members[place].cost
        var before = Part.member
        if opening == .max, Self.startsWith(Self.firmPrefixes, work.word[place...]) {
            opening = work.shorts[place].cost
            before = .shortMember
        }
        if opening < .max, opening + Self.strangeCost + 1 < next.cost, place == 0 || mayStart(work.word, place) {
            next = Step(cost: opening + Self.strangeCost + 1, start: place, before: before)
        }
        work.strange[place + 1] = next
    }

    /// Enters a member that ends at `place`, bare, with each of its links, and with an ending where the word ends.
    private func reach(_ step: Step, _ place: Int, _ isShort: Bool, _ work: inout HyphenationWork) {
        let rest = work.word.count - place
        let takesS = Self.takesS(work.word[step.start..<place])
        if rest == 0 || !takesS { enter(step, place, isShort, &work) }
        if rest > 0, rest <= 5, Self.endings.contains(where: { work.word[place...].elementsEqual($0) }) {
            enter(step, work.word.count, isShort, &work)
        }
        var position = step.entry
        while position < table.bytes.count, !ByteTable.ends(table.bytes[position]) { position += 1 }
        let stem = work.word[step.start..<place]
        if !isShort, !takesS {
            // Any member may take s, yet only before a known one: a strange stretch would rather start with it.
            var costly = step
            costly.cost += Self.strayLinkCost
            link([UInt8(ascii: "s")], costly, place, isShort, &work)
        }
        if takesS { link([UInt8(ascii: "s")], step, place, isShort, &work) }
        if stem.last == UInt8(ascii: "e") { link([UInt8(ascii: "n")], step, place, isShort, &work) }
        while position < table.bytes.count, table.bytes[position] == UInt8(ascii: "/") {
            var end = position + 1
            while end < table.bytes.count, !ByteTable.ends(table.bytes[end]) { end += 1 }
            link(table.bytes[position + 1..<end], step, place, isShort, &work)
            position = end
        }
    }

    private func link(
        _ letters: some Collection<UInt8>, _ step: Step, _ place: Int, _ isShort: Bool, _ work: inout HyphenationWork
    ) {
        guard work.word.count - place > letters.count, work.word[place...].starts(with: letters) else { return }
        enter(step, place + letters.count, isShort, &work)
    }

    private func enter(_ step: Step, _ place: Int, _ isShort: Bool, _ work: inout HyphenationWork) {
        if isShort {
            if step.cost < work.shorts[place].cost { work.shorts[place] = step }
        } else if step.cost < work.members[place].cost {
            work.members[place] = step
        }
    }

    /// Marks the breaks that a member names itself.
    /// - Returns: what is left to the patterns: behind its last break it may have an ending; all of it when it names none.
    private func markOwn(_ step: Step, _ end: Int, _ work: inout HyphenationWork) -> Range<Int> {
        var place = step.start
        var rest = step.start
        var position = step.entry
        while position < table.bytes.count, !ByteTable.ends(table.bytes[position]) {
            if table.bytes[position] == UInt8(ascii: "-") {
                rest = place
                work.breaks[place] = place - step.start >= 3 && end - place >= 3
            } else {
                place += 1
            }
            position += 1
        }
        return rest..<end
    }

    private static let feminine = ["ung", "heit", "keit", "schaft", "ion", "tät"]
        .map(latin1)

    private static let firmPrefixes = ["auf", "aus", "ein", "ent", "über", "unter", "ver"].map(latin1)
    private static let prefixes = firmPrefixes + ["ab", "an", "er", "um"].map(latin1)

    /// Whether a strange stretch may start here, behind another part.
    private func mayStart(_ word: [UInt8], _ place: Int) -> Bool {
        Self.isOnset(word[place...]) || Self.startsWith(Self.prefixes, word[place...]) || isLinked(word[..<place])
    }

    /// With enough behind the prefix to be a word.
    private static func startsWith(_ prefixes: [[UInt8]], _ letters: ArraySlice<UInt8>) -> Bool {
        prefixes.contains { letters.count >= $0.count + 5 && letters.starts(with: $0) }
    }

    /// After such a link anything may start, a vowel too.
    private func isLinked(_ letters: ArraySlice<UInt8>) -> Bool {
        letters.last == UInt8(ascii: "s") && Self.takesS(letters.dropLast())
    }

    /// Nouns with these endings are linked by s whatever follows, and never stand before another member without.
    private static func takesS(_ stem: ArraySlice<UInt8>) -> Bool {
        feminine.contains { stem.suffix($0.count).elementsEqual($0) }
    }

    private static let onsets = Set(
        [
            "bl", "br", "ch", "dr", "fl", "fr", "gl", "gn", "gr", "kl", "kn", "kr", "pf", "ph", "pl", "pr", "qu", "rh",
            "sc", "sp", "st",
        ]
        .map { pair(ArraySlice($0.utf8)) } + ["th", "tr", "zw"].map { pair(ArraySlice($0.utf8)) })

    /// Whether a German word can start so: with one consonant or one of few pairs.
    private static func isOnset(_ letters: ArraySlice<UInt8>) -> Bool {
        guard letters.count > 2, let first = letters.first, !isVowel(first) else { return false }
        return isVowel(letters[letters.startIndex + 1]) || onsets.contains(pair(letters))
    }

    /// Whether a syllable can start so.
    static func canStart(_ letters: ArraySlice<UInt8>) -> Bool {
        letters.first.map(isVowel) == true || letters.starts(with: [UInt8(ascii: "c"), UInt8(ascii: "k")])
            || isOnset(letters)
    }

    private static func pair(_ letters: ArraySlice<UInt8>) -> Int {
        Int(letters[letters.startIndex]) << 8 | Int(letters[letters.startIndex + 1])
    }

    static func isVowel(_ letter: UInt8) -> Bool {
        switch letter {
        case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"),
            UInt8(ascii: "y"), 0xE0...0xE6, 0xE8...0xEF, 0xF2...0xF6, 0xF8...0xFD, 0xFF:
            true
        default: false
        }
    }
}
