import Foundation
import ProgramSupport
import Signage

/// `litfass-bench schedule`: how long it takes to know what is on a board with 10,000 items, and on one with 100.
///
/// Prints a line a figure: name, milliseconds with 10,000 items, milliseconds with 100, and how many entries the weeks have:
/// - `build`: from items in any order to the first answer, for which a week is planned.
/// - `programme-at`: what is on at any instant of that week; the next change is part of the answer.
/// - `next-change`: from one change to the next, instant after instant.
/// - `week-timeline`: the week, entry by entry.
struct ScheduleBench {
    private static let sizes = [10_000, 100]
    /// Monday, 23 November 2026, 0:00 in Barleben.
    private static let monday = Date(timeIntervalSince1970: 1_795_388_400)
    private static let week: TimeInterval = 7 * 86_400
    private static let questions = 2_000
    private static let rounds = 21

    private let clock = WallClock(zone: TimeZone(identifier: "Europe/Berlin") ?? .gmt)

    init(_ words: [String]) throws { _ = try Arguments(words, options: []) }

    func run() throws {
        let items = try Self.sizes.map(items)
        try say("build") { size in
            let schedule = Schedule(items: items[size], clock: clock)
            guard !schedule.programme(at: Self.monday).turns.isEmpty else { throw Failure("nothing is on") }
        }
        let schedules = items.map { Schedule(items: $0, clock: clock) }
        var generator = Numbers(seed: 1)
        // Not of the last day: what is next after its last change is in another week.
        let instants = (0..<Self.questions).map { _ in Self.monday + Double(generator.next(below: 6 * 86_400)) }
        try say("programme-at", times: instants.count) { size in
            for instant in instants where schedules[size].programme(at: instant).nextChange == nil {
                throw Failure("nothing is next")
            }
        }
        try say("next-change", times: Self.questions) { size in
            var now = Self.monday
            for _ in 0..<Self.questions {
                guard let next = schedules[size].programme(at: now).nextChange else { throw Failure("nothing is next") }
                now = next
            }
        }
        let entries = schedules.map { schedule in
            schedule.timeline(from: Self.monday, to: Self.monday + Self.week).reduce(0) { count, _ in count + 1 }
        }
        try say("week-timeline", counts: entries) { size in
            let timeline = schedules[size].timeline(from: Self.monday, to: Self.monday + Self.week)
            guard timeline.allSatisfy({ $0.start < $0.end }) else { throw Failure("an entry has no length") }
        }
    }

    /// Both numbers of items in turns, so that a disturbance of the machine meets both.
    private func say(_ name: String, times: Int = 1, counts: [Int] = [], _ work: (Int) throws -> Void) throws {
        var took: [[Duration]] = [[], []]
        for _ in 0..<Self.rounds {
            for size in took.indices { took[size].append(try Bench.time { try work(size) }) }
        }
        let figures = took.map { String(format: "%.5f", Bench.median($0) / Double(times)) }
        Bench.say(([name] + figures + counts.map { String($0) }).joined(separator: " "))
    }

    /// Notices of three weeks, each at some hours of some days, by rules of every frequency; one of fifty is official.
    private func items(_ count: Int) throws -> [ScheduledItem] {
        let rules = try [
            "FREQ=DAILY;INTERVAL=2", "FREQ=WEEKLY;BYDAY=MO,WE,FR", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
            "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=DAILY", "FREQ=YEARLY;BYMONTH=11,12;BYDAY=SU",
        ].map { try RecurrenceRule($0) }
        var generator = Numbers(seed: 7)
        func time(_ hour: Int) -> TimeOfDay? {
            TimeOfDay(seconds: hour % 24 * 3_600 + generator.next(below: 60) * 60)
        }
        return try (0..<count).map { index in
            let onset = Self.monday + Double(generator.next(below: 20_000) - 14_000) * 60
            let (hour, isWorkday) = (generator.next(below: 24), index % 3 == 0)
            let dayparts = try [
                Daypart(
                    days: isWorkday ? [.monday, .tuesday, .wednesday, .thursday, .friday] : nil, from: time(hour),
                    to: time(hour + 9), not: isWorkday ? [.publicHolidays] : []),
                Daypart(from: time(hour + 12), to: time(hour + 14)),
            ]
            let recurrence = try Recurrence(
                start: WallTime(CalendarDate(onset, in: clock.zone)),
                durationSeconds: 86_400 * (1 + generator.next(below: 2)), rule: rules[index % rules.count])
            let notice = try Notice(
                id: Name("n\(index)"), headline: "Bekanntmachung Nr. \(index)",
                body: String(
                    repeating: "Die Gemeinde gibt bekannt, was alle angeht. ", count: 1 + generator.next(below: 11)),
                priority: index % 50 == 0 ? .official : .notice, weight: 1 + index % 3,
                window: DisplayWindow(onset: onset, expires: onset + Double(20 + generator.next(below: 40)) * 86_400),
                dayparts: dayparts, recurrence: recurrence, published: onset)
            return ScheduledItem(notice, shortestTurnSeconds: 0)
        }
    }
}

/// A linear congruential generator (Knuth's MMIX): the same items on every machine.
private struct Numbers {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next(below end: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % end
    }
}
