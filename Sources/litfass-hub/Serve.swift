import Foundation
import HubService
import ProgramSupport

/// `litfass-hub serve`: the hub itself.
struct Serve: Subcommand {
    static let help = """
        litfass-hub serve --state DIR --configuration FILE --layouts DIR --devices DIR
                          [--broker PATH|HOST[:PORT]] [--listen ADDRESS] [--join-port PORT] [--mqtt VERSION]
                          [--http PORT] [--replica NAME]

        Keeps notices, boards and feeds; publishes programmes to the boards; serves the API and the page.

          --state DIR            database, keys and API token; made at the first start
          --configuration FILE   the council's boards and feeds, as JSON
          --layouts DIR          one JSON file a layout
          --devices DIR          one JSON file a device profile
          --broker PATH|HOST[:PORT]
                                 the hub's own way into the broker: the socket that litfass-hub broker opens in the
                                 state folder, when left out; or a port in the clear of another broker
          --listen ADDRESS       where new boards ask to be let in: an address of this machine, 0.0.0.0 for all of
                                 them; 127.0.0.1 when left out
          --join-port PORT       and on which port; 8884 when left out
          --mqtt VERSION         of the MQTT protocol, 5 (when left out) or 3.1.1
          --http PORT            where page and API are served on 127.0.0.1; 8080 when left out, 0 for a free port
          --replica NAME         names this hub on the broker; 1 when left out

        In the state folder, token is what the API asks for (Authorization: Bearer …); litfass-hub provisioning prints
        what boards are set up with. SIGTERM and Ctrl-C end it cleanly.

        """

    let options: HubOptions

    init(_ words: [String]) throws {
        let arguments = try Arguments(
            words,
            options: [
                "--state", "--configuration", "--layouts", "--devices", "--broker", "--listen",
                "--join-port", "--mqtt", "--http", "--replica",
            ])
        let (state, configuration) = (try arguments.required("--state"), try arguments.required("--configuration"))
        let broker = try HostAndPort(
            try arguments.value("--broker") ?? HubOptions.socket(state: state), defaultPort: 1883)
        let joining = JoiningEndpoint(
            address: try arguments.value("--listen") ?? "127.0.0.1",
            port: try arguments.port("--join-port", from: 1) ?? 8884)
        let (layouts, devices) = (try arguments.required("--layouts"), try arguments.required("--devices"))
        let port = try arguments.port("--http", from: 0) ?? 8080
        let replica = try arguments.value("--replica") ?? "1"
        do {
            options = try HubOptions(
                state: state, configuration: configuration, layouts: layouts, devices: devices,
                brokerHost: broker.host, brokerPort: broker.port, joining: joining, httpPort: port,
                replica: replica,
                mqtt: try arguments.value("--mqtt") ?? "5")
        } catch {
            throw UsageError("\(error)")
        }
    }

    func run(output: @escaping @Sendable (String) -> Void, log: Log) async throws {
        let hub = try await Hub(options, log: log)
        try await withTermination {
            try await hub.run { output($0 + "\n") }
        }
    }
}
