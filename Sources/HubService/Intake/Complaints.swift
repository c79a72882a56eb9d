import Foundation
import Signage

/// Counts what boards or others send that can't be used, and lets through at most one line a minute for each of them.
struct Complaints<Sender: Hashable & Sendable>: Sendable {
    private var senders: [Sender: (count: Int, logged: Date?)] = [:]

    static var intervalSeconds: TimeInterval { 60 }

    /// Counts one; the number to log, all since the last line, or nil when it is too early.
    mutating func note(_ sender: Sender, at now: Date) -> Int? {
        var entry = senders[sender] ?? (0, nil)
        entry.count += 1
        defer { senders[sender] = entry }
        if let logged = entry.logged, abs(now.timeIntervalSince(logged)) < Self.intervalSeconds { return nil }
        defer {
            entry.count = 0
            entry.logged = now
        }
        return entry.count
    }
}
