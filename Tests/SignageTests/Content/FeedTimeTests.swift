import Foundation
import Testing

@testable import Signage

@Suite struct FeedTimeTests {
    @Test(
        "a day of the calendar is read, leap days too",
        arguments: ["2026-07-02", "2024-02-29", "2000-02-29", "1970-01-01", "9999-12-31"])
    func good(text: String) {
        #expect(CalendarDate(text)?.description == text)
    }

    @Test(
        "what is no day of the calendar is not read",
        arguments: [
            "", "2026-02-29", "2100-02-29", "2026-13-01", "2026-00-01", "2026-04-31", "2026-01-00", "1969-12-31",
            "2026-7-2", "2026-07-02 ", "2026-07-02T00:00", "+026-07-02", "2026-+7-02", "2026-07--2", "2026--7-02",
            "２０２６-07-02", "10000-01-01", "2026-07-02-", "20260702",
        ])
    func bad(text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test("any day reads back from its text, and days are in the order of their texts")
    func property() {
        var generator = SeededGenerator(seed: 1)
        var days: [CalendarDate] = []
        for _ in 0..<500 {
            let year = Int.random(in: 1970...9999, using: &generator)
            let month = Int.random(in: 1...12, using: &generator)
            if let day = CalendarDate(year: year, month: month, day: Int.random(in: 1...31, using: &generator)) {
                days.append(day)
            }
        }
        #expect(days.count > 450)
        #expect(days.allSatisfy { CalendarDate($0.description) == $0 })
        #expect(days.sorted().map(\.description) == days.map(\.description).sorted())
    }

    @Test(
        "the days around summer time begin at midnight in Berlin and are 23 and 25 hours long",
        arguments: [
            ("2026-03-29", "2026-03-28T23:00:00Z", 23.0), ("2026-10-25", "2026-10-24T22:00:00Z", 25),
            ("2026-11-23", "2026-11-22T23:00:00Z", 24),
        ])
    func summerTime(day: String, start: String, hours: Double) throws {
        let date = try #require(CalendarDate(day))
        let next = try #require(CalendarDate(year: date.year, month: date.month, day: date.day + 1))
        #expect(date.start(in: Examples.berlin) == Examples.time(start))
        #expect(next.start(in: Examples.berlin).timeIntervalSince(date.start(in: Examples.berlin)) == hours * 3_600)
    }

    @Test(
        "a day whose midnight does not exist begins with its first instant",
        arguments: [
            ("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z"),
            ("Asia/Beirut", "2026-03-29", "2026-03-28T22:00:00Z"),
            ("America/Santiago", "2026-09-06", "2026-09-06T04:00:00Z"),
        ])
    func noMidnight(zone: String, day: String, start: String) throws {
        let zone = Examples.zone(zone)
        let date = try #require(CalendarDate(day))
        #expect(date.start(in: zone) == Examples.time(start))
        #expect(CalendarDate(date.start(in: zone), in: zone) == date)
        #expect(CalendarDate(date.start(in: zone) - 1, in: zone) < date)
    }

    @Test("every instant falls on a day that has begun and not ended, in any zone")
    func containment() throws {
        var generator = SeededGenerator(seed: 2)
        for name in ["Europe/Berlin", "America/Sao_Paulo", "Pacific/Apia", "Asia/Kathmandu", "GMT"] {
            let zone = Examples.zone(name)
            for _ in 0..<100 {
                let instant = Date(
                    timeIntervalSince1970: Double(Int.random(in: 86_400...2_500_000_000, using: &generator)))
                let day = CalendarDate(instant, in: zone)
                #expect(day.start(in: zone) <= instant)
                #expect(CalendarDate(day.start(in: zone), in: zone) == day)
            }
        }
    }

    @Test("a feed's time is an instant or a day, and is written as it was read")
    func coding() throws {
        func read(_ text: String) throws -> FeedTime {
            try WireCoding.decode(FeedTime.self, from: Data("\"\(text)\"".utf8))
        }
        let day = try #require(CalendarDate("2026-07-02"))
        #expect(try read("2026-07-02") == .date(day))
        #expect(try read("2026-07-02T17:00:00+02:00") == .instant(Examples.time("2026-07-02T15:00:00Z")))
        #expect(try WireCoding.encode([FeedTime.date(day)]) == Data(#"["2026-07-02"]"#.utf8))
        #expect(
            try WireCoding.encode([FeedTime.instant(Examples.time("2026-07-02T17:00:00+02:00"))])
                == Data(#"["2026-07-02T15:00:00Z"]"#.utf8))
        #expect(refusal(FeedTime.self, "\"2026-07-32\"")?.reason == "must be a date or a time after RFC 3339")
        #expect(refusal(FeedTime.self, "1") != nil)
        #expect(FeedTime.date(day).start(in: Examples.berlin) == Examples.time("2026-07-02T00:00:00+02:00"))
    }
}
