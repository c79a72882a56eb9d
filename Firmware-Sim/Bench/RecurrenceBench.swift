import Foundation
import ProgramSupport
import Signage

/// `litfass-bench recurrence FILE`: how long the starts of all recurrences in a file take to be found, each in its stretch of time.
///
/// The file is `Tests/SignageTests/Timing/Fixtures/recurrences.txt` or one written alike. Prints `recurrence`, milliseconds for
/// all of its rules together, and how many starts that were; reading the rules is not counted.
struct RecurrenceBench {
    private let file: String
    private static let clock = WallClock(zone: .gmt)

    private struct Question {
        let recurrence: Recurrence
        let from: WallTime
        let to: WallTime
    }

    init(_ words: [String]) throws {
        file = try Arguments(words, options: [], positionals: 1...1).positionals[0]
    }

    func run() throws {
        let text = try String(contentsOf: URL(fileURLWithPath: file), encoding: .utf8)
        let questions = try text.split(separator: "\n").map(Self.question)
        var starts = 0
        let times = (0..<51).map { _ in
            Bench.time {
                starts = 0
                for question in questions {
                    // Each is looked at, so that none of the work can be left out.
                    for start in question.recurrence.starts(from: question.from, to: question.to, clock: Self.clock) {
                        starts += start >= question.from ? 1 : 0
                    }
                }
            }
        }
        Bench.say("recurrence \(String(format: "%.4f", Bench.median(times))) \(starts)")
    }

    private static func question(_ line: Substring) throws -> Question {
        let columns = line.split(separator: "|", omittingEmptySubsequences: false)
        func times(_ index: Int) -> [WallTime] {
            columns[index].split(separator: " ").compactMap { Int($0) }.map(WallTime.init(seconds:))
        }
        guard columns.count == 7, let start = times(0).first, let from = times(4).first, let to = times(5).first else {
            throw Failure("could not read \"\(line.prefix(80))\": not seven columns with | between two")
        }
        let recurrence = try Recurrence(
            start: start, durationSeconds: 60, rule: RecurrenceRule(columns[1]), additions: times(2),
            exceptions: times(3))
        return Question(recurrence: recurrence, from: from, to: to)
    }
}
