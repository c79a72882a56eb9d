public import Foundation

/// What boards have shown, as they themselves have recorded it: the answer of `GET /api/v1/plays`.
public struct PlayList: Hashable, Sendable, Codable {
    /// What a board has shown of one item, over all quarters of an hour that were asked for.
    public struct Play: Hashable, Sendable, Codable {
        /// The board.
        public let board: Name
        /// What it has shown.
        public let played: PlayedItem
        /// Of a notice; nil where the hub does not know it.
        public let headline: String?
        /// When it was on the panel first.
        public let first: Date
        /// When it was on the panel last.
        public let last: Date
        /// How many turns it had.
        public let times: Int
        /// For how long it was on the panel, in seconds.
        public let seconds: Int
        /// Of the manifests it was drawn from, ascending.
        public let versions: [Int]
        /// Whether somebody vouched for the board's clock; else the length is right and the times are not.
        public let isDated: Bool

        /// Takes the values as they are.
        public init(
            board: Name, played: PlayedItem, headline: String?, first: Date, last: Date, times: Int, seconds: Int,
            versions: [Int], isDated: Bool
        ) {
            self.board = board
            self.played = played
            self.headline = headline
            self.first = first.wholeSeconds
            self.last = last.wholeSeconds
            self.times = times
            self.seconds = seconds
            self.versions = versions
            self.isDated = isDated
        }
    }

    /// What all boards have shown of one notice.
    public struct Total: Hashable, Sendable, Codable {
        /// The notice's id.
        public let notice: Name
        /// Nil where the hub does not know it.
        public let headline: String?
        /// On how many boards.
        public let boards: Int
        /// How many turns it had.
        public let times: Int
        /// For how long it was on panels, in seconds.
        public let seconds: Int

        /// Adds up what boards have shown of one notice; nil of none.
        init?(_ plays: [Play]) {
            guard let first = plays.first, let notice = first.played.item else { return nil }
            self.notice = notice
            headline = first.headline
            boards = Set(plays.map(\.board)).count
            times = plays.map(\.times).reduce(0, +)
            seconds = plays.map(\.seconds).reduce(0, +)
        }
    }

    /// Something that keeps the records from being the whole truth.
    public struct Caveat: Hashable, Sendable, Codable {
        /// What it is.
        public enum Kind: Hashable, Sendable {
            /// Of this time the board does not say what was on its panel.
            case gap(ProofGap)
            /// The board's clock was set.
            case clock(ClockStep)
            /// The board had no room for some of its records.
            case loss(ProofLoss)
            /// The link before this time is missing, or not the one that is here: something was lost, removed or changed.
            case broken(at: Date)
            /// The hub cannot read what the board has recorded.
            case unreadable(at: Date)
        }

        /// The board.
        public let board: Name
        /// What it is.
        public let kind: Kind

        /// Takes the values as they are.
        public init(board: Name, kind: Kind) {
            self.board = board
            self.kind = kind
        }

        private enum CodingKeys: String, CodingKey, CaseIterable { case board, gap, clock, loss, broken, unreadable }

        /// Decodes what stands under the key that says what it is.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            board = try container.decode(Name.self, forKey: .board)
            if let gap = try container.decodeIfPresent(ProofGap.self, forKey: .gap) {
                kind = .gap(gap)
            } else if let step = try container.decodeIfPresent(ClockStep.self, forKey: .clock) {
                kind = .clock(step)
            } else if let loss = try container.decodeIfPresent(ProofLoss.self, forKey: .loss) {
                kind = .loss(loss)
            } else if let at = try container.decodeIfPresent(Date.self, forKey: .broken) {
                kind = .broken(at: at)
            } else {
                kind = .unreadable(at: try container.decode(Date.self, forKey: .unreadable))
            }
        }

        /// Encodes it under the key that says what it is.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(board, forKey: .board)
            switch kind {
            case .gap(let gap): try container.encode(gap, forKey: .gap)
            case .clock(let step): try container.encode(step, forKey: .clock)
            case .loss(let loss): try container.encode(loss, forKey: .loss)
            case .broken(let at): try container.encode(at, forKey: .broken)
            case .unreadable(let at): try container.encode(at, forKey: .unreadable)
            }
        }
    }

    /// Of this document: 1.
    public let version: Int
    /// The zone of the council's clocks.
    public let timeZone: String
    /// The records of every quarter of an hour from here…
    public let from: Date
    /// …to here.
    public let to: Date
    /// By board, then by when each was shown first.
    public let plays: [Play]
    /// Of the notices among them.
    public let totals: [Total]
    /// In the order in which the records came in, to the second; the latest where there are too many.
    public let caveats: [Caveat]
    /// How many earlier ones are not told.
    public let caveatsLeftOut: Int

    /// Version 1, with the totals of what is given.
    public init(
        timeZone: String, from: Date, to: Date, plays: [Play], caveats: [Caveat], caveatsLeftOut: Int = 0
    ) {
        version = 1
        self.timeZone = timeZone
        self.from = from.wholeSeconds
        self.to = to.wholeSeconds
        self.plays = plays
        let notices = Dictionary(grouping: plays.filter { $0.played.kind == .notice }) { $0.played.item }
        totals = notices.values.compactMap(Total.init).sorted { ($1.seconds, $0.notice) < ($0.seconds, $1.notice) }
        self.caveats = caveats
        self.caveatsLeftOut = caveatsLeftOut
    }
}
