import Foundation
import MQTT
import SignageTesting

/// Keeps the events of one client and lets a test wait for what it needs.
final class Recorder: Sendable {
    private let watched = Watched<[Event]>([])

    @Sendable func record(_ event: Event) { watched.update { $0.append(event) } }

    var events: [Event] { watched.value }
    var messages: [Message] { events.compactMap(\.message) }
    var disconnections: [Disconnection] { events.compactMap(\.disconnection) }

    /// Returns as soon as the events so far satisfy `check`.
    func wait(_ what: String, until check: @escaping @Sendable ([Event]) -> Bool) async throws {
        try await watched.wait(what, until: check)
    }

    /// Returns when there have been so many connections.
    func connected(_ count: Int = 1) async throws {
        try await wait("connection \(count)") { $0.count { if case .connected = $0 { true } else { false } } >= count }
    }

    func disconnected(_ count: Int = 1) async throws {
        try await wait("disconnection \(count)") { $0.count { $0.disconnection != nil } >= count }
    }

    func messages(_ count: Int) async throws -> [Message] {
        try await wait("\(count) messages") { $0.count { $0.message != nil } >= count }
        return messages
    }
}

extension Event {
    var message: Message? { if case .message(let message) = self { message } else { nil } }
    var refusal: SubscriptionRefusal? { if case .subscriptionRefused(let value) = self { value } else { nil } }
    var disconnection: Disconnection? { if case .disconnected(let value) = self { value } else { nil } }
}

/// A client with its recorder, on a loop of its own unless one is given.
struct Party {
    let client: Client
    let recorder = Recorder()
    let loop: EventLoop
    private let ownsLoop: Bool

    init(
        _ name: String, port: UInt16, on shared: EventLoop? = nil, version: Client.ProtocolVersion = .v5,
        reconnect: ReconnectPolicy = ReconnectPolicy(initial: .milliseconds(20), maximum: .milliseconds(200)),
        tls: Client.TLS? = nil, dialTimeout: Duration = .seconds(10), will: (@Sendable () -> Message?)? = nil
    ) throws {
        loop = try shared ?? EventLoop(name: name)
        ownsLoop = shared == nil
        let configuration = Client.Configuration(
            host: "127.0.0.1", port: port, clientID: name, protocolVersion: version, reconnect: reconnect,
            dialTimeout: dialTimeout, tls: tls)
        client = Client(configuration, on: loop, will: will, handler: recorder.record)
    }

    /// Started, connected and subscribed (at `atLeastOnce`, acknowledged).
    func joined(_ filters: String...) async throws -> Party {
        await client.start()
        try await recorder.connected()
        if !filters.isEmpty { try await client.subscribeAcknowledged(filters, qualityOfService: .atLeastOnce) }
        return self
    }

    func end() async {
        await client.stop()
        if ownsLoop { loop.stop() }
    }
}

extension Message {
    /// A message of text.
    init(
        _ topic: String, _ text: String, _ qualityOfService: MQTT.QualityOfService = .atMostOnce,
        isRetained: Bool = false
    ) {
        self.init(
            topic: topic, payload: Data(text.utf8), qualityOfService: qualityOfService, isRetained: isRetained)
    }

    var text: String { String(decoding: payload, as: UTF8.self) }
}
