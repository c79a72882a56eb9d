import Foundation

extension RecurrenceRule: CustomStringConvertible {
    /// The rule in RFC 5545's order with nothing that may be left out; reads back as the same rule.
    public var description: String {
        func numbers(_ name: String, _ values: [Int]) -> [String] {
            values.isEmpty ? [] : [name + "=" + values.map(String.init).joined(separator: ",")]
        }
        var parts = ["FREQ=" + frequency.rawValue]
        switch end {
        case .never: break
        case .count(let count): parts.append("COUNT=\(count)")
        case .day(let date): parts.append("UNTIL=" + Self.digits(date.description))
        case .wall(let wall): parts.append("UNTIL=" + Self.text(wall))
        case .instant(let instant): parts.append("UNTIL=" + Self.text(Self.utc.wall(at: instant)) + "Z")
        }
        if interval > 1 { parts.append("INTERVAL=\(interval)") }
        parts += numbers("BYSECOND", seconds) + numbers("BYMINUTE", minutes) + numbers("BYHOUR", hours)
        if !weekdays.isEmpty { parts.append("BYDAY=" + weekdays.map(\.description).joined(separator: ",")) }
        parts += numbers("BYMONTHDAY", monthDays) + numbers("BYYEARDAY", yearDays) + numbers("BYWEEKNO", weekNumbers)
        parts += numbers("BYMONTH", months) + numbers("BYSETPOS", setPositions)
        if weekStart != .monday { parts.append("WKST=" + weekStart.abbreviation) }
        return parts.joined(separator: ";")
    }

    static let utc = WallClock(zone: .gmt)

    private static func digits(_ text: String) -> String { text.filter { $0 != "-" && $0 != ":" } }

    /// `20260702T073000`.
    private static func text(_ wall: WallTime) -> String {
        let text = digits(wall.description)
        return text.count == 13 ? text + "00" : text
    }
}

extension RecurrenceRule: Codable {
    /// Decodes a JSON string.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        self = try decoder.validated { try RecurrenceRule(text) }
    }

    /// Encodes as a JSON string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
