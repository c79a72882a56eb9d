import Foundation
import MQTT
import Signage

/// A controller and a player, each on a thread of its own, wired together.
struct BoardRuntime: Sendable {
    let controller: Controller
    let player: Player
    private let loops: [EventLoop]

    /// Starts the threads; nothing is read, drawn or dialled before ``run()``.
    /// - Throws: when the system has no thread left.
    init(
        _ configuration: Controller.Configuration, painter: sending any Painter,
        display: consuming sending any Display & ~Copyable
    ) throws(MQTTError) {
        let network = try EventLoop(name: "board-network")
        let drawing: EventLoop
        do {
            drawing = try EventLoop(name: "board-player")
        } catch {
            network.stop()
            throw error
        }
        let (events, continuation) = AsyncStream.makeStream(of: Player.Event.self)
        player = Player(
            on: drawing, profile: configuration.profile, painter: painter, display: display, now: configuration.now,
            tell: { continuation.yield($0) })
        controller = Controller(configuration, on: network, player: player, events: events)
        loops = [network, drawing]
    }

    /// Plays until the task is cancelled, and ends the threads. May be called once.
    func run() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await player.run() }
            group.addTask { await controller.run() }
        }
        for loop in loops { loop.stop() }
    }
}
