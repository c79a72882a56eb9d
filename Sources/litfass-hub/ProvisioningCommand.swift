import Foundation
import HubService
import ProgramSupport

/// `litfass-hub provisioning`: what the images of boards carry.
struct ProvisioningCommand: Subcommand {
    static let help = """
        litfass-hub provisioning --state DIR --host HOST --page URL [--port PORT] [--join-port PORT]

        Prints the file that every board of this hub is set up with (litfass-board --provisioning FILE): where it
        finds the hub, and by what it knows it. Nothing in it is secret.

          --state DIR       the hub's state folder, after the first start of broker and hub
          --host HOST       where boards reach the broker: a name or an address that was given to litfass-hub broker
          --page URL        the hub's page as a phone in front of a board reaches it
          --port PORT       where boards connect that belong; 8883 when left out
          --join-port PORT  where boards ask to be let in; 8884 when left out

        """

    private let state: String
    private let address: ProvisioningFile.Address

    init(_ words: [String]) throws {
        let arguments = try Arguments(words, options: ["--state", "--host", "--page", "--port", "--join-port"])
        state = try arguments.required("--state")
        address = ProvisioningFile.Address(
            host: try arguments.required("--host"), port: try arguments.port("--port", from: 1) ?? 8883,
            joinPort: try arguments.port("--join-port", from: 1) ?? 8884, page: try arguments.required("--page"))
    }

    func run(output: @escaping @Sendable (String) -> Void, log: Log) async throws {
        output(try ProvisioningFile.text(state: state, address))
    }
}
