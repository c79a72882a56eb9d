import Foundation
import Signage

/// How much of what each board has shown is taken in a day: more than an outbox holds, and so more than an honest board ever has to tell.
/// One that somebody has taken over, key and all, must not fill the hub's disk.
struct EventAllowance: Sendable {
    /// In bytes: 128 MiB.
    static let daily = 128 << 20
    /// What a row takes beside its bytes, with its share of the indexes.
    static let bytesPerRow = 512

    private var used: [Name: (day: Int, bytes: Int)] = [:]

    /// Whether a board may bring more on this day, in UTC.
    func hasRoom(for board: Name, at now: Date) -> Bool {
        guard let used = used[board], used.day == Self.day(of: now) else { return true }
        return used.bytes < Self.daily
    }

    /// Counts what was new to the store.
    mutating func count(_ bytes: Int, of board: Name, at now: Date) {
        let day = Self.day(of: now)
        let before = used[board].map { $0.day == day ? $0.bytes : 0 } ?? 0
        used[board] = (day, before + bytes)
    }

    private static func day(of now: Date) -> Int { now.seconds / 86_400 }
}
