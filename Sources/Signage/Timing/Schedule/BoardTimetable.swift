public import Foundation

/// What is on a board from one instant to another. Answered by `GET /api/v1/boards/NAME/schedule?from=…&to=…`.
public struct BoardTimetable: Hashable, Sendable, Codable {
    /// Something that is told of.
    public struct Item: Hashable, Sendable, Codable {
        /// The notice's id, or the zone's.
        public let id: Name
        /// The place that it wants time in.
        public let place: Name
        /// The notice's headline, or what the zone shows.
        public let title: String
        /// What it comes before.
        public let priority: Priority
    }

    /// What keeps something from being seen as whoever published it would expect.
    public struct Conflict: Hashable, Sendable, Codable {
        /// The item's id.
        public let item: Name
        /// The place that it wants time in.
        public let place: Name
        /// A word for programs, see ``ScheduleConflict/Kind``.
        public let code: String
        /// What to change and why, for staff: one German sentence without a full stop.
        public let sentence: String
    }

    /// A time in which the same items take turns in a place.
    public struct Stretch: Hashable, Sendable, Codable {
        /// One item's part.
        public struct Share: Hashable, Sendable, Codable {
            /// The item's id.
            public let item: Name
            /// For how long it is on within the stretch.
            public let seconds: TimeInterval
            /// How long each of its turns takes; nil when none comes before the end.
            public let turnSeconds: TimeInterval?
        }

        /// Its first instant.
        public let start: Date
        /// The first instant after it.
        public let end: Date
        /// The class of all that takes turns; nil when nothing is on and the evergreen content of the profile shows.
        public let priority: Priority?
        /// How long it takes at most until each has had a turn; nil where fewer than two take turns, and where one has none
        /// before the end.
        public let roundSeconds: TimeInterval?
        /// In the order of first turns; empty when nothing is on.
        public let shares: [Share]

        init(_ stretch: PlacePlan.Stretch) {
            (start, end) = (stretch.start, stretch.end)
            (priority, roundSeconds) = (stretch.priority, stretch.roundSeconds)
            shares = stretch.shares.map { Share(item: $0.item.id, seconds: $0.seconds, turnSeconds: $0.turnSeconds) }
        }
    }

    /// The time for which one item has its turn, or nothing is on.
    public struct Turn: Hashable, Sendable, Codable {
        /// Its first instant.
        public let start: Date
        /// The first instant after it.
        public let end: Date
        /// The item's id; nil when nothing is on.
        public let item: Name?
        /// Its place among those that take turns with it, from 0; nil when nothing is on.
        public let position: Int?
        /// How many take turns; nil when nothing is on.
        public let count: Int?
        /// How long a whole turn takes; all of a notice's pages share that. Nil when nothing is on.
        public let turnSeconds: TimeInterval?

        init(_ entry: Timeline.Entry, of place: Name) {
            (start, end) = (entry.start, entry.end)
            let turn = entry.turns[place]
            (item, position, count, turnSeconds) = (turn?.item.id, turn?.position, turn?.count, turn?.seconds)
        }
    }

    /// One place of the board.
    public struct Place: Hashable, Sendable, Codable {
        /// Its name, such as `notices`.
        public let place: Name
        /// One after the other, without a gap.
        public let stretches: [Stretch]
        /// Turn by turn; nil where the time is longer than ``BoardTimetable/longestTurnBySeconds``.
        public let turns: [Turn]?
    }

    /// Of this document: 1.
    public let version: Int
    /// The board's name.
    public let board: Name
    /// What people call the place where it stands.
    public let title: String
    /// The IANA time zone by whose clocks its rules are told.
    public let timeZone: String
    /// The first instant that is told of.
    public let start: Date
    /// The first instant that is not told of any more.
    public let end: Date
    /// All that takes turns at some time or has a conflict, in the order of first turns.
    public let items: [Item]
    /// By name; the place for notices is always among them.
    public let places: [Place]
    /// What the panel does, one after the other without a gap; nil where that is not known.
    public let panel: [BoardPanel]?
    /// What is on, or could be, within the time that is told of and is not seen as one would expect from its start to its end,
    /// and at least for ``Schedule/conflictSeconds``.
    public let conflicts: [Conflict]

    /// The longest time that is told of, in seconds: 31 days, one of them of 25 hours.
    public static let longestSeconds: TimeInterval = 31 * 86_400 + 3_600
    /// The longest time that is told turn by turn, in seconds: the longest day, of 25 hours.
    public static let longestTurnBySeconds: TimeInterval = 25 * 3_600
    /// The most shares that all stretches have together.
    public static let mostShares = 50_000

    /// Asks a board's schedule; times in whole seconds.
    /// - Parameter settings: nil where nobody asks for the panel.
    /// - Throws: when the end is not after the start or too far from it, or there is more to tell than ``mostShares``.
    public init(
        _ schedule: Schedule, board: Board, settings: BoardSettings? = nil, from start: Date, to end: Date
    ) throws(InvalidValue) {
        let (start, end) = (start.wholeSeconds, end.wholeSeconds)
        guard start < end else { throw InvalidValue(field: "to", reason: "must be later than from") }
        let length = end.timeIntervalSince(start)
        guard length <= Self.longestSeconds else {
            throw InvalidValue(field: "to", reason: "must be within 31 days of from")
        }
        version = 1
        self.board = board.name
        title = board.title
        timeZone = schedule.clock.zone.identifier
        (self.start, self.end) = (start, end)
        var (places, named, shares) = ([Place](), Set<[Name]>(), 0)
        var panel: [BoardPanel]?
        for place in schedule.placeNames {
            var stretches: [PlacePlan.Stretch] = []
            for stretch in schedule.plan(of: place, from: start, to: end) {
                shares += max(1, stretch.shares.count)
                guard shares <= Self.mostShares else {
                    throw InvalidValue(
                        field: "to", reason: "is too far away for all that takes turns; ask for a shorter time")
                }
                for share in stretch.shares { named.insert([place, share.item.id]) }
                stretches.append(stretch)
            }
            let turns =
                length > Self.longestTurnBySeconds
                ? nil : schedule.only(place).timeline(from: start, to: end).map { Turn($0, of: place) }
            places.append(Place(place: place, stretches: stretches.map(Stretch.init), turns: turns))
            if place == .notices { panel = settings.map { schedule.panel($0, during: stretches) } }
        }
        self.places = places
        self.panel = panel
        conflicts = schedule.conflicts(during: start..<end)
            .map { Conflict(item: $0.item, place: $0.place, code: $0.kind.code, sentence: $0.sentence) }
        for conflict in conflicts { named.insert([conflict.place, conflict.item]) }
        items = schedule.items.filter { named.contains([$0.place, $0.id]) }
            .map { Item(id: $0.id, place: $0.place, title: $0.title, priority: $0.priority) }
    }
}
