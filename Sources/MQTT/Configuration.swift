extension Client {
    /// The version of the protocol that is spoken.
    public enum ProtocolVersion: String, Sendable {
        /// MQTT 3.1.1: a denied publish is acknowledged as if it had gone through.
        case v311 = "3.1.1"
        /// MQTT 5.0: acknowledgements carry reason codes.
        case v5 = "5"
    }

    /// Where and as whom a client connects.
    public struct Configuration: Sendable {
        /// A name or a numeric address; with port 0 the path of a Unix socket.
        ///
        /// A name that needs DNS blocks the loop's thread while it is looked up.
        public var host: String
        /// The TCP port, or 0 for a Unix socket.
        public var port: UInt16
        /// The client id; a second connection with the same id ends the first.
        public var clientID: String
        /// The longest silence before the client pings; held within 5...65,535 whole seconds.
        public var keepAlive: Duration
        /// The version of the protocol that is spoken.
        public var protocolVersion: ProtocolVersion
        /// The waits between dials.
        public var reconnect: ReconnectPolicy
        /// How long a dial may take up to the broker's CONNACK.
        public var dialTimeout: Duration
        /// How long the broker keeps subscriptions, and messages at `atLeastOnce` that are not acknowledged, after a connection has
        /// ended, in whole seconds; zero for not at all. With MQTT 3.1.1 the broker itself decides how long.
        public var sessionExpiry: Duration

        /// A configuration; nothing is checked before the first dial.
        public init(
            host: String, port: UInt16, clientID: String, keepAlive: Duration = .seconds(30),
            protocolVersion: ProtocolVersion = .v5, reconnect: ReconnectPolicy = ReconnectPolicy(),
            dialTimeout: Duration = .seconds(10), sessionExpiry: Duration = .zero
        ) {
            self.host = host
            self.port = port
            self.clientID = clientID
            self.keepAlive = keepAlive
            self.protocolVersion = protocolVersion
            self.reconnect = reconnect
            self.dialTimeout = dialTimeout
            self.sessionExpiry = sessionExpiry
        }
    }
}
