public import Foundation

/// An interrupt as staff hand it in: the body of `POST /api/v1/interrupts`.
public struct InterruptDraft: Hashable, Sendable, Codable {
    /// See ``Interrupt/headline``.
    public var headline: String
    /// See ``Interrupt/body``.
    public var body: String
    /// See ``Interrupt/issuer``.
    public var issuer: String?
    /// See ``Interrupt/link``.
    public var link: String?
    /// See ``Interrupt/severity``; nil for severe.
    public var severity: FeedItem.Alert.Severity?
    /// Names of the boards that show it; none for all.
    public var boards: [String]
    /// When it ends; a day is included.
    public var until: NoticeDraft.Time
    /// See ``Interrupt/isDrill``.
    public var isDrill: Bool

    /// Takes everything as written; ``interrupt(id:boards:at:in:)`` is what checks it.
    public init(
        headline: String, body: String = "", issuer: String? = nil, link: String? = nil,
        severity: FeedItem.Alert.Severity? = nil, boards: [String] = [], until: NoticeDraft.Time,
        isDrill: Bool = false
    ) {
        self.headline = headline
        self.body = body
        self.issuer = issuer
        self.link = link
        self.severity = severity
        self.boards = boards
        self.until = until
        self.isDrill = isDrill
    }

    /// Only `headline` and `until` are required.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            headline: try container.decode(String.self, forKey: .headline),
            body: try container.decodeIfPresent(String.self, forKey: .body) ?? "",
            issuer: try container.decodeIfPresent(String.self, forKey: .issuer),
            link: try container.decodeIfPresent(String.self, forKey: .link),
            severity: try container.decodeIfPresent(FeedItem.Alert.Severity.self, forKey: .severity),
            boards: try container.decodeIfPresent([String].self, forKey: .boards) ?? [],
            until: try container.decode(NoticeDraft.Time.self, forKey: .until),
            isDrill: try container.decodeIfPresent(Bool.self, forKey: .isDrill) ?? false)
    }

    /// The interrupt that this draft becomes when the hub takes it in.
    /// - Parameters:
    ///   - boards: those that are named, as the hub knows them; nil for all.
    ///   - zone: the council's, in which days and minutes are meant.
    /// - Throws: what ``Interrupt`` refuses.
    public func interrupt(id: Name, boards: [Name]?, at now: Date, in zone: TimeZone) throws(InvalidValue) -> Interrupt
    {
        try Interrupt(
            id: id, boards: boards, headline: headline, body: body, issuer: issuer, link: link,
            severity: severity ?? .severe, isDrill: isDrill, issued: now, until: until.end(in: zone, after: now))
    }
}
