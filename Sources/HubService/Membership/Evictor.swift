import MQTT
import Signage

/// Ends connections that stand though they should not: a revocation list is looked at when a board connects, and never again.
///
/// It takes a board's client id for a moment, and the broker throws the other one out.
struct Evictor: Sendable {
    /// The hub's own way into the broker.
    let broker: Client.Configuration
    let loop: EventLoop

    /// - Returns: whether the broker has taken part.
    func evict(_ board: Name) async -> Bool {
        var broker = broker
        broker.clientID = board.text
        return await Client.isLetIn(broker, on: loop)
    }
}
