public import Foundation

/// What is on in one place at an instant, since when and until when, and what comes next.
public struct PlaceMoment: Hashable, Sendable {
    /// What has its turn; nil when nothing is on.
    public let turn: Turn?
    /// Since when it has; nil when nothing has been on for more than ``Schedule/lookBackSeconds``.
    public let start: Date?
    /// Until when; nil when nothing changes for eight weeks.
    public let end: Date?
    /// What has its turn then; nil when nothing is on then, or nothing changes.
    public let nextTurn: Turn?
    /// Until when the next one has its turn; nil when nothing changes for eight weeks from then on, or at all.
    public let nextEnd: Date?
}

extension Schedule {
    /// How far back is looked for the beginning of what is on alone: eight days, in seconds.
    static let lookBackSeconds: TimeInterval = 691_200

    /// What is on in a place at an instant.
    public func moment(of place: Name = .notices, at now: Date) -> PlaceMoment {
        let own = only(place)
        let programme = own.programme(at: now)
        let turn = programme.turns[place]
        guard let (end, next) = own.change(after: programme, of: place) else {
            return PlaceMoment(
                turn: turn, start: own.start(of: turn, in: place, at: now), end: nil, nextTurn: nil, nextEnd: nil)
        }
        return PlaceMoment(
            turn: turn, start: own.start(of: turn, in: place, at: now), end: end, nextTurn: next.turns[place],
            nextEnd: own.change(after: next, of: place)?.at)
    }

    /// When something else is on than in a programme, and what; nil when there is no such change within eight weeks.
    private func change(after programme: Programme, of place: Name) -> (at: Date, programme: Programme)? {
        guard let end = programme.nextChange else { return nil }
        let next = self.programme(at: end)
        return next.turns[place] == programme.turns[place] ? nil : (end, next)
    }

    private func start(of turn: Turn?, in place: Name, at now: Date) -> Date? {
        if let turn, turn.count > 1 { return min(turn.start, now) }
        let from = now.addingTimeInterval(-Self.lookBackSeconds)
        var start: Date?
        var isSame = false
        for entry in timeline(from: from, to: now.addingTimeInterval(1)) {
            let other = entry.turns[place]
            let goesOn = isSame && entry.start > from
            // On alone over the end of a week its turns are counted anew.
            isSame = other?.item.id == turn?.item.id && other?.count == turn?.count
            if isSame, !goesOn { start = entry.start > from ? entry.start : turn?.start }
        }
        return start
    }
}
