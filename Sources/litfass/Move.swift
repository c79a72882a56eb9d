import Foundation
import ProgramSupport
import Signage

/// `litfass move`: a board that stands somewhere else now, or shows something else there.
struct Move: Subcommand {
    static let help = """
        litfass move BOARD [--title TEXT] [--site NAME] [--tag NAME]… [--layout NAME] [--feed NAME]… [--json]

        Changes where a board stands and what it shows there; what is left out stays. Its notices stay, too.

          --title TEXT   what people call the place
          --site NAME    the site it stands in; "" for none
          --tag NAME     what it has in common with others, in place of all tags before; again for each further one
          --layout NAME  how its panel is divided
          --feed NAME    a feed that it shows, in place of all feeds before; again for each further one
          --json         prints the hub's answer
          --hub URL, --token-file FILE   see litfass --help

        """

    private let client: HubClient
    private let board: Name
    private let change: BoardChange
    private let printsJSON: Bool

    init(_ words: [String]) throws {
        let own: Set<String> = ["--title", "--site", "--tag", "--layout", "--feed"]
        let arguments = try Arguments(
            words, options: own.union(HubClient.options), flags: ["--json"], positionals: 1...1)
        board = try arguments.board()
        let (tags, feeds) = (arguments.values("--tag"), arguments.values("--feed"))
        change = BoardChange(
            title: try arguments.value("--title"), site: try arguments.value("--site"), tags: tags.isEmpty ? nil : tags,
            layout: try arguments.value("--layout"), feeds: feeds.isEmpty ? nil : feeds)
        guard change != BoardChange() else {
            throw UsageError("say what changes: --title, --site, --tag, --layout or --feed")
        }
        printsJSON = arguments.has("--json")
        client = try HubClient(arguments)
    }

    func run() async throws {
        let member = try await client.ask("PATCH", "api/v1/boards/\(board)", body: change, answer: Member.self)
        try Litfass.write(member, asJSON: printsJSON, words: MemberWords.text("has moved", member))
    }
}
