import Foundation

/// Who has the turn in one place, for each second of one week up to a time that was asked for.
struct WeekPlan: Sendable {
    /// From its start until the next entry's, or the week's end.
    struct Entry: Hashable, Sendable {
        /// In seconds since the week's start.
        let since: Int32
        /// The item's index in the schedule; below 0 when nothing is on.
        let item: Int32
        let position: Int32
        let count: Int32
        let number: Int32
        /// When the turn began, in seconds since the week's start; it may be before it.
        let turnStart: Int32
        let seconds: Int32
        /// In how many seconds all that are on have had a turn; 0 for one that is on alone.
        let roundSeconds: Int32

        /// Nothing is on.
        static func nothing(since: Int32) -> Entry {
            Entry(
                since: since, item: -1, position: 0, count: 0, number: 0, turnStart: 0, seconds: 0, roundSeconds: 0)
        }

        /// Whether it goes on where another one ends that began so many seconds earlier.
        func goesOn(from other: Entry, earlier: Int) -> Bool {
            (item, position, count) == (other.item, other.position, other.count)
                && (item < 0
                    || (number, seconds, Int(turnStart)) == (
                        other.number, other.seconds, Int(other.turnStart) - earlier
                    ))
        }
    }

    let week: Week
    /// In order; the first begins with the week.
    let entries: [Entry]

    /// The index of the entry that holds at a time within the week, in seconds since 1970.
    func index(at time: Int) -> Int {
        let time = time - week.start
        var (low, high) = (0, entries.count - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if Int(entries[middle].since) <= time { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// When an entry ends, in seconds since 1970.
    func end(of index: Int) -> Int { index + 1 < entries.count ? week.start + Int(entries[index + 1].since) : week.end }
}
