import Crypto
import Foundation
import Signage

/// Opens what the pinned publisher has sealed, and nothing else.
struct Seal: Sendable {
    let key: PublicKey

    /// The value in an envelope.
    func open<Value: Decodable>(
        _ data: Data, as type: Envelope.PayloadType, longest: Int, _ value: Value.Type
    ) throws(Refused) -> Value {
        let payload: Data
        do {
            payload = try Envelope.open(
                data, as: type, longest: longest, keyID: key.id,
                isValid: { key.isValid(signature: $0, for: $1) })
        } catch {
            switch error {
            case .malformed(let detail): throw Refused(.malformed, detail)
            case .seal(let detail): throw Refused(.seal, detail)
            }
        }
        do {
            return try WireCoding.decode(Value.self, from: payload)
        } catch {
            throw Refused(.malformed, "cannot be read: \(error)")
        }
    }

    /// The manifest in an envelope, if this board may accept it at this time.
    func manifest(
        _ data: Data, for board: Name, above floor: VersionFloor, at now: Date
    ) throws(Refused) -> DesiredState {
        let manifest = try open(
            data, as: .desired, longest: DesiredState.longestEnvelope, DesiredState.self)
        guard manifest.board == board else { throw Refused(.board, "is for the board \(manifest.board)") }
        guard floor.admits(version: manifest.version, envelope: data) else {
            throw Refused(.version, "has version \(manifest.version), and \(floor.version) was accepted before")
        }
        guard manifest.expires > now else {
            throw Refused(.expired, "could be accepted until \(manifest.expires.ISO8601Format())")
        }
        return manifest
    }
}

/// Why something from outside was not accepted.
struct Refused: Error, Equatable, CustomStringConvertible {
    let reason: ReportedState.Refusal.Reason
    /// Words that complete "the manifest …".
    let detail: String

    init(_ reason: ReportedState.Refusal.Reason, _ detail: String) {
        self.reason = reason
        self.detail = detail
    }

    var description: String { detail }
}
