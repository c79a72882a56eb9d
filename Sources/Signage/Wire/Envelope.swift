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
        /// ``InterruptState``.
        case interrupt = "application/vnd.litfass.interrupt.v1+json"
        /// ``Command``.
        case command = "application/vnd.litfass.command.v1+json"
        /// ``EventBatch``.
        case events = "application/vnd.litfass.events.v1+json"
        /// ``EventAcknowledgement``.
        case acknowledgement = "application/vnd.litfass.acknowledgement.v1+json"
        /// ``ClaimAnswer``.
        case claim = "application/vnd.litfass.claim.v1+json"
        /// ``RenewedCertificate``.
        case certificate = "application/vnd.litfass.certificate.v1+json"
        /// ``TimeAnswer``.
        case time = "application/vnd.litfass.time.v1+json"
    }

    /// What is inside.
    public let payloadType: String
    /// The exact bytes that were sealed.
    public let payload: Data
    /// One for each key that has sealed it.
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

    /// Adds another key's signature over the same payload.
    public func sealedToo(keyID: String, sign: (Data) throws -> Data) rethrows -> Envelope {
        let signature = Signature(
            keyid: keyID, sig: try sign(Self.preAuthenticationEncoding(payloadType, payload)))
        return Envelope(payloadType: payloadType, payload: payload, signatures: signatures + [signature])
    }

    private init(payloadType: String, payload: Data, signatures: [Signature]) {
        self.payloadType = payloadType
        self.payload = payload
        self.signatures = signatures
    }

    /// The bytes that ``WireCoding`` would encode.
    public var encoded: Data {
        var json = JSONText(capacity: payload.count * 4 / 3 + 512)
        json.append("{\"payload\":")
        json.append(base64: payload)
        json.append(",\"payloadType\":")
        json.append(quoting: payloadType)
        json.append(",\"signatures\":")
        json.append(signatures) { json, signature in
            json.append("{\"keyid\":")
            json.append(quoting: signature.keyid)
            json.append(",\"sig\":")
            json.append(base64: signature.sig)
            json.append("}")
        }
        json.append("}")
        return json.data
    }

    /// Opens bytes from outside: the payload is handed out only when a signature holds for the type that is expected.
    /// - Parameters:
    ///   - longest: more bytes than this are refused unread.
    ///   - isValid: whether a key counts, and its signature holds for the given bytes.
    /// - Returns: the payload, and the name of the first key whose signature holds.
    public static func open(
        _ data: Data, as type: PayloadType, longest: Int,
        isValid: (_ keyID: String, _ signature: Data, _ message: Data) -> Bool
    ) throws(EnvelopeError) -> (payload: Data, keyID: String) {
        guard data.count <= longest else { throw .malformed("has \(data.count) bytes, at most \(longest) are read") }
        let envelope: Envelope
        do {
            envelope = try WireCoding.decode(Envelope.self, from: data)
        } catch {
            throw .malformed("is no sealed envelope: \(error)")
        }
        return (envelope.payload, try envelope.check(type, isValid: isValid))
    }

    /// Looks at the signatures, at most 8 of them.
    /// - Returns: the name of the first key whose signature holds for the type that is expected.
    public func check(
        _ type: PayloadType, isValid: (_ keyID: String, _ signature: Data, _ message: Data) -> Bool
    ) throws(EnvelopeError) -> String {
        guard payloadType == type.rawValue else {
            throw .malformed("holds \(payloadType.prefix(80)), not \(type.rawValue)")
        }
        let message = Self.preAuthenticationEncoding(payloadType, payload)
        guard let seal = signatures.prefix(8).first(where: { isValid($0.keyid, $0.sig, message) }) else {
            let names = signatures.prefix(2).map { $0.keyid.prefix(16) + "…" }.joined(separator: ", ")
            throw .seal("has no seal that counts here (sealed by \(names.isEmpty ? "nobody" : names))")
        }
        return seal.keyid
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
    /// An envelope, but not sealed by a key that counts.
    case seal(String)
}
