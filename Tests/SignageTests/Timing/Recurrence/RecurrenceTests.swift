import Foundation
import Testing

@testable import Signage

@Suite struct RecurrenceTests {
    private let berlin = WallClock(zone: Examples.berlin)

    private func recurrence(
        _ rule: String?, _ start: String = "2026-01-01T09:00", seconds: Int = 3_600, additions: [String] = [],
        exceptions: [String] = []
    ) throws -> Recurrence {
        try Recurrence(
            start: WallTime(start), durationSeconds: seconds, rule: rule.map { try RecurrenceRule($0) },
            additions: additions.map { try WallTime($0) }, exceptions: exceptions.map { try WallTime($0) })
    }

    private func days(_ recurrence: Recurrence, _ count: Int) -> [String] {
        recurrence.starts(from: recurrence.start, to: WallTime(seconds: .max), clock: berlin).prefix(count)
            .map { String($0.description.prefix(10)) }
    }

    @Test(
        "a rule follows RFC 5545 where python-dateutil does not",
        arguments: [
            // Weekdays with and without an ordinal: either.
            (
                "FREQ=MONTHLY;BYDAY=MO,1TU", "2026-06-01T09:00",
                ["2026-06-01", "2026-06-02", "2026-06-08", "2026-06-15"]
            ),
            // A week without a day: the weekday of the start.
            ("FREQ=YEARLY;BYWEEKNO=20", "2026-05-13T09:00", ["2026-05-13", "2027-05-19", "2028-05-17"]),
            // Positions are counted from the week's first day, also in the week of the start.
            ("FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=2", "2026-06-02T09:00", ["2026-06-03", "2026-06-10"]),
            ("FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1", "2026-06-02T09:00", ["2026-06-08", "2026-06-15"]),
            // The last week of 2026 is week 53 and goes on into 2027; the next year with one is 2032.
            (
                "FREQ=YEARLY;BYWEEKNO=53;BYDAY=TH,FR,SA", "2026-01-01T09:00",
                ["2026-12-31", "2027-01-01", "2027-01-02", "2032-12-30"]
            ),
            // Until a date: that day, too.
            ("FREQ=DAILY;UNTIL=20260102", "2026-01-01T09:00", ["2026-01-01", "2026-01-02"]),
        ])
    func beyondDateutil(rule: String, start: String, expected: [String]) throws {
        #expect(days(try recurrence(rule, start), expected.count + (rule.contains("UNTIL") ? 1 : 0)) == expected)
    }

    @Test("weeks of the year are those of ISO 8601 on every day of a century")
    func weeks() throws {
        var calendar = Calendar(identifier: .iso8601)
        calendar.timeZone = .gmt
        let found = try (1...53).flatMap { week in
            try recurrence("FREQ=YEARLY;BYWEEKNO=\(week);BYDAY=MO,TU,WE,TH,FR,SA,SU", "1971-01-01T12:00")
                .starts(from: WallTime("1971-01-01T00:00"), to: WallTime("2071-01-01T00:00"), clock: berlin)
                .map { ($0.day, week) }
        }
        #expect(found.count == 36_525)
        for (day, week) in found {
            let noon = Date(timeIntervalSince1970: Double(day) * 86_400 + 43_200)
            #expect(calendar.component(.weekOfYear, from: noon) == week)
        }
    }

    @Test(
        "a rule that never matches ends soon",
        arguments: [
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30;COUNT=10000",
            "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30",
            "FREQ=MINUTELY;INTERVAL=1440;BYHOUR=5;COUNT=10", "FREQ=MINUTELY;INTERVAL=2;BYMINUTE=1;COUNT=10000",
            "FREQ=HOURLY;INTERVAL=24;BYHOUR=5;COUNT=7", "FREQ=HOURLY;INTERVAL=1000000;BYMONTH=2;BYMONTHDAY=30",
            "FREQ=DAILY;INTERVAL=7;BYDAY=MO", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=366", "FREQ=DAILY;BYHOUR=1;BYSETPOS=2",
            "FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO;BYWEEKNO=40;BYSETPOS=1",
            "FREQ=HOURLY;BYYEARDAY=366;BYMONTH=1",
        ])
    func never(rule: String) throws {
        let elapsed = try ContinuousClock().measure {
            let recurrence = try recurrence(rule)
            #expect(recurrence.next(after: WallTime(seconds: .min), clock: berlin) == nil)
            #expect(recurrence.occurrences(from: .distantPast, to: .distantFuture, clock: berlin).isEmpty)
            #expect(!recurrence.startFollowsRule)
        }
        // A hundred times what it takes in a debug build; walking the calendar's minutes would take many times more.
        #expect(elapsed < .seconds(5))
    }

