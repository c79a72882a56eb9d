public import Foundation

/// Why an item will not be seen as whoever schedules it would expect.
public struct ScheduleConflict: Hashable, Sendable {
    /// What is in the way, and how much.
    public enum Kind: Hashable, Sendable {
        /// Its own rules leave it no time at all between two instants.
        case neverOn(EmptyRules, from: Date, to: Date)
        /// It never shows: in all of its time something of a higher class is on.
        case crowdedOut(by: Rivals)
        /// It never shows: its time is over before its turn comes.
        case neverItsTurn(count: Int, roundSeconds: Int, freeSeconds: Int)
        /// Something of a higher class is on for nine tenths of its time and more; the share that is left, 0 to 0.1.
        case squeezed(share: Double, by: Rivals)
        /// So many take turns that it takes more than an hour until all had theirs.
        case longRound(count: Int, roundSeconds: Int)
        /// It is never on for as long at a time as it takes to read.
        case cutShort(longestSeconds: Int, neededSeconds: Int)
        /// Other interrupts are on in its time, so that none of them stays.
        case sharedInterrupt(with: Rivals)
        /// It asks a calendar for days that the calendar does not know.
        case unknownDays(CalendarGap)
    }

    /// Which rules never hold.
    public enum EmptyRules: String, Hashable, Sendable {
        /// It is published when its window is over.
        case published
        /// None of its dayparts holds.
        case dayparts
        /// Its recurrence has no occurrence.
        case recurrence
        /// Its dayparts hold, and its recurrence, but not at the same time.
        case both
    }

    /// Other items that are on in its time.
    public struct Rivals: Hashable, Sendable {
        /// Those that have most of its time, at most three.
        public let items: [Rival]
        /// How many more there are.
        public let more: Int
    }

    /// Another item that is on in its time.
    public struct Rival: Hashable, Sendable {
        /// Its name in the schedule.
        public let item: Name
        /// For staff, see ``ScheduledItem/title``.
        public let title: String
        /// From the first instant at which both are on up to the end of the last time; it need not be all of the time between.
        public let during: Range<Date>
    }

    /// Which item.
    public let item: Name
    /// For staff, see ``ScheduledItem/title``.
    public let title: String
    /// The place that it wants time in.
    public let place: Name
    /// What is in the way.
    public let kind: Kind
    /// The same for staff: what to change and why, as one German sentence without a full stop.
    public let sentence: String

    init(_ item: ScheduledItem, _ kind: Kind, clock: WallClock) {
        self.item = item.id
        title = item.title
        place = item.place
        self.kind = kind
        sentence = ConflictWords(clock: clock).sentence(for: kind)
    }

    /// Whether it means that the item does not show at all.
    public var isNeverShown: Bool {
        switch kind {
        case .neverOn, .crowdedOut, .neverItsTurn: true
        case .squeezed, .longRound, .cutShort, .sharedInterrupt, .unknownDays: false
        }
    }
}

extension ScheduleConflict.Kind {
    /// A word for programs, which stays as it is.
    public var code: String {
        switch self {
        case .neverOn: "never-on"
        case .crowdedOut: "crowded-out"
        case .neverItsTurn: "never-its-turn"
        case .squeezed: "squeezed"
        case .longRound: "long-round"
        case .cutShort: "cut-short"
        case .sharedInterrupt: "shared-interrupt"
        case .unknownDays: "unknown-days"
        }
    }
}
