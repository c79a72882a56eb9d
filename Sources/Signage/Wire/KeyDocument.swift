public import Foundation

/// Which keys count from now on: a link of the ``KeyChain``, sealed by a root key of the link before and by one of its own.
///
/// As in The Update Framework, section 5.3: a root key, which may lie in a drawer, names those that seal every day.
public struct KeyDocument: Hashable, Sendable, Codable {
    /// 1 or more; each document has a higher one than those before it.
    public let version: Int
    /// When it was made, in whole seconds.
    public let issued: Date
    /// The 32 raw bytes of each Ed25519 key that may seal the next document.
    public let root: [Data]
    /// The 32 raw bytes of each Ed25519 key that may seal what boards show.
    public let publishers: [Data]

    /// More keys than this are refused: 8 of each kind.
    public static let mostKeys = 8

    /// Times in whole seconds.
    /// - Throws: for a version below 1, and for no, too many, doubled or misshapen keys.
    public init(version: Int, issued: Date, root: [Data], publishers: [Data]) throws(InvalidValue) {
        guard version >= 1 else { throw InvalidValue(field: "version", reason: "must be at least 1") }
        for (field, keys) in [("root", root), ("publishers", publishers)] {
            guard (1...Self.mostKeys).contains(keys.count), Set(keys).count == keys.count else {
                throw InvalidValue(field: field, reason: "must have 1 to \(Self.mostKeys) different keys")
            }
            guard keys.allSatisfy({ $0.count == 32 }) else {
                throw InvalidValue(field: field, reason: "must have keys of 32 bytes, in base64")
            }
        }
        self.version = version
        self.issued = issued.wholeSeconds
        self.root = root
        self.publishers = publishers
    }

    /// Decodes through the validating initializer.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let version = try container.decodeWhole(forKey: .version)
        let issued = try container.decode(Date.self, forKey: .issued)
        let root = try container.decode([Data].self, forKey: .root)
        let publishers = try container.decode([Data].self, forKey: .publishers)
        self = try decoder.validated {
            try KeyDocument(version: version, issued: issued, root: root, publishers: publishers)
        }
    }
}
