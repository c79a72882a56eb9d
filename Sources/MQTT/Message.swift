public import Foundation

/// How hard the client and the broker try to deliver one message (MQTT 5.0, section 4.3).
///
/// The third level, exactly once, is left out: Litfass acknowledges in its own payloads.
public enum QualityOfService: Int32, Sendable {
    /// Sent once; lost when the connection breaks.
    case atMostOnce = 0
    /// Sent and acknowledged; may arrive twice.
    case atLeastOnce = 1
}

/// One application message, as it is published or received.
public struct Message: Sendable, Equatable {
    /// The topic name: UTF-8, 1 to 65,535 bytes, with no wildcard and no NUL.
    public var topic: String
    /// The bytes; an empty payload that is retained deletes the topic's retained message.
    public var payload: Data
    /// The level asked for, or for a received message the level it came with.
    public var qualityOfService: QualityOfService
    /// Published: the broker keeps it as the topic's last message; received: it came from that store.
    public var isRetained: Bool

    /// A message; nothing is checked before it is published.
    public init(
        topic: String, payload: Data, qualityOfService: QualityOfService = .atMostOnce, isRetained: Bool = false
    ) {
        self.topic = topic
        self.payload = payload
        self.qualityOfService = qualityOfService
        self.isRetained = isRetained
    }
}
