import Foundation
import ProgramSupport
import Signage

/// `litfass notices`: every notice and where it stands.
struct Notices: Subcommand {
    static let help = """
        litfass notices [--json]

        Lists the notices, the newest first: id, state, window, boards (* where the board does not have it yet),
        headline.

          --json   the hub's answer, a document with "version": 1
          --hub URL, --token-file FILE   see litfass --help

        """

    private let client: HubClient
    private let printsJSON: Bool

    init(_ words: [String]) throws {
        let arguments = try Arguments(words, options: HubClient.options, flags: ["--json"])
        printsJSON = arguments.has("--json")
        client = try HubClient(arguments)
    }

    func run() async throws {
        let list = try await client.ask("GET", "api/v1/notices", answer: NoticeList.self)
        guard !printsJSON else {
            Litfass.write(String(decoding: try WireCoding.encode(list), as: UTF8.self) + "\n")
            return
        }
        let rows = list.notices.map { status in
            let boards = status.deliveries.map { $0.board.text + ($0.appliedAt == nil ? "*" : "") }
            let window = status.notice.window
            return [
                status.notice.id.text, status.state.rawValue, Table.time(window.onset), Table.time(window.expires),
                boards.joined(separator: ", "), status.notice.headline,
            ]
        }
        Litfass.write(Table.text(["ID", "STATE", "FROM", "UNTIL", "BOARDS", "HEADLINE"], rows))
    }
}

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
