import Foundation
import ProgramSupport

/// Measures what needs no other process; the peers are measured beside it by Tests/Benchmarks/run.
enum Bench {
    static let help = """
        litfass-bench: what Tests/Benchmarks/run measures in one process

          litfass-bench pixels --out DIR
              measures the way of pixels into a panel's memory
          litfass-bench drawing --layout FILE [--once FILE.raw]
              measures how long pictures take to be drawn; with --once it draws one and ends
          litfass-bench state --layout FILE --out DIR
              makes the state folder of a board that has its programme
          litfass-bench schedule
              measures how long it takes to know what is on a board with 10,000 items
          litfass-bench recurrence FILE
              measures how long the starts of all recurrences in a file take to be found

        Exit status: 0 done, 1 failed, 2 not understood.

        """

    /// Runs one part; returns the exit status.
    static func run(_ words: [String]) -> Int32 {
        let rest = Array(words.dropFirst())
        if words.contains("--help") || words.contains("-h") {
            writeText(help, to: .standardOutput)
            return 0
        }
        do {
            switch words.first {
            case "pixels": try PixelBench(rest).run()
            case "drawing": try DrawBench(rest).run()
            case "state": try StoredProgramme(rest).run()
            case "recurrence": try RecurrenceBench(rest).run()
            case "schedule": try ScheduleBench(rest).run()
            default: throw UsageError(words.first.map { "there is no part \"\($0)\"" } ?? "a part is missing")
            }
            return 0
        } catch let error as UsageError {
            writeLine("litfass-bench: \(error); litfass-bench --help lists what there is", to: .standardError)
            return 2
        } catch {
            writeLine("litfass-bench: \(error)", to: .standardError)
            return 1
        }
    }

    /// Prints a figure's name and its values in milliseconds.
    static func say(_ name: String, _ values: Double...) {
        say(([name] + values.map { String(format: "%.4f", $0) }).joined(separator: " "))
    }

    /// Prints a line.
    static func say(_ line: String) { writeLine(line, to: .standardOutput) }

    static func time(_ work: () throws -> Void) rethrows -> Duration { try ContinuousClock().measure(work) }

    /// In milliseconds.
    static func median(_ durations: [Duration]) -> Double {
        durations.sorted()[durations.count / 2] / .milliseconds(1)
    }
}
