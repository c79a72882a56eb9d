extension RecurrenceRule {
    /// Reads a rule, with or without `RRULE:` before it, in either case and with its parts in any order.
    /// - Throws: for what RFC 5545 does not allow, and for what is beyond a board's needs, saying what to write instead.
    public init(_ text: some StringProtocol) throws(InvalidValue) {
        guard text.utf8.count <= Self.longestText else {
            throw Self.refusal(
                "is longer than \(Self.longestText) characters; a shorter rule or several notices say the same")
        }
        guard text.utf8.allSatisfy({ $0 < 0x80 }) else {
            throw Self.refusal("holds a character that no rule has; write it like FREQ=WEEKLY;BYDAY=MO,TH")
        }
        var parts = RuleParts(text.uppercased())
        try parts.read()
        let frequency = try parts.frequency()
        let end = try parts.end()
        try self.init(
            frequency, interval: parts.number("INTERVAL") ?? 1, end: end,
            seconds: parts.numbers("BYSECOND"), minutes: parts.numbers("BYMINUTE"), hours: parts.numbers("BYHOUR"),
            weekdays: parts.weekdays(), monthDays: parts.numbers("BYMONTHDAY", signed: true),
            yearDays: parts.numbers("BYYEARDAY", signed: true), weekNumbers: parts.numbers("BYWEEKNO", signed: true),
            months: parts.numbers("BYMONTH"), setPositions: parts.numbers("BYSETPOS", signed: true),
            weekStart: parts.weekStart())
    }
}

/// The `NAME=VALUE` parts of a rule's text in capitals.
private struct RuleParts {
    private let text: String
    private var values: [String: String] = [:]
    private static let names: Set = [
        "FREQ", "UNTIL", "COUNT", "INTERVAL", "BYSECOND", "BYMINUTE", "BYHOUR", "BYDAY", "BYMONTHDAY", "BYYEARDAY",
        "BYWEEKNO", "BYMONTH", "BYSETPOS", "WKST",
    ]

    init(_ text: String) { self.text = text.hasPrefix("RRULE:") ? String(text.dropFirst(6)) : text }

    mutating func read() throws(InvalidValue) {
        guard !text.isEmpty else { throw RecurrenceRule.refusal("is empty; write it like FREQ=WEEKLY;BYDAY=MO,TH") }
        for part in text.split(separator: ";", omittingEmptySubsequences: false) {
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard sides.count == 2 else {
                throw RecurrenceRule.refusal(
                    "\"\(part)\" is no part of a rule; each is NAME=VALUE, with one ; between two")
            }
            guard Self.names.contains(sides[0]) else {
                throw RecurrenceRule.refusal(
                    "there is no part \(sides[0]); there are \(Self.names.sorted().joined(separator: ", "))")
            }
            guard !sides[1].isEmpty else {
                throw RecurrenceRule.refusal("\(sides[0]) is empty; give it a value or leave it out")
            }
            guard values.updateValue(sides[1], forKey: sides[0]) == nil else {
                throw RecurrenceRule.refusal(
                    "\(sides[0]) is there twice; write it once, with commas between its values")
            }
        }
    }

    func frequency() throws(InvalidValue) -> RecurrenceRule.Frequency {
        guard let name = values["FREQ"] else {
            throw RecurrenceRule.refusal("FREQ is missing; write it like FREQ=WEEKLY")
        }
        if name == "SECONDLY" {
            throw RecurrenceRule.refusal("FREQ=SECONDLY is too often for a board; write FREQ=MINUTELY at the most")
        }
        guard let frequency = RecurrenceRule.Frequency(rawValue: name) else {
            let known = RecurrenceRule.Frequency.allCases.map(\.rawValue).joined(separator: ", ")
            throw RecurrenceRule.refusal("FREQ=\(name) is unknown; there are \(known)")
        }
        return frequency
    }

