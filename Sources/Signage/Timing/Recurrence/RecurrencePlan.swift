/// A rule with all that it takes from its start, made ready for questions about days.
final class RecurrencePlan: Sendable {
    let frequency: RecurrenceRule.Frequency
    let interval: Int
    /// Seconds since midnight (of a DAILY rule and longer), since the hour's start (HOURLY) or the minute's (MINUTELY).
    let times: [Int]
    /// Bit n stands for the hour n; what an HOURLY or MINUTELY rule lets through.
    let hours: UInt32
    /// Bit n stands for the minute n; what a MINUTELY rule lets through.
    let minutes: UInt64
    /// Positions in an interval of a week, a month or a year; shorter intervals have theirs in ``times`` already.
    let setPositions: [Int]
    /// The wall second of the start.
    let start: Int
    /// The start's year, month (since the year 0), week, day, hour or minute; every ``interval``-th from it on is the rule's.
    let firstPeriod: Int
    /// How many days before a Monday its week begins, 0 to 6.
    let weekShift: Int
    /// The time is never reached, whatever the day.
    let isNever: Bool
    private let filter: DayFilter

    init(_ rule: RecurrenceRule, start: WallTime) {
        let cursor = DayCursor(day: start.day)
        let time = start.secondsOfDay
        frequency = rule.frequency
        interval = rule.interval
        self.start = start.seconds
        weekShift = (8 - rule.weekStart.rawValue) % 7
        filter = DayFilter(rule, start: cursor)
        let hours = rule.hours.isEmpty && !rule.frequency.isWithinDay ? [time / 3_600] : rule.hours
        let minutes = rule.minutes.isEmpty && rule.frequency != .minutely ? [time / 60 % 60] : rule.minutes
        let seconds = rule.seconds.isEmpty ? [time % 60] : rule.seconds
        self.hours = hours.isEmpty ? .max : hours.reduce(0) { $0 | 1 << UInt32($1) }
        self.minutes = minutes.isEmpty ? .max : minutes.reduce(0) { $0 | 1 << UInt64($1) }
        var times = seconds
        if frequency != .minutely { times = minutes.flatMap { minute in times.map { minute * 60 + $0 } } }
        if !frequency.isWithinDay { times = hours.flatMap { hour in times.map { hour * 3_600 + $0 } } }
        let positionsInTimes = frequency.isWithinDay || frequency == .daily
        if positionsInTimes, !rule.setPositions.isEmpty { times = Self.choose(rule.setPositions, from: times) }
        self.times = times
        setPositions = positionsInTimes ? [] : rule.setPositions
        firstPeriod =
            switch frequency {
            case .minutely: start.seconds / 60
            case .hourly: start.seconds / 3_600
            default: Self.period(of: cursor, frequency, weekShift: weekShift)
            }
        isNever =
            times.isEmpty
            || !Self.reaches(frequency, interval: interval, from: firstPeriod, hours: self.hours, minutes: self.minutes)
    }

    private static func choose(_ positions: [Int], from times: [Int]) -> [Int] {
        let indices = Set(positions.map { $0 > 0 ? $0 - 1 : times.count + $0 })
        return times.indices.filter(indices.contains).map { times[$0] }
    }

    /// Whether steps of hours or minutes ever come to an hour and a minute that are let through.
    private static func reaches(
        _ frequency: RecurrenceRule.Frequency, interval: Int, from first: Int, hours: UInt32, minutes: UInt64
    ) -> Bool {
        guard frequency.isWithinDay else { return true }
        let (units, perHour) = frequency == .hourly ? (24, 1) : (1_440, 60)
        var (common, rest) = (interval, units)
        while rest != 0 { (common, rest) = (rest, common % rest) }
        return stride(from: first % common, to: units, by: common).contains { unit in
            hours >> UInt32(unit / perHour) & 1 == 1 && (perHour == 1 || minutes >> UInt64(unit % 60) & 1 == 1)
        }
    }

    /// Whether a day is in an interval of the rule and passes its parts.
    func allows(_ cursor: DayCursor) -> Bool { filter.allows(cursor, weekShift: weekShift) }

    /// The next day worth looking at when this one's interval or month is none of the rule's; nil when they are.
    func skip(_ cursor: DayCursor) -> Int? {
        if interval > 1, !frequency.isWithinDay {
            let extra = (Self.period(of: cursor, frequency, weekShift: weekShift) - firstPeriod) % interval
            if extra != 0 { return firstDay(ofPeriodAt: cursor, later: interval - extra) }
        }
        guard setPositions.isEmpty, !filter.allowsMonth(cursor.month) else { return nil }
        return cursor.day + cursor.monthLength - cursor.dayOfMonth + 1
    }

    /// The first day of the interval that many days, weeks, months or years after a day's own.
    func firstDay(ofPeriodAt cursor: DayCursor, later: Int) -> Int {
        switch frequency {
        case .yearly: DayCursor.firstDay(year: cursor.year + later, month: 1)
        case .monthly: DayCursor.firstDay(year: cursor.year, month: cursor.month + later)
        case .weekly: (Self.period(of: cursor, .weekly, weekShift: weekShift) + later) * 7 - 3 - weekShift
        default: cursor.day + later
        }
    }

    private static func period(of cursor: DayCursor, _ frequency: RecurrenceRule.Frequency, weekShift: Int) -> Int {
        switch frequency {
        case .yearly: cursor.year
        case .monthly: cursor.year * 12 + cursor.month
        // 1970-01-01 was a Thursday.
        case .weekly: (cursor.day + 3 + weekShift) / 7
        default: cursor.day
        }
    }
}
