import Crypto
import Foundation
import MQTT
import Render
import Signage
import SignageTesting
import Testing

@testable import BoardController

@Suite("From a sealed manifest to the panel")
struct FlowTests {
    @Test("a programme is fetched, stored, shown and then reported as applied")
    func wholeFlow() async throws {
        try await Street.with { street in
            try await street.board { panel in
                try await panel.frames.wait("evergreen frame") { $0.count == 1 }
                let start = try await street.hub.heard.wait("birth and report") {
                    $0.availability.last?.state == .online && !$0.reported.isEmpty
                }
                let before = start.reported[0]
                #expect(before.applied == nil)
                #expect(before.floor == 0)

                let envelope = try await street.hub.publish(
                    try Programme(version: 3, notices: [Fixtures.notice("Baubeginn")]))
                let report = try await street.applied(3)
                let frame = try #require(panel.frames.value.last)
                #expect(frame == TestPainter.frame("Baubeginn"))
                #expect(report.applied?.frame == TestPainter.hash(frame))
                #expect(report.applied?.notice == Fixtures.name("baubeginn"))
                #expect(report.pending == nil)
                #expect(report.refusals == 0)
                #expect(report.floor == 3)
                #expect(report.renderer == "test-painter")
                #expect(FileManager.default.contents(atPath: street.state.desired) == envelope)

                let heard = try await street.hub.heard.wait("picture and health") {
                    !$0.pictures.isEmpty && !$0.health.isEmpty
                }
                #expect(heard.pictures[0].starts(with: [0x89, 0x50, 0x4E, 0x47]))
                #expect(heard.health[0].session == heard.availability.last?.session)
                #expect(heard.health[0].values(within: 600)[.freeDiskBytes] != nil)
            }
            let farewell = try await street.hub.heard.wait("farewell") { $0.availability.last?.state == .offline }
            #expect(Set(farewell.availability.map(\.session)).count == 1)
        }
    }

    @Test("a withdrawal switches without fetching anything, and documents that nobody names go")
    func withdrawal() async throws {
        try await Street.with { street in
            try await street.board { panel in
                let notices = [Fixtures.notice("Baubeginn"), Fixtures.notice("Fundsachen")]
                try await street.hub.publish(try Programme(version: 1, notices: notices))
                try await street.applied(1)
                let gets = street.hub.heard.value.gets.count
                #expect(gets == 3)
                let rest = try Programme(version: 2, notices: [notices[1]])
                try await street.hub.publish(rest)
                try await street.applied(2)
                #expect(panel.frames.value.last == TestPainter.frame("Fundsachen"))
                #expect(street.hub.heard.value.gets.count == gets)
            }
            let left = Set(StateFolder.names(in: street.state.documents))
            #expect(left.count == 2)
        }
    }

    @Test("a restarted board shows what is stored with no broker at all")
    func restartWithoutBroker() async throws {
        try await Street.with { street in
            try await street.board { _ in
                try await street.hub.publish(try Programme(version: 1, notices: [Fixtures.notice("Baubeginn")]))
                try await street.applied(1)
            }
            // It plays on though its time of acceptance has passed.
            street.clock.advance(by: 3 * 86_400)
            try await street.board(isOnline: false) { panel in
                let frames = try await panel.frames.wait("stored programme") { !$0.isEmpty }
                #expect(frames[0] == TestPainter.frame("Baubeginn"))
            }
            street.hub.forget()
            try await street.board { _ in
                let heard = try await street.hub.heard.wait("report") { !$0.reported.isEmpty && !$0.health.isEmpty }
                #expect(heard.reported[0].applied?.version == 1)
                #expect(heard.health[0].programmeVersion == 1)
            }
        }
    }

    @Test("session numbers grow with every connection, over a restart too")
    func sessions() async throws {
        try await Street.with { street in
            try await street.board { _ in
                try await street.hub.heard.wait("birth") { $0.availability.last?.state == .online }
                try street.broker.restart()
                try await street.hub.heard.wait("second birth") {
                    Set($0.availability.filter { $0.state == .online }.map(\.session)).count == 2
                }
            }
            try await street.board { _ in
                try await street.hub.heard.wait("third birth") {
                    Set($0.availability.filter { $0.state == .online }.map(\.session)).count == 3
                }
            }
            let sessions = street.hub.heard.value.availability.map(\.session)
            #expect(sessions == sessions.sorted())
        }
    }

    @Test("the will of a connection that breaks has the session of its birth")
    func will() async throws {
        try await Street.with { street in
            try await street.board { _ in
                let birth = try await street.hub.heard.wait("birth") { $0.availability.last?.state == .online }
                let session = try #require(birth.availability.last?.session)
                try await street.interrupt()
                try await street.hub.heard.wait("will") {
                    $0.availability.contains { $0.session == session && $0.state == .offline && $0.boot != nil }
                }
            }
        }
    }

    @Test("a newer manifest takes the place of one that is still being fetched")
    func newerReplacesPending() async throws {
        try await Street.with { street in
            try await street.board { panel in
                try await street.hub.publish(
                    try Programme(version: 1, notices: [Fixtures.notice("Verloren")]), serves: false)
                let waiting = try await street.hub.heard.wait("pending") { $0.reported.last?.pending?.version == 1 }
                #expect(waiting.reported.last?.pending?.missing == 2)
                try await street.hub.publish(try Programme(version: 2, notices: [Fixtures.notice("Gefunden")]))
                try await street.applied(2)
                #expect(!panel.frames.value.contains(TestPainter.frame("Verloren")))
            }
        }
    }

    @Test("a notice that cannot be drawn is refused, and evergreen content stands in for it")
    func undrawable() async throws {
        try await Street.with { street in
            try await street.board { panel in
                try await street.hub.publish(try Programme(version: 1, notices: [Fixtures.notice("Baubeginn")]))
                try await street.applied(1)
                try await street.hub.publish(
                    try Programme(version: 2, notices: [Fixtures.notice(TestPainter.undrawable)]))
                let report = try await street.refused(.document)
                #expect(report.refused?.detail.contains("the ink is dry") == true)
                // The refusal may be reported before the evergreen content is on the panel.
                try await street.hub.heard.wait("nothing applied") { heard in
                    heard.reported.last.map { $0.refused?.reason == .document && $0.applied == nil } ?? false
                }
                #expect(panel.frames.value.last == TestPainter.frame(nil, .evergreen))
                try await street.hub.publish(try Programme(version: 3, notices: [Fixtures.notice("Fundsachen")]))
                let mended = try await street.applied(3)
                #expect(mended.refused == nil)
            }
        }
    }

    @Test("a programme that its hub should have renewed plays on, and is told to be stale until a new one is there")
    func stale() async throws {
        try await Street.with { street in
            let expires = Fixtures.noon.addingTimeInterval(86_400)
            let notice = Fixtures.notice("Baubeginn")
            try await street.board { panel in
                try await street.hub.publish(try Programme(version: 1, notices: [notice], expires: expires))
                #expect(try await street.applied(1).staleSince == nil)
                street.clock.advance(by: 2 * 86_400)
                try await street.hub.sayBirth()
                let report = try await street.hub.heard.wait("stale report") { $0.reported.last?.staleSince != nil }
                #expect(report.reported.last?.staleSince == expires)
                #expect(report.reported.last?.applied?.version == 1)
                #expect(panel.frames.value.last == TestPainter.frame("Baubeginn"))
                try await street.hub.publish(
                    try Programme(version: 2, notices: [notice], expires: expires.addingTimeInterval(7 * 86_400)))
                #expect(try await street.applied(2).staleSince == nil)
            }
        }
    }
}
