import Foundation

extension RecurrenceRule {
    static func refusal(_ reason: String) -> InvalidValue { InvalidValue(field: "", reason: reason) }

    func checkRanges() throws(InvalidValue) {
        guard (1...Self.longestInterval).contains(interval) else {
            throw Self.refusal(
                "INTERVAL=\(interval) must be from 1 to \(Self.longestInterval); 1 means every one and may be left out")
        }
        try check("BYSECOND", seconds, 0...59)
        try check("BYMINUTE", minutes, 0...59)
        try check("BYHOUR", hours, 0...23)
        try check("BYMONTHDAY", monthDays, 1...31, fromEnd: true)
        try check("BYYEARDAY", yearDays, 1...366, fromEnd: true)
        try check("BYWEEKNO", weekNumbers, 1...53, fromEnd: true)
        try check("BYMONTH", months, 1...12)
        try check("BYSETPOS", setPositions, 1...366, fromEnd: true)
    }

    private func check(
        _ part: String, _ values: [Int], _ range: ClosedRange<Int>, fromEnd: Bool = false
    ) throws(InvalidValue) {
        let refused = values.first { !range.contains($0) && !(fromEnd && (-range.upperBound...(-1)).contains($0)) }
        guard let refused else { return }
        let backwards = fromEnd ? ", or from -1 to -\(range.upperBound) from the end" : ""
        throw Self.refusal("\(part)=\(refused) must be from \(range.lowerBound) to \(range.upperBound)\(backwards)")
    }

    func checkEnd() throws(InvalidValue) {
        let year: Int
        switch end {
        case .never: return
        case .count(let count):
            guard (1...Self.mostOccurrences).contains(count) else {
                throw Self.refusal(
                    """
                    COUNT=\(count) must be from 1 to \(Self.mostOccurrences); leave COUNT out for a rule without an end, \
                    or give UNTIL
                    """)
            }
            return
        case .day(let date): year = date.year
        case .wall(let wall): year = wall.seconds < 0 ? 0 : CalendarDate(daysSince1970: wall.day)?.year ?? 0
        case .instant(let instant): year = CalendarDate(instant, in: .gmt).year
        }
        guard (1970...Self.lastYear).contains(year) else {
            throw Self.refusal(
                "UNTIL must be in the years 1970 to \(Self.lastYear); leave UNTIL out for a rule without an end")
        }
    }

    func checkCombinations() throws(InvalidValue) {
        if frequency == .weekly, !monthDays.isEmpty {
            throw Self.refusal("BYMONTHDAY does not go with FREQ=WEEKLY; write FREQ=MONTHLY, or BYDAY for weekdays")
        }
        if !yearDays.isEmpty, [.daily, .weekly, .monthly].contains(frequency) {
            throw Self.refusal("BYYEARDAY does not go with FREQ=\(frequency.rawValue); write FREQ=YEARLY")
        }
        if !weekNumbers.isEmpty, frequency != .yearly {
            throw Self.refusal("BYWEEKNO goes with FREQ=YEARLY only, not with FREQ=\(frequency.rawValue)")
        }
        try checkOrdinals()
        let lists = [seconds, minutes, hours, monthDays, yearDays, weekNumbers, months]
        if !setPositions.isEmpty, weekdays.isEmpty, lists.allSatisfy(\.isEmpty) {
            throw Self.refusal("BYSETPOS chooses among what another part lists; add one, such as BYDAY=MO,TU,WE,TH,FR")
        }
        let (hours, minutes, seconds) = (max(1, hours.count), max(1, minutes.count), max(1, seconds.count))
        let (starts, unit, most) =
            switch frequency {
            case .minutely: (seconds, "a minute", 1)
            case .hourly: (minutes * seconds, "an hour", 60)
            default: (hours * minutes * seconds, "a day", 1_440)
            }
        guard starts <= most else {
            throw Self.refusal(
                "BYHOUR, BYMINUTE and BYSECOND ask for \(starts) starts \(unit); at most \(most) are possible, one a minute"
            )
        }
    }

    private func checkOrdinals() throws(InvalidValue) {
        guard let numbered = weekdays.first(where: { $0.ordinal != nil }) else { return }
        guard frequency == .monthly || frequency == .yearly else {
            throw Self.refusal(
                """
                BYDAY=\(numbered) counts weekdays, which goes with FREQ=MONTHLY and FREQ=YEARLY only; \
                write \(numbered.weekday.abbreviation) for FREQ=\(frequency.rawValue)
                """)
        }
        guard weekNumbers.isEmpty else {
            throw Self.refusal(
                "BYDAY=\(numbered) counts weekdays, which does not go with BYWEEKNO; write \(numbered.weekday.abbreviation)"
            )
        }
        let inMonth = frequency == .monthly || !months.isEmpty
        if inMonth, let sixth = weekdays.first(where: { abs($0.ordinal ?? 0) > 5 }) {
            throw Self.refusal(
                "BYDAY=\(sixth): no month has that many; write 1 to 5, or -1 to -5 from the month's end")
        }
    }
}
