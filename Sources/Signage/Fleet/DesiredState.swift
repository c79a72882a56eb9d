public import Foundation

/// The manifest of one board's whole programme, never a delta: the sealed payload of `dn/desired`.
public struct DesiredState: Hashable, Sendable, Codable {
    /// Grows by at least one with every change; a board refuses one that is not above its floor.
    public let version: Int
    /// When the hub sealed it.
    public let issued: Date
    /// Until when it may be accepted; once stored it plays on.
    public let expires: Date
    /// The board it is for.
    public let board: Name
    /// Exactly one layout, at most one for emergencies, at most one table of school holidays, any number of notices, and the pictures that they and the settings name.
    public let entries: [DocumentReference]
    /// Feeds to listen to.
    public let feeds: [Name]
    /// What the board needs to know of its place.
    public let settings: BoardSettings

    /// The longest sealed manifest in bytes.
    public static let longestEnvelope = 64 << 10

    /// Times in whole seconds.
    /// - Throws: when the version is not positive, the times contradict each other, a document is there twice or there is not exactly one layout.
    public init(
        version: Int, issued: Date, expires: Date, board: Name, entries: [DocumentReference], feeds: [Name],
        settings: BoardSettings
    ) throws(InvalidValue) {
        guard version > 0 else { throw InvalidValue(field: "version", reason: "must be positive") }
        guard issued.wholeSeconds < expires.wholeSeconds else {
            throw InvalidValue(field: "expires", reason: "must be later than issued")
        }
        guard entries.count(where: { $0.role == .layout }) == 1 else {
            throw InvalidValue(field: "entries", reason: "must name exactly one layout")
        }
        for role in [DocumentReference.Role.emergencyLayout, .schoolHolidays]
        where entries.count(where: { $0.role == role }) > 1 {
            throw InvalidValue(
                field: "entries", reason: "must not name more than one document of the role \(role.rawValue)")
        }
        guard Set(entries.map(\.id)).count == entries.count else {
            throw InvalidValue(field: "entries", reason: "must not name a document twice")
        }
        self.version = version
        self.issued = issued.wholeSeconds
        self.expires = expires.wholeSeconds
        self.board = board
        self.entries = entries
        self.feeds = feeds
        self.settings = settings
    }

    /// Decodes through the validating initializer.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let version = try container.decodeWhole(forKey: .version)
        let issued = try container.decode(Date.self, forKey: .issued)
        let expires = try container.decode(Date.self, forKey: .expires)
        let board = try container.decode(Name.self, forKey: .board)
        let entries = try container.decode([DocumentReference].self, forKey: .entries)
        let feeds = try container.decodeIfPresent([Name].self, forKey: .feeds) ?? []
        let settings = try container.decode(BoardSettings.self, forKey: .settings)
        self = try decoder.validated {
            try DesiredState(
                version: version, issued: issued, expires: expires, board: board, entries: entries, feeds: feeds,
                settings: settings)
        }
    }

    /// The bytes that ``WireCoding`` would encode.
    /// - Parameter encodedSettings: those of ``settings``, which are worth keeping: they do not change while a hub runs.
    public func encoded(settings encodedSettings: Data) -> Data {
        var json = JSONText(capacity: 512 + entries.count * 160 + encodedSettings.count)
        json.append("{\"board\":\"")
        json.append(board.text)
        json.append("\",\"entries\":")
        json.append(entries) { $1.write(to: &$0) }
        json.append(",\"expires\":\"")
        json.append(expires.ISO8601Format())
        json.append("\",\"feeds\":")
        json.append(feeds) { $0.append(quoting: $1.text) }
        json.append(",\"issued\":\"")
        json.append(issued.ISO8601Format())
        json.append("\",\"settings\":")
        json.append(encodedSettings)
        json.append(",\"version\":")
        json.append(String(version))
        json.append("}")
        return json.data
    }
}
