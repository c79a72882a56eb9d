import Foundation
import Testing

@testable import Signage

@Suite struct WallClockTests {
    private let berlin = WallClock(zone: TimeZone(identifier: "Europe/Berlin") ?? .gmt)

    @Test("a wall clock and Foundation agree on every quarter of an hour around each change of summer time")
    func agreesWithFoundation() throws {
        let calendar = Calendar.gregorian(in: berlin.zone)
        var change = Date(timeIntervalSince1970: 1_700_000_000)
        for _ in 0..<20 {
            change = try #require(berlin.nextChange(after: change))
            for quarter in -20...20 {
                let instant = change + Double(quarter) * 900
                let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: instant)
                let date = try #require(
                    CalendarDate(year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0))
                let time = try #require(TimeOfDay(seconds: (parts.hour ?? 0) * 3600 + (parts.minute ?? 0) * 60))
                #expect(berlin.wall(at: instant) == WallTime(date, time))
            }
        }
    }

    @Test(
        "a time that is skipped lies where it would have been, a time that comes twice means the first",
        arguments: [
            ("2026-03-29T01:59", "2026-03-29T00:59:00Z"), ("2026-03-29T02:00", "2026-03-29T01:00:00Z"),
            ("2026-03-29T02:30", "2026-03-29T01:30:00Z"), ("2026-03-29T03:00", "2026-03-29T01:00:00Z"),
            ("2026-10-25T01:59", "2026-10-24T23:59:00Z"), ("2026-10-25T02:00", "2026-10-25T00:00:00Z"),
            ("2026-10-25T02:30", "2026-10-25T00:30:00Z"), ("2026-10-25T03:00", "2026-10-25T02:00:00Z"),
            ("1970-01-01T00:00", "1969-12-31T23:00:00Z"), ("2026-12-31T24:00", "2026-12-31T23:00:00Z"),
        ])
    func gapsAndFolds(wall: String, instant: String) throws {
        let expected = try Date(instant, strategy: .iso8601)
        #expect(berlin.instant(of: try WallTime(wall)) == expected)
    }

    @Test(
        "every wall time that exists comes back from its instant, in zones with any offset",
        arguments: [
            "Europe/Berlin", "UTC", "Asia/Kolkata", "Australia/Lord_Howe", "America/St_Johns", "Africa/Casablanca",
            "Pacific/Apia",
        ])
    func comesBack(name: String) throws {
        let clock = WallClock(zone: try #require(TimeZone(identifier: name)))
        for hour in 0..<60_000 {
            let instant = Date(timeIntervalSince1970: 1_500_000_000 + Double(hour) * 3_607)
            let wall = clock.wall(at: instant)
            let back = clock.instant(of: wall)
            #expect(clock.wall(at: back) == wall)
            // Only the second pass of a time that comes twice comes back as the first.
            #expect(back == instant || (instant.timeIntervalSince(back) <= 7_200 && back < instant))
        }
    }

    @Test("an instant beyond all calendars is still an instant")
    func farAway() {
        for instant in [Date.distantPast, .distantFuture, Date(timeIntervalSince1970: 1e300)] {
            _ = berlin.wall(at: instant).description
            _ = berlin.nextChange(after: instant)
        }
    }

    @Test("days are counted from 1970 and back")
    func days() throws {
        for days in stride(from: 0, through: 2_932_896, by: 17) {
            let date = try #require(CalendarDate(daysSince1970: days))
            #expect(date.daysSince1970 == days)
            #expect(CalendarDate(year: date.year, month: date.month, day: date.day) == date)
        }
        #expect(CalendarDate(daysSince1970: 2_932_896)?.description == "9999-12-31")
        #expect(CalendarDate(daysSince1970: 2_932_897) == nil && CalendarDate(daysSince1970: -1) == nil)
        #expect(try WallTime("2026-11-24T00:00").weekday == .tuesday)
        #expect(WallTime(seconds: -1).weekday == .wednesday && WallTime(seconds: -1).secondsOfDay == 86_399)
    }

    @Test(
        "what is not a time of day is refused",
        arguments: ["", "7", "24:01", "7:5", "12:60", "-1:00", "١٢:٠٠", "07:30:60", "1:2:3:4"])
    func badTimes(text: String) {
        #expect(throws: InvalidValue.self) { try TimeOfDay(text) }
        #expect(throws: InvalidValue.self) { try WallTime("2026-11-24T" + text) }
    }
}
