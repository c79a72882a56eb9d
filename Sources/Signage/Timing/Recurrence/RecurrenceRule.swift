public import Foundation

/// When something comes again: a recurrence rule of RFC 5545 section 3.3.10, such as `FREQ=MONTHLY;BYDAY=-1FR`.
///
/// All parts are there except `FREQ=SECONDLY`: a board does not change by the second. Lists are in ascending order and
/// hold each value once, so that rules that say the same in another order are equal.
public struct RecurrenceRule: Hashable, Sendable {
    /// How long one interval is.
    public enum Frequency: String, Sendable, CaseIterable {
        case minutely = "MINUTELY"
        case hourly = "HOURLY"
        case daily = "DAILY"
        case weekly = "WEEKLY"
        case monthly = "MONTHLY"
        case yearly = "YEARLY"
    }

    /// What ends a rule.
    public enum End: Hashable, Sendable {
        /// Nothing does; it goes on up to ``RecurrenceRule/lastYear``.
        case never
        /// That many of its starts, 1 to ``RecurrenceRule/mostOccurrences``.
        case count(Int)
        /// `UNTIL` as a date: the whole day still counts.
        case day(CalendarDate)
        /// `UNTIL` as a local time, still counted itself.
        case wall(WallTime)
        /// `UNTIL` in UTC, whole seconds, still counted itself.
        case instant(Date)
    }

    /// The last year in which a rule may say anything; one without an end goes on up to here.
    public static let lastYear = 2199
    /// The largest `COUNT`: an hour each day for 27 years.
    public static let mostOccurrences = 10_000
    /// The largest `INTERVAL`.
    public static let longestInterval = 1_000_000
    /// The longest text of a rule, in bytes.
    public static let longestText = 500

    /// `FREQ`.
    public let frequency: Frequency
    /// `INTERVAL`: 1 to ``longestInterval``.
    public let interval: Int
    /// `COUNT` or `UNTIL`.
    public let end: End
    /// `BYSECOND`: 0 to 59.
    public let seconds: [Int]
    /// `BYMINUTE`: 0 to 59.
    public let minutes: [Int]
    /// `BYHOUR`: 0 to 23.
    public let hours: [Int]
    /// `BYDAY`.
    public let weekdays: [OrdinalWeekday]
    /// `BYMONTHDAY`: 1 to 31, or -31 to -1 from the month's end.
    public let monthDays: [Int]
    /// `BYYEARDAY`: 1 to 366, or -366 to -1 from the year's end.
    public let yearDays: [Int]
    /// `BYWEEKNO`: 1 to 53, or -53 to -1 from the year's end; a week belongs to the year that has four of its days.
    public let weekNumbers: [Int]
    /// `BYMONTH`: 1 to 12.
    public let months: [Int]
    /// `BYSETPOS`: 1 to 366, or -366 to -1 from the interval's end.
    public let setPositions: [Int]
    /// `WKST`.
    public let weekStart: Weekday

    /// - Throws: for values out of their ranges and for parts that RFC 5545 forbids together, saying which and what to write.
    public init(
        _ frequency: Frequency, interval: Int = 1, end: End = .never, seconds: [Int] = [], minutes: [Int] = [],
        hours: [Int] = [], weekdays: [OrdinalWeekday] = [], monthDays: [Int] = [], yearDays: [Int] = [],
        weekNumbers: [Int] = [], months: [Int] = [], setPositions: [Int] = [], weekStart: Weekday = .monday
    ) throws(InvalidValue) {
        func ascending<Value: Hashable & Comparable>(_ values: [Value]) -> [Value] { Set(values).sorted() }
        self.frequency = frequency
        self.interval = interval
        self.end = if case .instant(let instant) = end { .instant(instant.wholeSeconds) } else { end }
        self.seconds = ascending(seconds)
        self.minutes = ascending(minutes)
        self.hours = ascending(hours)
        self.weekdays = ascending(weekdays)
        self.monthDays = ascending(monthDays)
        self.yearDays = ascending(yearDays)
        self.weekNumbers = ascending(weekNumbers)
        self.months = ascending(months)
        self.setPositions = ascending(setPositions)
        self.weekStart = weekStart
        try checkRanges()
        try checkEnd()
        try checkCombinations()
    }
}
