import Foundation
import Testing

@testable import Signage

@Suite struct PublicHolidaysTests {
    @Test("the public holidays of 1995 to 2100 are those that another implementation computes")
    func agrees() throws {
        let lines = try TimingFixture.lines("public-holidays.txt")
        #expect(lines.count == 106)
        for line in lines {
            let parts = line.split(separator: " ")
            let year = try #require(Int(parts[0]))
            let expected = parts.dropFirst().map { "\(year)-\($0)" }
            // Christi Himmelfahrt on the Tag der Arbeit is one day with two names.
            let ours = Set(PublicHolidays.holidays(of: year).map(\.date.description)).sorted()
            #expect(ours == expected)
        }
    }

    @Test("Easter Sunday of 1970 to 2400 is what another implementation computes")
    func easter() throws {
        let lines = try TimingFixture.lines("easter.txt")
        #expect(lines.count == 431)
        for (index, line) in lines.enumerated() {
            #expect(PublicHolidays.easterSunday(of: 1970 + index)?.description == String(line))
        }
    }

    @Test(
        "Easter Sunday is what the printed tables say, also in the years of the computus's exceptions",
        arguments: [
            "1995-04-16", "2000-04-23", "2008-03-23", "2011-04-24", "2024-03-31", "2026-04-05", "2038-04-25",
            "2049-04-18", "2076-04-19", "2106-04-18", "2133-04-19", "2190-04-25",
        ])
    func easterTable(date: String) throws {
        let year = try #require(Int(date.prefix(4)))
        #expect(PublicHolidays.easterSunday(of: year)?.description == date)
    }

    @Test("the eleven holidays of a year come in order with their German names")
    func names() {
        let holidays = PublicHolidays.holidays(of: 2026).map { "\($0.date) \($0.name)" }
        #expect(
            holidays == [
                "2026-01-01 Neujahr", "2026-01-06 Heilige Drei Könige", "2026-04-03 Karfreitag",
                "2026-04-06 Ostermontag", "2026-05-01 Tag der Arbeit", "2026-05-14 Christi Himmelfahrt",
                "2026-05-25 Pfingstmontag", "2026-10-03 Tag der Deutschen Einheit", "2026-10-31 Reformationstag",
                "2026-12-25 1. Weihnachtstag", "2026-12-26 2. Weihnachtstag",
            ])
    }

    @Test("Frauentag is no holiday here, and the Reformationstag was one before 2017 and after")
    func others() {
        for year in PublicHolidays.years {
            let days = PublicHolidays.holidays(of: year).map { String($0.date.description.dropFirst(5)) }
            #expect(!days.contains("03-08"))
            #expect(days.contains("10-31"))
            #expect(days.count == 11)
        }
        #expect(PublicHolidays.holidays(of: 1994).isEmpty && PublicHolidays.holidays(of: 2200).isEmpty)
        #expect(PublicHolidays.easterSunday(of: 1969) == nil && PublicHolidays.easterSunday(of: 10_000) == nil)
    }
}
