import Crypto
import Foundation
import MQTT
import Signage
import SignageTesting
import Testing

@testable import BoardController

/// A broker, a hub and the place for a board's state; a board can be started and ended on it, again and again.
final class Street: Sendable {
    let broker: PrivateBroker
    let hub: TestHub
    let folder: URL
    let clock = TestClock()
    /// The board that was started last.
    let running = Watched<BoardRuntime?>(nil)

    var state: StateFolder { StateFolder(path: folder.path + "/state") }

    private init() throws {
        broker = try PrivateBroker()
        hub = try TestHub(port: broker.port)
        folder = FileManager.default.temporaryDirectory.appending(path: "board-\(UUID().uuidString)")
    }

    static func with(_ body: (Street) async throws -> Void) async throws {
        let street = try Street()
        defer { try? FileManager.default.removeItem(at: street.folder) }
        try await street.hub.start()
        do {
            try await body(street)
        } catch {
            await street.hub.stop()
            street.hub.stopLoop()
            throw error
        }
        await street.hub.stop()
        street.hub.stopLoop()
    }

    /// Runs a board while `body` runs, then lets it say farewell. Unless a test wants it, nothing is asked for twice.
    @discardableResult
    func board<Value: Sendable>(
        isOnline: Bool = true, boot: String = "test", reboot: String? = nil, key: PublicKey? = nil,
        painter: TestPainter = TestPainter(), asksAgainAfter patience: Duration = .seconds(30),
        log: @escaping @Sendable (String) -> Void = { _ in }, _ body: (TestPanel) async throws -> Value
    ) async throws -> Value {
        let panel = TestPanel()
        let closed = try PrivateBroker.freePort()
        let clock = clock
        let configuration = Controller.Configuration(
            board: Fixtures.board, cell: Fixtures.cell, profile: Fixtures.profile,
            rootKey: key ?? hub.root.publicKey,
            state: state, sysfs: folder.path + "/sys",
            broker: Client.Configuration(
                host: "127.0.0.1", port: isOnline ? broker.port : closed, clientID: Fixtures.board.text,
                reconnect: ReconnectPolicy(initial: .milliseconds(20), maximum: .milliseconds(100))),
            renderer: "test-painter", backoff: Backoff(initial: patience, maximum: patience),
            patience: .milliseconds(50), spread: .milliseconds(50), rebootCommand: reboot,
            clock: BoardClock(earliest: .distantPast, boot: boot, reading: { clock.reading }), log: log)
        let threads = try BoardThreads(
            profile: configuration.profile, clock: configuration.clock, painter: painter, display: panel)
        let runtime = BoardRuntime(configuration, on: threads)
        running.update { $0 = runtime }
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await runtime.run() }
            // Ends the board whether or not the body throws.
            defer { group.cancelAll() }
            return try await body(panel)
        }
    }

    /// A minute passes on the board's clocks, and it looks at them.
    func minutePasses() async throws {
        clock.advance(by: 60)
        await running.value?.controller.keepProof()
    }

    /// How many events are on the board's disk.
    func waiting() throws -> Int { try OutboxDatabase(path: state.outbox).count().rows }

    /// Breaks the board's connection once: a second client of the same id makes the broker end the first one's, and does not
    /// come again when the board in turn ends its own.
    func interrupt() async throws {
        let connected = Watched(false)
        let loop = try EventLoop(name: "intruder")
        let intruder = Client(
            Client.Configuration(
                host: "127.0.0.1", port: broker.port, clientID: Fixtures.board.text,
                reconnect: ReconnectPolicy(initial: .seconds(600), maximum: .seconds(600))), on: loop,
            handler: { event in if case .connected = event { connected.update { $0 = true } } })
        await intruder.start()
        defer { loop.stop() }
        try await connected.wait("intruder's connection") { $0 }
        await intruder.stop()
    }

    /// Waits until the board reports this version applied, and gives that report.
    @discardableResult
    func applied(_ version: Int) async throws -> ReportedState {
        let heard = try await hub.heard.wait("version \(version) applied") {
            $0.reported.last?.applied?.version == version
        }
        return try #require(heard.reported.last)
    }

    /// Waits until the board reports a refusal for this reason, and gives that report.
    @discardableResult
    func refused(_ reason: ReportedState.Refusal.Reason) async throws -> ReportedState {
        let heard = try await hub.heard.wait("refusal \(reason)") { $0.reported.last?.refused?.reason == reason }
        return try #require(heard.reported.last)
    }
}
