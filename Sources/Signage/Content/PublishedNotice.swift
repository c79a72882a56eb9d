/// The answer of `POST /api/v1/notices`: the notice as the hub took it in, and how it can be read on each of its boards.
///
/// In JSON the fields of ``NoticeStatus``, and beside them those of this type.
public struct PublishedNotice: Hashable, Sendable, Codable {
    /// How the notice itself can be read on one board; what else is on the panel is no matter of those who write notices.
    public struct Legibility: Hashable, Sendable, Codable {
        /// The board.
        public let board: Name
        /// The worst that is to be said.
        public let verdict: LegibilityVerdict
        /// How many pages the notice turns, 1 or more.
        public let pages: Int
        /// What people need for all of them.
        public let readingSeconds: Double
        /// What to do, a sentence each, the most pressing first.
        public let advice: [String]

        /// The part of a report that staff are told.
        public init(board: Name, _ report: LegibilityReport) {
            self.board = board
            verdict = report.verdict
            pages = report.pages
            readingSeconds = report.readingSeconds
            advice = report.advice
        }
    }

    /// What keeps the notice from being seen on one board as its author would expect, or another one for its sake.
    public struct Conflict: Hashable, Sendable, Codable {
        /// The board.
        public let board: Name
        /// The id of the one that is not seen as expected.
        public let notice: Name
        /// Its headline.
        public let title: String
        /// See ``ScheduleConflict/Kind/code``.
        public let code: String
        /// See ``ScheduleConflict/sentence``.
        public let sentence: String

        /// The part of a conflict that staff are told.
        public init(board: Name, _ conflict: ScheduleConflict) {
            self.board = board
            notice = conflict.item
            title = conflict.title
            code = conflict.kind.code
            sentence = conflict.sentence
        }
    }

    /// The notice.
    public let status: NoticeStatus
    /// The council's, an IANA time zone.
    public let timeZone: String
    /// One for each board, in the order of its deliveries; empty where the hub has no fonts to judge with.
    public let legibility: [Legibility]
    /// Board by board: this notice's own first, then those of others that came with it; empty when all is well.
    public let conflicts: [Conflict]

    /// Takes the values as they are.
    public init(status: NoticeStatus, timeZone: String, legibility: [Legibility], conflicts: [Conflict]) {
        self.status = status
        self.timeZone = timeZone
        self.legibility = legibility
        self.conflicts = conflicts
    }

    private enum CodingKeys: String, CodingKey { case timeZone, legibility, conflicts }

    /// Reads the status' fields from the same object.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        status = try NoticeStatus(from: decoder)
        timeZone = try container.decode(String.self, forKey: .timeZone)
        legibility = try container.decode([Legibility].self, forKey: .legibility)
        conflicts = try container.decode([Conflict].self, forKey: .conflicts)
    }

    /// Writes the status' fields into the same object.
    public func encode(to encoder: any Encoder) throws {
        try status.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(timeZone, forKey: .timeZone)
        try container.encode(legibility, forKey: .legibility)
        try container.encode(conflicts, forKey: .conflicts)
    }
}
