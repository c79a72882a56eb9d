public import Foundation

/// A time as a feed gave it: an instant, or a day whose time of day is unknown. A time that is wholly unknown is an absent `FeedTime`.
///
/// In JSON an RFC 3339 string in UTC (`2026-07-02T15:00:00Z`) or a full-date (`2026-07-02`).
public enum FeedTime: Hashable, Sendable, Codable {
    /// A known instant.
    case instant(Date)
    /// A day in the feed's own calendar, with no time of day.
    case date(CalendarDate)

    /// The instant it stands for, a day being taken from its start in the given zone.
    public func start(in zone: TimeZone) -> Date {
        switch self {
        case .instant(let date): date
        case .date(let day): day.start(in: zone)
        }
    }

    /// Reads the JSON string.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        if let day = CalendarDate(text) {
            self = .date(day)
        } else if let date = WireCoding.date(text) {
            self = .instant(date)
        } else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "must be a date or a time after RFC 3339"))
        }
    }

    /// Writes the JSON string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .instant(let date): try container.encode(date)
        case .date(let day): try container.encode(day.description)
        }
    }
}
