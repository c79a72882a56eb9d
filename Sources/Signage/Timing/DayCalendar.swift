/// A set of days that a rule can name; in JSON `public-holidays` or `school-holidays`.
public enum DayCalendar: String, Sendable, CaseIterable, Codable, Comparable {
    /// The public holidays of Saxony-Anhalt, see ``PublicHolidays``.
    case publicHolidays = "public-holidays"
    /// The days without school, from the table that a ``DayCalendars`` was given.
    case schoolHolidays = "school-holidays"

    /// Decodes the name.
    public init(from decoder: any Decoder) throws {
        let name = try decoder.singleValueContainer().decode(String.self)
        self = try decoder.validated { () throws(InvalidValue) in
            guard let calendar = DayCalendar(rawValue: name) else {
                let names = DayCalendar.allCases.map(\.rawValue).joined(separator: ", ")
                throw InvalidValue(field: "", reason: "must be one of \(names)")
            }
            return calendar
        }
    }

    /// By name.
    public static func < (left: DayCalendar, right: DayCalendar) -> Bool { left.rawValue < right.rawValue }
}

/// Whether a day is in a calendar, as far as it is known.
public enum DayMembership: Hashable, Sendable {
    /// It is.
    case inside
    /// It is not.
    case outside
    /// The calendar does not reach to that day.
    case unknown
}

/// Days of which a calendar does not say whether they are in it.
public struct CalendarGap: Hashable, Sendable {
    /// Which calendar.
    public let calendar: DayCalendar
    /// The days from the first to the last.
    public let days: ClosedRange<CalendarDate>

    /// The same for staff, as one German sentence.
    public var sentence: String {
        let span =
            days.lowerBound == days.upperBound
            ? "am \(Self.german(days.lowerBound))"
            : "vom \(Self.german(days.lowerBound)) bis \(Self.german(days.upperBound))"
        switch calendar {
        case .publicHolidays:
            return "Ob \(span) Feiertage sind, ist nicht bekannt: diese Tage gelten als gewöhnliche Tage"
        case .schoolHolidays:
            return "Ob \(span) Schulferien sind, ist nicht bekannt: diese Tage gelten als gewöhnliche Tage, "
                + "bis die Ferientabelle ergänzt ist"
        }
    }

    private static func german(_ date: CalendarDate) -> String { "\(date.day).\(date.month).\(date.year)" }
}
