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
            throw JSONSyntax.fault(in: data).map { InvalidValue(field: "", reason: $0) } ?? InvalidValue(error)
        }
    }

    /// A time as RFC 3339 with any offset, with or without fractions of a second; nil for anything else or years outside 1970 to 9999.
    ///
    /// Read here, since Foundation's own reader takes 30 February for 2 March and ignores what follows the time.
    public static func date(_ text: String) -> Date? {
        var rest = Array(text.utf8)[...]
        func take(_ characters: String) -> Bool {
            guard let first = rest.first, characters.utf8.contains(first) else { return false }
            rest.removeFirst()
            return true
        }
        func number(below bound: Int) -> Int? {
            guard rest.count >= 2, let value = digits(rest.prefix(2)), value < bound else { return nil }
            rest.removeFirst(2)
            return value
        }
        guard rest.count <= 40, let day = CalendarDate(String(decoding: rest.prefix(10), as: UTF8.self)) else {
            return nil
        }
        rest = rest.dropFirst(10)
        guard take("Tt"), let hour = number(below: 24), take(":"), let minute = number(below: 60), take(":"),
            let second = number(below: 60)
        else { return nil }
        var fraction = 0.0
        if take(".") {
            let decimals = rest.prefix { (0x30...0x39).contains($0) }
            guard !decimals.isEmpty, let value = Double("0." + String(decoding: decimals, as: UTF8.self)) else {
                return nil
            }
            fraction = value
            rest = rest.dropFirst(decimals.count)
        }
        var offset = 0
        if !take("Zz") {
            let sign = rest.first == UInt8(ascii: "-") ? -1 : 1
            guard take("+-"), let hours = number(below: 24), take(":"), let minutes = number(below: 60) else {
                return nil
            }
            offset = sign * (hours * 3_600 + minutes * 60)
        }
        let seconds = day.daysSince1970 * 86_400 + hour * 3_600 + minute * 60 + second - offset
        guard rest.isEmpty, (0..<253_402_300_800).contains(seconds) else { return nil }
        return Date(timeIntervalSince1970: Double(seconds) + fraction)
    }

    private static func digits(_ bytes: ArraySlice<UInt8>) -> Int? {
        bytes.allSatisfy { (0x30...0x39).contains($0) } ? bytes.reduce(0) { $0 * 10 + Int($1 - 0x30) } : nil
    }
}

extension Date {
    /// The whole second at or before this instant, as it travels on the wire.
    public var wholeSeconds: Date { Date(timeIntervalSince1970: timeIntervalSince1970.rounded(.down)) }
}
