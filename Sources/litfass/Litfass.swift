import Foundation
import ProgramSupport
import Signage

/// The staff's and the crew's command line.
enum Litfass {
    static let help = """
        litfass: notices and boards of a municipality, from a desk

          litfass publish --board NAME | --site NAME | --all --headline TEXT [--body-file FILE] [--until TIME] …
          litfass notices [--json]
          litfass withdraw ID
          litfass interrupt TEXT --until TIME [--board NAME]… [--drill] …
          litfass interrupt end [ID]
          litfass boards [--waiting] [--json]
          litfass join CODE --name NAME [--title TEXT] [--site NAME] …
          litfass replace BOARD CODE
          litfass move BOARD [--title TEXT] [--site NAME] …
          litfass leave BOARD [--lost]
          litfass command BOARD [OPERATION [ARGUMENT]] [-o FILE] [--json]
          litfass schedule BOARD [--at TIME | --day DATE] [--json]
          litfass plays [--notice ID] [--board NAME] [--from TIME] [--to TIME] [--json]
          litfass render LAYOUT --device PROFILE [--notice FILE] [--at TIME] [--dark] -o FILE
          litfass render --all --out DIR

        litfass COMMAND --help tells more about one of them.

        All but render ask the hub:
          --hub URL          its address; else LITFASS_HUB, else http://127.0.0.1:8080
          --token-file FILE  the file with the access token; else LITFASS_TOKEN_FILE

        Exit status: 0 done, 1 failed, 2 not understood.

        """

    static let commands: [String: any (Subcommand & SendableMetatype).Type] = [
        "publish": Publish.self, "notices": Notices.self, "withdraw": Withdraw.self, "interrupt": InterruptCommand.self,
        "boards": Boards.self, "join": Join.self, "replace": Replace.self, "move": Move.self, "leave": Leave.self,
        "command": CommandCommand.self,
        "schedule": ScheduleCommand.self, "plays": Plays.self, "render": RenderCommand.self,
    ]

    /// Runs one command; returns the exit status.
    static func run(_ words: [String]) async -> Int32 {
        guard let name = words.first, name != "--help", name != "-h", name != "help" else {
            write(help)
            return words.isEmpty ? 2 : 0
        }
        guard let command = commands[name] else {
            complain("there is no command \"\(name)\"; litfass --help lists them")
            return 2
        }
        let rest = Array(words.dropFirst())
        if rest.contains("--help") || rest.contains("-h") {
            write(command.help)
            return 0
        }
        do {
            try await command.init(rest).run()
            return 0
        } catch let error as UsageError {
            complain("\(error); litfass \(name) --help tells more")
            return 2
        } catch {
            complain("\(error)")
            return 1
        }
    }

    /// Where answers and complaints go; a test hands in another one for the length of a run.
    @TaskLocal static var console = Console(
        write: { writeText($0, to: .standardOutput) },
        complain: { writeText($0, to: .standardError) })

    static func write(_ text: String) { console.write(text) }

    /// What the hub has answered: its own document, or what that says in words.
    static func write(_ answer: some Encodable, asJSON isJSON: Bool, words: @autoclosure () -> String) throws {
        write(isJSON ? String(decoding: try WireCoding.encode(answer), as: UTF8.self) + "\n" : words())
    }

    static func complain(_ text: String) { console.complain("litfass: \(text)\n") }
}

/// The two ways out of a program.
struct Console: Sendable {
    let write: @Sendable (String) -> Void
    let complain: @Sendable (String) -> Void
}

/// One command: its words are understood by the initializer, its work is done by `run`.
protocol Subcommand {
    /// What `--help` prints.
    static var help: String { get }
    /// - Throws: `UsageError` for what is not understood.
    init(_ words: [String]) throws
    /// - Throws: what failed, in words that say what to do next.
    func run() async throws
}
