public import Foundation

/// How wire documents become bytes and back: JSON with sorted keys, times as RFC 3339 in UTC with whole seconds.
///
/// The same value always gives the same bytes, so that documents can be named by their hash.
public enum WireCoding {
    /// - Throws: only for values that JSON cannot hold (infinite numbers).
    public static func encode(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return try encoder.encode(value)
    }

    /// Unknown fields are ignored; fractions of a second are accepted.
    /// - Throws: ``InvalidValue`` naming the field.
    public static func decode<Value: Decodable>(_ type: Value.Type, from data: Data) throws(InvalidValue) -> Value {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { decoder in
            let text = try decoder.singleValueContainer().decode(String.self)
            guard let date = date(text) else {
                throw DecodingError.dataCorrupted(
                    .init(
                        codingPath: decoder.codingPath,
                        debugDescription: "must be a time such as 2026-11-25T07:00:00+01:00"))
            }
            return date
        }
        do {
            return try decoder.decode(type, from: data)
        } catch {
            throw InvalidValue(error)
        }
    }

    /// A time as RFC 3339 with any offset, with or without fractions of a second; nil for anything else or years outside 1970 to 9999.
    public static func date(_ text: String) -> Date? {
        let date =
            (try? Date.ISO8601FormatStyle().parse(text))
            ?? (try? Date.ISO8601FormatStyle(includingFractionalSeconds: true).parse(text))
        guard let date, (0..<253_402_300_800).contains(date.timeIntervalSince1970) else { return nil }
        return date
    }
}

extension Date {
    /// The whole second at or before this instant, as it travels on the wire.
    public var wholeSeconds: Date { Date(timeIntervalSince1970: timeIntervalSince1970.rounded(.down)) }
}
