import Foundation
import MQTT
import Signage
import Testing

@testable import BoardController

@Suite("The player")
struct PlayerTests {
    private struct Stage {
        let loop: EventLoop
        let player: Player
        let panel = TestPanel()
        let painter = TestPainter()
        let clock = TestClock()
        let events = Watched<[Player.Event]>([])

        init() throws {
            loop = try EventLoop(name: "player-test")
            player = Player(
                on: loop, profile: Fixtures.profile, painter: painter, display: panel,
                now: { [clock] in clock.now }, tell: { [events] event in events.update { $0.append(event) } })
        }

        func play(_ notices: Notice...) async {
            let event = await player.play(
                Player.Scenery(
                    version: 1, layout: Fixtures.layout, notices: notices, settings: Fixtures.settings, feeds: [:]))
            if let event { events.update { $0.append(event) } }
        }

        var shown: [Player.Shown] {
            events.value.compactMap { if case .shown(let shown) = $0 { shown } else { nil } }
        }
    }

    @Test("a notice is shown from its onset on, and nothing is drawn before")
    func onset() async throws {
        let stage = try Stage()
        defer { stage.loop.stop() }
        await stage.play(Fixtures.notice("Baubeginn", from: Fixtures.noon.addingTimeInterval(90)))
        stage.clock.advance(by: 89)
        await stage.player.wake()
        #expect(stage.painter.draws.value == 1)
        stage.clock.advance(by: 1)
        await stage.player.wake()
        #expect(stage.shown.map(\.notice?.text) == [nil, "baubeginn"])
        #expect(stage.panel.frames.value == [TestPainter.frame(nil), TestPainter.frame("Baubeginn")])
    }

    @Test("a clock that is set back makes the player look again at what is on")
    func clockSetBack() async throws {
        let stage = try Stage()
        defer { stage.loop.stop() }
        await stage.play(Fixtures.notice("Baubeginn", from: Fixtures.noon))
        stage.clock.advance(by: -3600)
        await stage.player.wake()
        #expect(stage.shown.map(\.notice?.text) == ["baubeginn", nil])
    }

    @Test("a new programme with the same picture is told without touching the panel")
    func samePicture() async throws {
        let stage = try Stage()
        defer { stage.loop.stop() }
        await stage.play(Fixtures.notice("Baubeginn"))
        await stage.play(Fixtures.notice("Baubeginn"))
        #expect(stage.shown.count == 2)
        #expect(stage.shown.first?.hash == stage.shown.last?.hash)
        #expect(stage.panel.frames.value.count == 1)
    }

    @Test("a feed that the layout does not show is not drawn")
    func otherFeed() async throws {
        let stage = try Stage()
        defer { stage.loop.stop() }
        await stage.play(Fixtures.notice("Baubeginn"))
        let weather = Fixtures.name("wetter")
        _ = await stage.player.update(feeds: [weather: Fixtures.snapshot(of: weather, title: "Regen")])
        #expect(stage.painter.draws.value == 1)
        _ = await stage.player.update(feeds: [Fixtures.meetings: Fixtures.snapshot(title: "Gemeinderat")])
        #expect(stage.painter.draws.value == 2)
        #expect(stage.panel.frames.value.count == 2)
    }

    @Test("a scene that cannot be drawn is told once and leaves the panel as it is")
    func undrawable() async throws {
        let stage = try Stage()
        defer { stage.loop.stop() }
        await stage.play(Fixtures.notice("Baubeginn"))
        await stage.play(Fixtures.notice(TestPainter.undrawable))
        stage.clock.advance(by: -1)
        await stage.player.wake()
        #expect(stage.painter.draws.value == 3)
        #expect(stage.events.value.count == 2)
        #expect(stage.panel.frames.value == [TestPainter.frame("Baubeginn")])
    }
}
