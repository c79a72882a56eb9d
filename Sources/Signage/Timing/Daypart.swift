/// Some hours of some days, by the clock on the wall: "Mondays to Fridays from 8 to 18, not on public holidays".
///
/// **Which days.** With neither `days` nor `on`: every day. With one of them: those weekdays, or the days of those calendars.
/// With both: the days of either ("Sundays *and* public holidays" is `days: [SU], on: [public-holidays]`). Of these only the days
/// that are also in one of the calendars of `during`, where it is given ("weekdays in the school holidays"), and never a day of `not`
/// ("weekdays, but not on public holidays"). Of a day that a calendar does not know it is taken to be none of its days;
/// ``gaps(in:during:)`` says which those are.
///
/// **Which hours.** From `from` up to, not at, `to`, whenever the clock on the wall shows such a time: 02:15 to 02:45 holds twice in
/// the night in which clocks are put back and not at all in the one in which they are put forward. Where `to` is not after `from` it
/// lies on the next day, and the whole belongs to the day on which it began: Fridays from 22:00 to 02:00 holds on Saturday at 01:00.
public struct Daypart: Hashable, Sendable {
    /// The weekdays, in order; empty where none were named.
    public var days: [Weekday] { Weekday.allCases.filter { weekdays >> UInt8($0.rawValue) & 1 == 1 } }
    /// When it begins; 00:00 unless it says so.
    public let from: TimeOfDay
    /// When it ends, on the next day where this is not after ``from``; 24:00 unless it says so.
    public let to: TimeOfDay
    /// Calendars whose days it holds on, beside the weekdays, in order.
    public let on: [DayCalendar]
    /// Calendars of which one must have the day, in order; empty where it does not matter.
    public let during: [DayCalendar]
    /// Calendars on whose days it never holds, in order.
    public let not: [DayCalendar]

    /// Bit n for the weekday n of ISO 8601.
    private let weekdays: UInt8

    /// All day, every day.
    public static let always = Daypart(
        from: .midnight, to: .endOfDay, on: [], during: [], not: [], weekdays: 0)

    /// - Parameters:
    ///   - days: weekdays in any order; nil for every day, or for none beside `on`.
    ///   - from: nil for 00:00.
    ///   - to: nil for 24:00.
    ///   - on: see above.
    ///   - during: see above.
    ///   - not: see above.
    /// - Throws: when no weekday is named, it begins where it ends, or it could hold on no day.
    public init(
        days: [Weekday]? = nil, from: TimeOfDay? = nil, to: TimeOfDay? = nil, on: [DayCalendar] = [],
        during: [DayCalendar] = [], not: [DayCalendar] = []
    ) throws(InvalidValue) {
        guard days?.isEmpty != true else {
            throw InvalidValue(field: "days", reason: "must name a weekday; leave it out for every day")
        }
        let (from, to) = (from ?? .midnight, to ?? .endOfDay)
        guard from != .endOfDay else {
            throw InvalidValue(field: "from", reason: "must be before 24:00; a day begins at 00:00")
        }
        guard from != to else {
            throw InvalidValue(
                field: "to",
                reason: "must not be when it begins: that could be no time or a whole day; "
                    + "leave from and to out for the whole day")
        }
        for calendar in not where during.contains(calendar) || on.contains(calendar) {
            throw InvalidValue(field: "not", reason: "must not name \(calendar.rawValue), which it holds on")
        }
        self.init(
            from: from, to: to, on: Set(on).sorted(), during: Set(during).sorted(), not: Set(not).sorted(),
            weekdays: (days ?? []).reduce(0) { $0 | 1 << UInt8($1.rawValue) })
    }

    private init(
        from: TimeOfDay, to: TimeOfDay, on: [DayCalendar], during: [DayCalendar], not: [DayCalendar], weekdays: UInt8
    ) {
        self.from = from
        self.to = to
        self.on = on
        self.during = during
        self.not = not
        self.weekdays = weekdays
    }

    /// Whether it holds while the clock on the wall shows a time.
    public func holds(at wall: WallTime, _ calendars: DayCalendars) -> Bool {
        let (day, seconds) = (wall.day, wall.secondsOfDay)
        guard isOverMidnight else {
            return seconds >= from.seconds && seconds < to.seconds && begins(on: day, calendars)
        }
        return (seconds >= from.seconds && begins(on: day, calendars))
            || (seconds < to.seconds && begins(on: day - 1, calendars))
    }

    /// Whether it begins on a day, counted from 1970-01-01.
    public func begins(on day: Int, _ calendars: DayCalendars) -> Bool {
        if weekdays != 0 || !on.isEmpty {
            guard
                weekdays >> UInt8(Weekday(day: day).rawValue) & 1 == 1
                    || on.contains(where: { calendars.contains(day, $0) })
            else { return false }
        }
        if !during.isEmpty, !during.contains(where: { calendars.contains(day, $0) }) { return false }
        return !not.contains { calendars.contains(day, $0) }
    }

    /// Whether it ends on the day after that on which it begins.
    public var isOverMidnight: Bool { to.seconds <= from.seconds }

    /// The calendars that it asks, in order.
    public var calendars: [DayCalendar] { Set(on + during + not).sorted() }

    /// The days of which a calendar that it asks knows nothing, with a sentence for staff each.
    public func gaps(in calendars: DayCalendars, during days: ClosedRange<CalendarDate>) -> [CalendarGap] {
        self.calendars.flatMap { calendars.gaps(in: $0, during: days) }
    }
}

extension Daypart: Codable {
    private enum CodingKeys: String, CodingKey { case days, from, to, on, during, not }

    /// Decodes through the validating initializer; every key may be missing.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let days = try container.decodeIfPresent([Weekday].self, forKey: .days)
        let from = try container.decodeIfPresent(TimeOfDay.self, forKey: .from)
        let to = try container.decodeIfPresent(TimeOfDay.self, forKey: .to)
        func calendars(_ key: CodingKeys) throws -> [DayCalendar] {
            try container.decodeIfPresent([DayCalendar].self, forKey: key) ?? []
        }
        let (on, during, not) = (try calendars(.on), try calendars(.during), try calendars(.not))
        self = try decoder.validated {
            try Daypart(days: days, from: from, to: to, on: on, during: during, not: not)
        }
    }

    /// Encodes what it does not share with ``always``.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        if !days.isEmpty { try container.encode(days, forKey: .days) }
        if from != .midnight { try container.encode(from, forKey: .from) }
        if to != .endOfDay { try container.encode(to, forKey: .to) }
        if !on.isEmpty { try container.encode(on, forKey: .on) }
        if !during.isEmpty { try container.encode(during, forKey: .during) }
        if !not.isEmpty { try container.encode(not, forKey: .not) }
    }
}
