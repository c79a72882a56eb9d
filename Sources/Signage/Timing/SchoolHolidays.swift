import Foundation

/// The school holidays of a state as its ministry has published them: a table that ends, unlike what can be computed.
///
/// Read from a file such as `Layouts/calendars/school-holidays-saxony-anhalt.json`. Days that a single school may choose are not in it.
public struct SchoolHolidays: Hashable, Sendable, Codable {
    /// Some days without school, such as "Herbstferien".
    public struct Holiday: Hashable, Sendable {
        /// What they are called, 1 to 60 characters.
        public let name: String
        /// The days from the first to the last, both without school.
        public let days: ClosedRange<CalendarDate>

        /// - Throws: when the name is empty or too long, or the last day comes before the first.
        public init(name: String, first: CalendarDate, last: CalendarDate) throws(InvalidValue) {
            self.name = try Text.line(name, field: "name", length: 1...60)
            days = try Span(first: first, last: last).days()
        }
    }

    /// Such as "Schulferien in Sachsen-Anhalt", 1 to 120 characters.
    public let title: String
    /// The address of the page that publishes them.
    public let source: String
    /// The day on which that was looked up.
    public let lookedUp: CalendarDate
    /// What the dates were compared with, a sentence or an address each.
    public let comparedWith: [String]
    /// The days for which the table is complete; of any other day it knows nothing.
    public let covers: ClosedRange<CalendarDate>
    /// In the order of their days; no two share one.
    public let holidays: [Holiday]

    /// Takes the holidays in any order.
    /// - Throws: when a text is empty or too long, or a holiday shares a day with another or lies outside of what is covered.
    public init(
        title: String, source: String, lookedUp: CalendarDate, comparedWith: [String] = [],
        covers: ClosedRange<CalendarDate>, holidays: [Holiday]
    ) throws(InvalidValue) {
        self.title = try Text.line(title, field: "title", length: 1...120)
        self.source = try Text.line(source, field: "source", length: 1...400)
        self.lookedUp = lookedUp
        self.comparedWith = comparedWith
        guard covers.upperBound.daysSince1970 - covers.lowerBound.daysSince1970 <= 36_600 else {
            throw InvalidValue(field: "covers", reason: "must be at most 100 years")
        }
        self.covers = covers
        for (index, holiday) in holidays.enumerated() {
            guard covers.contains(holiday.days.lowerBound), covers.contains(holiday.days.upperBound) else {
                throw InvalidValue(field: "holidays.\(index)", reason: "must lie within what the table covers")
            }
        }
        let sorted = holidays.sorted { $0.days.lowerBound < $1.days.lowerBound }
        for (earlier, later) in zip(sorted, sorted.dropFirst()) where later.days.lowerBound <= earlier.days.upperBound {
            throw InvalidValue(
                field: "holidays",
                reason: "\(earlier.name) from \(earlier.days.lowerBound) and \(later.name) from "
                    + "\(later.days.lowerBound) must not share a day")
        }
        self.holidays = sorted
    }
}

extension SchoolHolidays {
    private enum CodingKeys: String, CodingKey { case title, source, lookedUp, comparedWith, covers, holidays }

    /// Decodes through the validating initializer; `comparedWith` may be missing.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let title = try container.decode(String.self, forKey: .title)
        let source = try container.decode(String.self, forKey: .source)
        let lookedUp = try container.decodeDay(forKey: .lookedUp)
        let comparedWith = try container.decodeIfPresent([String].self, forKey: .comparedWith) ?? []
        let covers = try container.decode(Span.self, forKey: .covers).days()
        let holidays = try container.decode([Holiday].self, forKey: .holidays)
        self = try decoder.validated {
            try SchoolHolidays(
                title: title, source: source, lookedUp: lookedUp, comparedWith: comparedWith, covers: covers,
                holidays: holidays)
        }
    }

    /// Encodes as the file has it.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(title, forKey: .title)
        try container.encode(source, forKey: .source)
        try container.encode(lookedUp.description, forKey: .lookedUp)
        try container.encode(comparedWith, forKey: .comparedWith)
        try container.encode(Span(first: covers.lowerBound, last: covers.upperBound), forKey: .covers)
        try container.encode(holidays, forKey: .holidays)
    }
}

extension SchoolHolidays.Holiday: Codable {
    private enum CodingKeys: String, CodingKey { case name, first, last }

    /// Decodes through the validating initializer.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let name = try container.decode(String.self, forKey: .name)
        let (first, last) = (try container.decodeDay(forKey: .first), try container.decodeDay(forKey: .last))
        self = try decoder.validated { try Self(name: name, first: first, last: last) }
    }

    /// Encodes as `{"name": …, "first": …, "last": …}`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(days.lowerBound.description, forKey: .first)
        try container.encode(days.upperBound.description, forKey: .last)
    }
}

/// The days from one to another as `{"first": "2026-10-19", "last": "2026-10-30"}`.
private struct Span: Codable {
    let first: CalendarDate
    let last: CalendarDate

    private enum CodingKeys: String, CodingKey { case first, last }

    init(first: CalendarDate, last: CalendarDate) {
        self.first = first
        self.last = last
    }

    func days() throws(InvalidValue) -> ClosedRange<CalendarDate> {
        guard first <= last else { throw InvalidValue(field: "last", reason: "must not be before the first day") }
        return first...last
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        first = try container.decodeDay(forKey: .first)
        last = try container.decodeDay(forKey: .last)
        _ = try decoder.validated { try days() }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(first.description, forKey: .first)
        try container.encode(last.description, forKey: .last)
    }
}

extension KeyedDecodingContainer {
    fileprivate func decodeDay(forKey key: Key) throws -> CalendarDate {
        guard let date = CalendarDate(try decode(String.self, forKey: key)) else {
            throw DecodingError.dataCorruptedError(
                forKey: key, in: self, debugDescription: "must be a day such as 2026-07-02")
        }
        return date
    }
}
