public import Foundation

/// What is on a board at an instant. Answered by `GET /api/v1/boards/NAME/schedule?at=…`.
public struct BoardMoment: Hashable, Sendable, Codable {
    /// What has its turn in a place.
    public struct Shown: Hashable, Sendable, Codable {
        /// The notice's id, or the zone's.
        public let item: Name
        /// The notice's headline, or what the zone shows.
        public let title: String
        /// What it comes before.
        public let priority: Priority
        /// Its place among those that take turns with it, from 0.
        public let position: Int
        /// How many take turns, 1 when it is on alone.
        public let count: Int
        /// How long its turn takes; all of a notice's pages share that.
        public let turnSeconds: TimeInterval

        init(_ turn: Turn) {
            item = turn.item.id
            title = turn.item.title
            priority = turn.item.priority
            (position, count, turnSeconds) = (turn.position, turn.count, turn.seconds)
        }
    }

    /// One place of the board.
    public struct Place: Hashable, Sendable, Codable {
        /// Its name, such as `notices`.
        public let place: Name
        /// What has its turn; nil when nothing is on and the evergreen content of the profile shows.
        public let shown: Shown?
        /// Since when; nil when nothing has been on for more than eight days.
        public let start: Date?
        /// Until when; nil when nothing changes for eight weeks.
        public let end: Date?
        /// What has its turn from ``end`` on; nil when nothing is on then.
        public let nextShown: Shown?
        /// Until when that has its turn; nil when nothing changes for eight weeks.
        public let nextEnd: Date?

        init(_ place: Name, _ moment: PlaceMoment) {
            self.place = place
            shown = moment.turn.map(Shown.init)
            (start, end) = (moment.start, moment.end)
            nextShown = moment.nextTurn.map(Shown.init)
            nextEnd = moment.nextEnd
        }
    }

    /// Of this document: 1.
    public let version: Int
    /// The board's name.
    public let board: Name
    /// What people call the place where it stands.
    public let title: String
    /// The IANA time zone by whose clocks its rules are told.
    public let timeZone: String
    /// The instant that is told of.
    public let at: Date
    /// By name; the place for notices is always among them.
    public let places: [Place]
    /// What the panel does; nil where that is not known.
    public let panel: BoardPanel?

    /// Asks a board's schedule; the instant in whole seconds.
    /// - Parameter settings: nil where nobody asks for the panel.
    public init(_ schedule: Schedule, board: Board, settings: BoardSettings? = nil, at instant: Date) {
        version = 1
        self.board = board.name
        title = board.title
        timeZone = schedule.clock.zone.identifier
        let instant = instant.wholeSeconds
        at = instant
        places = schedule.placeNames.map { Place($0, schedule.moment(of: $0, at: instant)) }
        panel = settings.map { schedule.panel($0, at: instant) }
    }
}

extension Schedule {
    /// The places in which something wants time, and that for notices in any case; by name.
    var placeNames: [Name] { Set(items.map(\.place)).union([.notices]).sorted() }
}
