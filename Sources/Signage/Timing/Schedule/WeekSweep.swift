import Foundation

/// Makes the plan of one place for one week, as far as it is asked for: goes through all comings and goings in their order and lets
/// the classes take turns.
struct WeekSweep {
    private let week: Week
    private var events: [WeekEvent] = []
    /// Of the classes that have items, the highest first.
    private var rotations: [Rotation] = []
    /// The items of each class by their indices in the schedule: members of its rotation are numbered alike.
    private let classes: [[Int]]
    /// The class whose turn is on.
    private var top: Int?
    private var entries: [WeekPlan.Entry] = []

    /// How far it has come, in seconds since 1970.
    private var time: Int
    /// The first of the events that are still to come.
    private var next = 0

    /// Stands at the beginning of a week.
    init(of items: [ScheduledItem], in place: Place, week: Week, clock: WallClock, calendars: DayCalendars) {
        self.week = week
        classes = place.classes
        time = week.start
        for rotation in classes.indices { collect(items, rotation: rotation, clock, calendars) }
        events.sort()
    }

    /// Collects when a class's items come and go.
    private mutating func collect(
        _ items: [ScheduledItem], rotation: Int, _ clock: WallClock, _ calendars: DayCalendars
    ) {
        rotations.append(Rotation(members: classes[rotation].map { Rotation.Member(items[$0]) }))
        // What is on one second before the week goes on in it.
        let (start, end) = (Double(week.start - 1), Double(week.end))
        let (from, to) = (Date(timeIntervalSince1970: start), Date(timeIntervalSince1970: end))
        var before: [Before] = []
        for (member, index) in classes[rotation].enumerated() {
            let onset = items[index].onset
            let stretches = items[index].airtime.stretches(
                from: max(from, onset), to: to, clock: clock, calendars: calendars)
            for stretch in stretches {
                let comes = Int(stretch.lowerBound.timeIntervalSince1970) - week.start
                let goes = Int(stretch.upperBound.timeIntervalSince1970) - week.start
                guard goes > 0 else { continue }
                if comes < 0 {
                    before.append(Before(member: member, isFresh: isCutShort(items[index])))
                } else {
                    let isFresh = items[index].published != nil && stretch.lowerBound == onset
                    events.append(
                        WeekEvent(offset: comes, isComing: true, isFresh: isFresh, rotation: rotation, member: member))
                }
                guard goes < week.end - week.start else { continue }
                events.append(
                    WeekEvent(offset: goes, isComing: false, isFresh: false, rotation: rotation, member: member))
            }
        }
        begin(rotation, before, lone: before.first.map { items[classes[rotation][$0.member]] })
    }

    /// Whether an item was published in the last moments of the week before: it has its first turn anew.
    private func isCutShort(_ item: ScheduledItem) -> Bool {
        guard let published = item.published, item.airtime.isPlain else { return false }
        return max(published, item.onset).boundedSeconds + item.dwellSeconds.lowerBound > week.start
    }

    /// Who was on before the week began.
    private struct Before {
        let member: Int
        let isFresh: Bool
    }

    private mutating func begin(_ rotation: Int, _ before: [Before], lone: ScheduledItem?) {
        guard let lone else { return rotations[rotation].begin(week: week.number) }
        for other in before { rotations[rotation].join(other.member, isFresh: other.isFresh, at: week.start) }
        let since = lone.onset.boundedSeconds + Rotation.Member(lone).leadSeconds
        rotations[rotation].goOn(
            at: week.start, loneStart: lone.airtime.isPlain ? min(since, week.start) : week.start)
    }

    /// The week's plan, at least as far as it tells what is on at a time and when that ends.
    /// - Parameter end: in seconds since 1970; after the week's end the plan is complete.
    mutating func plan(until end: Int) -> WeekPlan {
        while time < week.end, (entries.last.map { week.start + Int($0.since) } ?? time) <= end { step() }
        return WeekPlan(week: week, entries: entries)
    }

    /// Goes on to where the next turn may begin.
    private mutating func step() {
        var hasFresh = time == week.start && rotations.first { $0.count > 0 }?.hasFresh == true
        while next < events.count, week.start + events[next].offset == time {
            let event = events[next]
            if event.isComing {
                rotations[event.rotation].join(event.member, isFresh: event.isFresh, at: time)
                hasFresh = hasFresh || (event.isFresh && event.rotation == (top ?? event.rotation))
            } else {
                rotations[event.rotation].leave(event.member, at: time)
            }
            next += 1
        }
        giveTurn(at: time, hasFresh: hasFresh)
        var then = next < events.count ? week.start + events[next].offset : week.end
        if let top, rotations[top].count > 1, let end = rotations[top].running?.end { then = min(then, end) }
        time = then
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
                since: week.offset(of: time), item: Int32(classes[next][turn.member]),
                position: count == 1 ? 0 : Int32(rotations[next].ranks.rank(of: turn.member)), count: Int32(count),
                number: count == 1 ? 0 : Int32(truncatingIfNeeded: rotations[next].numbers[turn.member]),
                turnStart: week.offset(of: turn.start), seconds: Int32(turn.seconds),
                roundSeconds: count == 1 ? 0 : Int32(clamping: rotations[next].roundSeconds())))
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
