import Foundation
import MQTT
import Signage

/// Controller, player and encoder of pictures, each on a thread of its own, wired together.
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
        var loops: [EventLoop] = []
        do {
            for name in ["board-network", "board-player"] { loops.append(try EventLoop(name: name)) }
            // What people see comes before what the crew is sent.
            loops.append(try EventLoop(name: "board-pictures", isBackground: true))
        } catch {
            for loop in loops { loop.stop() }
            throw error
        }
        self.loops = loops
        let (events, continuation) = AsyncStream.makeStream(of: Player.Event.self)
        player = Player(
            on: loops[1], profile: configuration.profile, painter: painter, display: display, now: configuration.now,
            isTimeKnown: { [clock = configuration.clock] in clock.trust != .untrusted },
            tell: { continuation.yield($0) })
        controller = Controller(
            configuration, on: loops[0], player: player, encoder: PictureEncoder(on: loops[2]), events: events)
    }

    /// Plays until the task is cancelled or the player is to start anew, and ends the threads. May be called once.
    @discardableResult
    func run() async -> PlayerEnding {
        let ending = await withTaskGroup(of: PlayerEnding?.self) { group in
            group.addTask {
                await player.run()
                return nil
            }
            group.addTask { await controller.run() }
            var ending = PlayerEnding.cancelled
            for await ended in group {
                ending = ended ?? ending
                group.cancelAll()
            }
            return ending
        }
        for loop in loops { loop.stop() }
        return ending
    }
}
