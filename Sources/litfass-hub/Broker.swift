import Foundation
import HubService
import ProgramSupport

/// `litfass-hub broker`: becomes mosquitto, so that the hub may come and go without it.
struct Broker: Subcommand {
    static let help = """
        litfass-hub broker --state DIR [--listen ADDRESS] [--port PORT] [--name HOST] [--print]

        Writes mosquitto's configuration, certificates and rights, and becomes mosquitto: the process is the broker
        from then on. Only boards that the hub has let in can connect, each with its own certificate.

          --state DIR       the hub's state folder; made when missing
          --listen ADDRESS  an address of this machine, 0.0.0.0 for all of them; 127.0.0.1 when left out
          --port PORT       where boards connect; 8883 when left out
          --name HOST       a name or an address by which boards call this machine, which its certificate then
                            holds for; again for each further one
          --print           becomes nothing: writes all but mosquitto.conf and prints that, for a broker that the
                            council runs already. Its user must be able to read and write in DIR/broker and to read
                            DIR/authority/ca.pem, and after a board has left it must be told to read its files anew
                            (systemctl reload mosquitto) where the hub may not do that itself

        A damaged database of the broker is moved aside; hub and boards publish everything again.

        """

    private let options: BrokerProcess.Options
    private let prints: Bool

    init(_ words: [String]) throws {
        let arguments = try Arguments(
            words, options: ["--state", "--listen", "--port", "--name"], flags: ["--print"])
        options = BrokerProcess.Options(
            state: try arguments.required("--state"), address: try arguments.value("--listen") ?? "127.0.0.1",
            port: try arguments.port("--port", from: 1) ?? 8883, names: arguments.values("--name"))
        prints = arguments.has("--print")
    }

    func run(output: @escaping @Sendable (String) -> Void, log: Log) async throws {
        guard prints else { return try BrokerProcess.become(options, log: log) }
        output(try BrokerProcess.prepare(options, log: log))
    }
}
