import Foundation
import Signage

/// `litfass boards`: how every board is doing.
struct Boards: Subcommand {
    static let help = """
        litfass boards [--waiting] [--json]

        Lists the boards: whether the hub can reach them, when it last heard from them, the programme version
        it wants and the one that is on the panel, the temperature, and what someone should see to.
        – is unknown.

          --waiting  instead: the boards that show a code and wait to be let in with litfass join
          --json     the hub's answer, a document with "version": 1
          --hub URL, --token-file FILE   see litfass --help

        """

    private let query: ListQuery
    private let isAboutWaiting: Bool

    init(_ words: [String]) throws {
        query = try ListQuery(words.filter { $0 != "--waiting" })
        isAboutWaiting = words.contains("--waiting")
    }

    func run() async throws {
        guard !isAboutWaiting else {
            return try await query.print("api/v1/claims", WaitingList.self, table: Self.table)
        }
        try await query.print("api/v1/boards", BoardList.self, table: Self.table)
    }

    private static func table(_ list: WaitingList) -> String {
        let now = Date()
        let rows = list.waiting.map { board in
            [
                board.code.description, board.profile.text, Table.age(board.since, at: now), board.version,
                remark(on: board),
            ]
        }
        return Table.text(["CODE", "PROFILE", "SINCE", "PROGRAM", "REMARK"], rows)
    }

    private static func remark(on board: WaitingBoard) -> String {
        if board.isDisputed { return "two boards ask with this code: let neither in, wait for the next one" }
        guard let name = board.formerly else { return "" }
        return switch board.past {
        case .left: "was \(name) until it left"
        case .lost: "was \(name), which was taken out as lost"
        case .replaced: "was \(name) until other hardware took its place"
        case nil: "is \(name)"
        }
    }

    private static func table(_ list: BoardList) -> String {
        let now = Date()
        let rows = list.boards.map { status in
            var faults = status.faults.map { "\($0.code): \($0.text)" }
            if let refused = status.refused { faults.append("refused (\(refused.reason.rawValue)): \(refused.detail)") }
            if let withheld = status.withheld { faults.append(words(withheld)) }
            if let since = status.staleSince {
                faults.append("its programme is stale: a newer one should have come by \(since.ISO8601Format())")
            }
            if status.otherKey != nil {
                faults.append(
                    "tells another key than before, so nothing that it seals is taken: look whether it is the board you set up"
                )
            }
            if let interrupt = status.interrupt {
                if interrupt.isOn { faults.append("an interrupt is on; litfass interrupt tells which") }
                if let refused = interrupt.refused {
                    faults.append("refused (\(refused.reason.rawValue)): \(refused.detail)")
                }
            }
            if status.clock == .untrusted {
                faults.append("does not know what time it is, so it plays undated content only")
            }
            return [
                status.board.text, status.presence.rawValue, status.lastSeen.map { Table.age($0, at: now) } ?? "–",
                status.desired.map(String.init) ?? "–", status.applied.map(String.init) ?? "–",
                status.temperatureCelsius.map { String(format: "%.1f °C", $0) } ?? "–",
                faults.isEmpty ? "none" : faults.joined(separator: "; "),
            ]
        }
        return Table.text(["BOARD", "STATE", "LAST SEEN", "DESIRED", "ON PANEL", "TEMPERATURE", "FAULTS"], rows)
    }

    private static func words(_ withheld: ReportedState.Withheld) -> String {
        let what = [withheld.desired.map { "version \($0)" }, withheld.interrupt.map { "interrupt \($0)" }]
        return
            "\(what.compactMap(\.self).joined(separator: " and ")) is kept from it: look for who sits between hub and board"
    }
}
