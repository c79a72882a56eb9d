import Foundation
import ProgramSupport
import Signage

/// `litfass command`: has a board do something.
struct CommandCommand: Subcommand {
    static let help = """
        litfass command BOARD OPERATION [ARGUMENT] [OPTIONS]

        Has a board do something, and waits for what comes of it. A board that cannot be reached does it when it is
        back within a minute, else not at all.

          picture             send a picture of what is on its panel; -o FILE saves it
          identify            show its name large for a minute
          log [LINES]         tell the last lines of its own log: 1 to 200, else 50
          brightness PERCENT  hold its panel's light at 1 to 100 percent; --until TIME, else for an hour. An interrupt
                              has its own light, and a player that starts anew forgets it
          refetch             look through all that it has stored, and fetch what is missing or altered
          restart             start its player anew
          reboot              start its machine anew

          -o FILE       where to write the picture, a PNG at most 640 pixels wide
          --until TIME  such as 18:00 or 2026-11-25T07:00, by the council's clocks; a day is included
          --json        the hub's answer
          --hub URL, --token-file FILE   see litfass --help

        litfass command BOARD

        Lists its last commands and what came of them, the newest first.

        Exit status: 1 also when the board has refused it, failed, or was too late, or when there is no FILE.

        """

    /// How long a board has for it before the answer is that it is still at it.
    static let patience = Duration.seconds(15)

    private let client: HubClient
    private let board: String
    private let draft: CommandDraft?
    private let file: String?
    private let printsJSON: Bool

    init(_ words: [String]) throws {
        let own: Set<String> = ["-o", "--until"]
        let arguments = try Arguments(
            words, options: own.union(HubClient.options), flags: ["--json"], positionals: 1...3)
        board = arguments.positionals[0]
        do {
            _ = try Name(board)
        } catch {
            throw UsageError("\"\(board)\" is no name of a board: \(error)")
        }
        draft = try Self.draft(arguments)
        file = try arguments.value("-o")
        guard file == nil || draft?.operation == "picture" else { throw UsageError("-o goes with picture") }
        printsJSON = arguments.has("--json")
        client = try HubClient(arguments)
    }

    func run() async throws {
        let path = "api/v1/boards/\(board)/commands"
        guard let draft else {
            let list = try await client.ask("GET", path, answer: CommandList.self)
            return try Litfass.write(list, asJSON: printsJSON, words: CommandWords.table(list))
        }
        let given = try await client.ask("POST", path, body: draft, answer: CommandStatus.self)
        // One that cannot be reached is told at once.
        let patience = given.presence == .online ? Self.patience : .zero
        let status = try await client.poll("\(path)/\(given.id)", from: given, for: patience) {
            $0.result.state.isFinal
        }
        if let file, let picture = status.result.picture { try await save(picture, to: file) }
        try Litfass.write(status, asJSON: printsJSON, words: CommandWords.words(status))
        if [.failed, .rejected, .expired].contains(status.result.state) {
            throw Failure("\(board) has not done it: \(status.result.detail ?? status.result.state.rawValue)")
        }
        if let file, status.result.picture == nil {
            throw Failure("\(file) is not written: the picture has not come; ask for it again later")
        }
    }

    private static func draft(_ arguments: Arguments) throws -> CommandDraft? {
        let rest = arguments.positionals.dropFirst()
        let until = try arguments.time("--until")
        guard let operation = rest.first else {
            guard until == nil else { throw UsageError("--until goes with brightness") }
            return nil
        }
        var draft = CommandDraft(operation: operation, until: until)
        if let text = rest.dropFirst().first {
            guard ["log", "brightness"].contains(operation) else {
                throw UsageError("\"\(text)\" is one argument too many")
            }
            guard let number = Int(text) else { throw UsageError("\"\(text)\" is no whole number") }
            if operation == "log" { draft.lines = number } else { draft.percent = number }
        }
        do {
            _ = try draft.checked(at: .distantPast, in: .gmt)
        } catch {
            throw UsageError("\(error)")
        }
        return draft
    }

    /// The board sends it on its own, and it may come after the answer.
    private func save(_ picture: DocumentID, to file: String) async throws {
        let end = ContinuousClock.now + Self.patience
        while ContinuousClock.now < end {
            let (bytes, tag) = try await client.download("boards/\(board)/picture.png")
            if tag?.contains(picture.hex) == true {
                do {
                    return try bytes.write(to: URL(fileURLWithPath: file), options: .atomic)
                } catch {
                    throw Failure(
                        "could not write \(file)", error, advice: "name a file in a folder that exists with -o")
                }
            }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw Failure("the picture got lost on its way to the hub; ask for it again")
    }
}
