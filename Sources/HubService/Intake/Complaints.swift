import Foundation
import Signage

/// Counts what boards send that can't be used, and lets through at most one line a minute for each of them.
struct Complaints: Sendable {
    private var boards: [Name: (count: Int, logged: Date?)] = [:]

    static let intervalSeconds: TimeInterval = 60

    /// Counts one; the number to log, all since the last line, or nil when it is too early.
    mutating func note(_ board: Name, at now: Date) -> Int? {
        var entry = boards[board] ?? (0, nil)
        entry.count += 1
        defer { boards[board] = entry }
        if let logged = entry.logged, abs(now.timeIntervalSince(logged)) < Self.intervalSeconds { return nil }
        defer {
            entry.count = 0
            entry.logged = now
        }
        return entry.count
    }
}
