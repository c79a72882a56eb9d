/// What a board's image carries, so that a new board finds its hub and knows it: one JSON file, nothing in it is secret.
public struct Provisioning: Hashable, Sendable, Codable {
    /// Of this document: 1.
    public let version: Int
    /// Where boards reach the broker: a name or an address.
    public let host: String
    /// Where boards connect that belong.
    public let port: UInt16
    /// Where boards ask to be let in.
    public let joinPort: UInt16
    /// The hub's page, as a crew's phone reaches it; without a slash at the end.
    public let page: String
    /// The hub's root key (Ed25519, PEM), pinned: what nobody has sealed whom it names is refused.
    public let rootKey: String
    /// The certificate of those who made the broker's (X.509, PEM).
    public let authority: String

    /// The longest such file in bytes: 64 KiB.
    public static let longest = 64 << 10

    /// - Throws: naming what is empty, too long, no address or no PEM.
    public init(
        host: String, port: UInt16, joinPort: UInt16, page: String, rootKey: String, authority: String
    ) throws(InvalidValue) {
        version = 1
        self.host = try Text.line(host, field: "host", length: 1...253)
        for (field, port) in [("port", port), ("joinPort", joinPort)] where port == 0 {
            throw InvalidValue(field: field, reason: "must be 1 to 65535")
        }
        self.port = port
        self.joinPort = joinPort
        guard page.hasPrefix("https://") || page.hasPrefix("http://") else {
            throw InvalidValue(field: "page", reason: "must begin with https:// or http://")
        }
        let line = try Text.line(page, field: "page", length: 8...200)
        self.page = line.hasSuffix("/") ? String(line.dropLast()) : line
        self.rootKey = try PEMText.check(rootKey, of: "PUBLIC KEY", longest: 4 << 10, field: "rootKey")
        self.authority = try PEMText.check(
            authority, of: "CERTIFICATE", longest: ClaimAnswer.longestCertificate, field: "authority")
    }

    /// Decodes through the validating initializer.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let version = try container.decode(Int.self, forKey: .version)
        let host = try container.decode(String.self, forKey: .host)
        let port = try container.decode(UInt16.self, forKey: .port)
        let joinPort = try container.decode(UInt16.self, forKey: .joinPort)
        let page = try container.decode(String.self, forKey: .page)
        let rootKey = try container.decode(String.self, forKey: .rootKey)
        let authority = try container.decode(String.self, forKey: .authority)
        self = try decoder.validated {
            guard version == 1 else {
                throw InvalidValue(field: "version", reason: "\(version) is not known here: update this program")
            }
            return try Provisioning(
                host: host, port: port, joinPort: joinPort, page: page, rootKey: rootKey, authority: authority)
        }
    }

    /// Where a crew's phone is sent to let a board in.
    public func link(for code: ClaimCode) -> String { "\(page)/join/\(code.text)" }
}
