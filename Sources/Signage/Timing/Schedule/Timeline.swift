public import Foundation

/// What is on from one instant to another, one entry after the other without a gap.
public struct Timeline: Sequence, Sendable {
    /// The time in which the same is on in every place.
    public struct Entry: Hashable, Sendable {
        /// Its first instant.
        public let start: Date
        /// The first instant after it.
        public let end: Date
        /// What has its turn in each place; a place where nothing is on is missing.
        public let turns: [Name: Turn]

        /// The notice whose turn it is; nil when the evergreen content shows.
        public var notice: Notice? { turns[.notices]?.item.notice }
    }

    /// Goes through the plans entry by entry, so that a step costs the same however many items there are.
    public struct Iterator: IteratorProtocol {
        private let schedule: Schedule
        private let end: Date
        private var now: Date
        private var week: Int
        private var plans: [WeekPlan]
        /// Of each place, the entry that is on.
        private var indices: [Int]

        fileprivate init(_ timeline: Timeline) {
            schedule = timeline.schedule
            (now, end) = (timeline.start, timeline.end)
            week = Week.number(at: now, clock: schedule.clock)
            plans = schedule.plans(of: week)
            let time = now.boundedSeconds
            indices = plans.map { $0.index(at: time) }
        }

        /// The next entry; nil at the end.
        public mutating func next() -> Entry? {
            guard now < end else { return nil }
            let start = now
            let turns = schedule.turns(of: plans, at: indices)
            var isSame = true
            while now < end, isSame { isSame = step() }
            now = Swift.min(now, end)
            return Entry(start: start, end: now, turns: turns)
        }

        /// Goes to where the first of the entries that are on ends; whether the same is on after it, as it may be where a week ends.
        private mutating func step() -> Bool {
            let ends = zip(plans, indices).map { $0.end(of: $1) }
            let time = ends.min() ?? Week(number: week, clock: schedule.clock).end
            now = Date(timeIntervalSince1970: Double(time))
            if let plan = plans.first, time < plan.week.end {
                for place in plans.indices where ends[place] == time { indices[place] += 1 }
                return false
            }
            let (before, last) = (plans, indices)
            week += 1
            plans = schedule.plans(of: week)
            indices = plans.map { _ in 0 }
            return plans.indices.allSatisfy { place in
                let (old, new) = (before[place], plans[place])
                return new.entries[0].goesOn(
                    from: old.entries[last[place]], earlier: new.week.start - old.week.start)
            }
        }
    }

    fileprivate let schedule: Schedule
    fileprivate let start: Date
    fileprivate let end: Date

    /// Begins at the timeline's start.
    public func makeIterator() -> Iterator { Iterator(self) }
}

extension Schedule {
    /// What is on from one instant to another; empty when the end is not after the start.
    ///
    /// The same as asking for the programme at the start and at every next change before the end.
    public func timeline(from start: Date, to end: Date) -> Timeline {
        Timeline(schedule: self, start: start, end: end)
    }
}
