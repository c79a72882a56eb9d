import Foundation

@testable import Signage

/// Items of every kind, and a slow answer to what is on.
enum ScheduleExamples {
    static let clock = WallClock(zone: Examples.berlin)
    static let places = [Name.notices, Examples.name("sidebar")]
    /// Weeks with both changes of the clock, a leap day, a year's end, and nothing.
    static let middles = [
        "2026-03-29T02:30:00Z", "2026-10-25T01:30:00Z", "2028-02-29T12:00:00Z", "2026-12-31T23:00:00Z",
        "2026-11-23T14:07:00Z",
    ].map(Examples.time)

    static func dwell(using generator: inout SeededGenerator) -> ClosedRange<Int> {
        let shortest = Int.random(in: 8...60, using: &generator)
        return shortest...(shortest * Int.random(in: 1...3, using: &generator))
    }

    static func item(
        _ id: String, place: Name = .notices, priority: Priority = .notice, weight: Double = 1, from onset: Date,
        days: Double? = 20, dayparts: [Daypart] = [], recurrence: Recurrence? = nil, dwell: ClosedRange<Int>,
        published: Date? = nil
    ) throws -> ScheduledItem {
        let window = try DisplayWindow(onset: onset, expires: days.map { onset + $0 * 86_400 })
        return ScheduledItem(
            id: Examples.name(id), place: place, content: .notice(try Examples.notice(id)), priority: priority,
            weight: weight, airtime: Airtime(window: window, dayparts: dayparts, recurrence: recurrence),
            dwellSeconds: dwell, published: published)
    }

    static func items(around middle: Date, using generator: inout SeededGenerator) throws -> [ScheduledItem] {
        try (0..<Int.random(in: 0...9, using: &generator)).map { number in
            let onset = (middle + Double.random(in: -500_000...400_000, using: &generator)).wholeSeconds
            let priority: Priority =
                [.interrupt, .official, .notice, .notice, .notice, .feed, .evergreen].randomElement(using: &generator)
                ?? .notice
            let isOpen = priority == .evergreen && Int.random(in: 0..<4, using: &generator) == 0
            return try item(
                "n\(number)", place: places.randomElement(using: &generator) ?? .notices, priority: priority,
                weight: Double(Int.random(in: 1...30, using: &generator)), from: onset,
                days: isOpen ? nil : Double.random(in: 0.01...10, using: &generator),
                dayparts: Bool.random(using: &generator) ? [] : [try daypart(using: &generator)],
                recurrence: Int.random(in: 0..<4, using: &generator) > 0
                    ? nil : try recurrence(around: middle, using: &generator),
                dwell: dwell(using: &generator),
                published: [nil, onset, onset + 77, onset - 500].randomElement(using: &generator) ?? nil)
        }
    }

    private static func daypart(using generator: inout SeededGenerator) throws -> Daypart {
        let from = Int.random(in: 0..<48, using: &generator)
        let to = (from + Int.random(in: 1..<48, using: &generator)) % 48
        return try Daypart(
            days: Bool.random(using: &generator) ? nil : Array(Weekday.allCases.shuffled(using: &generator).prefix(4)),
            from: TimeOfDay(seconds: from * 1_800), to: TimeOfDay(seconds: to * 1_800))
    }

    private static func recurrence(around middle: Date, using generator: inout SeededGenerator) throws -> Recurrence {
        let rules = [
            "FREQ=DAILY;INTERVAL=2", "FREQ=WEEKLY;BYDAY=MO,SU", "FREQ=DAILY;COUNT=3", "FREQ=MONTHLY;BYDAY=-1SU",
        ]
        let day = clock.wall(at: middle).day - Int.random(in: 0...6, using: &generator)
        return try Recurrence(
            start: WallTime(seconds: day * 86_400 + Int.random(in: 0..<48, using: &generator) * 1_800),
            durationSeconds: Int.random(in: 600...90_000, using: &generator),
            rule: RecurrenceRule(rules.randomElement(using: &generator) ?? rules[0]))
    }

    /// Whether an item is on, each rule asked for itself.
    static func isOn(_ item: ScheduledItem, at now: Date) -> Bool {
        guard now >= item.onset, now >= item.airtime.window.onset || item.airtime.window.onset == item.published,
            item.airtime.window.expires.map({ now < $0 }) ?? true
        else { return false }
        let wall = clock.wall(at: now)
        guard item.airtime.dayparts.isEmpty || item.airtime.dayparts.hold(at: wall, .publicHolidaysOnly) else {
            return false
        }
        guard let recurrence = item.airtime.recurrence else { return true }
        return recurrence.occurrences(from: now.wholeSeconds, to: now.wholeSeconds + 1, clock: clock).isEmpty == false
    }
}
