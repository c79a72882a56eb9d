import Foundation
import HubService
import ProgramSupport

/// The program: finds the subcommand and turns errors into exit statuses.
enum LitfassHub {
    static let help = """
        litfass-hub: publishes a municipality's notices on its boards and watches over them

          litfass-hub serve         keep notices, boards and feeds; serve the API and the page
          litfass-hub broker        configure mosquitto and become it
          litfass-hub provisioning  what every board of this hub is set up with
          litfass-hub keys          show, make and replace the keys that boards trust

        litfass-hub COMMAND --help tells more about one of them.

        Exit status: 0 done, 1 failed, 2 not understood.

        """

    static let commands: [String: any (Subcommand & SendableMetatype).Type] = [
        "serve": Serve.self, "broker": Broker.self, "keys": Keys.self, "provisioning": ProvisioningCommand.self,
    ]

    /// Runs one command; returns the exit status.
    ///
    /// - Parameters:
    ///   - output: takes what was asked for, at once: `print` would hold it back before a file or a pipe.
    ///   - log: takes everything else.
    static func run(
        _ words: [String],
        output: @escaping @Sendable (String) -> Void = { writeText($0, to: .standardOutput) },
        log: Log = .standardError
    ) async -> Int32 {
        guard let name = words.first, name != "--help", name != "-h", name != "help" else {
            output(help)
            return words.isEmpty ? 2 : 0
        }
        guard let command = commands[name] else {
            log("litfass-hub: there is no command \"\(name)\"; litfass-hub --help lists them")
            return 2
        }
        let rest = Array(words.dropFirst())
        if rest.contains("--help") || rest.contains("-h") {
            output(command.help)
            return 0
        }
        do {
            try await command.init(rest).run(output: output, log: log)
            return 0
        } catch let error as UsageError {
            log("litfass-hub: \(error); litfass-hub \(name) --help tells more")
            return 2
        } catch {
            log("litfass-hub: \(error)")
            return 1
        }
    }
}

/// One command: its words are understood by the initializer, its work is done by `run`.
protocol Subcommand {
    /// What `--help` prints.
    static var help: String { get }
    /// - Throws: `UsageError` for what is not understood.
    init(_ words: [String]) throws
    /// - Throws: what failed, in words that say what to do next.
    func run(output: @escaping @Sendable (String) -> Void, log: Log) async throws
}

extension Arguments {
    /// A TCP port from `lowest` to 65535; nil when the option is not there.
    func port(_ option: String, from lowest: UInt16) throws(UsageError) -> UInt16? {
        guard let text = try value(option) else { return nil }
        guard let port = UInt16(text), port >= lowest else {
            throw UsageError("\(option) must be a port of \(lowest) to 65535, not \"\(text)\"")
        }
        return port
    }
}
