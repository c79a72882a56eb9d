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
    /// Exactly one layout and any number of notices.
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
}

/// What a board needs to know of its place, sent with every manifest.
public struct BoardSettings: Hashable, Sendable, Codable {
    /// Such as "Gemeinde Barleben".
    public let municipality: String
    /// Such as "Marktplatz".
    public let title: String
    /// An IANA time zone, such as `Europe/Berlin`.
    public let timeZone: String
    /// At most one picture of the panel is sent per this time, 1 to 86,400 s.
    public let pictureIntervalSeconds: Int

    /// - Throws: when a text is empty or too long, the zone is unknown or the interval is out of range.
    public init(
        municipality: String, title: String, timeZone: String, pictureIntervalSeconds: Int
    ) throws(InvalidValue) {
        self.municipality = try Text.line(municipality, field: "municipality", length: 1...60)
        self.title = try Text.line(title, field: "title", length: 1...60)
        guard TimeZone(identifier: timeZone) != nil else {
            throw InvalidValue(field: "timeZone", reason: "must be an IANA time zone such as Europe/Berlin")
        }
        self.timeZone = timeZone
        guard (1...86_400).contains(pictureIntervalSeconds) else {
            throw InvalidValue(field: "pictureIntervalSeconds", reason: "must be 1 to 86400 seconds")
        }
        self.pictureIntervalSeconds = pictureIntervalSeconds
    }

    /// Decodes through the validating initializer.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let municipality = try container.decode(String.self, forKey: .municipality)
        let title = try container.decode(String.self, forKey: .title)
        let timeZone = try container.decode(String.self, forKey: .timeZone)
        let interval = try container.decodeWhole(forKey: .pictureIntervalSeconds)
        self = try decoder.validated {
            try BoardSettings(
                municipality: municipality, title: title, timeZone: timeZone, pictureIntervalSeconds: interval)
        }
    }

    /// The zone in which the board's clock and dates are shown.
    public var zone: TimeZone { TimeZone(identifier: timeZone) ?? .gmt }
}
