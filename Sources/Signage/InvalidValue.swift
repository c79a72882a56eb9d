import Foundation

/// A value that an initializer refused, with the field's name as it stands in JSON and a sentence for the person who wrote it.
public struct InvalidValue: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where the value stands: field names joined by `.`, array positions as numbers (`facts.0.label`). Empty for the whole document.
    public let field: String
    /// What is wrong and what to write instead, as one sentence without the field's name.
    public let reason: String

    /// - Parameters:
    ///   - field: dotted path of the refused field.
    ///   - reason: what is wrong and what to do.
    public init(field: String, reason: String) {
        self.field = field
        self.reason = reason
    }

    /// The field and the reason in one line.
    public var description: String { field.isEmpty ? reason : "\(field): \(reason)" }

    /// The same refusal as an RFC 6901 JSON pointer in its URI fragment form, such as `#/facts/0/label`.
    public var pointer: String {
        let keys = field.split(separator: ".").map { key in
            let escaped = key.replacingOccurrences(of: "~", with: "~0").replacingOccurrences(of: "/", with: "~1")
            return escaped.addingPercentEncoding(withAllowedCharacters: .urlFragmentAllowed) ?? escaped
        }
        return field.isEmpty ? "#" : "#/" + keys.joined(separator: "/")
    }

    /// Tells what `JSONDecoder` found wrong in the words of this type.
    public init(_ error: any Error) {
        switch error {
        case let error as InvalidValue: self = error
        case let error as DecodingError: self.init(error)
        default: self.init(field: "", reason: "\(error)")
        }
    }

    private init(_ error: DecodingError) {
        switch error {
        case .keyNotFound(let key, let context):
            self.init(field: Self.path(context.codingPath + [key]), reason: "is missing")
        case .typeMismatch(let type, let context):
            self.init(field: Self.path(context.codingPath), reason: "must be \(Self.name(of: type))")
        case .valueNotFound(let type, let context):
            self.init(field: Self.path(context.codingPath), reason: "must be \(Self.name(of: type)), not null")
        case .dataCorrupted(let context):
            let underlying = context.underlyingError.map { " (\(($0 as NSError).localizedDescription))" } ?? ""
            self.init(field: Self.path(context.codingPath), reason: context.debugDescription + underlying)
        @unknown default:
            self.init(field: "", reason: "\(error)")
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    }

    private static func name(of type: any Any.Type) -> String {
        switch type {
        case is String.Type: "a text"
        case is Bool.Type: "true or false"
        case is Double.Type, is Int.Type, is UInt64.Type: "a number"
        case is [Any].Type: "a list"
        case is [String: Any].Type: "an object"
        default: "of type \(type)"
        }
    }
}

extension Decoder {
    /// Runs a validating initializer inside `init(from:)`, so that a refusal carries the path of the field in the whole document.
    func validated<Value>(_ make: () throws -> Value) throws -> Value {
        do {
            return try make()
        } catch let refusal as InvalidValue {
            let keys = refusal.field.split(separator: ".").map { FieldKey(String($0)) }
            throw DecodingError.dataCorrupted(.init(codingPath: codingPath + keys, debugDescription: refusal.reason))
        }
    }
}

extension KeyedDecodingContainer {
    /// As ``decodeWhole(forKey:)``; nil when the field is missing or null.
    func decodeWholeIfPresent(forKey key: Key) throws -> Int? {
        guard contains(key), try !decodeNil(forKey: key) else { return nil }
        return try decodeWhole(forKey: key)
    }

    /// A whole number; unlike `decode`, it names the field also for 1.5 and for what is too large.
    func decodeWhole(forKey key: Key) throws -> Int {
        do {
            return try decode(Int.self, forKey: key)
        } catch let error as DecodingError {
            throw error
        } catch {
            // JSONDecoder's own error for a number that does not fit knows no path.
            throw DecodingError.dataCorruptedError(
                forKey: key, in: self, debugDescription: "must be a whole number in range")
        }
    }
}

private struct FieldKey: CodingKey {
    let stringValue: String
    var intValue: Int? { Int(stringValue) }
    init(_ text: String) { stringValue = text }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { self.init(String(intValue)) }
}
