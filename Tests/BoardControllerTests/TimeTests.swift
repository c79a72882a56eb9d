import Crypto
import Foundation
import Signage
import SignageTesting
import Testing

@testable import BoardController

@Suite("What time it is, and who says so")
struct TimeTests {
    private static let notice = Fixtures.notice("Baubeginn")

    /// What the hub says: the time of the test's clock, whatever the board's own shows.
    private static func answer(_ request: TimeRequest, desired: Int = 1, at: Date = Fixtures.noon) -> TimeAnswer? {
        try? TimeAnswer(nonce: request.nonce, board: Fixtures.board, at: at, desired: desired)
    }

    @Test(
        "a clock that nobody confirms shows nothing dated, and says so; when the hub tells the time, the notice comes",
        arguments: ["1970-01-01T00:01:00Z", "2026-06-30T12:00:00Z", "2027-07-01T12:00:00Z"])
    func untrusted(wall: String) async throws {
        try await Street.with { street in
            street.clock.set(Fixtures.date(wall), isSynchronised: false)
            try await street.board { panel in
                try await street.hub.publish(try Programme(version: 1, notices: [Self.notice]))
                let report = try await street.applied(1)
                #expect(report.applied?.notice == nil)
                #expect(panel.frames.value.last == TestPainter.frame(nil))
                try await street.hub.heard.wait("health of a board that knows no time") {
                    $0.health.last?.clock == .untrusted
                }
                await street.hub.tellTime { Self.answer($0) }
                try await panel.frames.wait("the notice") { $0.last == TestPainter.frame("Baubeginn") }
                let heard = try await street.hub.heard.wait("trust and the notice") {
                    $0.health.last?.clock == .sealed && $0.reported.last?.applied?.notice == Self.notice.id
                }
                let told = try #require(heard.reported.last?.applied?.at)
                #expect(abs(told.timeIntervalSince(Fixtures.noon)) < 2)
            }
        }
    }

    @Test("a restarted board goes on with the time it knew, with no network and a wall clock that says 1970")
    func restart() async throws {
        try await Street.with { street in
            street.clock.set(Fixtures.date("1970-01-01T00:01:00Z"), isSynchronised: false)
            await street.hub.tellTime { Self.answer($0) }
            try await street.board { panel in
                try await street.hub.publish(try Programme(version: 1, notices: [Self.notice]))
                try await panel.frames.wait("the notice") { $0.last == TestPainter.frame("Baubeginn") }
            }
            try await street.board(isOnline: false) { panel in
                let frames = try await panel.frames.wait("a frame") { !$0.isEmpty }
                #expect(frames[0] == TestPainter.frame("Baubeginn"))
            }
        }
    }

    @Test(
        "a wall clock that is set to another time is not followed until somebody confirms it",
        arguments: [
            -86_400.0, 31_536_000.0,
        ])
    func jump(seconds: TimeInterval) async throws {
        let lines = Watched<[String]>([])
        try await Street.with { street in
            try await street.board(log: { line in lines.update { $0.append(line) } }) { panel in
                try await street.hub.publish(try Programme(version: 1, notices: [Self.notice]))
                try await street.applied(1)
                street.clock.set(Fixtures.noon + seconds, isSynchronised: false)
                try await street.hub.publish(try Programme(version: 2, notices: [Self.notice]))
                let report = try await street.applied(2)
                #expect(panel.frames.value.last == TestPainter.frame("Baubeginn"))
                #expect(report.applied?.at == Fixtures.noon)
                try await lines.wait("a line on the clock") { lines in
                    lines.contains { $0.contains("which nobody confirms") }
                }
                street.clock.set(Fixtures.noon + seconds, isSynchronised: true)
                try await street.hub.publish(try Programme(version: 3, expires: Fixtures.noon + 63_072_000))
                let later = try await street.applied(3)
                #expect(later.applied?.at == Fixtures.noon + seconds)
            }
        }
    }

    @Test("who says what time it is is told once in each start of the machine")
    func toldOnce() async throws {
        let lines = Watched<[String]>([])
        try await Street.with { street in
            for (version, boot) in [(1, "test"), (2, "another")] {
                lines.update { $0 = [] }
                try await street.board(boot: boot, log: { line in lines.update { $0.append(line) } }) { _ in
                    try await street.hub.publish(try Programme(version: version, notices: [Self.notice]))
                    try await street.applied(version)
                    #expect(lines.value.count { $0.contains("the clock can be trusted") } == 1)
                }
            }
        }
    }

    @Test("an answer to another question, of another board or with another key's seal tells no time")
    func foreignAnswers() async throws {
        try await Street.with { street in
            street.clock.set(Fixtures.date("1970-01-01T00:01:00Z"), isSynchronised: false)
            try await street.board { panel in
                try await street.hub.publish(try Programme(version: 1, notices: [Self.notice]))
                try await street.applied(1)
                let heard = try await street.hub.heard.wait("a question") { !$0.timeRequests.isEmpty }
                let asked = try #require(heard.timeRequests.last)
                var generator = SystemRandomNumberGenerator()
                let other = Nonce(using: &generator)
                let answers = [
                    try TimeAnswer(nonce: other, board: Fixtures.board, at: Fixtures.noon, desired: 1),
                    try TimeAnswer(nonce: asked.nonce, board: Fixtures.name("ebendorf"), at: Fixtures.noon, desired: 1),
                ]
                for answer in answers { try await street.hub.answerTime(street.hub.key.seal(answer, as: .time)) }
                let forged = try TimeAnswer(nonce: asked.nonce, board: Fixtures.board, at: Fixtures.noon, desired: 1)
                try await street.hub.answerTime(SigningKey.generate().seal(forged, as: .time))
                let report = try await street.refused(.seal)
                #expect(report.applied?.notice == nil)
                #expect(street.hub.heard.value.health.allSatisfy { $0.clock == .untrusted })
                #expect(panel.frames.value.last == TestPainter.frame(nil))
            }
        }
    }

    @Test("a manifest that is kept from the board is noticed and told, and no longer when it comes")
    func withheld() async throws {
        try await Street.with { street in
            await street.hub.tellTime { Self.answer($0, desired: 5) }
            try await street.board { _ in
                let heard = try await street.hub.heard.wait("what is withheld") {
                    $0.reported.last?.withheld?.desired == 5
                }
                #expect(heard.reported.last?.floor == 0)
                try await street.hub.publish(try Programme(version: 5, notices: [Self.notice]))
                let report = try await street.applied(5)
                #expect(report.withheld == nil)
            }
        }
    }

    @Test("what is kept of time and cannot be used is put aside and told, and the board starts")
    func damaged() async throws {
        try await Street.with { street in
            try FileManager.default.createDirectory(atPath: street.state.path, withIntermediateDirectories: true)
            try Data("{\"floor\":7}".utf8).write(to: URL(fileURLWithPath: street.state.time))
            try await street.board { _ in
                try await street.refused(.storage)
                #expect(FileManager.default.fileExists(atPath: StateFolder.aside(street.state.time)))
            }
        }
    }
}
