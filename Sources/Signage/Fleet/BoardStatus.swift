public import Foundation

/// How a board is doing, as the hub judges: one row of `litfass boards` and of `/api/v1/boards`.
public struct BoardStatus: Hashable, Sendable, Codable {
    /// The board's name.
    public let board: Name
    /// What people call the place.
    public let title: String
    /// The ``Site`` it stands in.
    public let site: Name?
    /// What it has in common with others.
    public let tags: [Name]
    /// The device profile.
    public let profile: Name
    /// Whether it can be reached.
    public let presence: Presence
    /// When the hub last received anything from it, by the hub's clock; nil when never.
    public let lastSeen: Date?
    /// The version that is desired of it; nil before the first.
    public let desired: Int?
    /// The version that is on its panel; nil when unknown or when it plays evergreen content for lack of one.
    public let applied: Int?
    /// What it refused last, until a newer version is applied.
    public let refused: ReportedState.Refusal?
    /// The latest temperature; nil when it has no sensor or the value is older than ten minutes.
    public let temperatureCelsius: Double?
    /// The worst first.
    public let faults: [Fault]
    /// When the picture that the hub has of its panel was received; nil when it has none.
    public let pictureAt: Date?
    /// Who says what time it is there; nil when unknown or when that was told more than ten minutes ago.
    public let clock: ClockTrust?
    /// What has not come to the board though this hub has published it; nil when nothing is missing.
    public let withheld: ReportedState.Withheld?
    /// Since when the programme on its panel is older than this hub lets one get; nil when it is not.
    public let staleSince: Date?
    /// The key it tells, where that is not the first that it told this hub: its events are not taken. 32 bytes; nil when all is well.
    public let otherKey: Data?
    /// What it has made of interrupts, as it said itself; nil before the first.
    public let interrupt: ReportedState.Interrupt?

    /// Times in whole seconds.
    public init(
        board: Board, presence: Presence, lastSeen: Date?, desired: Int?, applied: Int?,
        refused: ReportedState.Refusal?, temperatureCelsius: Double?, faults: [Fault], pictureAt: Date?,
        clock: ClockTrust? = nil, withheld: ReportedState.Withheld? = nil, staleSince: Date? = nil,
        otherKey: Data? = nil, interrupt: ReportedState.Interrupt? = nil
    ) {
        self.board = board.name
        title = board.title
        site = board.site
        tags = board.tags
        profile = board.profile
        self.presence = presence
        self.lastSeen = lastSeen?.wholeSeconds
        self.desired = desired
        self.applied = applied
        self.refused = refused
        self.temperatureCelsius = temperatureCelsius
        self.faults = faults
        self.pictureAt = pictureAt?.wholeSeconds
        self.clock = clock
        self.withheld = withheld
        self.staleSince = staleSince?.wholeSeconds
        self.otherKey = otherKey
        self.interrupt = interrupt
    }
}

/// The answer of `GET /api/v1/boards`.
public struct BoardList: Hashable, Sendable, Codable {
    /// Of this document: 1.
    public let version: Int
    /// In the order of the configuration.
    public let boards: [BoardStatus]

    /// Version 1.
    public init(boards: [BoardStatus]) {
        version = 1
        self.boards = boards
    }
}
