/// The public holidays of Saxony-Anhalt, computed.
///
/// They are those of section 2 of the Gesetz über die Sonn- und Feiertage (FeiertG LSA) as it has stood since 1995, when the
/// Buß- und Bettag went. What holds elsewhere (Frauentag, Fronleichnam, Allerheiligen) is none here, and 31 October is one in every year.
public enum PublicHolidays {
    /// One of them, with its German name.
    public struct Holiday: Hashable, Sendable {
        /// When it is.
        public let date: CalendarDate
        /// Such as "Christi Himmelfahrt".
        public let name: String
    }

    /// The years for which they are known.
    public static let years = 1995...2199

    /// Those of a year in their order; none outside of ``years``.
    public static func holidays(of year: Int) -> [Holiday] {
        guard years.contains(year), let easter = easterSunday(of: year)?.daysSince1970 else { return [] }
        let fixed = [
            (1, 1, "Neujahr"), (1, 6, "Heilige Drei Könige"), (5, 1, "Tag der Arbeit"),
            (10, 3, "Tag der Deutschen Einheit"), (10, 31, "Reformationstag"), (12, 25, "1. Weihnachtstag"),
            (12, 26, "2. Weihnachtstag"),
        ].map { month, day, name in (CalendarDate(year: year, month: month, day: day), name) }
        let movable = [
            (-2, "Karfreitag"), (1, "Ostermontag"), (39, "Christi Himmelfahrt"), (50, "Pfingstmontag"),
        ].map { days, name in (CalendarDate(daysSince1970: easter + days), name) }
        // In 2008 Christi Himmelfahrt was the Tag der Arbeit: two names on one day.
        return (fixed + movable).compactMap { date, name in date.map { Holiday(date: $0, name: name) } }
            .sorted { ($0.date, $0.name) < ($1.date, $1.name) }
    }

    /// Easter Sunday by the Gregorian calendar (the computus of Meeus, Jones and Butcher); nil before 1970 and after 9999.
    public static func easterSunday(of year: Int) -> CalendarDate? {
        guard year >= 1970 else { return nil }
        let (century, yearOfCentury) = (year / 100, year % 100)
        let golden = year % 19
        let correction = (century - (century + 8) / 25 + 1) / 3
        let epact = (19 * golden + century - century / 4 - correction + 15) % 30
        let weekday = (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact - yearOfCentury % 4) % 7
        let late = (golden + 11 * epact + 22 * weekday) / 451
        let sum = epact + weekday - 7 * late + 114
        return CalendarDate(year: year, month: sum / 31, day: sum % 31 + 1)
    }
}
