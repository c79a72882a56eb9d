import Foundation
import Signage
import Testing

@testable import litfass

@Suite struct TimeArgumentTests {
    private func berlin() throws -> TimeZone { try #require(TimeZone(identifier: "Europe/Berlin")) }

    @Test(
        "a day is meant from its first instant up to the first one after it",
        arguments: [
            ("2026-11-25", "2026-11-24T23:00:00Z", "2026-11-25T23:00:00Z"),
            ("2026-03-29", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"),
            ("2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"),
            ("2028-02-29", "2028-02-28T23:00:00Z", "2028-02-29T23:00:00Z"),
            ("2026-12-31", "2026-12-30T23:00:00Z", "2026-12-31T23:00:00Z"),
        ])
    func day(text: String, start: String, end: String) throws {
        let time = try TimeArgument(text, zone: berlin())
        #expect(time.start == WireCoding.date(start))
        #expect(time.end == WireCoding.date(end))
    }

    @Test(
        "a minute is meant in the machine's zone, an offset as it stands",
        arguments: [
            ("2026-11-25T07:00", "2026-11-25T06:00:00Z"), ("2026-11-25 07:00", "2026-11-25T06:00:00Z"),
            ("2026-07-25 23:59", "2026-07-25T21:59:00Z"), ("2026-11-25T07:00:00Z", "2026-11-25T07:00:00Z"),
            ("2026-11-25T07:00:00-05:00", "2026-11-25T12:00:00Z"),
            // The hour that summer time leaves out is read as the clocks then show it.
            ("2026-03-29 02:30", "2026-03-29T01:30:00Z"),
        ])
    func minute(text: String, instant: String) throws {
        let time = try TimeArgument(text, zone: berlin())
        #expect(time.start == WireCoding.date(instant))
        #expect(time.end == time.start)
    }

    @Test("of the hour that comes twice, one of the two is taken")
    func twice() throws {
        let time = try TimeArgument("2026-10-25 02:30", zone: berlin()).start
        let both = ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"].map(WireCoding.date)
        #expect(both.contains(time))
    }

    @Test("the day before a zone's missing midnight ends where the next begins")
    func noMidnight() throws {
        let zone = try #require(TimeZone(identifier: "America/Sao_Paulo"))
        #expect(try TimeArgument("2018-11-03", zone: zone).end == TimeArgument("2018-11-04", zone: zone).start)
        #expect(try TimeArgument("2018-11-04", zone: zone).start == WireCoding.date("2018-11-04T03:00:00Z"))
    }

    @Test(
        "what is no time is refused with what to write",
        arguments: [
            "", "tomorrow", "25.11.2026", "2026-02-30", "2026-11-25T24:00", "2026-11-25T7:00", "2026-11-25T07:60",
            "2026-11-25T+7:00", "2026-11-25T-7:00", "2026-11-25T07:00:00", "2026-11-25T", "2026-11-25T07:00 Uhr",
            "T07:00", "2026-11-25T07", "2026-11-2５",
        ])
    func garbage(text: String) throws {
        let zone = try berlin()
        #expect(throws: (any Error).self) { try TimeArgument(text, zone: zone) }
    }

    @Test("columns are as wide as their widest cell, and the last one is not padded")
    func table() {
        let text = Table.text(["ID", "NAME"], [["a", "Straße"], ["long-id", "x"]])
        #expect(text == "ID       NAME\na        Straße\nlong-id  x\n")
        #expect(Table.text(["A", "B"], []) == "A  B\n")
    }

    @Test("a time is a minute in the machine's zone")
    func tableTime() throws {
        let date = try #require(WireCoding.date("2026-11-05T06:05:59Z"))
        #expect(Table.time(date, zone: try berlin()) == "2026-11-05 07:05")
    }

    @Test(
        "an age is told in the largest unit of which there are two",
        arguments: [
            (-5.0, "0 s ago"), (0, "0 s ago"), (119, "119 s ago"), (120, "2 min ago"), (7_199, "119 min ago"),
            (7_200, "2 h ago"), (172_799, "47 h ago"), (172_800, "2 days ago"),
        ])
    func age(seconds: Double, words: String) {
        let now = Date(timeIntervalSince1970: 1_795_439_220)
        #expect(Table.age(now - seconds, at: now) == words)
    }
}
