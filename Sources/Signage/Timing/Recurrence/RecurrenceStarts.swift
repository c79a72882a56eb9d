import Foundation

extension Recurrence {
    /// The starts from one time on up to, not at, another: ascending, each once.
    ///
    /// Found one by one as they are asked for, beginning right at `from`, however far that is from the start; the work grows
    /// with the days between `from` and `to`. None is later than the year ``RecurrenceRule/lastYear``.
    /// - Parameter clock: says when `UNTIL` in UTC is; no other rule needs it.
    public func starts(from: WallTime, to: WallTime, clock: WallClock) -> RecurrenceStarts {
        RecurrenceStarts(self, from: from.seconds, to: to.seconds, clock: clock)
    }

    /// Whether no more than so many starts are in the 24 hours from the first one on, which is looked for within a year.
    func startsInFirstDay(atMost count: Int) -> Bool {
        // No clock is asked for: where `UNTIL` in UTC is, does not matter to what is looked for.
        let clock = WallClock(zone: .gmt)
        let from = min(start, additions.first ?? start)
        let year = starts(from: from, to: WallTime(seconds: from.seconds + 366 * 86_400), clock: clock)
        guard let first = year.first(where: { _ in true }) else { return true }
        let day = starts(from: first, to: WallTime(seconds: first.seconds + 86_400), clock: clock)
        return day.prefix(count + 1).count(where: { _ in true }) <= count
    }

    /// The first start after a time; nil when there is none.
    public func next(after time: WallTime, clock: WallClock) -> WallTime? {
        guard time.seconds < .max else { return nil }
        var starts = RecurrenceStarts(self, from: time.seconds + 1, to: .max, clock: clock)
        return starts.next()
    }
}

/// Starts of a ``Recurrence``, see ``Recurrence/starts(from:to:clock:)``.
public struct RecurrenceStarts: Sequence, IteratorProtocol, Sendable {
    private var rule: RuleStarts?
    private var ruled: Int?
    private let additions: [WallTime]
    private let exceptions: [WallTime]
    private var addition: Int
    private var exception: Int
    private let to: Int
    private var until: (instant: Date, clock: WallClock)?

    init(_ recurrence: Recurrence, from: Int, to: Int, clock: WallClock) {
        additions = recurrence.additions
        exceptions = recurrence.exceptions
        addition = additions.isEmpty ? 0 : additions.firstIndex { $0.seconds >= from } ?? additions.count
        exception = exceptions.isEmpty ? 0 : exceptions.firstIndex { $0.seconds >= from } ?? exceptions.count
        self.to = to
        if let plan = recurrence.plan {
            var last = Swift.min(recurrence.last, to == .min ? to : to - 1)
            if case .instant(let until) = recurrence.rule?.end {
                self.until = (until, clock)
                // A clock's change moves times by no more than a day.
                last = Swift.min(last, clock.wall(at: until).seconds + 86_400)
            }
            rule = RuleStarts(plan, first: from, last: last)
            ruled = nextOfRule()
        } else {
            ruled = recurrence.start.seconds >= from ? recurrence.start.seconds : nil
        }
    }

    /// The next start; nil after the last.
    public mutating func next() -> WallTime? {
        while let start = nextOfBoth(), start < to {
            while exception < exceptions.count, exceptions[exception].seconds < start { exception += 1 }
            if exception < exceptions.count, exceptions[exception].seconds == start { continue }
            return WallTime(seconds: start)
        }
        return nil
    }

    private mutating func nextOfBoth() -> Int? {
        let added = addition < additions.count ? additions[addition].seconds : .max
        let start = Swift.min(ruled ?? .max, added)
        guard start < .max else { return nil }
        if start == ruled { ruled = nextOfRule() }
        if start == added { addition += 1 }
        return start
    }

    private mutating func nextOfRule() -> Int? {
        guard let until else { return rule?.next() }
        while let start = rule?.next() {
            if until.clock.instant(of: WallTime(seconds: start)) <= until.instant { return start }
        }
        return nil
    }
}
