/// The parts of a rule that choose among days.
///
/// RFC 5545 has a table of which part expands an interval and which limits it; both come to the same: a day of the interval
/// counts when each part there is allows it.
struct DayFilter: Sendable {
    /// Bit n stands for the month n.
    private let months: UInt16
    /// Bit n stands for the n-th day of the month from its start.
    private let monthDays: UInt32
    /// Bit n stands for the n-th day of the month from its end.
    private let monthDaysFromEnd: UInt32
    private let yearDays: [Int]
    /// Bit n stands for week n.
    private let weeks: UInt64
    /// Bit n stands for week n from the year's end.
    private let weeksFromEnd: UInt64
    /// Bit n stands for the weekday n, Monday being 0.
    private let weekdays: UInt8
    private let ordinals: [OrdinalWeekday]
    private let countsInMonth: Bool
    private let asks: Parts

    private struct Parts: OptionSet {
        let rawValue: UInt8
        static let monthDays = Parts(rawValue: 1)
        static let yearDays = Parts(rawValue: 2)
        static let weeks = Parts(rawValue: 4)
        static let weekdays = Parts(rawValue: 8)
    }

    /// - Parameters:
    ///   - rule: what is asked.
    ///   - start: where the day comes from that the rule does not say.
    init(_ rule: RecurrenceRule, start: DayCursor) {
        var (months, monthDays) = (rule.months, rule.monthDays)
        let weekdays = rule.weekdays.filter { $0.ordinal == nil }
        var startsWeekday: UInt8 = 0
        if rule.weekdays.isEmpty, rule.monthDays.isEmpty, rule.yearDays.isEmpty {
            switch rule.frequency {
            case .yearly where !rule.weekNumbers.isEmpty, .weekly: startsWeekday = 1 << UInt8((start.day + 3) % 7)
            case .yearly:
                if months.isEmpty { months = [start.month] }
                monthDays = [start.dayOfMonth]
            case .monthly: monthDays = [start.dayOfMonth]
            case .daily, .hourly, .minutely: break
            }
        }
        func bits<Word: FixedWidthInteger>(_ numbers: [Int]) -> Word { numbers.reduce(0) { $0 | 1 << Word($1) } }
        self.months = months.isEmpty ? .max : bits(months)
        self.monthDays = bits(monthDays.filter { $0 > 0 })
        monthDaysFromEnd = bits(monthDays.filter { $0 < 0 }.map { -$0 })
        yearDays = rule.yearDays
        weeks = bits(rule.weekNumbers.filter { $0 > 0 })
        weeksFromEnd = bits(rule.weekNumbers.filter { $0 < 0 }.map { -$0 })
        self.weekdays = startsWeekday | bits(weekdays.map { $0.weekday.rawValue - 1 })
        ordinals = rule.weekdays.filter { $0.ordinal != nil }
        countsInMonth = rule.frequency == .monthly || !rule.months.isEmpty
        var asks: Parts = []
        if !monthDays.isEmpty { asks.insert(.monthDays) }
        if !yearDays.isEmpty { asks.insert(.yearDays) }
        if !rule.weekNumbers.isEmpty { asks.insert(.weeks) }
        if self.weekdays != 0 || !ordinals.isEmpty { asks.insert(.weekdays) }
        self.asks = asks
    }

    func allowsMonth(_ month: Int) -> Bool { months >> UInt16(month) & 1 == 1 }

    /// Whether each part allows a day; weeks begin that many days before a Monday.
    func allows(_ cursor: DayCursor, weekShift: Int) -> Bool {
        guard allowsMonth(cursor.month) else { return false }
        if asks.isEmpty { return true }
        if asks.contains(.weekdays), !allowsWeekday(cursor) { return false }
        if asks.contains(.monthDays) {
            let fromEnd = cursor.monthLength - cursor.dayOfMonth + 1
            let bits = monthDays >> UInt32(cursor.dayOfMonth) | monthDaysFromEnd >> UInt32(fromEnd)
            if bits & 1 == 0 { return false }
        }
        if asks.contains(.yearDays) {
            let fromStart = cursor.dayOfYear + 1
            guard yearDays.contains(where: { $0 == fromStart || $0 == fromStart - cursor.yearLength - 1 }) else {
                return false
            }
        }
        return !asks.contains(.weeks) || allowsWeek(cursor, weekShift: weekShift)
    }

    private func allowsWeekday(_ cursor: DayCursor) -> Bool {
        let weekday = (cursor.day + 3) % 7
        if weekdays >> UInt8(weekday) & 1 == 1 { return true }
        if ordinals.isEmpty { return false }
        let (index, count) =
            countsInMonth ? (cursor.dayOfMonth - 1, cursor.monthLength) : (cursor.dayOfYear, cursor.yearLength)
        let (fromStart, fromEnd) = (index / 7 + 1, (count - 1 - index) / 7 + 1)
        return ordinals.contains {
            $0.weekday.rawValue == weekday + 1 && ($0.ordinal == fromStart || $0.ordinal == -fromEnd)
        }
    }

    /// A week belongs to the year in which its fourth day lies.
    private func allowsWeek(_ cursor: DayCursor, weekShift: Int) -> Bool {
        let fourth = cursor.day - (cursor.day + 3 + weekShift) % 7 + 3
        var (yearStart, yearLength) = (cursor.yearStart, cursor.yearLength)
        if fourth < yearStart {
            yearLength = DayCursor.isLeap(cursor.year - 1) ? 366 : 365
            yearStart -= yearLength
        } else if fourth >= yearStart + yearLength {
            yearStart += yearLength
            yearLength = DayCursor.isLeap(cursor.year + 1) ? 366 : 365
        }
        let fromStart = (fourth - yearStart) / 7 + 1
        let fromEnd = (yearStart + yearLength - 1 - fourth) / 7 + 1
        return (weeks >> UInt64(fromStart) | weeksFromEnd >> UInt64(fromEnd)) & 1 == 1
    }
}
