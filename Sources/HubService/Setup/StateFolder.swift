import Files
import Foundation

/// What the hub keeps on its disk beside the database: its keys and the API token, made at the first start.
struct StateFolder: Sendable {
    /// The folder.
    let path: String
    /// Seal what boards are to trust.
    let keyring: Keyring
    /// What the API asks for; `token`, mode 0600.
    let token: APIToken

    /// Makes what is missing; but no keys once there is a database: boards trust the first.
    /// - Throws: when the folder can't be used, a file in it is damaged, or the keys are gone.
    init(_ path: String, at now: Date) throws {
        self.path = path
        try makeDirectory(path, permissions: 0o700)
        if let keyring = try Keyring(state: path) {
            self.keyring = keyring
            try keyring.writeRootPublic()
        } else if FileManager.default.fileExists(atPath: path + "/hub.sqlite") {
            throw HubError(
                action: "use the key documents \(KeyFiles(state: path).chain)",
                cause: "they are missing, though the database beside them has been in use",
                advice: "Restore the folder keys from a backup; with keys of litfass-hub keys init every board "
                    + "needs the new root.pub.pem.")
        } else {
            keyring = try Keyring.make(state: path, root: nil, at: now)
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

    /// The database's path.
    var database: String { path + "/hub.sqlite" }
}
