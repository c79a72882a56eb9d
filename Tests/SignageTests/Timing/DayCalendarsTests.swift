import Foundation
import Testing

@testable import Signage

@Suite struct DayCalendarsTests {
    private func date(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

    private func calendars() throws -> DayCalendars {
        let data = try TimingFixture.project("Layouts/calendars/school-holidays-saxony-anhalt.json")
        return DayCalendars(schoolHolidays: try WireCoding.decode(SchoolHolidays.self, from: data))
    }

    @Test("every day of 1995 to 2199 is a public holiday or not, as computed for its year")
    func publicHolidays() {
        let expected = Set(PublicHolidays.years.flatMap { PublicHolidays.holidays(of: $0).map(\.date.daysSince1970) })
        for day in 9_131...84_005 {
            let answer = DayCalendars.publicHolidaysOnly.membership(of: day, in: .publicHolidays)
            #expect(answer == (expected.contains(day) ? .inside : .outside))
        }
    }

    @Test(
        "a day is in the school holidays, is not, or is not known",
        arguments: [
            ("2024-06-23", DayMembership.unknown), ("2024-06-24", .inside), ("2024-08-03", .inside),
            ("2024-08-04", .outside), ("2026-10-18", .outside), ("2026-10-19", .inside), ("2026-10-30", .inside),
            ("2026-10-31", .outside), ("2028-10-02", .inside), ("2029-01-02", .inside), ("2029-01-03", .unknown),
            ("1970-01-01", .unknown), ("9999-12-31", .unknown),
        ])
    func schoolHolidays(text: String, expected: DayMembership) throws {
        #expect(try calendars().membership(of: date(text), in: .schoolHolidays) == expected)
        #expect(DayCalendars.publicHolidaysOnly.membership(of: try date(text), in: .schoolHolidays) == .unknown)
    }

    @Test("the years without known public holidays begin and end at a year's border")
    func unknownYears() throws {
        let calendars = DayCalendars.publicHolidaysOnly
        #expect(calendars.membership(of: try date("1994-12-31"), in: .publicHolidays) == .unknown)
        #expect(calendars.membership(of: try date("1995-01-01"), in: .publicHolidays) == .inside)
        #expect(calendars.membership(of: try date("2199-12-31"), in: .publicHolidays) == .outside)
        #expect(calendars.membership(of: try date("2200-01-01"), in: .publicHolidays) == .unknown)
    }

    @Test("what a calendar does not know is said in words")
    func gaps() throws {
        let gaps = try calendars().gaps(in: .schoolHolidays, during: date("2024-06-20")...date("2029-01-03"))
        #expect(
            gaps.map(\.sentence) == [
                "Ob vom 20.6.2024 bis 23.6.2024 Schulferien sind, ist nicht bekannt: "
                    + "diese Tage gelten als gewöhnliche Tage, bis die Ferientabelle ergänzt ist",
                "Ob am 3.1.2029 Schulferien sind, ist nicht bekannt: "
                    + "diese Tage gelten als gewöhnliche Tage, bis die Ferientabelle ergänzt ist",
            ])
        #expect(try calendars().gaps(in: .schoolHolidays, during: date("2025-01-01")...date("2028-12-31")).isEmpty)
        let all = try date("2025-01-01")...date("2028-12-31")
        #expect(DayCalendars.publicHolidaysOnly.gaps(in: .schoolHolidays, during: all).map(\.days) == [all])
        #expect(DayCalendars.publicHolidaysOnly.gaps(in: .publicHolidays, during: all).isEmpty)
    }

    @Test("a calendar is written by its name; an unknown one is refused with the names there are")
    func coding() throws {
        #expect(try WireCoding.encode([DayCalendar.schoolHolidays]) == Data(#"["school-holidays"]"#.utf8))
        #expect(try roundTrip(DayCalendar.allCases) == DayCalendar.allCases)
        let refusal = refusal([DayCalendar].self, #"["bank-holidays"]"#)
        #expect(refusal?.field == "0" && refusal?.reason == "must be one of public-holidays, school-holidays")
    }
}
