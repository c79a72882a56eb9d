public import Foundation

/// What staff read as a plan: the stretches in which the same items take turns in one place, one after the other without a gap.
///
/// They are worked out one by one, so that who has seen enough can stop.
public struct PlacePlan: Sequence, Sendable {
    /// A time in which the same items take turns, or in which nothing is on.
    public struct Stretch: Hashable, Sendable {
        /// Its first instant.
        public let start: Date
        /// The first instant after it.
        public let end: Date
        /// What takes turns, in the order of first turns; empty where nothing is on.
        public let shares: [Share]

        /// The class of all that takes turns; nil where nothing is on.
        public var priority: Priority? { shares.first?.item.priority }

        /// The longest that it takes until each has had a turn, in seconds; nil where fewer than two take turns, and where one
        /// has none before the end.
        public var roundSeconds: TimeInterval? {
            guard shares.count > 1 else { return nil }
            let weights = shares.reduce(0) { $0 + $1.item.weight }
            var longest = 0.0
            for share in shares {
                guard let turn = share.turnSeconds else { return nil }
                longest = Swift.max(longest, turn * weights / share.item.weight)
            }
            return longest.rounded(.up)
        }
    }

    /// One item's part of a stretch.
    public struct Share: Hashable, Sendable {
        /// What takes turns with the others.
        public let item: ScheduledItem
        /// For how long it is on within the stretch, in seconds; 0 when the stretch ends before its turn comes.
        public let seconds: TimeInterval
        /// How long each of its turns takes, in seconds; nil when it has none in the stretch.
        public let turnSeconds: TimeInterval?
    }

    private let schedule: Schedule
    private let start: Date
    private let end: Date

    fileprivate init(schedule: Schedule, start: Date, end: Date) {
        self.schedule = schedule
        self.start = start
        self.end = end
    }

    /// Begins at the plan's start.
    public func makeIterator() -> Iterator { Iterator(schedule, from: start, to: end) }
}

extension PlacePlan {
    /// Goes from one coming or going that changes who takes turns to the next.
    public struct Iterator: IteratorProtocol {
        private struct Event {
            let time: Date
            let isComing: Bool
            let index: Int
        }

        private let items: [ScheduledItem]
        private let end: Date
        private var now: Date
        private var events: [Event] = []
        private var taken = 0
        /// What is on of each class, by its index in the schedule.
        private var on: [Priority: Set<Int>] = [:]
        private var timeline: Timeline.Iterator
        private var entry: Timeline.Entry?

        fileprivate init(_ schedule: Schedule, from start: Date, to end: Date) {
            items = schedule.items
            self.end = end
            now = start
            for (index, item) in items.enumerated() {
                let stretches = item.airtime.stretches(
                    from: Swift.max(start, item.onset), to: end, clock: schedule.clock, calendars: schedule.calendars)
                var last: Date?
                for stretch in stretches {
                    // What goes and comes back at the same instant stays.
                    if stretch.lowerBound == last {
                        events.removeLast()
                    } else {
                        events.append(Event(time: stretch.lowerBound, isComing: true, index: index))
                    }
                    events.append(Event(time: stretch.upperBound, isComing: false, index: index))
                    last = stretch.upperBound
                }
            }
            events.sort { $0.time < $1.time }
            timeline = schedule.timeline(from: start, to: end).makeIterator()
            entry = timeline.next()
            _ = takeEvents(upTo: start)
        }

        /// The next stretch; nil at the end.
        public mutating func next() -> Stretch? {
            guard now < end else { return nil }
            let start = now
            let members = top.map { on[$0, default: []].sorted() } ?? []
            repeat {
                now = taken < events.count ? Swift.min(events[taken].time, end) : end
            } while now < end && !takeEvents(upTo: now)
            let had = airtimes(from: start, to: now)
            return Stretch(
                start: start, end: now,
                shares: members.map { index in
                    let item = items[index]
                    return Share(
                        item: item, seconds: had[item.id]?.seconds ?? 0, turnSeconds: had[item.id]?.turnSeconds)
                })
        }

        private var top: Priority? { on.keys.max() }

        /// Lets come and go what does; says whether others take turns then.
        private mutating func takeEvents(upTo time: Date) -> Bool {
            let before = top
            var changed = Set<Priority>()
            while taken < events.count, events[taken].time <= time {
                let (index, priority) = (events[taken].index, items[events[taken].index].priority)
                if events[taken].isComing {
                    on[priority, default: []].insert(index)
                } else {
                    on[priority]?.remove(index)
                    if on[priority]?.isEmpty == true { on[priority] = nil }
                }
                changed.insert(priority)
                taken += 1
            }
            return top != before || top.map(changed.contains) ?? false
        }

        /// For how long each item is on between two instants, and how long its turns take.
        private mutating func airtimes(
            from start: Date, to end: Date
        ) -> [Name: (seconds: TimeInterval, turnSeconds: TimeInterval)] {
            var had: [Name: (seconds: TimeInterval, turnSeconds: TimeInterval)] = [:]
            while let current = entry, current.start < end {
                let part = Swift.min(current.end, end).timeIntervalSince(Swift.max(current.start, start))
                if let turn = current.turns.values.first {
                    let before = had[turn.item.id]
                    // A turn that began with others around is as long as it was for them.
                    let isOwn = before == nil || turn.start >= start
                    had[turn.item.id] = (
                        (before?.seconds ?? 0) + part, isOwn ? turn.seconds : before?.turnSeconds ?? turn.seconds
                    )
                }
                guard current.end <= end else { break }
                entry = timeline.next()
            }
            return had
        }
    }
}

extension Schedule {
    /// What takes turns in a place from one instant to another, in whole seconds; empty when the end is not after the start.
    public func plan(of place: Name = .notices, from start: Date, to end: Date) -> PlacePlan {
        PlacePlan(schedule: only(place), start: start.wholeSeconds, end: end.wholeSeconds)
    }

    /// What wants time in one place alone: no place knows of the others.
    func only(_ place: Name) -> Schedule {
        let own = items.filter { $0.place == place }
        return own.count == items.count ? self : Schedule(items: own, clock: clock, calendars: calendars)
    }
}
