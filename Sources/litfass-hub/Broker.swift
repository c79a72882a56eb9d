import Foundation
import HubService
import ProgramSupport

/// `litfass-hub broker`: becomes mosquitto, so that the hub may come and go without it.
struct Broker: Subcommand {
    static let help = """
        litfass-hub broker --state DIR [--port PORT]

        Writes mosquitto's configuration and becomes mosquitto: the process is the broker from then on.

          --state DIR   where mosquitto.conf and the broker's own folder stand; made when missing
          --port PORT   where it listens on 127.0.0.1; 1883 when left out

        Every program on this machine may connect. A damaged database of the broker is moved aside;
        hub and boards publish everything again.

        """

    let state: String
    let port: UInt16

    init(_ words: [String]) throws {
        let arguments = try Arguments(words, options: ["--state", "--port"])
        state = try arguments.required("--state")
        port = try arguments.port("--port", from: 1) ?? 1883
    }

    func run(output: @escaping @Sendable (String) -> Void, log: Log) async throws {
        try BrokerProcess.become(state: state, port: port, log: log)
    }
}
