import Foundation
import ProgramSupport
import Signage

/// `litfass replace`: puts other hardware in a board's place.
struct Replace: Subcommand {
    static let help = """
        litfass replace BOARD CODE [--json]

        Puts the hardware that shows this code in the place of a board: it takes over name, place and programme, and what
        was there before is shut out.

          --json   prints the hub's answer
          --hub URL, --token-file FILE   see litfass --help

        """

    private let client: HubClient
    private let board: Name
    private let code: ClaimCode
    private let printsJSON: Bool

    init(_ words: [String]) throws {
        let arguments = try Arguments(words, options: HubClient.options, flags: ["--json"], positionals: 2...3)
        board = try arguments.board()
        code = try Join.code(Array(arguments.positionals.dropFirst()))
        printsJSON = arguments.has("--json")
        client = try HubClient(arguments)
    }

    func run() async throws {
        let member = try await client.ask(
            "POST", "api/v1/boards/\(board)/replacement", body: ReplacementDraft(code: code.text), answer: Member.self)
        try Litfass.write(member, asJSON: printsJSON, words: MemberWords.text("has new hardware", member))
    }
}
