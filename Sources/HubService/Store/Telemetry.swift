import Foundation
import SQLite
import Signage

/// What boards tell, on a connection of its own, so that no notice ever waits for a picture to be written.
///
/// With synchronous=NORMAL a power cut may lose the last seconds, which the boards tell again.
actor Telemetry {
    private var database: Database
    private var cleaned = Date.distantPast

    /// How long the history of health is kept, and how far apart its reports are.
    static let historyKeptSeconds: TimeInterval = 30 * 86_400
    static let historyIntervalSeconds = 600

    /// - Parameter path: the file that ``Store`` has made.
    init(path: String) throws {
        database = try HubDatabase.open(path)
        try database.execute("PRAGMA synchronous = NORMAL")
    }

    /// Keeps what boards have told, in one transaction.
    func save(_ contacts: [Name: Contact], at now: Date) throws {
        let mustClean = now.timeIntervalSince(cleaned) >= 3_600
        guard !contacts.isEmpty || mustClean else { return }
        try database.transaction { database in
            for (board, contact) in contacts { try database.save(contact, of: board) }
            if mustClean {
                try database.execute(
                    "DELETE FROM health WHERE slot < ?",
                    .integer((now - Self.historyKeptSeconds).seconds / Self.historyIntervalSeconds))
            }
        }
        if mustClean { cleaned = now }
    }

    /// What was known of every board when the hub ended.
    func contacts() throws -> [Name: Contact] {
        let rows = try database.rows(
            """
            SELECT contact.board, last_seen, session, state, reported, health, health_received, picture.received, png,
                frame, picture_frame
            FROM contact LEFT JOIN picture ON picture.board = contact.board
            """
        ) { row in
            // What this version can't read is as good as unknown: the board tells it again.
            let health = try row.optionalBlob(5).flatMap { try? WireCoding.decode(HealthReport.self, from: $0) }
            let contact = Contact(
                lastSeen: try row.optionalInteger(1).map(Date.init(seconds:)),
                session: try row.optionalText(2).flatMap { UInt64($0) },
                state: try row.optionalText(3).flatMap(Availability.State.init(rawValue:)),
                reported: try row.optionalBlob(4).flatMap { try? WireCoding.decode(ReportedState.self, from: $0) },
                health: try zip(health, row.optionalInteger(6)).map { .init(report: $0, received: Date(seconds: $1)) },
                picture: try zip(row.optionalBlob(8), row.optionalInteger(7)).map {
                    Picture(png: $0, received: Date(seconds: $1))
                }, frame: try row.optionalText(9), pictureFrame: try row.optionalText(10))
            return (try Name(row.text(0)), contact)
        }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }
}

/// Both or nothing.
private func zip<First, Second>(_ first: First?, _ second: Second?) -> (First, Second)? {
    guard let first, let second else { return nil }
    return (first, second)
}

extension Database {
    fileprivate mutating func save(_ contact: Contact, of board: Name) throws {
        let health = try contact.health.map { try WireCoding.encode($0.report) }
        try execute(
            """
            INSERT INTO contact (
                board, last_seen, session, state, reported, health, health_received, frame, picture_frame)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (board) DO UPDATE
                SET last_seen = excluded.last_seen, session = excluded.session, state = excluded.state,
                    reported = excluded.reported, health = excluded.health, health_received = excluded.health_received,
                    frame = excluded.frame, picture_frame = excluded.picture_frame
            """, .text(board.text), contact.lastSeen.map { .integer($0.seconds) },
            // A session has 64 bits without a sign.
            contact.session.map { .text(String($0)) }, contact.state.map { .text($0.rawValue) },
            try contact.reported.map { .blob(try WireCoding.encode($0)) }, health.map(Value.blob),
            contact.health.map { .integer($0.received.seconds) }, contact.frame.map(Value.text),
            contact.pictureFrame.map(Value.text))
        if let health, let received = contact.health?.received.seconds {
            try execute(
                "INSERT INTO health (board, slot, received, report) VALUES (?, ?, ?, ?) ON CONFLICT (board, slot) DO NOTHING",
                .text(board.text), .integer(received / Telemetry.historyIntervalSeconds), .integer(received),
                .blob(health))
        }
        if let picture = contact.picture {
            try execute(
                """
                INSERT INTO picture (board, received, png) VALUES (?, ?, ?)
                ON CONFLICT (board) DO UPDATE SET received = excluded.received, png = excluded.png
                    WHERE picture.received < excluded.received
                """, .text(board.text), .integer(picture.received.seconds), .blob(picture.png))
        }
    }
}
