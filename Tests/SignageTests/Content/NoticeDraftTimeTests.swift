import Foundation
import Testing

@testable import Signage

@Suite struct NoticeDraftTimeTests {
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
        let time = try NoticeDraft.Time(text)
        #expect(try time.start(in: berlin(), after: Examples.now) == WireCoding.date(start))
        #expect(try time.end(in: berlin(), after: Examples.now) == WireCoding.date(end))
    }

    @Test(
        "a minute is meant in the council's zone, an offset as it stands",
        arguments: [
            ("2026-11-25T07:00", "2026-11-25T06:00:00Z"), ("2026-11-25 07:00", "2026-11-25T06:00:00Z"),
            ("2026-07-25 23:59", "2026-07-25T21:59:00Z"), ("2026-11-25T07:00:00Z", "2026-11-25T07:00:00Z"),
            ("2026-11-25T07:00:00-05:00", "2026-11-25T12:00:00Z"),
            // The hour that summer time leaves out is read as the clocks then show it.
            ("2026-03-29 02:30", "2026-03-29T01:30:00Z"),
        ])
    func minute(text: String, instant: String) throws {
        let time = try NoticeDraft.Time(text)
        #expect(try time.start(in: berlin(), after: Examples.now) == WireCoding.date(instant))
        #expect(try time.end(in: berlin(), after: Examples.now) == time.start(in: berlin(), after: Examples.now))
    }

    @Test(
        "a time without a day is the next one by the council's clocks",
        arguments: [
            ("18:00", "2026-11-23T13:07:00Z", "2026-11-23T17:00:00Z"),
            ("14:07", "2026-11-23T13:07:00Z", "2026-11-24T13:07:00Z"),
            ("00:00", "2026-12-31T12:00:00Z", "2026-12-31T23:00:00Z"),
            // The night in which the clocks are put back, and that in which an hour is left out.
            ("06:00", "2026-10-24T20:00:00Z", "2026-10-25T05:00:00Z"),
            ("02:30", "2026-03-28T20:00:00Z", "2026-03-29T01:00:00Z"),
        ])
    func clock(text: String, now: String, next: String) throws {
        let time = try NoticeDraft.Time(text)
        let now = try #require(WireCoding.date(now))
        #expect(try time.start(in: berlin(), after: now) == WireCoding.date(next))
        #expect(try time.end(in: berlin(), after: now) == WireCoding.date(next))
    }

    @Test("of the hour that comes twice, one of the two is taken")
    func twice() throws {
        let time = try NoticeDraft.Time("2026-10-25 02:30").start(in: berlin(), after: Examples.now)
        let both = ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"].map(WireCoding.date)
        #expect(both.contains(time))
    }

    @Test("the day before a zone's missing midnight ends where the next begins")
    func noMidnight() throws {
        let zone = try #require(TimeZone(identifier: "America/Sao_Paulo"))
        #expect(
            try NoticeDraft.Time("2018-11-03").end(in: zone, after: Examples.now)
                == NoticeDraft.Time("2018-11-04").start(in: zone, after: Examples.now))
        #expect(
            try NoticeDraft.Time("2018-11-04").start(in: zone, after: Examples.now)
                == WireCoding.date("2018-11-04T03:00:00Z"))
    }

    @Test(
        "what is no time is refused with what to write",
        arguments: [
            "", "tomorrow", "25.11.2026", "2026-02-30", "2026-11-25T24:00", "2026-11-25T7:00", "2026-11-25T07:60",
            "2026-11-25T+7:00", "2026-11-25T-7:00", "2026-11-25T07:00:00", "2026-11-25T", "2026-11-25T07:00 Uhr",
            "T07:00", "7:00", "24:00", "07:00:00", "07.00", "2026-11-25T07", "2026-11-2５", "2026-11-25T07:0５",
        ])
    func garbage(text: String) {
        #expect(refusal { _ = try NoticeDraft.Time(text) }?.reason.hasPrefix("must be a day such as") == true)
    }

    @Test(
        "a time travels as it was written",
        arguments: ["2026-12-04", "2026-12-04T08:05", "08:05", "2026-12-04T18:00:00Z"])
    func coding(text: String) throws {
        let json = Data("[\"\(text)\"]".utf8)
        let times = try WireCoding.decode([NoticeDraft.Time].self, from: json)
        #expect(try times == [NoticeDraft.Time(text)])
        #expect(try WireCoding.encode(times) == json)
    }
}
