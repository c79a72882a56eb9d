/// Days, counted from 1970-01-01, as one bit each, so that asking for one takes the same few nanoseconds whatever the number.
struct DaySet: Hashable, Sendable {
    /// The day of the first bit.
    private let first: Int
    private let words: [UInt64]

    init(_ days: some Collection<Int>) {
        let first = days.min() ?? 0
        var words = [UInt64](repeating: 0, count: ((days.max() ?? first) - first) / 64 + 1)
        for day in days { words[(day - first) / 64] |= 1 << UInt64((day - first) % 64) }
        self.first = first
        self.words = words
    }

    func contains(_ day: Int) -> Bool {
        let bit = day - first
        guard bit >= 0, bit / 64 < words.count else { return false }
        return words[bit / 64] >> UInt64(bit % 64) & 1 == 1
    }
}