    func end() throws(InvalidValue) -> RecurrenceRule.End {
        guard let until = values["UNTIL"] else {
            return try number("COUNT").map(RecurrenceRule.End.count) ?? .never
        }
        guard values["COUNT"] == nil else {
            throw RecurrenceRule.refusal("COUNT and UNTIL do not go together; leave one of them out")
        }
        guard let end = RecurrenceRule.End(until: until) else {
            throw RecurrenceRule.refusal(
                "UNTIL=\(until) is no time from 1970 on; write 20261224, 20261224T180000, or 20261224T170000Z for UTC")
        }
        return end
    }

    func number(_ name: String) throws(InvalidValue) -> Int? {
        guard let value = values[name] else { return nil }
        return try Self.number(name, value[...], signed: false)
    }

    func numbers(_ name: String, signed: Bool = false) throws(InvalidValue) -> [Int] {
        var numbers: [Int] = []
        for text in entries(name) { numbers.append(try Self.number(name, text, signed: signed)) }
        return numbers
    }

    func weekdays() throws(InvalidValue) -> [OrdinalWeekday] {
        var days: [OrdinalWeekday] = []
        for text in entries("BYDAY") {
            guard let weekday = Weekday(abbreviation: text.suffix(2)) else {
                throw RecurrenceRule.refusal(
                    "BYDAY=\(text) is no weekday; write MO, TU, WE, TH, FR, SA or SU, with a number as in 2MO or -1FR")
            }
            let ordinal = try text.count > 2 ? Self.number("BYDAY", text.dropLast(2), signed: true) : nil
            days.append(try OrdinalWeekday(weekday, ordinal: ordinal))
        }
        return days
    }

    func weekStart() throws(InvalidValue) -> Weekday {
        guard let name = values["WKST"] else { return .monday }
        guard let weekday = Weekday(abbreviation: name) else {
            throw RecurrenceRule.refusal("WKST=\(name) is no weekday; write MO, TU, WE, TH, FR, SA or SU")
        }
        return weekday
    }

    private func entries(_ name: String) -> [Substring] {
        values[name]?.split(separator: ",", omittingEmptySubsequences: false) ?? []
    }

    private static func number(_ name: String, _ text: Substring, signed: Bool) throws(InvalidValue) -> Int {
        let digits = signed && (text.first == "-" || text.first == "+") ? text.dropFirst() : text
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            let kind = signed ? "whole number such as 2 or -1" : "whole number without a sign"
            throw RecurrenceRule.refusal("\(name)=\(text) is no number; write a \(kind)")
        }
        // Nine digits are more than any part takes, and fit.
        guard digits.count <= 9, let number = Int(text) else {
            throw RecurrenceRule.refusal("\(name)=\(text) is too large a number; the largest here is 999999999")
        }
        return number
    }
}

extension RecurrenceRule.End {
    /// `20261224`, `20261224T180000` or `20261224T170000Z` of a day since 1970; nil for anything else.
    fileprivate init?(until text: String) {
        let digits = Array(text.utf8)
        guard [8, 15, 16].contains(digits.count) else { return nil }
        func number(_ range: Range<Int>) -> Int? {
            guard range.allSatisfy({ (0x30...0x39).contains(digits[$0]) }) else { return nil }
            return range.reduce(0) { $0 * 10 + Int(digits[$1] - 0x30) }
        }
        guard let year = number(0..<4), let month = number(4..<6), let day = number(6..<8),
            let date = CalendarDate(year: year, month: month, day: day)
        else { return nil }
        guard digits.count > 8 else {
            self = .day(date)
            return
        }
        guard digits[8] == UInt8(ascii: "T"), let hour = number(9..<11), let minute = number(11..<13),
            let second = number(13..<15), hour < 24, minute < 60, second < 60
        else { return nil }
        let wall = WallTime(seconds: date.daysSince1970 * 86_400 + hour * 3600 + minute * 60 + second)
        guard digits.count == 16 else {
            self = .wall(wall)
            return
        }
        guard digits[15] == UInt8(ascii: "Z") else { return nil }
        self = .instant(RecurrenceRule.utc.instant(of: wall))
    }
}
