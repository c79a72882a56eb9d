import Foundation
import MQTT
import Render
import Signage
import SignageTesting
import Testing

@testable import BoardController

@Suite("What a crew has the player do")
struct PlayerCommandsTests {
    private let loop: EventLoop
    private let player: Player
    private let panel = TestPanel()
    private let clock = TestClock()

    init() throws {
        loop = try EventLoop(name: "player-test")
        player = Player(
            on: loop, profile: Fixtures.profile, painter: TestPainter(), display: panel,
            now: { [clock] in clock.now }, tell: { _ in })
    }

    private func play(interrupts: Interrupt...) async {
        _ = await player.play(
            Player.Scenery(
                version: 1, layout: Fixtures.layout, emergency: .emergency, notices: [Fixtures.notice("Baubeginn")],
                interrupts: interrupts.map { $0.notice(from: clock.now) }, settings: Fixtures.settings, feeds: [:]))
    }

    @Test("a board shows its name for a while, then its programme again")
    func identity() async throws {
        defer { loop.stop() }
        await play()
        #expect(await player.identify(Fixtures.board, for: .milliseconds(50)))
        let frames = try await panel.frames.wait("the programme again") { $0.count == 3 }
        #expect(frames[1] == TestPainter.frame("marktplatz", .evergreen))
        #expect(frames[2] == TestPainter.frame("Baubeginn"))
    }

    @Test("an interrupt comes before a board's name, and has its own light")
    func interrupted() async throws {
        defer { loop.stop() }
        await play()
        #expect(await player.identify(Fixtures.board, for: .seconds(60)))
        #expect(await player.hold(light: 30, until: clock.now + 600))
        #expect(panel.lights.value.last == 30)
        await play(interrupts: Fixtures.interrupt("Sturm"))
        #expect(panel.frames.value.last == TestPainter.frame("Sturm", .emergency))
        #expect(panel.lights.value.last == 100)
        #expect(await player.identify(Fixtures.board, for: .seconds(60)) == false)
        await play()
        #expect(panel.lights.value.last == 30)
        clock.advance(by: 600)
        await player.wake()
        #expect(panel.lights.value.last == 100)
    }
}
