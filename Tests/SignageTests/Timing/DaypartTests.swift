import Foundation
import Testing

@testable import Signage

@Suite struct DaypartTests {
    private static func calendars() throws -> DayCalendars {
        let data = try TimingFixture.project("Layouts/calendars/school-holidays-saxony-anhalt.json")
        return DayCalendars(schoolHolidays: try WireCoding.decode(SchoolHolidays.self, from: data))
    }

    private func daypart(_ json: String) throws -> Daypart {
        try WireCoding.decode(Daypart.self, from: Data(json.utf8))
    }

    @Test(
        "a daypart holds from its beginning up to, not at, its end, on its days",
        arguments: [
            // Tuesday, 24 November 2026.
            (#"{"from": "08:00", "to": "18:00"}"#, "2026-11-24T07:59:59", false),
            (#"{"from": "08:00", "to": "18:00"}"#, "2026-11-24T08:00", true),
            (#"{"from": "08:00", "to": "18:00"}"#, "2026-11-24T17:59:59", true),
            (#"{"from": "08:00", "to": "18:00"}"#, "2026-11-24T18:00", false),
            (#"{"days": ["MO"]}"#, "2026-11-24T00:00", false),
            (#"{"days": ["WE", "TU"]}"#, "2026-11-24T00:00", true),
            (#"{"days": ["TU"]}"#, "2026-11-24T23:59:59", true),
            (#"{"days": ["TU"], "from": "12:00"}"#, "2026-11-24T23:59:59", true),
            (#"{"days": ["TU"], "to": "12:00"}"#, "2026-11-24T12:00", false),
            (#"{}"#, "2026-11-24T12:00", true),
            // Over midnight: of the day on which it began.
            (#"{"days": ["FR"], "from": "22:00", "to": "02:00"}"#, "2026-11-27T21:59:59", false),
            (#"{"days": ["FR"], "from": "22:00", "to": "02:00"}"#, "2026-11-27T22:00", true),
            (#"{"days": ["FR"], "from": "22:00", "to": "02:00"}"#, "2026-11-28T01:00", true),
            (#"{"days": ["FR"], "from": "22:00", "to": "02:00"}"#, "2026-11-28T02:00", false),
            (#"{"days": ["FR"], "from": "22:00", "to": "02:00"}"#, "2026-11-27T01:00", false),
            (#"{"days": ["FR"], "from": "22:00", "to": "00:00"}"#, "2026-11-27T23:59:59", true),
            (#"{"days": ["FR"], "from": "22:00", "to": "00:00"}"#, "2026-11-28T00:00", false),
            // New Year's Eve and the leap day.
            (#"{"on": ["public-holidays"], "from": "22:00", "to": "06:00"}"#, "2027-01-01T01:00", false),
            (#"{"on": ["public-holidays"], "from": "22:00", "to": "06:00"}"#, "2027-01-02T05:59", true),
            (#"{"days": ["TH"], "from": "20:00", "to": "04:00"}"#, "2027-01-01T03:00", true),
            (#"{"days": ["TU"], "from": "20:00", "to": "04:00"}"#, "2028-03-01T03:00", true),
            (#"{"days": ["WE"], "from": "20:00", "to": "04:00"}"#, "2028-03-01T03:00", false),
        ])
    func holds(json: String, wall: String, expected: Bool) throws {
        #expect(try daypart(json).holds(at: WallTime(wall), Self.calendars()) == expected)
    }

    @Test(
        "days and calendars say what staff mean by them",
        arguments: [
            // Sundays and public holidays: an ordinary Sunday, Karfreitag, an ordinary Monday.
            (#"{"days": ["SU"], "on": ["public-holidays"]}"#, ["2026-04-12", "2026-04-03"], ["2026-04-13"]),
            // Public holidays alone.
            (#"{"on": ["public-holidays"]}"#, ["2026-10-31", "2026-12-25"], ["2026-04-12", "2026-12-24"]),
            // Weekdays but not on public holidays: Gründonnerstag, Karfreitag, a Saturday.
            (
                #"{"days": ["MO", "TU", "WE", "TH", "FR"], "not": ["public-holidays"]}"#, ["2026-04-02"],
                ["2026-04-03", "2026-04-04"]
            ),
            // Every day but public holidays.
            (#"{"not": ["public-holidays"]}"#, ["2026-04-04", "2026-04-05"], ["2026-04-06"]),
            // Weekdays in the school holidays: a Wednesday and a Saturday in the autumn's, a Wednesday after.
            (
                #"{"days": ["MO", "TU", "WE", "TH", "FR"], "during": ["school-holidays"]}"#, ["2026-10-21"],
                ["2026-10-24", "2026-11-04"]
            ),
            // School days, as far as one can say: not in the holidays of either kind.
            (
                #"{"days": ["MO", "TU", "WE", "TH", "FR"], "not": ["school-holidays", "public-holidays"]}"#,
                ["2026-11-04"], ["2026-10-21", "2026-05-14"]
            ),
            // A day of which nothing is known is an ordinary day.
            (#"{"during": ["school-holidays"]}"#, [], ["2031-07-15"]),
            (#"{"not": ["school-holidays"]}"#, ["2031-07-15"], []),
        ])
    func days(json: String, inside: [String], outside: [String]) throws {
        let (daypart, calendars) = (try daypart(json), try Self.calendars())
        for day in inside { #expect(daypart.holds(at: try WallTime(day + "T12:00"), calendars), "\(day)") }
        for day in outside { #expect(!daypart.holds(at: try WallTime(day + "T12:00"), calendars), "\(day)") }
    }

    @Test("a daypart says which days it cannot judge, and only those of calendars that it asks")
    func gaps() throws {
        let calendars = try Self.calendars()
        let days = try #require(CalendarDate("2028-12-01"))...(try #require(CalendarDate("2029-12-31")))
        let unknown = try #require(CalendarDate("2029-01-03"))...days.upperBound
        let asking = try daypart(#"{"days": ["MO"], "not": ["school-holidays", "public-holidays"]}"#)
        #expect(
            asking.gaps(in: calendars, during: days) == [CalendarGap(calendar: .schoolHolidays, days: unknown)])
        #expect(try daypart(#"{"on": ["public-holidays"]}"#).gaps(in: calendars, during: days).isEmpty)
    }

    @Test(
        "a daypart that could mean two things or nothing is refused, with the field",
        arguments: [
            (#"{"from": "08:00", "to": "08:00"}"#, "to"), (#"{"from": "00:00", "to": "00:00"}"#, "to"),
            (#"{"to": "00:00"}"#, "to"), (#"{"from": "24:00"}"#, "from"),
            (#"{"from": "24:00", "to": "02:00"}"#, "from"),
            (#"{"days": []}"#, "days"), (#"{"days": ["MON"]}"#, "days.0"), (#"{"days": "MO"}"#, "days"),
            (#"{"from": "8"}"#, "from"), (#"{"from": 8}"#, "from"), (#"{"on": ["bank-holidays"]}"#, "on.0"),
            (#"{"on": ["public-holidays"], "not": ["public-holidays"]}"#, "not"),
            (#"{"during": ["school-holidays"], "not": ["school-holidays"]}"#, "not"),
        ])
    func refused(json: String, field: String) {
        #expect(refusal(Daypart.self, json)?.field == field)
    }

    @Test("a daypart is written shortly, and the same one always by the same bytes")
    func coding() throws {
        let one = try daypart(
            #"{"days": ["SU", "MO", "MO"], "from": "22:00", "to": "06:00", "on": ["school-holidays", "public-holidays"]}"#
        )
        let expected =
            #"{"days":["MO","SU"],"from":"22:00","on":["public-holidays","school-holidays"],"to":"06:00"}"#
        #expect(String(decoding: try WireCoding.encode(one), as: UTF8.self) == expected)
        #expect(try roundTrip(one) == one)
        #expect(String(decoding: try WireCoding.encode(Daypart.always), as: UTF8.self) == "{}")
        #expect(try daypart("{}") == .always)
        #expect(try daypart(#"{"from": "00:00", "to": "24:00"}"#) == .always)
        #expect(one.calendars == [.publicHolidays, .schoolHolidays] && Daypart.always.calendars == [])
    }
}
