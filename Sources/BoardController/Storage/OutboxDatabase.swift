import Foundation
import SQLite
import Signage

/// The tables of an ``Outbox``.
final class OutboxDatabase {
    /// How much there is.
    struct Count: Equatable {
        var rows = 0
        var incidents = 0
        var bytes = 0

        static func += (count: inout Count, other: Count) {
            count = Count(
                rows: count.rows + other.rows, incidents: count.incidents + other.incidents,
                bytes: count.bytes + other.bytes)
        }

        static func -= (count: inout Count, other: Count) {
            count += Count(rows: -other.rows, incidents: -other.incidents, bytes: -other.bytes)
        }
    }

    /// One event, as it is stored.
    struct Event {
        let position: Int
        let boot: Nonce
        let number: Int
        let isRecord: Bool
        let bytes: Data

        /// As it travels; nil when it cannot.
        var event: EventBatch.Event? {
            if isRecord { return try? EventBatch.Event(number: number, content: .record(bytes)) }
            guard let incident = try? WireCoding.decode(Incident.self, from: bytes) else { return nil }
            return try? EventBatch.Event(number: number, content: .incident(incident))
        }
    }

    private static let migrations = [
        Migration(
            name: "events, and what is kept of the chain",
            sql: """
                CREATE TABLE event (
                    position INTEGER PRIMARY KEY, boot TEXT NOT NULL, number INTEGER NOT NULL,
                    is_record INTEGER NOT NULL, bytes BLOB NOT NULL, UNIQUE (boot, number));
                CREATE INDEX incident ON event (position) WHERE is_record = 0;
                CREATE TABLE kept (id INTEGER PRIMARY KEY CHECK (id = 1), proof BLOB NOT NULL);
                """)
    ]

    private var database: Database

    /// - Throws: when it cannot be opened, is damaged, or was written by a newer program.
    init(path: String) throws {
        // What is written each minute is short, and a memory card wears out by what is written.
        database = try Database(path: path, pageBytes: 1_024)
        try database.migrate(Self.migrations)
    }

    /// Does all of `body` or nothing of it.
    func transaction<Result>(_ body: (inout Database) throws -> Result) throws -> Result {
        try database.transaction(body)
    }

    func count() throws -> Count {
        try database.first(
            "SELECT count(*), count(CASE WHEN is_record = 0 THEN 1 END), coalesce(sum(length(bytes)), 0) FROM event"
        ) { row in
            Count(rows: try row.integer(0), incidents: try row.integer(1), bytes: try row.integer(2))
        } ?? Count()
    }

    func kept() throws -> KeptProof? {
        try database.first("SELECT proof FROM kept") { row in
            try WireCoding.decode(KeptProof.self, from: try row.blob(0))
        }
    }

    /// Deletes what one start has put there beyond a number.
    func delete(_ boot: Nonce, above number: Int) throws {
        try database.execute("DELETE FROM event WHERE boot = ? AND number > ?", .text(boot.text), .integer(number))
    }

    /// What follows a position, in order.
    func rows(after position: Int, most: Int) throws -> [Event] {
        try database.rows(
            """
            SELECT position, boot, number, is_record, bytes FROM event WHERE position > ? ORDER BY position LIMIT ?
            """, .integer(position), .integer(most)
        ) { row in
            Event(
                position: try row.integer(0), boot: try Nonce(row.text(1)), number: try row.integer(2),
                isRecord: try row.boolean(3), bytes: try row.blob(4))
        }
    }
}

extension Database {
    mutating func keep(_ kept: KeptProof) throws {
        try execute(
            "INSERT INTO kept (id, proof) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET proof = excluded.proof",
            .blob(try WireCoding.encode(kept)))
    }

    mutating func insert(_ boot: Nonce, number: Int, isRecord: Bool, _ bytes: Data) throws -> OutboxDatabase.Count {
        try execute(
            "INSERT INTO event (boot, number, is_record, bytes) VALUES (?, ?, ?, ?)", .text(boot.text),
            .integer(number), .boolean(isRecord), .blob(bytes))
        return OutboxDatabase.Count(rows: 1, incidents: isRecord ? 0 : 1, bytes: bytes.count)
    }

    /// Deletes what the hub has.
    mutating func delete(_ boot: Nonce, through number: Int) throws -> OutboxDatabase.Count {
        let deleted = try rows(
            "DELETE FROM event WHERE boot = ? AND number <= ? RETURNING is_record, length(bytes)", .text(boot.text),
            .integer(number)
        ) { (isRecord: try $0.boolean(0), bytes: try $0.integer(1)) }
        return OutboxDatabase.Count(
            rows: deleted.count, incidents: deleted.count { !$0.isRecord }, bytes: deleted.map(\.bytes).reduce(0, +))
    }

    /// Makes room: the oldest incidents go first, and records only when there are no more of those.
    mutating func drop(from count: inout OutboxDatabase.Count, to bounds: Outbox.Bounds) throws -> (
        records: Int, incidents: Int
    ) {
        let before = count
        while count.rows > bounds.rows || count.bytes > bounds.bytes {
            let kind = count.incidents > 0 ? "WHERE is_record = 0" : ""
            let excess = max(1, count.rows - bounds.rows)
            let most = count.incidents > 0 ? min(excess, count.incidents) : excess
            let dropped = try rows(
                """
                DELETE FROM event WHERE position IN (SELECT position FROM event \(kind) ORDER BY position LIMIT ?)
                RETURNING is_record, length(bytes)
                """, .integer(most)
            ) { (isRecord: try $0.boolean(0), bytes: try $0.integer(1)) }
            guard !dropped.isEmpty else { break }
            count -= OutboxDatabase.Count(
                rows: dropped.count, incidents: dropped.count { !$0.isRecord },
                bytes: dropped.map(\.bytes).reduce(0, +))
        }
        let incidents = before.incidents - count.incidents
        return (before.rows - count.rows - incidents, incidents)
    }
}

/// What a board keeps of its proof beside the events: where its chain ends, and what would be told if this were the last write.
struct KeptProof: Hashable, Codable {
    /// The hash of the last link; nil before the first.
    var head: Digest?
    /// Not finished.
    var open: [PlayRecord] = []
    /// Up to when that is all there is to tell.
    var until: Date
    /// Whether the board was ended in order then.
    var wasOrderly = false
    /// Records and incidents that were dropped, and are not on record as such yet.
    var lostRecords = 0
    var lostIncidents = 0

    init(until: Date) { self.until = until }
}
