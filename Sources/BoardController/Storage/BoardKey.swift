import Crypto
import Files
import Foundation

/// The board's own key, `board.pem`, mode 0600: made at the first start, told to the hub, and used to seal what is proof.
enum BoardKey {
    /// The key on the disk; a new one when there is none or it cannot be used, for which the old one is put aside.
    ///
    /// A key that is not on the disk is told to nobody: the hub remembers the first one it hears of.
    /// - Parameter tell: takes in words what was wrong with the old one.
    /// - Throws: when the disk does not hand it out, or does not take a new one; that may pass.
    static func loadOrMake(at path: String, tell: (String) -> Void) throws -> SigningKey {
        do {
            if let pem = try readFile(path, limit: 16 << 10) { return try SigningKey(pem: pem) }
        } catch {
            if let error = error as? FileError, !error.isAboutContent { throw error }
            tell(
                "\(path) cannot be used: \(error) The hub takes no events sealed by another key until the board joins anew."
            )
            StateFolder.putAside(path)
        }
        let key = SigningKey.generate()
        try writeAtomically(key.pem, to: path, permissions: 0o600)
        return key
    }
}
