public import Foundation

/// A key of a JSON document that nothing reads: a slip of the pen, most likely. Told to whoever wrote it; boards ignore it.
public struct UnknownKey: Hashable, Sendable, CustomStringConvertible {
    /// As it is written.
    public let key: String
    /// Where it stands: as ``InvalidValue/field``, without the key.
    public let place: String
    /// The known key that looks most like it; nil when none does.
    public let suggestion: String?

    /// In one line, such as `unknown key "wieght" at rows.1 (did you mean "weight"?)`.
    public var description: String {
        "unknown key \"\(key)\"" + (place.isEmpty ? "" : " at \(place)")
            + (suggestion.map { " (did you mean \"\($0)\"?)" } ?? "")
    }
}

extension WireCoding {
    /// The keys of a document that nothing reads, in the order of their places; those that begin with `$` are for editors.
    ///
    /// - Parameter data: what ``decode(_:from:)`` has taken for a value of the type; else what was read up to the error counts.
    public static func unknownKeys<Value: Decodable>(in data: Data, for type: Value.Type) -> [UnknownKey] {
        guard let place = KeyRecord.place else { return [] }
        let record = KeyRecord()
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        decoder.userInfo[place] = record
        _ = try? decoder.decode(RecordedValue<Value>.self, from: data)
        return record.unknown
    }
}

/// Which keys there are, and which of them were asked for. Lives as long as one decoding.
private final class KeyRecord: Sendable {
    static let place = CodingUserInfoKey(rawValue: "litfass.keys")

    // Decoding runs on one thread; `userInfo` wants what may be sent.
    nonisolated(unsafe) private var found: [String: Set<String>] = [:]
    nonisolated(unsafe) private var asked: [String: Set<String>] = [:]

    static func path(_ keys: [any CodingKey]) -> String {
        keys.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    }

    func note(found keys: [String], at path: [any CodingKey]) { found[Self.path(path)] = Set(keys) }

    func note(asked key: any CodingKey, at path: [any CodingKey]) {
        asked[Self.path(path), default: []].insert(key.stringValue)
    }

    var unknown: [UnknownKey] {
        found.sorted { $0.key < $1.key }.flatMap { place, keys in
            let known = asked[place] ?? []
            return keys.subtracting(known).filter { !$0.hasPrefix("$") }.sorted().map { key in
                UnknownKey(
                    key: key, place: place, suggestion: Self.nearest(to: key, of: known.subtracting(keys).sorted()))
            }
        }
    }

    /// The word with the fewest slips between the two, at most one in three letters.
    private static func nearest(to key: String, of words: [String]) -> String? {
        let (slips, word) = words.map { (distance(Array(key), Array($0)), $0) }.min { $0.0 < $1.0 } ?? (.max, "")
        return slips <= max(1, key.count / 3) ? word : nil
    }

    /// Optimal string alignment: letters put in, left out, taken for others, or in the wrong order.
    private static func distance(_ some: [Character], _ other: [Character]) -> Int {
        var rows = [Array(0...other.count)]
        for (i, letter) in some.enumerated() {
            var row = [i + 1]
            for (j, its) in other.enumerated() {
                var best = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (letter == its ? 0 : 1))
                if i > 0, j > 0, letter == other[j - 1], some[i - 1] == its { best = min(best, rows[i - 1][j - 1] + 1) }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[some.count][other.count]
    }
}

/// A value that was decoded under record.
private struct RecordedValue<Value: Decodable>: Decodable {
    init(from decoder: any Decoder) throws {
        guard let record = KeyRecord.place.flatMap({ decoder.userInfo[$0] }) as? KeyRecord else { return }
        _ = try Value(from: RecordingDecoder(base: decoder, record: record))
    }
}

/// Hands everything on to another decoder, and notes the keys.
private struct RecordingDecoder: Decoder {
    let base: any Decoder
    let record: KeyRecord

    var codingPath: [any CodingKey] { base.codingPath }
    var userInfo: [CodingUserInfoKey: Any] { base.userInfo }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        record.note(found: try base.container(keyedBy: AnyKey.self).allKeys.map(\.stringValue), at: codingPath)
        return KeyedDecodingContainer(Keyed(base: try base.container(keyedBy: type), record: record))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        Unkeyed(base: try base.unkeyedContainer(), record: record)
    }

    /// What stands alone has no keys.
    func singleValueContainer() throws -> any SingleValueDecodingContainer { try base.singleValueContainer() }

    private struct AnyKey: CodingKey {
        let stringValue: String
        let intValue: Int? = nil
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    private struct Keyed<Key: CodingKey>: KeyedDecodingContainerProtocol {
        let base: KeyedDecodingContainer<Key>
        let record: KeyRecord

        var codingPath: [any CodingKey] { base.codingPath }
        var allKeys: [Key] { base.allKeys }

        private func inner(_ key: Key) throws -> RecordingDecoder {
            record.note(asked: key, at: codingPath)
            return RecordingDecoder(base: try base.superDecoder(forKey: key), record: record)
        }

        func contains(_ key: Key) -> Bool {
            record.note(asked: key, at: codingPath)
            return base.contains(key)
        }

        func decodeNil(forKey key: Key) throws -> Bool { try base.decodeNil(forKey: key) }

        func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
            let inner = try inner(key)
            // The base alone knows how dates are written.
            return try type == Date.self ? base.decode(type, forKey: key) : Value(from: inner)
        }

        func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
            guard contains(key), try !decodeNil(forKey: key) else { return nil }
            return try decode(type, forKey: key)
        }

        func nestedContainer<Inner: CodingKey>(
            keyedBy type: Inner.Type, forKey key: Key
        ) throws -> KeyedDecodingContainer<Inner> { try inner(key).container(keyedBy: type) }

        func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
            try inner(key).unkeyedContainer()
        }

        func superDecoder() throws -> any Decoder { try base.superDecoder() }
        func superDecoder(forKey key: Key) throws -> any Decoder { try inner(key) }
    }

    private struct Unkeyed: UnkeyedDecodingContainer {
        var base: any UnkeyedDecodingContainer
        let record: KeyRecord

        var codingPath: [any CodingKey] { base.codingPath }
        var count: Int? { base.count }
        var isAtEnd: Bool { base.isAtEnd }
        var currentIndex: Int { base.currentIndex }

        private mutating func inner() throws -> RecordingDecoder {
            RecordingDecoder(base: try base.superDecoder(), record: record)
        }

        mutating func decodeNil() throws -> Bool { try base.decodeNil() }

        mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
            try type == Date.self ? base.decode(type) : Value(from: inner())
        }

        mutating func nestedContainer<Inner: CodingKey>(
            keyedBy type: Inner.Type
        ) throws -> KeyedDecodingContainer<Inner> { try inner().container(keyedBy: type) }

        mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try inner().unkeyedContainer() }
        mutating func superDecoder() throws -> any Decoder { try inner() }
    }
}
