import Foundation
import Testing

@testable import Signage

/// What make-recurrences.py wrote into the folder of fixtures.
enum RecurrenceFixture {
    /// A rule with what python-dateutil says about a stretch of time.
    struct Entry {
        let line: String
        let recurrence: Recurrence
        let from: WallTime
        let to: WallTime
        let starts: [WallTime]
    }

    static let clock = WallClock(zone: .gmt)

    static func entries() throws -> [Entry] {
        try lines("recurrences.txt").map { line in
            let columns = line.split(separator: "|", omittingEmptySubsequences: false)
            try #require(columns.count == 7)
            func times(_ index: Int) throws -> [WallTime] {
                try columns[index].split(separator: " ").map { WallTime(seconds: try #require(Int($0))) }
            }
            let recurrence = try Recurrence(
                start: times(0)[0], durationSeconds: 60, rule: RecurrenceRule(columns[1]), additions: times(2),
                exceptions: times(3))
            return Entry(
                line: line, recurrence: recurrence, from: try times(4)[0], to: try times(5)[0],
                starts: try starts(columns[6]))
        }
    }

    /// The first wall second, then differences, `*n` for n equal ones.
    private static func starts(_ text: Substring) throws -> [WallTime] {
        var (starts, seconds): ([WallTime], Int) = ([], 0)
        for entry in text.split(separator: " ") {
            let numbers = entry.split(separator: "*").compactMap { Int($0) }
            for _ in 0..<(numbers.count > 1 ? numbers[1] : 1) {
                seconds += try #require(numbers.first)
                starts.append(WallTime(seconds: seconds))
            }
        }
        return starts
    }

    static func lines(_ name: String) throws -> [String] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/\(name)")
            .standardized
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
    }
}
