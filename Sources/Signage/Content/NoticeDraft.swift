public import Foundation

/// A notice as staff hand it in: what they wrote and the boards it is for. The hub gives it an id and a time.
public struct NoticeDraft: Hashable, Sendable, Codable {
    /// See ``Notice/headline``.
    public var headline: String
    /// See ``Notice/body``.
    public var body: String
    /// See ``Notice/category``.
    public var category: String?
    /// See ``Notice/facts``.
    public var facts: [Notice.Fact]
    /// See ``Notice/link``.
    public var link: String?
    /// See ``Notice/image``.
    public var image: Notice.Image?
    /// See ``Notice/issuer``.
    public var issuer: String?
    /// See ``Notice/severity``.
    public var severity: FeedItem.Alert.Severity?
    /// See ``Notice/priority``; nil for an interrupt where the severity is severe or extreme, else for a plain notice.
    public var priority: Priority?
    /// See ``Notice/weight``; nil for 1.
    public var weight: Int?
    /// See ``Notice/dayparts``.
    public var dayparts: [Daypart]
    /// How it comes again; nil when it does not.
    public var repetition: Repetition?
    /// Names of boards that show it; here or by site, tag or all at least one.
    public var boards: [String]
    /// Sites: all boards that stand there when the hub takes the notice in.
    public var sites: [String]
    /// Tags: all boards that carry one of them then.
    public var tags: [String]
    /// Whether all boards that there are then show it.
    public var allBoards: Bool
    /// When it begins to show; nil for at once.
    public var onset: Time?
    /// When it ends; a day is included. Nil for no end where it is evergreen, else for the end of the day that is ``defaultLifetimeDays`` after the one it begins on.
    public var expires: Time?

    /// How long a notice shows that names no end: 14 days, and the rest of the last one.
    public static let defaultLifetimeDays = 14

    /// Takes everything as written; ``notice(id:at:in:)`` is what checks it.
    public init(
        headline: String, body: String = "", category: String? = nil, facts: [Notice.Fact] = [], link: String? = nil,
        image: Notice.Image? = nil, issuer: String? = nil, severity: FeedItem.Alert.Severity? = nil,
        priority: Priority? = nil, weight: Int? = nil, dayparts: [Daypart] = [], repetition: Repetition? = nil,
        boards: [String] = [], sites: [String] = [], tags: [String] = [], allBoards: Bool = false, onset: Time? = nil,
        expires: Time? = nil
    ) {
        self.headline = headline
        self.body = body
        self.category = category
        self.facts = facts
        self.link = link
        self.image = image
        self.issuer = issuer
        self.severity = severity
        self.priority = priority
        self.weight = weight
        self.dayparts = dayparts
        self.repetition = repetition
        self.boards = boards
        self.sites = sites
        self.tags = tags
        self.allBoards = allBoards
        self.onset = onset
        self.expires = expires
    }

    /// Only `headline` is required; the hub refuses a draft for no board.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            headline: try container.decode(String.self, forKey: .headline),
            body: try container.decodeIfPresent(String.self, forKey: .body) ?? "",
            category: try container.decodeIfPresent(String.self, forKey: .category),
            facts: try container.decodeIfPresent([Notice.Fact].self, forKey: .facts) ?? [],
            link: try container.decodeIfPresent(String.self, forKey: .link),
            image: try container.decodeIfPresent(Notice.Image.self, forKey: .image),
            issuer: try container.decodeIfPresent(String.self, forKey: .issuer),
            severity: try container.decodeIfPresent(FeedItem.Alert.Severity.self, forKey: .severity),
            priority: try container.decodeIfPresent(Priority.self, forKey: .priority),
            weight: try container.decodeWholeIfPresent(forKey: .weight),
            dayparts: try container.decodeIfPresent([Daypart].self, forKey: .dayparts) ?? [],
            repetition: try container.decodeIfPresent(Repetition.self, forKey: .repetition),
            boards: try container.decodeIfPresent([String].self, forKey: .boards) ?? [],
            sites: try container.decodeIfPresent([String].self, forKey: .sites) ?? [],
            tags: try container.decodeIfPresent([String].self, forKey: .tags) ?? [],
            allBoards: try container.decodeIfPresent(Bool.self, forKey: .allBoards) ?? false,
            onset: try container.decodeIfPresent(Time.self, forKey: .onset),
            expires: try container.decodeIfPresent(Time.self, forKey: .expires))
    }

    /// The notice that this draft becomes when the hub takes it in.
    /// - Parameter zone: the council's, in which days and minutes are meant.
    /// - Throws: what ``Notice`` refuses, and an end that has already passed.
    public func notice(id: Name, at now: Date, in zone: TimeZone) throws(InvalidValue) -> Notice {
        let isSevere = severity == .severe || severity == .extreme
        let priority = priority ?? (isSevere ? .interrupt : .notice)
        let onset = onset?.start(in: zone, after: now) ?? now
        let day = CalendarDate(onset, in: zone)
        let lifetime = priority == .evergreen ? nil : day.start(in: zone, plusDays: Self.defaultLifetimeDays + 1)
        let expires = expires?.end(in: zone, after: onset) ?? lifetime
        let window = try DisplayWindow(onset: onset, expires: expires)
        if let expires, expires <= now {
            throw InvalidValue(field: "expires", reason: "has already passed, so the notice would never show")
        }
        let wall = WallClock(zone: zone).wall(at: onset)
        let recurrence = try repetition.map { repetition throws(InvalidValue) in try repetition.recurrence(from: wall) }
        return try Notice(
            id: id, headline: headline, body: body, category: category, facts: facts, link: link, image: image,
            issuer: issuer, severity: severity, priority: priority, weight: weight ?? 1, window: window,
            dayparts: dayparts, recurrence: recurrence, published: now)
    }
}
