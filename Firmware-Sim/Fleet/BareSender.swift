import MQTT
import ProgramSupport

/// Sends many messages as fast as the library takes them: what a hub or a fleet is held against.
struct BareSender {
    private let client: Client

    /// So many messages a visit to the client's thread, which writes between two visits.
    private static let share = 100

    /// Returns when it is connected.
    init(_ name: String, broker: HostAndPort, on loop: EventLoop) async {
        let connected = AsyncStream<Void>.makeStream()
        client = Client(
            Client.Configuration(host: broker.host, port: broker.port, clientID: name), on: loop
        ) { event in if case .connected = event { connected.continuation.finish() } }
        await client.start()
        for await _ in connected.stream {}
    }

    /// - Parameter message: makes each message right before it goes out, on the client's thread.
    func send(_ count: Int, _ message: @Sendable (Int) throws -> Message) async throws {
        for start in stride(from: 0, to: count, by: Self.share) {
            try await Self.send(start..<min(count, start + Self.share), message, over: client)
        }
    }

    func stop() async { await client.stop() }

    private static func send(
        _ numbers: Range<Int>, _ message: @Sendable (Int) throws -> Message, over client: isolated Client
    ) throws {
        for number in numbers { try client.publish(message(number)) }
    }
}
