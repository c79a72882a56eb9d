public import Foundation

/// A board that shows a code and waits to be let in.
public struct WaitingBoard: Hashable, Sendable, Codable {
    /// What came of the board that had this one's key before.
    public enum Past: String, Sendable, Codable {
        /// It was taken out of the fleet.
        case left
        /// It was taken out as lost.
        case lost
        /// Other hardware has taken its place.
        case replaced
    }

    /// What it shows.
    public let code: ClaimCode
    /// The device profile that it was set up with.
    public let profile: Name
    /// Of its program.
    public let version: String
    /// Since when it has asked with this code, by the hub's clock.
    public let since: Date
    /// Whether somebody else asks with the same code: then nobody can tell which one is the board on whose panel it stands.
    public let isDisputed: Bool
    /// What it was called when it belonged; nil when this hub does not know it.
    public let formerly: Name?
    /// What came of that; nil when this hub does not know it.
    public let past: Past?

    /// Times in whole seconds.
    public init(
        code: ClaimCode, profile: Name, version: String, since: Date, isDisputed: Bool = false, formerly: Name? = nil,
        past: Past? = nil
    ) {
        self.code = code
        self.profile = profile
        self.version = version
        self.since = since.wholeSeconds
        self.isDisputed = isDisputed
        self.formerly = formerly
        self.past = past
    }
}

/// The answer of `GET /api/v1/claims`.
public struct WaitingList: Hashable, Sendable, Codable {
    /// Of this document: 1.
    public let version: Int
    /// The one that has waited longest first.
    public let waiting: [WaitingBoard]

    /// Version 1.
    public init(waiting: [WaitingBoard]) {
        version = 1
        self.waiting = waiting
    }
}

/// What a board is called and where it stands, as staff say when they let it in: the body of `POST /api/v1/claims/{code}`.
///
/// Of a board that the configuration plans only the name may be given.
public struct JoinDraft: Hashable, Sendable, Codable {
    /// See ``Board/name``.
    public var name: String
    /// See ``Board/title``; nil for the name in capitals.
    public var title: String?
    /// See ``Board/site``.
    public var site: String?
    /// See ``Board/tags``; nil for none.
    public var tags: [String]?
    /// See ``Board/profile``; nil for what it was set up with, which is all that can be given.
    public var profile: String?
    /// See ``Board/layout``; nil for the hub's usual one.
    public var layout: String?
    /// See ``Board/feeds``; nil for all of the hub.
    public var feeds: [String]?

    /// Takes everything as written; the hub checks it.
    public init(
        name: String, title: String? = nil, site: String? = nil, tags: [String]? = nil, profile: String? = nil,
        layout: String? = nil, feeds: [String]? = nil
    ) {
        self.name = name
        self.title = title
        self.site = site
        self.tags = tags
        self.profile = profile
        self.layout = layout
        self.feeds = feeds
    }

    /// Whether more than a name is given.
    public var hasPlace: Bool {
        title != nil || site != nil || tags != nil || profile != nil || layout != nil || feeds != nil
    }
}

/// What becomes of a board's place: the body of `PATCH /api/v1/boards/{name}`. What is nil stays.
public struct BoardChange: Hashable, Sendable, Codable {
    /// See ``Board/title``.
    public var title: String?
    /// See ``Board/site``; empty for none.
    public var site: String?
    /// See ``Board/tags``; they replace all others.
    public var tags: [String]?
    /// See ``Board/layout``.
    public var layout: String?
    /// See ``Board/feeds``; they replace all others.
    public var feeds: [String]?

    /// Takes everything as written; the hub checks it.
    public init(
        title: String? = nil, site: String? = nil, tags: [String]? = nil, layout: String? = nil, feeds: [String]? = nil
    ) {
        self.title = title
        self.site = site
        self.tags = tags
        self.layout = layout
        self.feeds = feeds
    }
}

/// New hardware in a board's place: the body of `POST /api/v1/boards/{name}/replacement`.
public struct ReplacementDraft: Hashable, Sendable, Codable {
    /// What the new hardware shows.
    public var code: String

    /// Takes it as written; the hub checks it.
    public init(code: String) { self.code = code }
}

/// A board that belongs, as the hub has it after a change. Answered by what changes one.
public struct Member: Hashable, Sendable, Codable {
    /// Its name and place.
    public let board: Board
    /// Until when its certificate counts; nil when it has none yet.
    public let certificateExpires: Date?
    /// What somebody should know or do about it, in whole sentences; empty when all is well.
    public let notes: [String]

    /// Times in whole seconds.
    public init(board: Board, certificateExpires: Date?, notes: [String] = []) {
        self.board = board
        self.certificateExpires = certificateExpires?.wholeSeconds
        self.notes = notes
    }
}
