/// The calendars that rules are judged by: the public holidays, computed, and the school holidays where a table is at hand.
///
/// Asking for a day takes a few nanoseconds. A value is a few hundred bytes; the public holidays are computed once for all.
public struct DayCalendars: Hashable, Sendable {
    /// The table of the school holidays; nil where there is none.
    public let schoolHolidays: SchoolHolidays?
    private let schoolDays: DaySet
    private let schoolSpan: ClosedRange<Int>?

    /// Public holidays alone; of school holidays nothing is known.
    public static let publicHolidaysOnly = DayCalendars(schoolHolidays: nil)

    private static let publicDays = DaySet(
        PublicHolidays.years.flatMap { PublicHolidays.holidays(of: $0).map(\.date.daysSince1970) })
    /// 1995-01-01 to 2199-12-31.
    private static let publicSpan = 9_131...84_005

    /// Takes the table as it is.
    public init(schoolHolidays: SchoolHolidays?) {
        self.schoolHolidays = schoolHolidays
        schoolDays = DaySet(
            (schoolHolidays?.holidays ?? []).flatMap {
                $0.days.lowerBound.daysSince1970...$0.days.upperBound.daysSince1970
            })
        schoolSpan = schoolHolidays.map { $0.covers.lowerBound.daysSince1970...$0.covers.upperBound.daysSince1970 }
    }

    /// Whether a day, counted from 1970-01-01, is in a calendar.
    public func membership(of day: Int, in calendar: DayCalendar) -> DayMembership {
        guard span(of: calendar)?.contains(day) ?? false else { return .unknown }
        return contains(day, calendar) ? .inside : .outside
    }

    /// Whether a day is in a calendar.
    public func membership(of date: CalendarDate, in calendar: DayCalendar) -> DayMembership {
        membership(of: date.daysSince1970, in: calendar)
    }

    /// Whether a day, counted from 1970-01-01, is known to be in a calendar.
    public func contains(_ day: Int, _ calendar: DayCalendar) -> Bool {
        switch calendar {
        case .publicHolidays: Self.publicDays.contains(day)
        case .schoolHolidays: schoolDays.contains(day)
        }
    }

    /// What a calendar does not know of some days, in order: before it begins and after it ends.
    public func gaps(in calendar: DayCalendar, during days: ClosedRange<CalendarDate>) -> [CalendarGap] {
        let (first, last) = (days.lowerBound.daysSince1970, days.upperBound.daysSince1970)
        func gap(_ first: Int, _ last: Int) -> CalendarGap? {
            guard first <= last, let from = CalendarDate(daysSince1970: first),
                let to = CalendarDate(daysSince1970: last)
            else { return nil }
            return CalendarGap(calendar: calendar, days: from...to)
        }
        guard let span = span(of: calendar) else { return [gap(first, last)].compactMap { $0 } }
        return [gap(first, min(last, span.lowerBound - 1)), gap(max(first, span.upperBound + 1), last)]
            .compactMap { $0 }
    }

    private func span(of calendar: DayCalendar) -> ClosedRange<Int>? {
        calendar == .publicHolidays ? Self.publicSpan : schoolSpan
    }
}
