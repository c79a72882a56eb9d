/// What a client tells its owner, in order, on the loop's thread.
public enum Event: Sendable {
    /// The broker accepted the connection: subscribe and publish the birth now.
    case connected
    /// A connection or a dial has ended; unless it was asked for, the client dials again.
    case disconnected(Disconnection)
    /// A message of a subscribed topic.
    ///
    /// At `atLeastOnce` its PUBACK is written only after the handler has returned.
    case message(Message)
    /// The broker refused a filter that ``Client/subscribe(_:qualityOfService:)`` asked for.
    case subscriptionRefused(SubscriptionRefusal)
}

/// Why a connection, or a dial that never became one, has ended.
public struct Disconnection: Sendable, Equatable {
    /// The cause in words, for a log or a page.
    public var reason: String
    /// The library's code (`enum mosq_err_t`), from 128 on an MQTT 5 reason code, 0 for a clean end.
    ///
    /// A CONNACK of MQTT 3.1.1 that refuses is told with its own codes, 1 to 5.
    public var code: Int32
    /// The owner called ``Client/stop()``.
    public var isRequested: Bool
    /// False for a dial that failed: no ``Event/connected`` went before.
    public var wasConnected: Bool

    /// A disconnection as the given values say.
    public init(reason: String, code: Int32, isRequested: Bool, wasConnected: Bool) {
        self.reason = reason
        self.code = code
        self.isRequested = isRequested
        self.wasConnected = wasConnected
    }
}

/// A filter the broker will not deliver.
public struct SubscriptionRefusal: Sendable, Equatable {
    /// The topic filter as it was asked for.
    public var filter: String
    /// The reason code of the SUBACK, from 128 on.
    public var code: Int32
    /// The code in words.
    public var reason: String

    /// A refusal as the given values say.
    public init(filter: String, code: Int32, reason: String) {
        self.filter = filter
        self.code = code
        self.reason = reason
    }
}
