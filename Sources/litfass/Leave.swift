import Foundation
import ProgramSupport
import Signage

/// `litfass leave`: takes a board out of the fleet.
struct Leave: Subcommand {
    static let help = """
        litfass leave BOARD [--lost] [--json]

        Takes a board out of the fleet: it is told to put everything aside that it was given and shows a code again; its
        certificate is revoked, and what the broker kept of it is cleared. What it has shown stays on record.

          --lost   it was stolen or cannot be trusted: it is told nothing, and shut out at once
          --json   prints the hub's answer
          --hub URL, --token-file FILE   see litfass --help

        """

    private let client: HubClient
    private let board: Name
    private let isLost: Bool
    private let printsJSON: Bool

    init(_ words: [String]) throws {
        let arguments = try Arguments(
            words, options: HubClient.options, flags: ["--json", "--lost"], positionals: 1...1)
        board = try arguments.board()
        isLost = arguments.has("--lost")
        printsJSON = arguments.has("--json")
        client = try HubClient(arguments)
    }

    func run() async throws {
        let member = try await client.ask(
            "DELETE", "api/v1/boards/\(board)", query: isLost ? [URLQueryItem(name: "lost", value: "true")] : [],
            answer: Member.self)
        try Litfass.write(member, asJSON: printsJSON, words: MemberWords.text("has left", member))
    }
}
