import Foundation
import ProgramSupport
import Signage

/// `litfass boards`: how every board is doing.
struct Boards: Subcommand {
    static let help = """
        litfass boards [--json]

        Lists the boards: whether the hub can reach them, when it last heard from them, the programme version
        it wants and the one that is on the panel, the temperature, and what someone should see to.
        – is unknown.

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
        let list = try await client.ask("GET", "api/v1/boards", answer: BoardList.self)
        guard !printsJSON else {
            Litfass.write(String(decoding: try WireCoding.encode(list), as: UTF8.self) + "\n")
            return
        }
        let now = Date()
        let rows = list.boards.map { status in
            var faults = status.faults.map { "\($0.code): \($0.text)" }
            if let refused = status.refused { faults.append("refused (\(refused.reason.rawValue)): \(refused.detail)") }
            return [
                status.board.text, status.presence.rawValue, status.lastSeen.map { Table.age($0, at: now) } ?? "–",
                status.desired.map(String.init) ?? "–", status.applied.map(String.init) ?? "–",
                status.temperatureCelsius.map { String(format: "%.1f °C", $0) } ?? "–",
                faults.isEmpty ? "none" : faults.joined(separator: "; "),
            ]
        }
        Litfass.write(
            Table.text(["BOARD", "STATE", "LAST SEEN", "DESIRED", "ON PANEL", "TEMPERATURE", "FAULTS"], rows))
    }
}
