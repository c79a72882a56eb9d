import Crypto
import Files
import Foundation

/// Where a hub's keys lie.
///
/// ```
/// root.pub.pem         what boards are given when they are set up
/// root.pem             the root's private part, until somebody takes it away
/// keys/chain.json      all key documents, as boards get them; written last, it decides which keys there are
/// keys/<key id>.pem    a publisher's private part
/// ```
struct KeyFiles: Sendable {
    /// The hub's state folder.
    let state: String

    var rootPublic: String { state + "/root.pub.pem" }
    var root: String { state + "/root.pem" }
    var folder: String { state + "/keys" }
    var chain: String { folder + "/chain.json" }
    func publisher(_ key: PublicKey) -> String { "\(folder)/\(key.id).pem" }

    /// The private key in a file; nil when there is no such file.
    static func signingKey(_ path: String) throws -> SigningKey? {
        guard let pem = try readFile(path, limit: 16 << 10) else { return nil }
        do {
            return try SigningKey(pem: pem)
        } catch {
            throw HubError(
                action: "use the key \(path)", cause: "\(error)",
                advice: "Restore the file from a backup; nothing was changed.")
        }
    }

    /// The private key in a file, made when it is missing; for its owner alone.
    static func signingKey(made path: String) throws -> SigningKey {
        if let key = try signingKey(path) { return key }
        let key = SigningKey.generate()
        try writeAtomically(key.pem, to: path, permissions: 0o600)
        return key
    }
}
