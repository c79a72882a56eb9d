import Foundation
import MQTT
import ProgramSupport
import Signage
import Synchronization

/// What has come in over MQTT and when, to be waited for.
final class Arrivals: Sendable {
    /// All that was seen so far.
    struct Seen: Sendable {
        var isConnected = false
        var reported: [Name: (state: ReportedState, at: ContinuousClock.Instant)] = [:]
        var payloads: [String: (bytes: Data, at: ContinuousClock.Instant)] = [:]
    }

    private let seen = Mutex(Seen())
    private let changes = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))

    /// Called on the event loop's thread.
    func take(_ event: Event) {
        let now = ContinuousClock.now
        switch event {
        case .connected: seen.withLock { $0.isConnected = true }
        case .message(let message):
            if case .reported(_, let board)? = try? Topic(message.topic) {
                guard let state = try? WireCoding.decode(ReportedState.self, from: message.payload) else { return }
                seen.withLock { $0.reported[board] = (state, now) }
            } else {
                seen.withLock { $0.payloads[message.topic] = (message.payload, now) }
            }
        default: return
        }
        changes.continuation.yield()
    }

    /// The last bytes that came on a topic; nil before the first.
    func last(on topic: Topic) -> Data? { last(on: topic.text) }

    /// The same, of any topic.
    func last(on topic: String) -> Data? { seen.withLock { $0.payloads[topic]?.bytes } }

    /// Waits until something has been seen. One waiter at a time.
    /// - Throws: ``Failure`` naming what did not come in time.
    @discardableResult
    func wait<Value: Sendable>(
        _ what: String, _ patience: Duration, _ find: @escaping @Sendable (Seen) -> Value?
    ) async throws -> Value {
        try await litfass_sim.wait(for: what, patience, changes: changes.stream) { self.seen.withLock { find($0) } }
    }
}
