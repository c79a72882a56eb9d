import Foundation
import Testing

@testable import Signage

@Suite struct SummerTimeTests {
    @Test("each minute around each change of summer time from 2024 to 2030 holds what zoneinfo and dateutil say")
    func minutes() throws {
        let berlin = WallClock(zone: Examples.berlin)
        let lines = try RecurrenceFixture.lines("summer-time.txt")
        #expect(lines.count == 14 * 14)
        for line in lines {
            let columns = line.split(separator: "|", omittingEmptySubsequences: false)
            let numbers = [0, 1, 3].compactMap { Int(columns[$0]) }
            try #require(columns.count == 5 && numbers.count == 3)
            let recurrence = try Recurrence(
                start: WallTime(seconds: numbers[0]), durationSeconds: numbers[1], rule: RecurrenceRule(columns[2]))
            let runs = columns[4].split(separator: " ").compactMap { Int($0) }
            let expected = runs.enumerated().flatMap { index, count in
                [Bool](repeating: index % 2 == 1, count: count)
            }
            #expect(expected.count == 9 * 60)
            let first = Date(timeIntervalSince1970: Double(numbers[2]) * 60)
            let end = first.addingTimeInterval(9 * 3_600)
            let whole = recurrence.occurrences(from: first, to: end, clock: berlin)
            let found = expected.indices.map { minute in
                let instant = first.addingTimeInterval(Double(minute) * 60)
                return whole.contains { $0.contains(instant) }
            }
            #expect(found == expected, "\(line)")
            // The same when each minute is asked for alone.
            let alone = expected.indices.map { minute in
                let instant = first.addingTimeInterval(Double(minute) * 60)
                return !recurrence.occurrences(from: instant, to: instant + 1, clock: berlin).isEmpty
            }
            #expect(alone == expected, "\(line)")
        }
    }

    @Test("a skipped start is late, and one that falls on the same instant as another counts once")
    func skipped() throws {
        let berlin = WallClock(zone: Examples.berlin)
        let hourly = try Recurrence(
            start: WallTime("2026-03-28T00:00"), durationSeconds: 600, rule: RecurrenceRule("FREQ=HOURLY"))
        let night = hourly.occurrences(
            from: Examples.time("2026-03-29T00:00:00+01:00"), to: Examples.time("2026-03-29T05:00:00+02:00"),
            clock: berlin)
        let hours = ["2026-03-28T23:00:00Z", "2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z"]
        #expect(night.map(\.lowerBound) == hours.map(Examples.time))
        let daily = try Recurrence(
            start: WallTime("2026-03-01T02:30"), durationSeconds: 60, rule: RecurrenceRule("FREQ=DAILY"),
            additions: [WallTime("2026-03-29T03:00"), WallTime("2026-03-29T03:30")])
        let late = daily.occurrences(
            from: Examples.time("2026-03-29T00:00:00+01:00"), to: Examples.time("2026-03-30T00:00:00+02:00"),
            clock: berlin)
        #expect(late.map(\.lowerBound) == ["2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z"].map(Examples.time))
    }

    @Test(
        "UNTIL in UTC ends a rule at that instant, also in the nights of the change",
        arguments: [
            // 02:00 and 02:30 are skipped in March: they are the instants of 03:00 and 03:30.
            ("2026-03-29T00:00", "20260329T010000Z", ["00:00", "00:30", "01:00", "01:30", "02:00", "03:00"]),
            (
                "2026-03-29T00:00", "20260329T013000Z",
                ["00:00", "00:30", "01:00", "01:30", "02:00", "02:30", "03:00", "03:30"]
            ),
            // The first pass of 02:30 in October is 00:30 UTC; at 01:10 UTC the clock shows 02:10 again.
            ("2026-10-25T01:00", "20261025T001000Z", ["01:00", "01:30", "02:00"]),
            ("2026-10-25T01:00", "20261025T011000Z", ["01:00", "01:30", "02:00", "02:30"]),
        ])
    func until(start: String, until: String, expected: [String]) throws {
        let recurrence = try Recurrence(
            start: WallTime(start), durationSeconds: 60,
            rule: RecurrenceRule("FREQ=MINUTELY;INTERVAL=30;UNTIL=\(until)"))
        let starts = recurrence.starts(
            from: recurrence.start, to: WallTime(seconds: .max), clock: WallClock(zone: Examples.berlin))
        #expect(starts.map { $0.description.suffix(5) } == expected.map { $0[...] })
    }
}
