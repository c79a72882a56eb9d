public import Foundation

/// What is on a board at one instant.
public struct Programme: Hashable, Sendable {
    /// The notices that take turns, in the order of their turns; empty when the evergreen content shows.
    public let items: [Notice]
    /// Whose turn it is, as a position in ``items``; 0 when there are none.
    public let position: Int
    /// How many turns each of them has had before this one, since the round began anew.
    public let turn: Int
    /// When this turn began; the pages of a long notice are counted from here.
    public let turnStart: Date
    /// How long a turn of it takes; all of its pages share that.
    public let turnSeconds: TimeInterval
    /// The next instant at which another notice is due; nil when nothing will change.
    public let nextChange: Date?

    /// Takes the values as they are; a position outside of the items means that nothing is on.
    public init(
        items: [Notice], position: Int, turn: Int = 0, turnStart: Date, turnSeconds: TimeInterval, nextChange: Date?
    ) {
        self.items = items
        self.position = position
        self.turn = turn
        self.turnStart = turnStart
        self.turnSeconds = turnSeconds
        self.nextChange = nextChange
    }

    /// Nothing is on.
    public static func empty(until change: Date?) -> Programme {
        Programme(items: [], position: 0, turnStart: .distantPast, turnSeconds: 0, nextChange: change)
    }

    /// The notice whose turn it is; nil when the evergreen content shows.
    public var notice: Notice? { items.indices.contains(position) ? items[position] : nil }
}
