public import Foundation

/// Decides what a board shows at any instant. Pure: nothing in it reads a clock, and any two boards with the same notices agree.
public struct Schedule: Hashable, Sendable {
    /// All notices of the board's programme, current or not.
    public let notices: [Notice]

    /// Takes notices in any order.
    public init(notices: [Notice]) { self.notices = notices }

    /// What is on at an instant, and until when.
    ///
    /// The current notices take turns, each for its reading time. Whenever a notice becomes current or ends, a new round
    /// starts with the one that became current last, so that a new notice is shown at once.
    public func programme(at now: Date) -> Programme {
        // A notice that reaches a board whose clock is a little behind the hub's is current all the same.
        let round = notices.filter { $0.window.contains(now) || isEarly($0, at: now) }
            .sorted { ($0.current, $0.id) > ($1.current, $1.id) }
        let change = notices.flatMap { [$0.window.onset, $0.window.expires] }.filter { $0 > now }.min()
        guard let newest = round.first else { return Programme(items: [], position: 0, nextChange: change) }
        guard round.count > 1 else { return Programme(items: round, position: 0, nextChange: change) }
        let ended = notices.map(\.window.expires).filter { $0 <= now }.max() ?? .distantPast
        let start = min(now, max(newest.current, ended))
        let dwells = round.map(ReadingTime.seconds)
        let length = dwells.reduce(0, +)
        var left = now.timeIntervalSince(start).truncatingRemainder(dividingBy: length)
        var position = 0
        while position < round.count - 1, left >= dwells[position] {
            left -= dwells[position]
            position += 1
        }
        let turn = now.addingTimeInterval(dwells[position] - left)
        return Programme(items: round, position: position, nextChange: change.map { min($0, turn) } ?? turn)
    }

    /// Published for "now" by a hub whose clock is up to five seconds ahead of this one.
    private func isEarly(_ notice: Notice, at now: Date) -> Bool {
        notice.window.onset == notice.published && notice.window.onset > now
            && notice.window.onset.timeIntervalSince(now) <= 5
    }
}

/// What is on a board at one instant.
public struct Programme: Hashable, Sendable {
    /// The notices that take turns, in the order of their turns; empty when the evergreen content shows.
    public let items: [Notice]
    /// Whose turn it is, as a position in ``items``; 0 when there are none.
    public let position: Int
    /// The next instant at which another picture is due; nil when nothing will change.
    public let nextChange: Date?

    /// Takes the values as they are; a position outside of the items means that nothing is on.
    public init(items: [Notice], position: Int, nextChange: Date?) {
        self.items = items
        self.position = position
        self.nextChange = nextChange
    }

    /// The notice whose turn it is; nil when the evergreen content shows.
    public var notice: Notice? { items.indices.contains(position) ? items[position] : nil }
}
