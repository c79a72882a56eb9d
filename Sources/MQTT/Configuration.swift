extension Client {
    /// The version of the protocol that is spoken.
    public enum ProtocolVersion: String, Sendable {
        /// MQTT 3.1.1: a denied publish is acknowledged as if it had gone through.
        case v311 = "3.1.1"
        /// MQTT 5.0: acknowledgements carry reason codes.
        case v5 = "5"
    }

    /// How both ends of a connection prove who they are, by files in PEM.
    public struct TLS: Sendable, Equatable {
        /// The certificates of those whose servers are believed, if they are for the host that is dialled.
        public var authority: String
        /// What the client proves itself with; nil for one that proves nothing.
        public var identity: Identity?

        /// A client's certificate, and its key without a password.
        public struct Identity: Sendable, Equatable {
            /// Its path.
            public var certificate: String
            /// Its path.
            public var key: String

            /// Nothing is read yet.
            public init(certificate: String, key: String) {
                self.certificate = certificate
                self.key = key
            }
        }

        /// Nothing is read before the first dial, and everything anew with each one.
        public init(authority: String, identity: Identity? = nil) {
            self.authority = authority
            self.identity = identity
        }
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
        /// What the client calls itself where the broker asks nobody to prove it; nil for nothing.
        public var userName: String?
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
        /// TLS 1.2 or newer; nil for a connection in the clear.
        public var tls: TLS?

        /// A configuration; nothing is checked before the first dial.
        public init(
            host: String, port: UInt16, clientID: String, userName: String? = nil, keepAlive: Duration = .seconds(30),
            protocolVersion: ProtocolVersion = .v5, reconnect: ReconnectPolicy = ReconnectPolicy(),
            dialTimeout: Duration = .seconds(10), sessionExpiry: Duration = .zero, tls: TLS? = nil
        ) {
            self.host = host
            self.port = port
            self.clientID = clientID
            self.userName = userName
            self.keepAlive = keepAlive
            self.protocolVersion = protocolVersion
            self.reconnect = reconnect
            self.dialTimeout = dialTimeout
            self.sessionExpiry = sessionExpiry
            self.tls = tls
        }
    }
}
