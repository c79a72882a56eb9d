import Foundation
import ProgramSupport
import Signage

/// `litfass join`: lets a board in that shows a code.
struct Join: Subcommand {
    static let help = """
        litfass join CODE --name NAME [--title TEXT] [--site NAME] [--tag NAME]… [--profile NAME] [--layout NAME]
                     [--feed NAME]… [--json]

        Lets the board in that shows this code on its panel: from then on it belongs, under this name. A code holds for
        15 minutes and for one board; capitals, blanks and hyphens do not matter.

          --name NAME     what the board is called from now on: a-z, 0-9 and -, such as marktplatz. Of a board that
                          the hub's configuration plans, give nothing else
          --title TEXT    what people call the place; the name in capitals when left out
          --site NAME     the site it stands in, such as ebendorf
          --tag NAME      what it has in common with others, such as school; again for each further one
          --profile NAME  the device profile: refused if it is not the one that the board was set up with
          --layout NAME   how its panel is divided; the hub's usual one when left out
          --feed NAME     a feed that it shows; again for each further one; all of the hub when left out
          --json          prints the hub's answer
          --hub URL, --token-file FILE   see litfass --help

        """

    private let client: HubClient
    private let code: ClaimCode
    private let draft: JoinDraft
    private let printsJSON: Bool

    init(_ words: [String]) throws {
        let own: Set<String> = ["--name", "--title", "--site", "--tag", "--profile", "--layout", "--feed"]
        let arguments = try Arguments(
            words, options: own.union(HubClient.options), flags: ["--json"], positionals: 1...2)
        code = try Self.code(arguments.positionals)
        let (tags, feeds) = (arguments.values("--tag"), arguments.values("--feed"))
        draft = JoinDraft(
            name: try arguments.required("--name"), title: try arguments.value("--title"),
            site: try arguments.value("--site"), tags: tags.isEmpty ? nil : tags,
            profile: try arguments.value("--profile"), layout: try arguments.value("--layout"),
            feeds: feeds.isEmpty ? nil : feeds)
        printsJSON = arguments.has("--json")
        client = try HubClient(arguments)
    }

    func run() async throws {
        let member = try await client.ask("POST", "api/v1/claims/\(code.text)", body: draft, answer: Member.self)
        try Litfass.write(member, asJSON: printsJSON, words: MemberWords.text("has been let in", member))
    }

    /// A code may be typed as the panel shows it, in two groups.
    static func code(_ words: [String]) throws(UsageError) -> ClaimCode {
        do {
            return try ClaimCode(typed: words.joined())
        } catch {
            throw UsageError("\"\(words.joined(separator: " "))\" is no code: it \(error.reason)")
        }
    }
}
