import MQTT
public import Signage

/// Where new boards ask to be let in.
public struct JoiningEndpoint: Sendable, Equatable {
    /// An address of this machine; `0.0.0.0` for all of them.
    public var address: String
    /// A TCP port.
    public var port: UInt16

    /// Takes the values as they are.
    public init(address: String, port: UInt16) {
        self.address = address
        self.port = port
    }
}

/// What the command line of `litfass-hub serve` says.
public struct HubOptions: Sendable, Equatable {
    /// The folder of database, key and token.
    public var state: String
    /// The file of the ``HubConfiguration``.
    public var configuration: String
    /// The folder of layouts.
    public var layouts: String
    /// The folder of device profiles.
    public var devices: String
    /// The hub's way into the broker: a name or a numeric address; with port 0 the path of a Unix socket.
    public var brokerHost: String
    /// A TCP port, or 0.
    public var brokerPort: UInt16
    /// Where new boards ask to be let in; nil where this hub lets none in.
    public var joining: JoiningEndpoint?
    /// A TCP port on 127.0.0.1; 0 for a free one.
    public var httpPort: UInt16
    /// Names this hub on the broker.
    public var replica: Name
    /// The version of MQTT that is spoken.
    var mqtt: Client.ProtocolVersion

    /// The path of the hub's own way into the broker that `litfass-hub broker` starts.
    public static func socket(state: String) -> String { BrokerFiles(state: state).socket }

    /// - Parameter mqtt: `5` or `3.1.1`.
    /// - Throws: when the replica's name cannot stand in a topic, or `mqtt` is no such version.
    public init(
        state: String, configuration: String, layouts: String, devices: String, brokerHost: String, brokerPort: UInt16,
        joining: JoiningEndpoint? = nil, httpPort: UInt16 = 8080, replica: String, mqtt: String = "5"
    ) throws(InvalidValue) {
        self.state = state
        self.configuration = configuration
        self.layouts = layouts
        self.devices = devices
        self.brokerHost = brokerHost
        self.brokerPort = brokerPort
        self.joining = joining
        self.httpPort = httpPort
        do {
            self.replica = try Name(replica)
        } catch {
            throw InvalidValue(field: "--replica", reason: error.reason)
        }
        guard let version = Client.ProtocolVersion(rawValue: mqtt) else {
            throw InvalidValue(field: "--mqtt", reason: "must be 5 or 3.1.1, not \"\(mqtt)\"")
        }
        self.mqtt = version
    }

    /// What publishing is called on the broker. Boards are called by their names there, and a name can hold no dot.
    var clientID: String { "hub.\(replica)" }
    /// What intake is called on the broker.
    var intakeClientID: String { clientID + ".intake" }
    /// What the intake of events is called on the broker, which keeps its session for a while.
    var eventsClientID: String { clientID + ".events" }
}