    @Test("nothing is later than the year 2199, whatever is asked")
    func endOfCalendar() throws {
        let daily = try recurrence("FREQ=DAILY", "2199-12-30T09:00")
        #expect(days(daily, 10) == ["2199-12-30", "2199-12-31"])
        #expect(days(try recurrence("FREQ=YEARLY;INTERVAL=1000000"), 10) == ["2026-01-01"])
        #expect(days(try recurrence("FREQ=WEEKLY;BYDAY=TU;BYSETPOS=1", "2199-12-30T09:00"), 10) == ["2199-12-31"])
        #expect(throws: InvalidValue.self) { try recurrence("FREQ=DAILY", "9999-01-01T09:00") }
        #expect(throws: InvalidValue.self) { try recurrence(nil, additions: ["2200-01-01T00:00"]) }
        #expect(throws: InvalidValue.self) { try recurrence(nil, exceptions: ["1970-01-01T00:00"]) }
    }

    @Test("without a rule there are the start and what is added, less what is left out")
    func withoutRule() throws {
        let extras = try recurrence(
            nil, additions: ["2026-03-01T09:00", "2026-02-01T09:00", "2026-01-01T09:00"],
            exceptions: ["2026-03-01T09:00", "2026-04-01T09:00"])
        #expect(days(extras, 9) == ["2026-01-01", "2026-02-01"])
        #expect(extras.startFollowsRule)
        #expect(days(try recurrence(nil, exceptions: ["2026-01-01T09:00"]), 9).isEmpty)
    }

    @Test("a start beside its rule is no occurrence, and is not counted")
    func startBesideRule() throws {
        let mondays = try recurrence("FREQ=WEEKLY;BYDAY=MO;COUNT=2")
        #expect(!mondays.startFollowsRule)
        #expect(days(mondays, 9) == ["2026-01-05", "2026-01-12"])
    }

    @Test("occurrences are clipped, and are one stretch where they overlap or touch")
    func occurrences() throws {
        let (from, to) = (Examples.time("2026-01-05T10:00:00+01:00"), Examples.time("2026-01-07T09:30:00+01:00"))
        func found(_ seconds: Int, _ rule: String) throws -> [ClosedRange<String>] {
            try recurrence(rule, seconds: seconds).occurrences(from: from, to: to, clock: berlin).map {
                berlin.wall(at: $0.lowerBound).description...berlin.wall(at: $0.upperBound).description
            }
        }
        #expect(
            try found(5_400, "FREQ=DAILY") == [
                "2026-01-05T10:00"..."2026-01-05T10:30", "2026-01-06T09:00"..."2026-01-06T10:30",
                "2026-01-07T09:00"..."2026-01-07T09:30",
            ])
        #expect(try found(3_600, "FREQ=HOURLY") == ["2026-01-05T10:00"..."2026-01-07T09:30"])
        #expect(try found(31 * 86_400, "FREQ=MONTHLY;BYMONTHDAY=1") == ["2026-01-05T10:00"..."2026-01-07T09:30"])
        #expect(try found(3_600, "FREQ=DAILY;BYHOUR=11,12").count == 2)
        #expect(try recurrence("FREQ=DAILY").occurrences(from: to, to: from, clock: berlin).isEmpty)
        let years = try recurrence("FREQ=DAILY").occurrences(
            from: from, to: from + 10 * Recurrence.longestQuerySeconds, clock: berlin)
        #expect(years.count == 366)
    }

    @Test("what is out of range is refused, naming the field")
    func refused() throws {
        func field(_ seconds: Int, _ additions: Int = 0, _ exceptions: Int = 0) -> String? {
            let times = { (count: Int) in (0..<count).map { WallTime(seconds: 1_800_000_000 + $0) } }
            do throws(InvalidValue) {
                _ = try Recurrence(
                    start: WallTime(seconds: 1_800_000_000), durationSeconds: seconds, additions: times(additions),
                    exceptions: times(exceptions))
                return nil
            } catch {
                return error.field
            }
        }
        #expect(field(1) == nil && field(31 * 86_400, 500, 500) == nil)
        #expect(field(0) == "durationSeconds" && field(31 * 86_400 + 1) == "durationSeconds")
        #expect(field(60, 501) == "additions" && field(60, 0, 501) == "exceptions")
        #expect(throws: InvalidValue.self) { try Recurrence(start: WallTime(seconds: .min), durationSeconds: 60) }
    }
}
