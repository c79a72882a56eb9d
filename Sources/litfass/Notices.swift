import Foundation
import Signage

/// `litfass notices`: every notice and where it stands.
struct Notices: Subcommand {
    static let help = """
        litfass notices [--json]

        Lists the notices, the newest first: id, state, window, boards (* where the board does not have it yet),
        headline. Times are by the council's clocks.

          --json   the hub's answer, a document with "version": 1
          --hub URL, --token-file FILE   see litfass --help

        """

    private let query: ListQuery

    init(_ words: [String]) throws { query = try ListQuery(words) }

    func run() async throws {
        try await query.print("api/v1/notices", NoticeList.self, table: Self.table)
    }

    private static func table(_ list: NoticeList) -> String {
        let zone = TimeZone(identifier: list.timeZone) ?? .gmt
        let rows = list.notices.map { status in
            let boards = status.deliveries.map { $0.board.text + ($0.appliedAt == nil ? "*" : "") }
            let window = status.notice.window
            return [
                status.notice.id.text, status.state.rawValue, Table.time(window.onset, zone: zone),
                window.expires.map { Table.time($0, zone: zone) } ?? "–",
                boards.joined(separator: ", "), status.notice.headline,
            ]
        }
        return Table.text(["ID", "STATE", "FROM", "UNTIL", "BOARDS", "HEADLINE"], rows)
    }
}
