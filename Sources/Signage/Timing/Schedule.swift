public import Foundation

/// Decides what a board shows at any instant. Pure: nothing in it reads a clock, and any two boards with the same notices agree.
public struct Schedule: Hashable, Sendable {
    /// All notices of the board's programme, current or not.
    public let notices: [Notice]
    /// No notice's turn is shorter than this, in seconds.
    public let shortestTurnSeconds: TimeInterval

    /// Takes notices in any order.
    public init(notices: [Notice], shortestTurnSeconds: TimeInterval = 0) {
        self.notices = notices
        self.shortestTurnSeconds = shortestTurnSeconds
    }

    /// What is on at an instant, and until when.
    ///
    /// The current notices take turns, each for its reading time. Whenever a notice becomes current or ends, a new round
    /// starts with the one that became current last, so that a new notice is shown at once.
    public func programme(at now: Date) -> Programme {
        // A notice that reaches a board whose clock is a little behind the hub's is current all the same.
        let round = notices.filter { Self.earliest($0) <= now && now < $0.window.expires }
            .sorted { ($0.current, $0.id) > ($1.current, $1.id) }
        let changes = notices.flatMap { [Self.earliest($0), $0.window.onset, $0.window.expires] }
        let change = changes.filter { $0 > now }.min()
        guard let newest = round.first else { return .empty(until: change) }
        let ended = notices.map(\.window.expires).filter { $0 <= now }.max() ?? .distantPast
        let start = min(now, max(newest.current, ended))
        let dwells = round.map { max(shortestTurnSeconds, ReadingTime.seconds(of: $0)) }
        let length = dwells.reduce(0, +)
        let elapsed = now.timeIntervalSince(start)
        var left = elapsed.truncatingRemainder(dividingBy: length)
        var position = 0
        while position < round.count - 1, left >= dwells[position] {
            left -= dwells[position]
            position += 1
        }
        let turnEnd = round.count > 1 ? now.addingTimeInterval(dwells[position] - left) : nil
        return Programme(
            items: round, position: position, turn: Int(elapsed / length), turnStart: now.addingTimeInterval(-left),
            turnSeconds: dwells[position],
            nextChange: [change, turnEnd].compactMap { $0 }.min())
    }

    /// Its onset; five seconds before for one that was published for "now", as the hub's clock may be ahead of this one.
    private static func earliest(_ notice: Notice) -> Date {
        notice.window.onset == notice.published ? notice.window.onset.addingTimeInterval(-5) : notice.window.onset
    }
}
