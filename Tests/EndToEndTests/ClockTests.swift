import Foundation
import MQTT
import Signage
import SignageTesting
import Testing

/// Boards whose clocks are wrong: they know it or are told, and what was shown when is on record all the same.
@Suite(.serialized) struct ClockTests {
    private static let board = Street.bench
    private static let day = 86_400

    /// A clock at the start of a machine.
    struct Wrong: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// How far it is ahead of the true time, in seconds.
        let ahead: Int
        let isVouchedFor: Bool
        /// What the board makes of it.
        let trust: ClockTrust

        var options: [String] { isVouchedFor ? ["--clock", "system"] : [] }

        static let all: [Wrong] = [
            Wrong(testDescription: "1970", ahead: 60 - now, isVouchedFor: false, trust: .untrusted),
            Wrong(testDescription: "1970, vouched for", ahead: 60 - now, isVouchedFor: true, trust: .untrusted),
            Wrong(testDescription: "a year ahead", ahead: 365 * day, isVouchedFor: false, trust: .untrusted),
            Wrong(testDescription: "a year ahead, vouched for", ahead: 365 * day, isVouchedFor: true, trust: .system),
        ]
        private static var now: Int { Int(Date().timeIntervalSince1970) }
    }

    @Test(
        "a board that starts with a wrong clock says whom it believes and shows nothing of today until the hub tells the time",
        arguments: Wrong.all)
    func wrong(_ wrong: Wrong) async throws {
        try await Street.withBench(behindLine: true, clockMovesUptime: false) { street in
            let id = try street.publish("Nur heute", ["--until", street.time(after: 3_600)], on: Self.board)
            let before = try await street.shown(id, on: Self.board)
            street.endBoard(Self.board, by: SIGTERM)
            let session = try await street.reported("a connection", by: Self.board) { $0.session }
            try street.restartMachine(of: Self.board)
            street.line?.change { $0.withholds = { topic in topic.hasSuffix("/dn/time") } }
            try street.clock?.set(ahead: wrong.ahead)
            try await street.startBench(options: wrong.options)
            try await street.reported("the programme without what is dated", by: Self.board) {
                $0.session > session && $0.applied?.version == before.version && $0.applied?.notice == nil ? true : nil
            }
            let health = try await street.health("whom it believes", of: Self.board) {
                $0.session > session && $0.clock == wrong.trust
            }
            // What nobody confirms is not told as the time either.
            let error = health.at.timeIntervalSince(Date())
            #expect(wrong.trust == .untrusted ? abs(error) < 60 : error > 360 * 86_400)
            try await street.until("the crew to be told") {
                try street.status(of: Self.board).clock == wrong.trust ? true : nil
            }
            #expect(
                try street.litfass("boards").contains("does not know what time it is") == (wrong.trust == .untrusted))

            let undated = street.panel(of: Self.board)
            street.line?.change { $0.withholds = nil }
            street.line?.cut()
            try await street.until("the notice again; \(street.log(of: Self.board))") {
                street.panel(of: Self.board) == undated ? nil : true
            }
            let right = try await street.health("the hub's time", of: Self.board) { $0.clock == .sealed }
            #expect(abs(right.at.timeIntervalSince(Date())) < 10)
            try await street.until("the crew to be told that all is well") {
                try street.litfass("boards").contains("does not know what time it is") ? nil : true
            }

            // Whoever did not know the time says so of what it has shown, too; whoever was wrong, by how much.
            street.endBoard(Self.board, by: SIGTERM)
            try await street.startBench()
            let list = try await street.until("a record of it; \(street.log(of: Self.board))") { () -> PlayList? in
                let list = try street.plays()
                let isDoubted = list.plays.contains {
                    $0.played.kind == .evergreen && $0.versions.contains(before.version) && !$0.isDated
                }
                let isSetBack = list.steps.contains {
                    $0.from.timeIntervalSince($0.to) > 360 * 86_400 && $0.clock == .sealed
                }
                return (wrong.trust == .untrusted ? isDoubted : isSetBack) ? list : nil
            }
            #expect(!list.caveats.contains { if case .broken = $0.kind { true } else { false } })
        }
    }

    @Test(
        "a clock that is set back while a board runs moves nothing that the hub has sealed, and that it was is on record"
    )
    func setBack() async throws {
        try await Street.withBench(clockMovesUptime: false) { street in
            let first = try street.publish("Vorher", on: Self.board)
            _ = try await street.shown(first, on: Self.board)
            try await street.health("the hub's time", of: Self.board) { $0.clock == .sealed }
            let panel = street.panel(of: Self.board)
            try street.clock?.set(ahead: -Self.day - 60)
            let line = "24 h behind, which nobody confirms: it is not followed"
            try await street.logged(line, times: 1, by: Self.board)
            #expect(street.panel(of: Self.board) == panel)
            let second = try street.publish("Nachher", on: Self.board)
            let applied = try await street.shown(second, on: Self.board)
            #expect(abs(applied.at.timeIntervalSince(Date())) < 10)

            street.endBoard(Self.board, by: SIGTERM)
            try await street.startBench()
            try await street.until("the line on the clock; the hub says: \(street.hubLog)") {
                street.hubLog.contains(line) ? true : nil
            }
            let list = try await street.until("what was shown") { () -> PlayList? in
                let list = try street.plays()
                return list.plays.contains { $0.played.item == second } ? list : nil
            }
            // Forward it went when the board got to know the time.
            #expect(list.steps.allSatisfy { $0.from < $0.to } && list.gaps.allSatisfy { $0.from ?? $0.to <= $0.to })
            let dated = list.plays.filter(\.isDated)
            #expect(dated.contains { $0.played.item == first } && dated.contains { $0.played.item == second })
            #expect(dated.allSatisfy { abs($0.first.timeIntervalSince(Date())) < 120 })
        }
    }

    @Test("a clock that somebody has vouched for is followed when it is set right, and the step is on record")
    func setRight() async throws {
        try await Street.withBench(behindLine: true, clockMovesUptime: false) { street in
            let id = try street.publish("Nur heute", ["--until", street.time(after: 3_600)], on: Self.board)
            _ = try await street.shown(id, on: Self.board)
            street.endBoard(Self.board, by: SIGTERM)
            let session = try await street.reported("a connection", by: Self.board) { $0.session }
            try street.restartMachine(of: Self.board)
            street.line?.change { $0.withholds = { topic in topic.hasSuffix("/dn/time") } }
            try street.clock?.set(ahead: Self.day + 60)
            try await street.startBench(options: ["--clock", "system"])
            try await street.reported("the programme of tomorrow", by: Self.board) {
                $0.session > session && $0.applied.map { $0.notice == nil } == true ? true : nil
            }
            let tomorrow = street.panel(of: Self.board)
            try street.clock?.set(ahead: 0)
            try await street.logged("the clock was 24 h fast, says the system's clock", times: 1, by: Self.board)
            try await street.until("the programme of today; \(street.log(of: Self.board))") {
                street.panel(of: Self.board) == tomorrow ? nil : true
            }
            let health = try await street.health("the system's time", of: Self.board) {
                $0.session > session && abs($0.at.timeIntervalSince(Date())) < 60
            }
            #expect(health.clock == .system)

            street.endBoard(Self.board, by: SIGTERM)
            try await street.startBench(options: ["--clock", "system"])
            let list = try await street.until("the step") { () -> PlayList? in
                let list = try street.plays()
                return list.steps.contains { $0.to < $0.from } ? list : nil
            }
            let back = list.steps.filter { $0.to < $0.from }
            #expect(back.map(\.clock) == [.system])
            #expect(back.allSatisfy { abs($0.from.timeIntervalSince($0.to) - Double(Self.day + 60)) < 10 })
        }
    }
}
