import Foundation
import MQTT
import ProgramSupport
import Synchronization

/// Hears all that is said on some topics, and when.
final class Listener: Sendable {
    /// What came, filled on the event loop's thread.
    private final class Inbox: Sendable {
        let heard = Mutex<(messages: [Message], last: ContinuousClock.Instant)>(([], .now))
        let changes = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))

        func take(_ event: Event) {
            if case .message(let message) = event {
                heard.withLock { heard in
                    heard.messages.append(message)
                    heard.last = .now
                }
            }
            changes.continuation.yield()
        }

        func holds(_ check: ([Message]) -> Bool) -> Bool { heard.withLock { check($0.messages) } }
    }

    private let inbox = Inbox()
    private let client: Client
    private let filter: String

    private static let marker = "litfass-sim/marker"

    /// A listener that hears nothing before ``start()``.
    init(_ filter: String, broker: HostAndPort, on loop: EventLoop) {
        self.filter = filter
        let inbox = inbox
        let name = "litfass-sim-listener-\(UInt32.random(in: 0...UInt32.max))"
        client = Client(
            Client.Configuration(host: broker.host, port: broker.port, clientID: name), on: loop
        ) { inbox.take($0) }
    }

    /// Connects and subscribes.
    func start() async throws {
        await client.start()
        for await _ in inbox.changes.stream where await client.isConnected { break }
        try await client.subscribeAcknowledged([filter, Self.marker], qualityOfService: .atLeastOnce)
    }

    /// Returns when it has heard all that was said before.
    func catchUp(_ patience: Duration) async throws {
        try await client.publish(Message(topic: Self.marker, payload: Data()))
        try await wait("its own words", patience) { $0.contains { $0.topic == Self.marker } }
    }

    func stop() async { await client.stop() }

    /// What came so far.
    var messages: [Message] { inbox.heard.withLock { $0.messages } }

    /// When the last message came.
    var last: ContinuousClock.Instant { inbox.heard.withLock { $0.last } }

    /// From here on only what is new counts.
    func forget() { inbox.heard.withLock { $0.messages = [] } }

    /// Waits until so many messages have come. One waiter at a time.
    func wait(for count: Int, _ what: String, _ patience: Duration) async throws {
        try await wait("\(count) \(what)", patience) { $0.count >= count }
    }

    /// Waits until what came is enough. One waiter at a time.
    func wait(
        _ what: String, _ patience: Duration, until isDone: @escaping @Sendable ([Message]) -> Bool
    ) async throws {
        try await litfass_sim.wait(for: what, patience, changes: inbox.changes.stream) { [inbox] in
            inbox.holds(isDone) ? () : nil
        }
    }
}
