import Crypto
import Foundation

/// What a client has to show to use the API.
struct APIToken: Sendable {
    private let bytes: Data

    private init(bytes: Data) { self.bytes = bytes }

    /// A new one: 32 random bytes as base64url (RFC 4648, section 5).
    static func generate() -> APIToken {
        let text = randomBytes(32).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        return APIToken(bytes: Data(text.utf8))
    }

    /// The token in a file, without the white space around it; nil when it is too short to be secret.
    init?(file: Data) {
        let text = String(decoding: file, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.utf8.count >= 32 else { return nil }
        bytes = Data(text.utf8)
    }

    /// As it stands in its file.
    var file: Data { bytes + Data("\n".utf8) }

    /// As it stands in a header.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Whether the value of an `Authorization` header shows it (RFC 6750, section 2.1). In constant time.
    func isShown(by authorization: String?) -> Bool {
        guard let authorization else { return false }
        let parts = authorization.split(separator: " ", omittingEmptySubsequences: true)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return false }
        // Hashes have one length, so that not even the token's length shows.
        return isEqualInConstantTime(SHA256.hash(Data(parts[1].utf8)), SHA256.hash(bytes))
    }
}
