public import Foundation

/// A sealed payload: a DSSE envelope (https://github.com/secure-systems-lab/dsse, protocol 1.0).
///
/// Signing and checking are handed in, so that this stays free of any cryptography library.
public struct Envelope: Hashable, Sendable, Codable {
    /// One signature over the pre-authentication encoding.
    public struct Signature: Hashable, Sendable, Codable {
        /// Names the key: the SHA-256 of its 32 raw bytes as hexadecimal digits.
        public let keyid: String
        /// 64 bytes of Ed25519.
        public let sig: Data

        /// Takes the values as they are.
        public init(keyid: String, sig: Data) {
            self.keyid = keyid
            self.sig = sig
        }
    }

    /// What may be in an envelope. A seal for one type never holds for another.
    public enum PayloadType: String, Sendable, Codable {
        /// ``DesiredState``.
        case desired = "application/vnd.litfass.desired.v1+json"
        /// ``FeedSnapshot``.
        case feed = "application/vnd.litfass.feed.v1+json"
        /// ``KeyDocument``.
        case keys = "application/vnd.litfass.keys.v1+json"
        /// ``Interrupt``.
        case interrupt = "application/vnd.litfass.interrupt.v1+json"
        /// ``Command``.
        case command = "application/vnd.litfass.command.v1+json"
        /// ``EventBatch``.
        case events = "application/vnd.litfass.events.v1+json"
        /// ``TimeAnswer``.
        case time = "application/vnd.litfass.time.v1+json"
    }

    /// What is inside.
    public let payloadType: String
    /// The exact bytes that were sealed.
    public let payload: Data
    /// At least one.
    public let signatures: [Signature]

    /// Seals a payload.
    /// - Parameters:
    ///   - keyID: names the key that `sign` uses.
    ///   - sign: signs the bytes it is given.
    public init(
        _ payload: Data, as type: PayloadType, keyID: String, sign: (Data) throws -> Data
    ) rethrows {
        payloadType = type.rawValue
        self.payload = payload
        signatures = [
            Signature(keyid: keyID, sig: try sign(Self.preAuthenticationEncoding(type.rawValue, payload)))
        ]
    }

    /// Opens bytes from outside: the payload is handed out only when a signature by the key holds for the type that is expected.
    /// - Parameters:
    ///   - longest: more bytes than this are refused unread.
    ///   - isValid: whether a signature holds for the given bytes.
    public static func open(
        _ data: Data, as type: PayloadType, longest: Int, keyID: String,
        isValid: (_ signature: Data, _ message: Data) -> Bool
    ) throws(EnvelopeError) -> Data {
        guard data.count <= longest else { throw .malformed("has \(data.count) bytes, at most \(longest) are read") }
        let envelope: Envelope
        do {
            envelope = try WireCoding.decode(Envelope.self, from: data)
        } catch {
            throw .malformed("is no sealed envelope: \(error)")
        }
        guard envelope.payloadType == type.rawValue else {
            throw .malformed("holds \(envelope.payloadType.prefix(80)), not \(type.rawValue)")
        }
        let message = preAuthenticationEncoding(envelope.payloadType, envelope.payload)
        guard envelope.signatures.prefix(8).contains(where: { $0.keyid == keyID && isValid($0.sig, message) }) else {
            throw .seal("no signature by the key \(keyID.prefix(16))… holds")
        }
        return envelope.payload
    }

    /// DSSE's PAE: what is signed, so that type and payload cannot be told apart differently.
    static func preAuthenticationEncoding(_ type: String, _ payload: Data) -> Data {
        Data("DSSEv1 \(type.utf8.count) \(type) \(payload.count) ".utf8) + payload
    }
}

/// Why an envelope was not opened, in words that complete "the message …".
public enum EnvelopeError: Error, Hashable, Sendable {
    /// Not an envelope of the expected type.
    case malformed(String)
    /// An envelope, but not sealed by the pinned key.
    case seal(String)
}
