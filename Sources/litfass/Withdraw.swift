import ProgramSupport
import Signage

/// `litfass withdraw`: takes a notice away.
struct Withdraw: Subcommand {
    static let help = """
        litfass withdraw ID

        Takes a notice off every board, at once. litfass notices tells the ids.

          --hub URL, --token-file FILE   see litfass --help

        """

    private let client: HubClient
    private let id: String

    init(_ words: [String]) throws {
        let arguments = try Arguments(words, options: HubClient.options, positionals: 1...1)
        id = arguments.positionals[0]
        do {
            _ = try Name(id)
        } catch {
            throw UsageError("\"\(id)\" is no id of a notice: \(error)")
        }
        client = try HubClient(arguments)
    }

    func run() async throws {
        let status = try await client.ask("DELETE", "api/v1/notices/\(id)", answer: NoticeStatus.self)
        Litfass.write("\(id) is withdrawn from \(status.deliveries.map(\.board.text).joined(separator: ", "))\n")
    }
}
