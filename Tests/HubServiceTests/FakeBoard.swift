import Foundation
import MQTT
import Signage
import Synchronization
import Testing

/// Stands in for a board: a client of the broker that keeps all it hears.
final class FakeBoard: Sendable {
    let name: Name
    private let loop: EventLoop
    private let client: Client
    private let cell: Name

    init(_ name: String, host: String = "127.0.0.1", port: UInt16, cell: String = "barleben") throws {
        self.name = try Name(name)
        self.cell = try Name(cell)
        let loop = try EventLoop(name: name)
        let inbox = Inbox()
        self.loop = loop
        self.inbox = inbox
        client = Client(
            Client.Configuration(
                host: host, port: port, clientID: name,
                reconnect: ReconnectPolicy(initial: .milliseconds(5), maximum: .milliseconds(20))), on: loop
        ) { event in inbox.take(event) }
    }

    private let inbox: Inbox

    deinit { loop.stop() }

    /// Connects, and subscribes to all there is.
    func connect() async throws {
        await client.start()
        try await eventually("the board is connected") { await client.isConnected }
        try await client.subscribeAcknowledged(["litfass/#"], qualityOfService: .atLeastOnce)
    }

    func stop() async { await client.stop() }

    /// Publishes a payload on one of its own topics; returns when the broker has it.
    func send(_ end: String, _ payload: Data, retained: Bool = false) async throws {
        try await client.publishAcknowledged(
            Message(
                topic: "litfass/1/\(cell)/\(name)/up/\(end)", payload: payload, qualityOfService: .atLeastOnce,
                isRetained: retained))
    }

    func send(_ end: String, _ payload: some Encodable, retained: Bool = false) async throws {
        try await send(end, try WireCoding.encode(payload), retained: retained)
    }

    /// The payloads heard on a topic, the oldest first.
    func heard(_ topic: Topic) -> [Data] {
        inbox.messages.withLock { $0.filter { $0.topic == topic.text }.map(\.payload) }
    }

    func forget() { inbox.messages.withLock { $0 = [] } }
}

private final class Inbox: Sendable {
    let messages = Mutex<[Message]>([])

    func take(_ event: Event) {
        if case .message(let message) = event { messages.withLock { $0.append(message) } }
    }
}
