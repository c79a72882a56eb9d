import Foundation

/// Makes the plan of one place for one week: goes through all comings and goings in their order and lets the classes take turns.
struct WeekSweep {
    /// An item comes or goes at a time.
    private struct Event {
        let time: Int
        let isComing: Bool
        /// Whether it has never been on before.
        let isFresh: Bool
        let rotation: Int32
        let member: Int32

        /// Of those that come together, the one that is shown first comes last.
        static func isEarlier(_ left: Event, _ right: Event) -> Bool {
            if left.time != right.time { return left.time < right.time }
            if left.isComing != right.isComing { return right.isComing }
            return left.member > right.member
        }
    }

    private let week: Week
    private var events: [Event] = []
    /// Of the classes that have items, the highest first.
    private var rotations: [Rotation] = []
    /// The items of each class, by their indices in the schedule, in the order of their first turns.
    private var items: [[Int]] = []
    /// The class whose turn is on.
    private var top: Int?
    private var entries: [WeekPlan.Entry] = []

    /// Collects what comes and goes.
    /// - Parameter members: the items of one place with their indices in the schedule, in the order of their first turns.
    init(_ members: [(index: Int, item: ScheduledItem)], week: Week, clock: WallClock, calendars: DayCalendars) {
        self.week = week
        for priority in Priority.allCases {
            let members = members.filter { $0.item.priority == priority }
            guard !members.isEmpty else { continue }
            items.append(members.map(\.index))
            let rotation = Int32(rotations.count)
            rotations.append(Rotation(members: members.map { Rotation.Member($0.item) }))
            var before: [Int32] = []
            for (member, (_, item)) in members.enumerated() {
                // What is on one second before the week goes on in it.
                let from = max(Date(timeIntervalSince1970: Double(week.start - 1)), item.onset)
                let to = Date(timeIntervalSince1970: Double(week.end))
                for stretch in item.airtime.stretches(from: from, to: to, clock: clock, calendars: calendars) {
                    let comes = Int(stretch.lowerBound.timeIntervalSince1970)
                    let goes = Int(stretch.upperBound.timeIntervalSince1970)
                    guard goes > week.start else { continue }
                    if comes < week.start {
                        before.append(Int32(member))
                    } else {
                        let isFresh = item.published != nil && stretch.lowerBound == item.onset
                        events.append(
                            Event(
                                time: comes, isComing: true, isFresh: isFresh, rotation: rotation,
                                member: Int32(member)))
                    }
                    guard goes < week.end else { continue }
                    events.append(
                        Event(time: goes, isComing: false, isFresh: false, rotation: rotation, member: Int32(member)))
                }
            }
            begin(before, items: members.map(\.item))
        }
        events.sort(by: Event.isEarlier)
    }

    private mutating func begin(_ before: [Int32], items: [ScheduledItem]) {
        let last = rotations.count - 1
        guard let first = before.first else { return rotations[last].begin(week: week.number) }
        for member in before { rotations[last].join(Int(member), isFresh: false, at: week.start) }
        let lone = items[Int(first)]
        let since = Int(lone.onset.timeIntervalSince1970) + Rotation.Member(lone).leadSeconds
        rotations[last].goOn(at: week.start, loneStart: lone.airtime.isPlain ? min(since, week.start) : week.start)
    }

    /// Goes through the week.
    mutating func plan() -> WeekPlan {
        var (time, next) = (week.start, 0)
        while time < week.end {
            var hasFresh = false
            while next < events.count, events[next].time == time {
                let event = events[next]
                let (rotation, member) = (Int(event.rotation), Int(event.member))
                if event.isComing {
                    rotations[rotation].join(member, isFresh: event.isFresh, at: time)
                    hasFresh = hasFresh || (event.isFresh && rotation == (top ?? rotation))
                } else {
                    rotations[rotation].leave(member, at: time)
                }
                next += 1
            }
            giveTurn(at: time, hasFresh: hasFresh)
            var then = next < events.count ? events[next].time : week.end
            if let top, rotations[top].count > 1, let end = rotations[top].running?.end { then = min(then, end) }
            time = then
        }
        return WeekPlan(week: week, entries: entries)
    }

    private mutating func giveTurn(at time: Int, hasFresh: Bool) {
        let next = rotations.firstIndex { $0.count > 0 }
        for rotation in rotations.indices where rotation != next { rotations[rotation].stop(at: time) }
        top = next
        guard let next else { return add(.nothing(since: week.offset(of: time))) }
        let isOver = rotations[next].count > 1 && (rotations[next].running.map { $0.end <= time } ?? true)
        if hasFresh || isOver { rotations[next].stop(at: time) }
        if rotations[next].running == nil { rotations[next].start(at: time) }
        guard let turn = rotations[next].running else { return }
        let count = rotations[next].count
        add(
            WeekPlan.Entry(
                since: week.offset(of: time), item: Int32(items[next][turn.member]),
                position: count == 1 ? 0 : Int32(rotations[next].ranks.rank(of: turn.member)), count: Int32(count),
                number: count == 1 ? 0 : Int32(truncatingIfNeeded: rotations[next].numbers[turn.member]),
                turnStart: week.offset(of: turn.start), seconds: Int32(turn.seconds)))
    }

    private mutating func add(_ entry: WeekPlan.Entry) {
        guard let last = entries.last else { return entries.append(entry) }
        if !entry.goesOn(from: last, earlier: 0) { entries.append(entry) }
    }
}

extension Rotation.Member {
    /// What a rotation needs to know of an item.
    init(_ item: ScheduledItem) {
        let isAhead = item.published.map { item.onset < $0 } ?? false
        self.init(
            weight: item.weight, dwell: item.dwellSeconds,
            leadSeconds: isAhead ? ScheduledItem.toleranceSeconds : 0)
    }
}
