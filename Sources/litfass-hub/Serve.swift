import Foundation
import HubService
import ProgramSupport

/// `litfass-hub serve`: the hub itself.
struct Serve: Subcommand {
    static let help = """
        litfass-hub serve --state DIR --configuration FILE --layouts DIR --devices DIR
                          [--broker HOST[:PORT]] [--mqtt VERSION] [--http PORT] [--replica NAME]

        Keeps notices, boards and feeds; publishes programmes to the boards; serves the API and the page.

          --state DIR            database, keys and API token; made at the first start
          --configuration FILE   the council's boards and feeds, as JSON
          --layouts DIR          one JSON file a layout
          --devices DIR          one JSON file a device profile
          --broker HOST[:PORT]   the MQTT broker; 127.0.0.1:1883 when left out
          --mqtt VERSION         of the MQTT protocol, 5 (when left out) or 3.1.1
          --http PORT            where page and API are served on 127.0.0.1; 8080 when left out, 0 for a free port
          --replica NAME         names this hub on the broker; 1 when left out

        In the state folder, root.pub.pem is what boards are given to check seals with, and token is what the API
        asks for (Authorization: Bearer …). SIGTERM and Ctrl-C end it cleanly.

        """

    let options: HubOptions

    init(_ words: [String]) throws {
        let arguments = try Arguments(
            words,
            options: [
                "--state", "--configuration", "--layouts", "--devices", "--broker", "--mqtt", "--http", "--replica",
            ])
        let broker = try HostAndPort(try arguments.value("--broker") ?? "127.0.0.1", defaultPort: 1883)
        let (state, configuration) = (try arguments.required("--state"), try arguments.required("--configuration"))
        let (layouts, devices) = (try arguments.required("--layouts"), try arguments.required("--devices"))
        let port = try arguments.port("--http", from: 0) ?? 8080
        let replica = try arguments.value("--replica") ?? "1"
        do {
            options = try HubOptions(
                state: state, configuration: configuration, layouts: layouts, devices: devices,
                brokerHost: broker.host, brokerPort: broker.port, httpPort: port, replica: replica,
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
