import Foundation
import Testing

@testable import Signage

@Suite struct SchoolHolidaysTests {
    private static let path = "Layouts/calendars/school-holidays-saxony-anhalt.json"

    private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

    @Test("the table of Saxony-Anhalt loads, names its source and comes back from its bytes")
    func file() throws {
        let table = try WireCoding.decode(SchoolHolidays.self, from: TimingFixture.project(Self.path))
        #expect(table.title == "Schulferien in Sachsen-Anhalt")
        #expect(table.source.hasPrefix("https://") && table.comparedWith.count >= 2)
        #expect(table.holidays.count == 29)
        #expect(try roundTrip(table) == table)
    }

    @Test(
        "the table of Saxony-Anhalt is plausible: every year of school has its six holidays, and summer takes six weeks"
    )
    func plausible() throws {
        let table = try WireCoding.decode(SchoolHolidays.self, from: TimingFixture.project(Self.path))
        for year in 2025...2028 {
            let names = table.holidays.filter { $0.days.lowerBound.year == year }.map(\.name)
            for name in ["Winter", "Oster", "Pfingst", "Sommer", "Herbst", "Weihnachts"] {
                #expect(names.contains(name + "ferien"), "\(name) \(year)")
            }
            let summer = try #require(
                table.holidays.first { $0.name == "Sommerferien" && $0.days.lowerBound.year == year })
            let length = summer.days.upperBound.daysSince1970 - summer.days.lowerBound.daysSince1970 + 1
            #expect(length == 42)
            let easter = try #require(PublicHolidays.easterSunday(of: year)).daysSince1970
            let spring = try #require(
                table.holidays.first { $0.name == "Osterferien" && $0.days.lowerBound.year == year })
            #expect(abs(spring.days.upperBound.daysSince1970 - easter) <= 7)
        }
        for holiday in table.holidays {
            // No holidays end on a Sunday or begin on one: that would be a slip of the pen.
            #expect(Weekday(day: holiday.days.lowerBound.daysSince1970) != .sunday, "\(holiday)")
            #expect(Weekday(day: holiday.days.upperBound.daysSince1970) != .sunday, "\(holiday)")
        }
    }

    @Test("holidays in any order are put in order")
    func order() throws {
        let autumn = try SchoolHolidays.Holiday(name: "Herbst", first: day("2026-10-19"), last: day("2026-10-30"))
        let summer = try SchoolHolidays.Holiday(name: "Sommer", first: day("2026-07-04"), last: day("2026-08-14"))
        let table = try SchoolHolidays(
            title: "Ferien", source: "Amtsblatt", lookedUp: day("2026-11-24"),
            covers: day("2026-01-01")...day("2026-12-31"), holidays: [autumn, summer])
        #expect(table.holidays == [summer, autumn])
    }

    @Test(
        "a table that cannot be right is refused, with the field",
        arguments: [
            (#""covers": {"first": "2026-01-01", "last": "2025-12-31"}, "holidays": []"#, "covers.last"),
            (#""covers": {"first": "2026-01-01", "last": "2026-02-30"}, "holidays": []"#, "covers.last"),
            (#""covers": {"first": "1970-01-01", "last": "9999-12-31"}, "holidays": []"#, "covers"),
            (#""covers": {"first": "2026-01-01", "last": "2026-12-31"}"#, "holidays"),
            (
                #""covers": {"first": "2026-01-01", "last": "2026-12-31"}, "holidays": [{"name": "A", "first": "2026-12-20", "last": "2027-01-02"}]"#,
                "holidays.0"
            ),
            (
                #""covers": {"first": "2026-01-01", "last": "2026-12-31"}, "holidays": [{"name": "A", "first": "2026-03-02", "last": "2026-03-01"}]"#,
                "holidays.0.last"
            ),
            (
                #""covers": {"first": "2026-01-01", "last": "2026-12-31"}, "holidays": [{"name": "A", "first": "2026-03-01", "last": "2026-03-05"}, {"name": "B", "first": "2026-03-05", "last": "2026-03-06"}]"#,
                "holidays"
            ),
            (
                #""covers": {"first": "2026-01-01", "last": "2026-12-31"}, "holidays": [{"name": " ", "first": "2026-03-01", "last": "2026-03-05"}]"#,
                "holidays.0.name"
            ),
        ])
    func refused(fields: String, field: String) {
        let json = #"{"title": "Ferien", "source": "Amtsblatt", "lookedUp": "2026-11-24", \#(fields)}"#
        #expect(refusal(SchoolHolidays.self, json)?.field == field)
    }
}
