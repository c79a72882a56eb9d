import Crypto
import Foundation
import Signage

/// Opens what a publisher has sealed whom the pinned root names, and nothing else.
struct Seal: Sendable {
    private(set) var keys: TrustedKeys
    /// Parsed once: what may seal, and what once might.
    private var publishers: [String: PublicKey] = [:]
    private var formerPublishers: [String: PublicKey] = [:]

    init(root: PublicKey) {
        keys = TrustedKeys(pinned: root.rawRepresentation)
    }

    /// Whether a key may seal now.
    func isPublisher(_ keyID: String) -> Bool { publishers[keyID] != nil }

    /// Follows a chain of key documents, the bytes of a ``KeyChain``.
    /// - Parameter lowest: a version that was followed before the start.
    /// - Returns: whether there was something new.
    mutating func follow(_ data: Data, lowest: Int) throws(Refused) -> Bool {
        guard data.count <= KeyChain.longest else {
            throw Refused(.malformed, "have \(data.count) bytes, at most \(KeyChain.longest) are read")
        }
        let chain: KeyChain
        do {
            chain = try WireCoding.decode(KeyChain.self, from: data)
        } catch {
            throw Refused(.malformed, "cannot be read: \(error)")
        }
        do {
            let isNew = try keys.follow(chain, lowest: lowest) { key, keyID, signature, message in
                PublicKey.isValid(signature: signature, for: message, by: key, called: keyID)
            }
            if isNew { parseKeys() }
            return isNew
        } catch {
            let reason: ReportedState.Refusal.Reason =
                switch error {
                case .malformed: .malformed
                case .seal, .forked: .seal
                case .replayed: .version
                }
            throw Refused(reason, error.description)
        }
    }

    /// What was followed, from the pinned root on: whoever knows no more than that follows it again.
    ///
    /// What came is not looked at up to the last document that was known, and so may be worth nothing at the next start.
    /// - Throws: when there is nothing, or more than a chain may have.
    var chain: KeyChain {
        get throws(InvalidValue) { try KeyChain(documents: keys.documents.map(\.envelope)) }
    }

    private mutating func parseKeys() {
        func parsed(_ keys: [Data]) -> [String: PublicKey] {
            let pairs = keys.compactMap { try? PublicKey(rawRepresentation: $0) }.map { ($0.id, $0) }
            return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
        }
        publishers = parsed(keys.publishers)
        formerPublishers = parsed(keys.formerPublishers)
    }

    /// The value in an envelope that came over the wire.
    func open<Value: Decodable>(
        _ data: Data, as type: Envelope.PayloadType, longest: Int, _ value: Value.Type
    ) throws(Refused) -> Value {
        try openNamed(data, as: type, longest: longest, value).value
    }

    /// The same, with the name of the key that has sealed it.
    func openNamed<Value: Decodable>(
        _ data: Data, as type: Envelope.PayloadType, longest: Int, _ value: Value.Type
    ) throws(Refused) -> (value: Value, keyID: String) {
        try opened(data, as: type, longest: longest, value, by: publishers)
    }

    /// The value in an envelope that was accepted once and stored: a key that was taken out since holds for it.
    func openStored<Value: Decodable>(
        _ data: Data, as type: Envelope.PayloadType, longest: Int, _ value: Value.Type
    ) throws(Refused) -> (value: Value, keyID: String) {
        try opened(data, as: type, longest: longest, value, by: publishers.merging(formerPublishers) { $1 })
    }

    /// The manifest in an envelope, if this board may accept it at this time.
    func manifest(
        _ data: Data, for board: Name, above floor: VersionFloor, at now: Date
    ) throws(Refused) -> Arrival {
        let (manifest, keyID) = try opened(
            data, as: .desired, longest: DesiredState.longestEnvelope, DesiredState.self, by: publishers)
        guard manifest.board == board else { throw Refused(.board, "is for the board \(manifest.board)") }
        guard floor.admits(version: manifest.version, envelope: data) else {
            throw Refused(.version, "has version \(manifest.version), and \(floor.version) was accepted before")
        }
        guard manifest.expires > now else {
            throw Refused(.expired, "could be accepted until \(manifest.expires.ISO8601Format())")
        }
        return Arrival(manifest: manifest, envelope: data, keyID: keyID)
    }

    private func opened<Value: Decodable>(
        _ data: Data, as type: Envelope.PayloadType, longest: Int, _ value: Value.Type, by keys: [String: PublicKey]
    ) throws(Refused) -> (value: Value, keyID: String) {
        let payload: Data
        let keyID: String
        do {
            (payload, keyID) = try Envelope.open(data, as: type, longest: longest) { keyID, signature, message in
                keys[keyID]?.isValid(signature: signature, for: message) ?? false
            }
        } catch {
            switch error {
            case .malformed(let detail): throw Refused(.malformed, detail)
            case .seal(let detail): throw Refused(.seal, detail)
            }
        }
        do {
            return (try WireCoding.decode(Value.self, from: payload), keyID)
        } catch {
            throw Refused(.malformed, "cannot be read: \(error)")
        }
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
