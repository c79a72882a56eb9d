import Foundation

/// The program `litfass-hub`: finds the subcommand and turns errors into exit statuses.
public enum HubProgram {
    /// Does what the command line says.
    ///
    /// - Parameters:
    ///   - arguments: without the program's name.
    ///   - output: takes what was asked for, line by line.
    ///   - log: takes everything else.
    /// - Returns: the exit status: 0 done, 1 failed, 2 misused.
    public static func run(
        _ arguments: [String], output: @escaping @Sendable (String) -> Void = HubProgram.printNow,
        log: Log = .standardError
    ) async -> Int32 {
        do {
            switch arguments.first {
            case "--help", "-h", "help": output(help)
            case "serve": try await ServeCommand.run(Array(arguments.dropFirst()), output: output, log: log)
            case "broker": try BrokerCommand.run(Array(arguments.dropFirst()), output: output, log: log)
            case let word?: throw Misuse("there is no subcommand \"\(word)\"", command: "")
            case nil: throw Misuse("a subcommand is missing", command: "")
            }
            return 0
        } catch let misuse as Misuse {
            log("litfass-hub: \(misuse)")
            return 2
        } catch {
            log("litfass-hub: \(error)")
            return 1
        }
    }

    /// Writes a line to standard output at once, also into a file or a pipe, where `print` would hold it back.
    public static let printNow: @Sendable (String) -> Void = { line in
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }

    static let help = """
        litfass-hub: publishes a municipality's notices on its boards and watches over them.

        Usage:
          litfass-hub serve   keep notices, boards and feeds; serve the API and the page
          litfass-hub broker  configure mosquitto and become it
          litfass-hub --help  this text; also after a subcommand

        Exit status: 0 done, 1 failed, 2 misused.
        """
}
