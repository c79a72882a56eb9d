import Crypto
import Foundation
import Signage

/// The highest version ever accepted, and which manifest that was: the same one may come again, another may not.
///
/// It counts for the key that sealed it: when that is taken out of the key documents, versions begin anew (The Update Framework,
/// section 5.3.11), so that whoever had stolen it cannot have used up all numbers.
struct VersionFloor: Hashable, Sendable, Codable {
    /// 0 before the first.
    var version = 0
    /// SHA-256 of the sealed bytes as hexadecimal digits; nil before the first.
    var manifest: String?
    /// Names the key that sealed it; nil before the first.
    var keyID: String?
    /// The highest version of a key document that was in force; 0 before the first.
    var keys = 0

    init() {}

    /// The floor that a manifest sets.
    init(_ arrival: Arrival, keys: Int) {
        version = arrival.manifest.version
        manifest = Self.name(of: arrival.envelope)
        keyID = arrival.keyID
        self.keys = keys
    }

    /// Whether a manifest may be accepted.
    func admits(version: Int, envelope: Data) -> Bool {
        version > self.version || (version == self.version && isOf(envelope))
    }

    /// Whether these are the bytes that set it.
    func isOf(_ envelope: Data) -> Bool { manifest == Self.name(of: envelope) }

    /// What is left of it under the keys that are in force.
    func under(_ seal: Seal) -> VersionFloor {
        guard let document = seal.keys.current else { return self }
        var floor = self
        if let keyID, !seal.isPublisher(keyID) { floor = VersionFloor() }
        floor.keys = max(keys, document.version)
        return floor
    }

    private static func name(of envelope: Data) -> String { SHA256.hash(envelope).hexString }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        version = try container.decode(Int.self, forKey: .version)
        manifest = try container.decodeIfPresent(String.self, forKey: .manifest)
        keyID = try container.decodeIfPresent(String.self, forKey: .keyID)
        keys = try container.decodeIfPresent(Int.self, forKey: .keys) ?? 0
        guard version >= 0, keys >= 0 else {
            throw DecodingError.dataCorruptedError(
                forKey: .version, in: container, debugDescription: "a version must not be negative")
        }
    }
}
