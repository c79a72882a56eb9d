public import Foundation

/// What people must know now: it shows instead of everything else, has its content inside, and ends by itself.
public struct Interrupt: Hashable, Sendable, Codable, Identifiable {
    /// Unique in its hub.
    public let id: Name
    /// The boards that show it; nil for all of the cell.
    public let boards: [Name]?
    /// 1 to 150 characters on one line.
    public let headline: String
    /// Paragraphs with the markup of ``Markup``, at most 2,000 characters; may be empty.
    public let body: String
    /// Who says so, where that is not the municipality alone; at most 80 characters.
    public let issuer: String?
    /// Where people can read on; see ``Notice/link``.
    public let link: String?
    /// How bad it is.
    public let severity: FeedItem.Alert.Severity
    /// Whether it is an exercise, which the panel says in words.
    public let isDrill: Bool
    /// When the hub accepted it.
    public let issued: Date
    /// First instant at which it does not show any more; at most 30 days after ``issued``.
    public let until: Date

    /// The longest headline in characters; a drill's is drawn with ``drillMark`` in front.
    public static let longestHeadline = 150
    /// The longest body in characters.
    public static let longestBody = 2_000
    /// How long it may show, in seconds: 30 days.
    public static let longestSeconds: TimeInterval = 30 * 86_400
    /// What a drill's headline begins with on every panel, whatever its layout.
    public static let drillMark = "ÜBUNG: "

    /// Times in whole seconds.
    /// - Throws: naming the field that is empty, too long or has characters that cannot be shown, and an end that is none.
    public init(
        id: Name, boards: [Name]? = nil, headline: String, body: String = "", issuer: String? = nil,
        link: String? = nil, severity: FeedItem.Alert.Severity = .severe, isDrill: Bool = false, issued: Date,
        until: Date
    ) throws(InvalidValue) {
        if let boards {
            guard !boards.isEmpty else {
                throw InvalidValue(field: "boards", reason: "must name at least one board; leave it out for all")
            }
            guard Set(boards).count == boards.count else {
                throw InvalidValue(field: "boards", reason: "must not name a board twice")
            }
        }
        self.headline = try Text.line(headline, field: "headline", length: 1...Self.longestHeadline)
        self.body = try Text.paragraphs(body, field: "body", length: 0...Self.longestBody)
        guard until.wholeSeconds > issued.wholeSeconds else {
            throw InvalidValue(field: "until", reason: "has already passed, so it would never show")
        }
        guard until.timeIntervalSince(issued) <= Self.longestSeconds else {
            throw InvalidValue(field: "until", reason: "must be within 30 days; what holds longer is a notice")
        }
        self.id = id
        self.boards = boards
        self.severity = severity
        self.isDrill = isDrill
        self.issued = issued.wholeSeconds
        self.until = until.wholeSeconds
        do {
            // What a notice refuses could not be shown.
            let notice = try Notice(
                id: id, headline: headline, body: body, link: link, issuer: issuer, severity: severity,
                priority: .interrupt, window: DisplayWindow(onset: issued, expires: until), published: issued)
            (self.issuer, self.link) = (notice.issuer, notice.link)
        } catch {
            throw ["onset": "issued", "expires": "until"][error.field]
                .map { InvalidValue(field: $0, reason: error.reason) } ?? error
        }
    }

    /// Decodes through the validating initializer; only `id`, `headline`, `issued` and `until` are required.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let id = try container.decode(Name.self, forKey: .id)
        let boards = try container.decodeIfPresent([Name].self, forKey: .boards)
        let headline = try container.decode(String.self, forKey: .headline)
        let body = try container.decodeIfPresent(String.self, forKey: .body) ?? ""
        let issuer = try container.decodeIfPresent(String.self, forKey: .issuer)
        let link = try container.decodeIfPresent(String.self, forKey: .link)
        let severity = try container.decodeIfPresent(FeedItem.Alert.Severity.self, forKey: .severity) ?? .severe
        let isDrill = try container.decodeIfPresent(Bool.self, forKey: .isDrill) ?? false
        let issued = try container.decode(Date.self, forKey: .issued)
        let until = try container.decode(Date.self, forKey: .until)
        self = try decoder.validated {
            try Interrupt(
                id: id, boards: boards, headline: headline, body: body, issuer: issuer, link: link,
                severity: severity, isDrill: isDrill, issued: issued, until: until)
        }
    }

    /// Whether a board is to show it.
    public func addresses(_ board: Name) -> Bool { boards?.contains(board) ?? true }

    /// With ``drillMark`` in front, once, however it was written.
    private var markedHeadline: String {
        let isMarked = headline.lowercased().hasPrefix(Self.drillMark.lowercased())
        return Self.drillMark + (isMarked ? String(headline.dropFirst(Self.drillMark.count)) : headline)
    }

    /// As a board shows it.
    /// - Parameter now: when it came, by the board's clock: one that is behind the hub's shows it at once all the same.
    public func notice(from now: Date) -> Notice {
        let day: TimeInterval = 86_400
        let start = max(min(issued, now), issued - day, Date(timeIntervalSince1970: 0))
        do {
            return try Notice(
                id: id, headline: isDrill ? markedHeadline : headline, body: body, link: link, issuer: issuer,
                severity: severity, priority: .interrupt, window: DisplayWindow(onset: start, expires: until),
                published: start)
        } catch {
            preconditionFailure("the initializer has made one of the same texts: \(error)")
        }
    }
}
