import Signage

/// What the command line of `litfass-hub serve` says.
struct HubOptions: Sendable, Equatable {
    /// The folder of database, key and token.
    var state: String
    /// The file of the ``HubConfiguration``.
    var configuration: String
    /// The folder of layouts.
    var layouts: String
    /// The folder of device profiles.
    var devices: String
    /// A name or a numeric address.
    var brokerHost: String
    /// A TCP port.
    var brokerPort: UInt16
    /// A TCP port on 127.0.0.1; 0 for a free one.
    var httpPort: UInt16
    /// Names this hub on the broker.
    var replica: Name

    /// Takes the values as they are.
    init(
        state: String, configuration: String, layouts: String, devices: String, brokerHost: String = "127.0.0.1",
        brokerPort: UInt16 = 1883, httpPort: UInt16 = 8080, replica: Name
    ) {
        self.state = state
        self.configuration = configuration
        self.layouts = layouts
        self.devices = devices
        self.brokerHost = brokerHost
        self.brokerPort = brokerPort
        self.httpPort = httpPort
        self.replica = replica
    }
}
