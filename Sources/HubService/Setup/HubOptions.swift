import MQTT
public import Signage

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
    /// A name or a numeric address.
    public var brokerHost: String
    /// A TCP port.
    public var brokerPort: UInt16
    /// A TCP port on 127.0.0.1; 0 for a free one.
    public var httpPort: UInt16
    /// Names this hub on the broker.
    public var replica: Name
    /// The version of MQTT that is spoken.
    var mqtt: Client.ProtocolVersion

    /// - Parameter mqtt: `5` or `3.1.1`.
    /// - Throws: when the replica's name cannot stand in a topic, or `mqtt` is no such version.
    public init(
        state: String, configuration: String, layouts: String, devices: String, brokerHost: String = "127.0.0.1",
        brokerPort: UInt16 = 1883, httpPort: UInt16 = 8080, replica: String,
        mqtt: String = "5"
    ) throws(InvalidValue) {
        self.state = state
        self.configuration = configuration
        self.layouts = layouts
        self.devices = devices
        self.brokerHost = brokerHost
        self.brokerPort = brokerPort
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
