import Foundation
import SQLite
import Signage

/// How the last polls of a feed went.
struct FeedState: Sendable, Equatable {
    /// The last good snapshot; nil before the first.
    let snapshot: FeedSnapshot?
    /// When it was last polled.
    let polled: Date
    /// Since the last good poll: when a poll failed last, and why.
    let failed: Date?
    let failure: String?
}

extension Store {
    /// Keeps a good snapshot, and forgets earlier failures.
    func keep(_ snapshot: FeedSnapshot, at now: Date) throws {
        try database.execute(
            """
            INSERT INTO feed (name, snapshot, polled) VALUES (?, ?, ?)
            ON CONFLICT (name) DO UPDATE
                SET snapshot = excluded.snapshot, polled = excluded.polled, failed = NULL, failure = NULL
            """, .text(snapshot.feed.text), .blob(try WireCoding.encode(snapshot)), .integer(now.seconds))
    }

    /// Notes a poll that failed; the last good snapshot stays.
    func noteFailure(of feed: Name, _ failure: String, at now: Date) throws {
        try database.execute(
            """
            INSERT INTO feed (name, polled, failed, failure) VALUES (?, ?, ?, ?)
            ON CONFLICT (name) DO UPDATE
                SET polled = excluded.polled, failed = excluded.failed, failure = excluded.failure
            """, .text(feed.text), .integer(now.seconds), .integer(now.seconds), .text(failure))
    }

    /// How the last polls of a feed went; nil when it was never polled.
    func feed(_ name: Name) throws -> FeedState? {
        try database.first("SELECT snapshot, polled, failed, failure FROM feed WHERE name = ?", .text(name.text)) {
            row in
            // A snapshot that this version can't read is as good as none: the next poll replaces it.
            FeedState(
                snapshot: try row.optionalBlob(0).flatMap { try? WireCoding.decode(FeedSnapshot.self, from: $0) },
                polled: Date(seconds: try row.integer(1)),
                failed: try row.optionalInteger(2).map(Date.init(seconds:)), failure: try row.optionalText(3))
        }
    }
}
