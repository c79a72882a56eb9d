import Crypto
import Foundation
import SQLite
import Signage

/// A board that has joined, whether it still belongs or not.
struct StoredMember: Sendable, Equatable {
    let board: Name
    /// Nil for one whose place the configuration has.
    let place: Board?
    /// Since when it no longer belongs; nil for one that does.
    let departed: Date?
    /// Whether it was taken out as lost.
    let isLost: Bool
}

/// A certificate that this hub has made for a board.
struct StoredCertificate: Sendable, Equatable {
    let serial: String
    let board: Name
    /// Of the key that it is for, as ``Certificate/keyID``.
    let key: String
    let expires: Date
    /// Since when it does not count any more; nil for one that does.
    let revoked: Date?
}

extension Store {
    /// Every board that has ever joined, in the order in which they did.
    func members() throws -> [StoredMember] {
        try database.rows("SELECT board, place, departed, is_lost FROM member ORDER BY number", read: Self.member)
    }

    /// One board that has joined; nil for one that never has.
    func member(_ board: Name) throws -> StoredMember? {
        try database.first(
            "SELECT board, place, departed, is_lost FROM member WHERE board = ?", .text(board.text), read: Self.member)
    }

    /// The boards that have left.
    func departedBoards() throws -> Set<Name> {
        Set(try database.rows("SELECT board FROM member WHERE departed IS NOT NULL") { try Name($0.text(0)) })
    }

    private static func member(_ row: borrowing Row) throws -> StoredMember {
        StoredMember(
            board: try Name(row.text(0)),
            place: try row.optionalBlob(1).map { try WireCoding.decode(Board.self, from: $0) },
            departed: try row.optionalInteger(2).map(Date.init(seconds:)), isLost: try row.integer(3) != 0)
    }

    /// Lets a board in: from now on this certificate of its name counts and no other, and this key seals its events.
    /// - Parameter place: nil for a board whose place the configuration has.
    func admit(
        _ board: Name, at place: Board?, certificate: Certificate, key: PublicKey, now: Date
    ) throws {
        let document = try place.map { try WireCoding.encode($0) }
        try database.transaction { database in
            let number = try database.first("SELECT coalesce(max(number), 0) FROM member") { try $0.integer(0) } ?? 0
            try database.execute(
                """
                INSERT INTO member (board, number, place, joined, departed, is_lost) VALUES (?, ?, ?, ?, NULL, 0)
                ON CONFLICT (board) DO UPDATE
                    SET place = excluded.place, joined = excluded.joined, departed = NULL, is_lost = 0
                """, .text(board.text), .integer(number + 1), document.map { .blob($0) }, .integer(now.seconds))
            try database.revokeCertificates(of: board, at: now)
            try database.insert(certificate, of: board, at: now)
            try database.execute(
                """
                INSERT INTO board_key (board, key, pinned) VALUES (?, ?, ?)
                ON CONFLICT (board) DO UPDATE SET key = excluded.key, pinned = excluded.pinned
                """, .text(board.text), .blob(key.rawRepresentation), .integer(now.seconds))
            try database.forgetContact(of: board)
        }
    }

    /// Takes a board out; false when it has not joined, or has left before.
    func depart(_ board: Name, isLost: Bool, at now: Date) throws -> Bool {
        try database.transaction { database in
            let belongs = try database.first(
                "SELECT 1 FROM member WHERE board = ? AND departed IS NULL", .text(board.text)
            ) { try $0.integer(0) }
            guard belongs != nil else { return false }
            try database.execute(
                "UPDATE member SET departed = ?, is_lost = ? WHERE board = ?", .integer(now.seconds),
                .integer(isLost ? 1 : 0), .text(board.text))
            try database.revokeCertificates(of: board, at: now)
            try database.execute("DELETE FROM board_key WHERE board = ?", .text(board.text))
            try database.forgetContact(of: board)
            return true
        }
    }

    /// Keeps the place of a board that has joined.
    func move(_ place: Board) throws {
        try database.execute(
            "UPDATE member SET place = ? WHERE board = ? AND departed IS NULL",
            .blob(try WireCoding.encode(place)), .text(place.name.text))
    }

    /// Keeps a certificate that was made in time for the next.
    func add(_ certificate: Certificate, of board: Name, at now: Date) throws {
        try database.insert(certificate, of: board, at: now)
    }

    /// The newest certificate for a key; nil when there has never been one.
    func certificate(forKey key: String) throws -> StoredCertificate? {
        try database.first(
            """
            SELECT serial, board, key, expires, revoked FROM certificate WHERE key = ?
            ORDER BY expires DESC, issued DESC LIMIT 1
            """, .text(key), read: Self.certificate)
    }

    /// The newest certificate of each board that counts.
    func certificates() throws -> [Name: StoredCertificate] {
        let all = try database.rows(
            "SELECT serial, board, key, expires, revoked FROM certificate WHERE revoked IS NULL ORDER BY expires",
            read: Self.certificate)
        return Dictionary(all.map { ($0.board, $0) }, uniquingKeysWith: { _, last in last })
    }

    /// The newest certificate of a board that counts; nil when none does.
    func certificate(of board: Name) throws -> StoredCertificate? {
        try database.first(
            """
            SELECT serial, board, key, expires, revoked FROM certificate WHERE board = ? AND revoked IS NULL
            ORDER BY expires DESC LIMIT 1
            """, .text(board.text), read: Self.certificate)
    }

    /// The serial numbers that no longer count, and since when. One that has ended by itself is none of them.
    func revokedCertificates(at now: Date) throws -> [String: Date] {
        let rows = try database.rows(
            "SELECT serial, revoked FROM certificate WHERE revoked IS NOT NULL AND expires > ?", .integer(now.seconds)
        ) { row in (try row.text(0), Date(seconds: try row.integer(1))) }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    private static func certificate(_ row: borrowing Row) throws -> StoredCertificate {
        StoredCertificate(
            serial: try row.text(0), board: try Name(row.text(1)), key: try row.text(2),
            expires: Date(seconds: try row.integer(3)), revoked: try row.optionalInteger(4).map(Date.init(seconds:)))
    }
}

extension Database {
    fileprivate mutating func insert(_ certificate: Certificate, of board: Name, at now: Date) throws {
        try execute(
            "INSERT INTO certificate (serial, board, key, issued, expires) VALUES (?, ?, ?, ?, ?)",
            .text(certificate.serial), .text(board.text), .text(certificate.keyID), .integer(now.seconds),
            .integer(certificate.notAfter.seconds))
    }

    fileprivate mutating func revokeCertificates(of board: Name, at now: Date) throws {
        try execute(
            "UPDATE certificate SET revoked = ? WHERE board = ? AND revoked IS NULL", .integer(now.seconds),
            .text(board.text))
    }

    /// What was known of the hardware that had a name is not known of the next.
    fileprivate mutating func forgetContact(of board: Name) throws {
        for table in ["contact", "picture"] {
            try execute("DELETE FROM \(table) WHERE board = ?", .text(board.text))
        }
    }
}
