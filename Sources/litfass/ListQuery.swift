import Foundation
import ProgramSupport

/// A command that asks the hub for one list and prints it: as a table, or with `--json` as the hub's own document.
struct ListQuery {
    private let client: HubClient
    private let printsJSON: Bool

    init(_ words: [String]) throws {
        let arguments = try Arguments(words, options: HubClient.options, flags: ["--json"])
        printsJSON = arguments.has("--json")
        client = try HubClient(arguments)
    }

    /// - Parameter table: the table of a list, as text.
    func print<List: Codable>(_ path: String, _ type: List.Type, table: (List) -> String) async throws {
        let list = try await client.ask("GET", path, answer: type)
        try Litfass.write(list, asJSON: printsJSON, words: table(list))
    }
}
