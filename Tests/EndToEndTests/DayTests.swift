import Foundation
import Signage
import SignageTesting
import Testing

/// A day without a hub, which passes in seconds.
@Suite(.serialized) struct DayTests {
    private static let board = Street.bench
    private static let seconds: TimeInterval = 86_400
    /// How much faster time goes, so that what a board does each few seconds is soon done.
    private static let rate = 500
    /// How far it leaps beside that, each time that the board has kept up: half of what it would take for a sleep.
    private static let leap = 150

    @Test(
        "a board whose hub is down for a day plays its programme, and tells all of it afterwards: nothing is missing, nothing there twice"
    )
    func hubDown() async throws {
        try await Street.withBench(clockMovesUptime: true) { street in
            try await street.health("the hub's time", of: Self.board) { $0.clock == .sealed }
            let noon = street.time(after: Self.seconds / 2)
            let morning = try street.publish("Vormittags", ["--until", noon], on: Self.board)
            let evening = try street.publish(
                "Nachmittags", ["--from", noon, "--until", street.time(after: 3 * Self.seconds)], on: Self.board)
            let version = try #require(try street.status(of: Self.board).desired)
            try await street.reported("both notices", by: Self.board) {
                $0.applied?.version ?? 0 >= version && $0.applied?.notice == morning ? true : nil
            }
            street.endBoard(Self.board, by: SIGTERM)
            street.endHub(by: SIGTERM)

            let end = try await pass(on: street)
            street.endBoard(Self.board, by: SIGKILL)
            try street.clock?.set(ahead: Int(end.timeIntervalSince(Date())) + 120)
            try await street.startHub(clock: street.clock)
            try await street.startBench()
            // The last link of the chain before the board was started.
            let list = try await street.until("the power cut; the hub says: \(street.hubLog)") { () -> PlayList? in
                let list = try street.plays()
                return list.gaps.contains { $0.reason == .interrupted } ? list : nil
            }

            let links = try street.storedRecords(of: Self.board)
            #expect(Set(links).count == links.count)
            // The clock was set once: when the hub had told the time.
            #expect(list.steps.map(\.clock) == [.sealed] && list.steps.count + list.gaps.count == list.caveats.count)
            // A machine that is too busy may halt the board for what here are minutes.
            #expect(list.gaps.map(\.reason).filter { $0 != .asleep } == [.stopped, .interrupted])
            let shown = list.plays.filter { $0.played.place == .notices && $0.isDated }
            let first = try #require(shown.map(\.first).min())
            let last = try #require(shown.map(\.last).max())
            #expect(last.timeIntervalSince(first) > Self.seconds)
            // Each second was recorded once, as shown or as not known. Rounding takes less than a second of a link, and what passed until
            // the first picture after a start is minutes here; a quarter of an hour would be a record.
            let known = shown.map(\.seconds).reduce(0, +)
            let unknown = list.gaps.compactMap { gap in gap.from.map { min(gap.to, last).timeIntervalSince($0) } }
            let rest = last.timeIntervalSince(first) - unknown.reduce(0, +) - TimeInterval(known)
            #expect((-5...900).contains(rest), "\(rest) s are missing; \(shown) \(list.gaps)")
            for (notice, times) in [(morning, 2...2), (evening, 1...2)] {
                let play = try #require(shown.first { $0.played.item == notice })
                #expect(times.contains(play.times) && play.seconds > 4 * PlayRecord.quarterSeconds)
            }
        }
    }

    /// Has a day pass for the bench. It leaps on as soon as the board has on its disk what was shown up to the last leap.
    /// - Returns: what time it was last there.
    private func pass(on street: Street) async throws -> Date {
        var last = try #require(try street.recorded(by: Self.board))
        let end = last + Self.seconds
        var ahead = 0
        try street.clock?.set(ahead: ahead, rate: Self.rate)
        try await street.startBench()
        while last < end {
            last = try await street.until("time to pass; \(street.log(of: Self.board))") {
                try street.recorded(by: Self.board).flatMap { $0 > last ? $0 : nil }
            }
            ahead += Self.leap
            try street.clock?.set(ahead: ahead, rate: Self.rate)
        }
        return last
    }
}
