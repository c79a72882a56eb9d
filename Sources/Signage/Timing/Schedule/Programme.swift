public import Foundation

/// What is on a board at one instant.
public struct Programme: Hashable, Sendable {
    /// What has its turn in each place; a place where nothing is on is missing.
    public let turns: [Name: Turn]
    /// The next instant at which something else is due in any place; nil when nothing will change.
    public let nextChange: Date?

    /// Takes the values as they are.
    public init(turns: [Name: Turn] = [:], nextChange: Date? = nil) {
        self.turns = turns
        self.nextChange = nextChange
    }

    /// The turn of the notice that is on; nil when the evergreen content shows.
    public var noticeTurn: Turn? { turns[.notices] }

    /// The notice whose turn it is; nil when the evergreen content shows.
    public var notice: Notice? { noticeTurn?.item.notice }
}

/// The time for which something is on in a place.
public struct Turn: Hashable, Sendable {
    /// What is on.
    public let item: ScheduledItem
    /// Its place among those that take turns with it, from 0.
    public let position: Int
    /// How many take turns, 1 when it is on alone.
    public let count: Int
    /// How many turns it has had before this one; means something only beside the number of another turn of it.
    public let number: Int
    /// When the turn began; up to five seconds to come on a board whose clock is behind. The pages of a long notice are counted from here.
    public let start: Date
    /// How long the turn takes, in seconds: all of a notice's pages share that. Where it is on alone, such turns follow each other from ``start`` on.
    public let seconds: TimeInterval

    /// Takes the values as they are.
    public init(
        item: ScheduledItem, position: Int = 0, count: Int = 1, number: Int = 0, start: Date, seconds: TimeInterval
    ) {
        self.item = item
        self.position = position
        self.count = count
        self.number = number
        self.start = start
        self.seconds = seconds
    }

    /// For how long the turn that is on at an instant has been on, in seconds; 0 when it is still to come.
    public func elapsed(at now: Date) -> TimeInterval {
        let elapsed = max(0, now.timeIntervalSince(start))
        return count == 1 && seconds > 0 ? elapsed.truncatingRemainder(dividingBy: seconds) : elapsed
    }
}

extension Name {
    /// The layout that shows interrupts.
    public static let emergencyLayout = Name(unchecked: "emergency")
    /// The place in which notices take turns.
    public static let notices = Name(unchecked: "notices")
}
