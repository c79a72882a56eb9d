/// Room that the work on one word after the other shares, so that a word takes no memory of its own.
struct HyphenationWork {
    /// The word in work, in lower case and Latin-1.
    var word: [UInt8] = []
    /// Whether a break is allowed before each of its letters.
    var breaks: [Bool] = []

    /// A part of the word between dots, as the patterns want it.
    var dotted: [UInt8] = []
    /// See ``HyphenationPatterns/mark(_:_:_:)``.
    var levels: [UInt8] = []

    /// For each place between letters the cheapest way to come there with a member, a short member, a strange stretch.
    var members: [Compounds.Step] = []
    var shorts: [Compounds.Step] = []
    var strange: [Compounds.Step] = []

    /// Forgets the last word's breaks and parts.
    mutating func reset(_ count: Int) {
        breaks.removeAll(keepingCapacity: true)
        breaks.append(contentsOf: repeatElement(false, count: count + 1))
        for path in [\HyphenationWork.members, \.shorts, \.strange] {
            self[keyPath: path].removeAll(keepingCapacity: true)
            self[keyPath: path].append(contentsOf: repeatElement(Compounds.Step(), count: count + 1))
        }
    }
}
