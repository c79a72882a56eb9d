import Crypto
import Files
import Foundation

/// What the hub keeps on its disk beside the database: the publisher key and the API token, made at the first start.
struct StateFolder: Sendable {
    /// The folder.
    let path: String
    /// Seals what boards are to trust; `publisher.pem`, mode 0600.
    let key: SigningKey
    /// What the API asks for; `token`, mode 0600.
    let token: APIToken

    /// Makes what is missing; but no second publisher key, once there is a database: boards trust the first.
    /// - Throws: when the folder can't be used, a file in it is damaged, or the publisher key is gone.
    init(_ path: String) throws {
        self.path = path
        try makeDirectory(path, permissions: 0o700)
        let keyPath = path + "/publisher.pem"
        if let pem = try readFile(keyPath, limit: 16 << 10) {
            do {
                key = try SigningKey(pem: pem)
            } catch {
                throw HubError(
                    action: "use the publisher key \(keyPath)", cause: "\(error)", advice: Self.keyAdvice)
            }
        } else if FileManager.default.fileExists(atPath: path + "/hub.sqlite") {
            throw HubError(
                action: "use the publisher key \(keyPath)",
                cause: "it is missing, though the database beside it has been in use", advice: Self.keyAdvice)
        } else {
            key = SigningKey.generate()
            try writeAtomically(key.pem, to: keyPath, permissions: 0o600)
        }
        let publicPath = path + "/publisher.pub.pem"
        let publicPEM = key.publicKey.pem
        if try readFile(publicPath, limit: 16 << 10) != publicPEM {
            try writeAtomically(publicPEM, to: publicPath, permissions: 0o644)
        }
        let tokenPath = path + "/token"
        if let text = try readFile(tokenPath, limit: 4 << 10) {
            guard let token = APIToken(file: text) else {
                throw HubError(
                    action: "use the API token \(tokenPath)", cause: "it has fewer than 32 characters",
                    advice: "Delete the file: a new token is made at the next start.")
            }
            self.token = token
        } else {
            token = APIToken.generate()
            try writeAtomically(token.file, to: tokenPath, permissions: 0o600)
        }
    }

    private static let keyAdvice =
        "Restore publisher.pem from a backup; with a new key every board needs the new publisher.pub.pem."

    /// The database's path.
    var database: String { path + "/hub.sqlite" }
}
