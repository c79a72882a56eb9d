public import Foundation
import Synchronization

/// Decides what a board shows at any instant. Nothing in it reads a clock, and any two boards with the same items agree.
///
/// In each place the items of the highest class that has any on take turns, and get their shares of the time by weight. What is
/// published for now is shown at once. Turns are worked out week by week, from its
/// first second to what is asked for; the last few weeks are kept. Where not everyone's turn fits into an hour nobody waits longer than one round, but
/// over a week's border it may be two: the new week begins where those that are on would be, had they always been.
public final class Schedule: Sendable {
    /// All that wants time on the board, on or not, in the order of their first turns: the newest first.
    public let items: [ScheduledItem]
    /// The clock by which their rules are told.
    public let clock: WallClock
    /// The calendars that their rules name.
    public let calendars: DayCalendars
    /// Those in which items want time, in order.
    let places: [Place]
    /// From when on nothing comes or goes any more; nil when there is always something.
    private let settled: Date?
    /// Each place's week, as far as it was gone through; the weeks that were asked for last at the end.
    private let weeks = Mutex<[(week: Int, places: [WeekSweep])]>([])

    /// When the last entries of weeks end, which only later weeks can tell; by week and place.
    private let ends = Mutex<[WeekInPlace: Int?]>([:])

    private struct WeekInPlace: Hashable {
        let week: Int
        let place: Int
    }

    private static let mostWeeks = 3
    private static let mostEnds = 100
    /// Whoever asks for the next change has to look again after so many weeks, even when there was none.
    private static let mostWeeksAhead = 8

    /// Takes items in any order. Of two with the same id in a place the one counts that comes first in the order of turns.
    public init(items: [ScheduledItem], clock: WallClock, calendars: DayCalendars = .publicHolidaysOnly) {
        // Items are large: only their numbers are sorted.
        let keys = items.map { (onset: $0.onset, id: $0.id) }
        var seen: [Name: Set<Name>] = [:]
        self.items = items.indices.sorted { keys[$0] > keys[$1] }
            .filter { seen[items[$0].place, default: []].insert(keys[$0].id).inserted }.map { items[$0] }
        self.clock = clock
        self.calendars = calendars
        places = Place.all(of: self.items)
        var settled: Date? = .distantPast
        for item in self.items {
            let last = item.airtime.window.expires ?? (item.airtime.isPlain ? item.onset : nil)
            settled = settled.flatMap { settled in last.map { max(settled, $0) } }
        }
        self.settled = settled
    }

    /// A schedule of notices alone.
    /// - Parameter shortestTurnSeconds: no turn is shorter, as on paper that takes its time to change.
    public convenience init(
        notices: [Notice], shortestTurnSeconds: TimeInterval = 0, clock: WallClock,
        calendars: DayCalendars = .publicHolidaysOnly
    ) {
        self.init(
            items: notices.map { ScheduledItem($0, shortestTurnSeconds: shortestTurnSeconds) }, clock: clock,
            calendars: calendars)
    }

    /// The schedule of a board that does not know what time it is: of what stays until it is withdrawn, at any time of any day.
    public var undated: Schedule {
        Schedule(items: items.compactMap(\.undated), clock: clock, calendars: calendars)
    }

    /// What is on at an instant, and until when.
    ///
    /// The next change is never before `now`, and until then the answer is the same. Nil where nothing ever changes; where
    /// nothing does for eight weeks, eight weeks away.
    public func programme(at now: Date) -> Programme {
        let number = Week.number(at: now, clock: clock)
        let time = now.boundedSeconds
        let plans = plans(of: number, until: time)
        let indices = plans.map { $0.index(at: time) }
        let changes = plans.indices.compactMap { end(of: indices[$0], in: plans[$0], place: $0) }
        return Programme(
            turns: turns(of: plans, at: indices),
            nextChange: changes.min().map { Date(timeIntervalSince1970: Double($0)) })
    }

    /// When an entry ends, also in a later week, in seconds since 1970; nil when it never does.
    private func end(of index: Int, in plan: WeekPlan, place: Int) -> Int? {
        guard index == plan.entries.count - 1 else { return plan.end(of: index) }
        let key = WeekInPlace(week: plan.week.number, place: place)
        if let known = ends.withLock({ $0[key] }) { return known }
        let end = endOfLastEntry(in: plan, place: place)
        ends.withLock { ends in
            if ends.count == Self.mostEnds { ends = [:] }
            ends.updateValue(end, forKey: key)
        }
        return end
    }

    private func endOfLastEntry(in plan: WeekPlan, place: Int) -> Int? {
        var (plan, entry) = (plan, plan.entries[plan.entries.count - 1])
        for _ in 0..<Self.mostWeeksAhead {
            var sweep = sweep(place, week: plan.week.number + 1)
            let following = sweep.plan(until: plan.week.end)
            guard following.entries[0].goesOn(from: entry, earlier: following.week.start - plan.week.start) else {
                return plan.week.end
            }
            (plan, entry) = (following, following.entries[0])
            if plan.entries.count > 1 { return plan.end(of: 0) }
            // Only a week that begins with nothing to come says so: at its border a turn may have been counted anew.
            if let settled, settled.boundedSeconds < plan.week.start, entry.count < 2 { return nil }
        }
        return plan.week.end
    }

    /// What entries of the places' plans say.
    func turns(of plans: [WeekPlan], at indices: [Int]) -> [Name: Turn] {
        var turns: [Name: Turn] = [:]
        for (place, plan) in plans.enumerated() {
            turns[places[place].name] = turn(plan.entries[indices[place]], of: plan)
        }
        return turns
    }

    private func turn(_ entry: WeekPlan.Entry, of plan: WeekPlan) -> Turn? {
        guard entry.item >= 0 else { return nil }
        return Turn(
            item: items[Int(entry.item)], position: Int(entry.position), count: Int(entry.count),
            number: Int(entry.number),
            start: Date(timeIntervalSince1970: Double(plan.week.start + Int(entry.turnStart))),
            seconds: TimeInterval(entry.seconds))
    }

    private func sweep(_ place: Int, week number: Int) -> WeekSweep {
        WeekSweep(
            of: items, in: places[place], week: Week(number: number, clock: clock), clock: clock, calendars: calendars)
    }

    /// The complete plan of one place for a week, which is not kept.
    func plan(of number: Int, place: Int) -> WeekPlan {
        let kept = weeks.withLock { weeks in
            weeks.firstIndex { $0.week == number }.map { weeks[$0].places[place].plan(until: .max) }
        }
        if let kept { return kept }
        var sweep = sweep(place, week: number)
        return sweep.plan(until: .max)
    }

    /// The plans of all places for a week.
    /// - Parameter end: they tell at least what is on at that time, in seconds since 1970, and when it ends.
    func plans(of number: Int, until end: Int = .max) -> [WeekPlan] {
        weeks.withLock { weeks in
            let index = weeks.firstIndex { $0.week == number }
            let week = index.map { weeks.remove(at: $0) } ?? (number, places.indices.map { sweep($0, week: number) })
            if weeks.count == Self.mostWeeks { weeks.removeFirst() }
            weeks.append(week)
            let last = weeks.count - 1
            return places.indices.map { weeks[last].places[$0].plan(until: end) }
        }
    }
}
