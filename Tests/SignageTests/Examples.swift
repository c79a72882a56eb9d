import Foundation
import Testing

@testable import Signage

/// Small values of every kind, and the ways in which tests ask whether something is refused.
enum Examples {
    static let berlin = zone("Europe/Berlin")
    static let now = time("2026-11-23T14:07:00+01:00")

    static func time(_ text: String) -> Date {
        guard let date = WireCoding.date(text) else { preconditionFailure("\(text) is no time") }
        return date
    }

    static func zone(_ name: String) -> TimeZone {
        guard let zone = TimeZone(identifier: name) else { preconditionFailure("there is no zone \(name)") }
        return zone
    }

    static let code: ClaimCode = {
        do { return try ClaimCode("k7m2qx") } catch { preconditionFailure("k7m2qx is no code: \(error)") }
    }()

    static func name(_ text: String) -> Name {
        do { return try Name(text) } catch { preconditionFailure("\(text) is no name: \(error)") }
    }

    static func notice(
        _ id: String = "closure", headline: String = "Straße gesperrt", body: String = "",
        from onset: Date = now, until expires: Date = now.addingTimeInterval(86_400), published: Date? = nil
    ) throws -> Notice {
        try Notice(
            id: Name(id), headline: headline, body: body, window: DisplayWindow(onset: onset, expires: expires),
            published: published ?? onset)
    }

    static func document(_ digit: Character = "a") throws -> DocumentID {
        try DocumentID(String(repeating: digit, count: 64))
    }

    /// One of this project's own files as an object that a test can break.
    static func object(_ data: Data) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    static func bytes(_ object: Any) throws -> Data {
        try JSONSerialization.data(withJSONObject: object, options: [.fragmentsAllowed])
    }
}

/// What was refused: the field and the reason, or nil when it was not.
func refusal(_ make: () throws -> Void) -> InvalidValue? {
    do {
        try make()
        return nil
    } catch {
        return InvalidValue(error)
    }
}

/// What decoding a JSON text as a type refuses.
func refusal<Value: Decodable>(_ type: Value.Type, _ json: String) -> InvalidValue? {
    refusal { _ = try WireCoding.decode(type, from: Data(json.utf8)) }
}

/// A value through its bytes and back.
func roundTrip<Value: Codable>(_ value: Value) throws -> Value {
    try WireCoding.decode(Value.self, from: WireCoding.encode(value))
}

/// SplitMix64: the same seed gives the same numbers on every machine, so that a property that fails can be seen again.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
