import Crypto
import Foundation
import Signage

/// Seals what boards are to trust with the publisher key.
struct Sealer: Sendable {
    let key: SigningKey

    /// The bytes of an envelope around a payload.
    func seal(_ payload: some Encodable, as type: Envelope.PayloadType) throws -> Data {
        try seal(bytes: try WireCoding.encode(payload), as: type)
    }

    /// The bytes of an envelope around a payload that is encoded already.
    func seal(bytes payload: Data, as type: Envelope.PayloadType) throws -> Data {
        try Envelope(payload, as: type, keyID: key.publicKey.id) { try key.sign($0) }.encoded
    }

    /// What is in an envelope of our own; nil when another key has sealed it.
    func open<Payload: Decodable>(
        _ envelope: Data, as type: Envelope.PayloadType, _ payload: Payload.Type, longest: Int
    ) -> Payload? {
        let opened = try? Envelope.open(envelope, as: type, longest: longest) { keyID, signature, message in
            keyID == key.publicKey.id && key.publicKey.isValid(signature: signature, for: message)
        }
        return opened.flatMap { try? WireCoding.decode(Payload.self, from: $0.payload) }
    }
}
