import Foundation
import Signage
import Testing

@testable import Render

@Suite struct WordingTests {
    private let wording: Wording
    init() throws {
        wording = Wording(now: Examples.now, zone: try #require(TimeZone(identifier: "Europe/Berlin")))
    }

    @Test(
        "a time of day is said as people say it",
        arguments: [
            ("2026-11-23T14:07:59+01:00", "14:07", "14:07~Uhr"), ("2026-11-23T07:00:00+01:00", "7:00", "7~Uhr"),
            ("2026-11-23T00:00:00+01:00", "0:00", "0~Uhr"), ("2026-07-01T18:30:00+02:00", "18:30", "18:30~Uhr"),
            ("2026-03-29T01:00:00Z", "3:00", "3~Uhr"),
        ])
    func times(time: String, clock: String, hour: String) {
        #expect(wording.clock(Examples.time(time)) == clock)
        #expect(wording.hour(Examples.time(time)) == hour.replacingOccurrences(of: "~", with: "\u{A0}"))
    }

    @Test("every month and every day of the week has its words")
    func days() {
        let long = [
            "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
            "Dezember",
        ]
        let short = [
            "Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez.",
        ]
        for month in 1...12 {
            let date = Examples.time(String(format: "2026-%02d-09T12:00:00Z", month))
            #expect(wording.day(date) == "9.\u{A0}\(long[month - 1])")
            #expect(wording.month(date) == long[month - 1])
            let weekday = wording.shortWeekday(date)
            #expect(wording.shortWeekdayAndNumber(date) == "\(weekday),\u{A0}9.")
            #expect(wording.shortDate(date) == "\(weekday),\u{A0}9.\u{A0}\(short[month - 1])")
        }
        let week = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"]
        for (offset, name) in week.enumerated() {
            let date = Examples.now + Double(offset) * 86_400
            #expect(wording.weekdayAndDay(date) == "\(name), \(23 + offset).\u{A0}November")
            #expect(wording.shortWeekday(date) == name.prefix(2))
        }
    }

    @Test("another year is said, this one is not")
    func year() {
        #expect(wording.day(Examples.time("2026-12-31T22:59:59Z")) == "31.\u{A0}Dezember")
        #expect(wording.day(Examples.time("2026-12-31T23:00:00Z")) == "1.\u{A0}Januar\u{A0}2027")
        #expect(wording.day(Examples.time("2025-01-01T12:00:00Z")) == "1.\u{A0}Januar\u{A0}2025")
    }

    @Test(
        "the end of a window is the last day, or a time of day within it",
        arguments: [
            ("2026-12-07T00:00:00+01:00", "6.~Dezember"), ("2026-12-06T23:59:00+01:00", "6.~Dezember"),
            ("2026-12-06T18:00:00+01:00", "6.~Dezember, 18~Uhr"), ("2027-01-01T00:00:00+01:00", "31.~Dezember"),
            ("2026-10-26T00:00:00+01:00", "25.~Oktober"),
        ])
    func end(expires: String, words: String) {
        #expect(wording.end(Examples.time(expires)) == words.replacingOccurrences(of: "~", with: "\u{A0}"))
    }

    @Test("the age of data is a time when it is of today, else with its day")
    func stand() {
        #expect(wording.stand(Examples.time("2026-11-23T00:00:00+01:00")) == "0:00\u{A0}Uhr")
        #expect(wording.stand(Examples.time("2026-11-22T23:59:00+01:00")) == "22.\u{A0}November, 23:59\u{A0}Uhr")
    }

    @Test("the next minute is always to come")
    func nextMinute() {
        let zone = TimeZone.gmt
        #expect(Wording(now: Examples.now, zone: zone).nextMinute == Examples.now + 60)
        #expect(Wording(now: Examples.now + 59.999, zone: zone).nextMinute == Examples.now + 60)
        #expect(Wording(now: Examples.now - 0.001, zone: zone).nextMinute == Examples.now)
    }
}
