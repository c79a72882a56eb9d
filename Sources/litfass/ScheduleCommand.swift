import Foundation
import ProgramSupport
import Signage

/// `litfass schedule`: what is on a board at a time, or all day.
struct ScheduleCommand: Subcommand {
    static let help = """
        litfass schedule BOARD [--at TIME | --day DATE] [--json]

        Tells what the board has on at a time: since when, until when, and what comes next. Or its plan for a day: the
        times in which the same notices take turns, in which class, how long a round takes, each one's share of the
        time, and how long it stays when its turn comes. It is what the hub wants of the board; whether that is on the
        panel is told by litfass boards. A notice that was withdrawn is gone from the past, too.

          --at TIME    such as 2026-11-25T07:00, by the clocks of the board; or with its zone, such as
                       2026-11-25T07:00:00+01:00; else now
          --day DATE   such as 2026-11-25, by the clocks of the board
          --json       the hub's answer, a document with "version": 1; of a day also turn by turn
          --hub URL, --token-file FILE   see litfass --help

        """

    private enum Question {
        case moment([URLQueryItem])
        case day(CalendarDate)
    }

    private let client: HubClient
    private let board: Name
    private let question: Question
    private let printsJSON: Bool

    init(_ words: [String]) throws {
        let arguments = try Arguments(
            words, options: HubClient.options.union(["--at", "--day"]), flags: ["--json"], positionals: 1...1)
        let name = arguments.positionals[0]
        do {
            board = try Name(name)
        } catch {
            throw UsageError("\"\(name)\" is no name of a board: \(error)")
        }
        switch (try arguments.value("--at"), try arguments.value("--day")) {
        case (nil, nil): question = .moment([])
        case (let time?, nil): question = .moment([URLQueryItem(name: "at", value: try Self.time(time))])
        case (nil, let text?):
            guard let day = CalendarDate(text) else {
                throw UsageError("\"\(text)\" is no day; write 2026-11-25")
            }
            question = .day(day)
        case (_?, _?): throw UsageError("--at and --day do not go together")
        }
        printsJSON = arguments.has("--json")
        client = try HubClient(arguments)
    }

    func run() async throws {
        let path = "api/v1/boards/\(board)/schedule"
        switch question {
        case .moment(let query):
            let moment = try await client.ask("GET", path, query: query, answer: BoardMoment.self)
            try Litfass.write(moment, asJSON: printsJSON, words: ScheduleTable.text(moment))
        case .day(let day):
            let query = [URLQueryItem(name: "day", value: "\(day)")]
            let timetable = try await client.ask("GET", path, query: query, answer: BoardTimetable.self)
            try Litfass.write(timetable, asJSON: printsJSON, words: ScheduleTable.text(timetable))
        }
    }

    /// As the hub reads it. What has no zone is told by the board's clocks, which only the hub knows.
    private static func time(_ text: String) throws(UsageError) -> String {
        if let instant = WireCoding.date(text) { return instant.ISO8601Format() }
        guard let time = try? WallTime(text.replacingOccurrences(of: " ", with: "T")) else {
            throw UsageError("\"\(text)\" is no time; write 2026-11-25T07:00, or a whole day with --day 2026-11-25")
        }
        return time.description
    }
}
