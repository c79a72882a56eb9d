import Foundation
import ProgramSupport
import Signage

/// `litfass plays`: what boards have shown, as they have recorded it.
struct Plays: Subcommand {
    static let help = """
        litfass plays [--notice ID] [--board NAME] [--from TIME] [--to TIME] [--json]

        Proof of display: what the boards' panels have shown, when first and last, in how many turns and for how
        long, and of which versions of the programme; and each notice's total. It is what the boards themselves have
        recorded, sealed and chained. Where that is not the whole truth it is said below the table: a board was off,
        records are missing, a clock was wrong. A board that cannot be reached tells of it later.

          --notice ID   of one notice, from its beginning on
          --board NAME  of one board
          --from TIME   such as 2026-11-25, 2026-11-25T07:00, or with its zone 2026-11-25T07:00:00+01:00; else 31 days
                        before --to. Days and times are by the council's clocks, and whole quarters of an hour count.
          --to TIME     the same; a day is included; else now
          --json        the hub's answer, a document with "version": 1
          --hub URL, --token-file FILE   see litfass --help

        """

    private let client: HubClient
    private let query: [URLQueryItem]
    private let printsJSON: Bool

    init(_ words: [String]) throws {
        let arguments = try Arguments(
            words, options: HubClient.options.union(["--notice", "--board", "--from", "--to"]), flags: ["--json"])
        var query: [URLQueryItem] = []
        for option in ["--notice", "--board"] {
            guard let text = try arguments.value(option) else { continue }
            do {
                query.append(URLQueryItem(name: String(option.dropFirst(2)), value: try Name(text).text))
            } catch {
                throw UsageError("\(option) \"\(text)\" is no name: \(error)")
            }
        }
        for option in ["--from", "--to"] {
            guard let time = try arguments.time(option) else { continue }
            query.append(URLQueryItem(name: String(option.dropFirst(2)), value: try Self.text(time)))
        }
        self.query = query
        printsJSON = arguments.has("--json")
        client = try HubClient(arguments)
    }

    func run() async throws {
        let list = try await client.ask("GET", "api/v1/plays", query: query, answer: PlayList.self)
        try Litfass.write(list, asJSON: printsJSON, words: PlaysTable.text(list))
    }

    /// As the hub reads it: an instant in UTC, anything else as it is meant by the council's clocks.
    private static func text(_ time: NoticeDraft.Time) throws -> String {
        try JSONDecoder().decode(String.self, from: try WireCoding.encode(time))
    }
}
