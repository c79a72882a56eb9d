import Foundation
import Signage

/// `litfass-hub serve`.
enum ServeCommand {
    static let help = """
        litfass-hub serve: keep notices, boards and feeds; serve the API and the page.

        Usage: litfass-hub serve --state DIR --configuration FILE --layouts DIR --devices DIR
                                 [--broker HOST[:PORT]] [--http PORT] [--replica NAME]

          --state DIR            database, publisher key and API token; made at the first start
          --configuration FILE   the council's boards and feeds, as JSON
          --layouts DIR          one JSON file a layout
          --devices DIR          one JSON file a device profile
          --broker HOST[:PORT]   the MQTT broker (127.0.0.1:1883)
          --http PORT            where page and API are served on 127.0.0.1 (8080; 0 for a free port)
          --replica NAME         names this hub on the broker (1)

        In the state folder: publisher.pub.pem is what boards check seals with,
        token is what "Authorization: Bearer" asks for.
        Ends cleanly on SIGTERM and Ctrl-C. Exit status: 0 done, 1 failed, 2 misused.
        """

    static func run(_ words: [String], output: @escaping @Sendable (String) -> Void, log: Log) async throws {
        if words.contains("--help") || words.contains("-h") { return output(help) }
        let options = try options(words)
        let hub = try await Hub(options, log: log)
        try await withTermination {
            try await hub.run { output($0) }
        }
    }

    static func options(_ words: [String]) throws(Misuse) -> HubOptions {
        let known = ["--state", "--configuration", "--layouts", "--devices", "--broker", "--http", "--replica"]
        let arguments = try Arguments(words, options: known, of: "serve")
        let broker = arguments["--broker"] ?? "127.0.0.1"
        guard let (host, port) = address(broker) else {
            throw Misuse("--broker must be HOST or HOST:PORT, not \"\(broker)\"", command: "serve")
        }
        let replica: Name
        do {
            replica = try Name(arguments["--replica"] ?? "1")
        } catch {
            throw Misuse("--replica: \(error.reason)", command: "serve")
        }
        return HubOptions(
            state: try arguments.required("--state", of: "serve"),
            configuration: try arguments.required("--configuration", of: "serve"),
            layouts: try arguments.required("--layouts", of: "serve"),
            devices: try arguments.required("--devices", of: "serve"), brokerHost: host, brokerPort: port,
            httpPort: try arguments.port("--http", of: "serve") ?? 8080, replica: replica)
    }

    /// Host and port of `HOST`, `HOST:PORT`, `[IPv6]` or `[IPv6]:PORT`.
    static func address(_ text: String) -> (host: String, port: UInt16)? {
        var host = text[...]
        var port: Substring?
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            host = text[text.index(after: text.startIndex)..<end]
            let rest = text[text.index(after: end)...]
            guard rest.isEmpty || rest.hasPrefix(":") else { return nil }
            if !rest.isEmpty { port = rest.dropFirst() }
        } else if let colon = text.firstIndex(of: ":") {
            guard !text[text.index(after: colon)...].contains(":") else { return nil }
            host = text[..<colon]
            port = text[text.index(after: colon)...]
        }
        guard !host.isEmpty else { return nil }
        guard let port else { return (String(host), 1883) }
        guard let number = UInt16(port), number > 0 else { return nil }
        return (String(host), number)
    }
}
