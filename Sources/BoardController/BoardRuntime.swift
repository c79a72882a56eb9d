import Foundation
import MQTT
import Signage

/// The threads of a board: network, player and encoder of pictures; and the player, which shows something from the first moment on.
struct BoardThreads: Sendable {
    let network: EventLoop
    let player: Player
    let encoder: PictureEncoder
    let events: AsyncStream<Player.Event>
    private let loops: [EventLoop]

    /// Starts the threads; nothing is drawn before ``run(_:)``.
    /// - Throws: when the system has no thread left.
    init(
        profile: DeviceProfile, clock: BoardClock, painter: sending any Painter,
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
        network = loops[0]
        encoder = PictureEncoder(on: loops[2])
        let (events, continuation) = AsyncStream.makeStream(of: Player.Event.self)
        self.events = events
        player = Player(
            on: loops[1], profile: profile, painter: painter, display: display, now: { clock.now },
            isTimeKnown: { clock.trust != .untrusted }, tell: { continuation.yield($0) })
    }

    /// Plays until the task is cancelled or `body` has come to an end, and ends the threads. May be called once.
    @discardableResult
    func run(_ body: @escaping @Sendable () async -> PlayerEnding) async -> PlayerEnding {
        let ending = await withTaskGroup(of: PlayerEnding?.self) { group in
            group.addTask {
                await player.run()
                return nil
            }
            group.addTask { await body() }
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

/// A controller on the threads of a board.
struct BoardRuntime: Sendable {
    let controller: Controller
    let threads: BoardThreads

    /// Nothing is read, drawn or dialled before ``run()``.
    init(_ configuration: Controller.Configuration, on threads: BoardThreads) {
        self.threads = threads
        controller = Controller(
            configuration, on: threads.network, player: threads.player, encoder: threads.encoder, events: threads.events
        )
    }

    var player: Player { threads.player }

    /// Plays until the task is cancelled or the player is to start anew. May be called once.
    @discardableResult
    func run() async -> PlayerEnding { await threads.run { await controller.run() } }
}
