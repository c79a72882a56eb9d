/// What a clock and a calendar on a wall show, in whole seconds; which instant that is depends on where the wall stands, see ``WallClock``.
public struct WallTime: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
    /// Seconds since 1970-01-01T00:00 as the wall counts them: each day has 86,400.
    public let seconds: Int

    /// Takes seconds since 1970-01-01T00:00 on the wall.
    public init(seconds: Int) { self.seconds = seconds }

    /// A time on a day; 24:00 is the next day's 00:00.
    public init(_ date: CalendarDate, _ time: TimeOfDay = .midnight) {
        seconds = date.daysSince1970 * 86_400 + time.seconds
    }

    /// Reads `2026-07-02T07:30`, with seconds or without.
    /// - Throws: for anything else, saying how it is written.
    public init(_ text: some StringProtocol) throws(InvalidValue) {
        let parts = text.split(separator: "T", omittingEmptySubsequences: false)
        guard parts.count == 2, let date = CalendarDate(String(parts[0])), let time = try? TimeOfDay(parts[1]),
            parts[1].utf8.firstIndex(of: UInt8(ascii: ":")) == parts[1].utf8.index(parts[1].startIndex, offsetBy: 2)
        else { throw InvalidValue(field: "", reason: "must be a day and a time such as 2026-07-02T07:30") }
        self.init(date, time)
    }

    /// Decodes a JSON string.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        self = try decoder.validated { try WallTime(text) }
    }

    /// Encodes as a JSON string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// Whole days since 1970-01-01.
    public var day: Int { seconds >= 0 ? seconds / 86_400 : -((86_399 - seconds) / 86_400) }

    /// Seconds since midnight, 0 to 86,399.
    public var secondsOfDay: Int { seconds - day * 86_400 }

    /// The day of the week.
    public var weekday: Weekday { Weekday(day: day) }

    /// As `2026-07-02T07:30`; the day as a number where it is out of the calendar's range.
    public var description: String {
        let time = TimeOfDay(seconds: secondsOfDay).map(\.description) ?? ""
        return (CalendarDate(daysSince1970: day).map(\.description) ?? "day \(day)") + "T" + time
    }

    /// Earlier first.
    public static func < (left: WallTime, right: WallTime) -> Bool { left.seconds < right.seconds }
}

extension Weekday {
    /// The weekday of a day that is counted from 1970-01-01, a Thursday.
    public init(day: Int) {
        let sinceMonday = ((day + 3) % 7 + 7) % 7
        self = Self.allCases[sinceMonday]
    }
}
