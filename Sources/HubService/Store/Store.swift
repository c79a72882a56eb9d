import Foundation
import SQLite
import Signage

/// The truth: notices, documents, and what is desired of every board. One connection to the database, one owner.
actor Store {
    // Isolated to the actor; internal for the extensions that hold the queries of one subject each.
    var database: Database

    /// - Parameter path: the file; made when missing.
    init(path: String) throws { database = try HubDatabase.open(path) }

    /// Stores a notice with its document, and makes the next manifest of every board it is for: all or nothing.
    /// - Parameter boards: names that `builder` has plans for.
    /// - Throws: ``UnknownImage``, ``ManifestTooLong``; then nothing has changed.
    func publish(
        _ notice: Notice, on boards: [Name], with builder: ManifestBuilder, at now: Date
    ) throws -> Publication {
        let document = try StoredDocument(try WireCoding.encode(notice), role: .notice)
        return try database.transaction { database in
            if let image = notice.image?.document, try !database.hasImage(image) { throw UnknownImage(document: image) }
            try database.insert(document)
            let number = try database.first("SELECT coalesce(max(number), 0) FROM notice") { try $0.integer(0) } ?? 0
            try database.execute(
                "INSERT INTO notice (id, number, document, onset, expires, published, image) VALUES (?, ?, ?, ?, ?, ?, ?)",
                .text(notice.id.text), .integer(number + 1), .text(document.reference.id.hex),
                .integer(notice.window.onset.seconds), .integer((notice.window.expires ?? .openEnd).seconds),
                .integer(notice.published.seconds), notice.image.map { .text($0.document.hex) })
            var next: [(board: Name, version: Int)] = []
            for (position, board) in boards.enumerated() {
                let version = try database.version(of: board) + 1
                try database.execute(
                    "INSERT INTO delivery (notice, board, position, version) VALUES (?, ?, ?, ?)",
                    .text(notice.id.text), .text(board.text), .integer(position), .integer(version))
                next.append((board, version))
            }
            let manifests = try database.issue(next, with: builder, at: now)
            guard let status = try database.status(of: notice.id, at: now) else {
                preconditionFailure("the notice was inserted in this transaction")
            }
            return Publication(status: status, manifests: manifests, documents: [document])
        }
    }

    /// Takes a notice away, and makes the next manifest of every board that had it. Nil when there is no such notice.
    ///
    /// A second call changes nothing.
    func withdraw(_ id: Name, with builder: ManifestBuilder, at now: Date) throws -> Publication? {
        try database.transaction { database in
            guard let before = try database.status(of: id, at: now) else { return nil }
            var next: [(board: Name, version: Int)] = []
            if before.state != .withdrawn {
                try database.execute(
                    "UPDATE notice SET withdrawn = ? WHERE id = ?", .integer(now.seconds), .text(id.text))
                for delivery in before.deliveries where before.state != .expired {
                    let version = try database.version(of: delivery.board) + 1
                    try database.execute(
                        "UPDATE delivery SET until_version = ? WHERE notice = ? AND board = ?", .integer(version),
                        .text(id.text), .text(delivery.board.text))
                    // A board that has lost its layout gets its manifest when that is mended.
                    guard builder.plans[delivery.board] != nil else { continue }
                    next.append((delivery.board, version))
                }
            }
            let manifests = try database.issue(next, with: builder, at: now)
            guard let status = try database.status(of: id, at: now) else { return nil }
            return Publication(status: status, manifests: manifests, documents: [])
        }
    }

    /// One notice; nil when there is none of that id.
    func notice(_ id: Name, at now: Date) throws -> NoticeStatus? { try database.status(of: id, at: now) }

    /// The newest notices first, at most 1,000.
    func notices(at now: Date) throws -> [NoticeStatus] {
        let ids = try database.rows("SELECT id FROM notice ORDER BY number DESC LIMIT 1000") { try Name($0.text(0)) }
        return try ids.compactMap { try database.status(of: $0, at: now) }
    }

    /// The headlines that each board has on its panel in turns now, the newest first.
    func headlines(at now: Date) throws -> [Name: [String]] {
        let rows = try database.rows(
            """
            SELECT delivery.board, document.bytes FROM delivery JOIN notice ON notice.id = delivery.notice
                JOIN document ON document.sha256 = notice.document
            WHERE delivery.applied IS NOT NULL AND notice.withdrawn IS NULL AND notice.onset <= ? AND notice.expires > ?
            ORDER BY notice.number DESC
            """, .integer(now.seconds), .integer(now.seconds)
        ) { row in (try Name(row.text(0)), try WireCoding.decode(Notice.self, from: row.blob(1)).headline) }
        return Dictionary(grouping: rows, by: \.0).mapValues { $0.map(\.1) }
    }

    /// A document's bytes; nil when it is not here.
    func document(_ id: DocumentID) throws -> Data? {
        try database.first("SELECT bytes FROM document WHERE sha256 = ?", .text(id.hex)) { try $0.blob(0) }
    }

    /// Notes that a board has a version on its panel: all its notices of that version and of those before are delivered.
    ///
    /// A version that was never desired of it says nothing, nor does one that no longer names the notice.
    func noteApplied(_ version: Int, on board: Name, at now: Date) throws {
        guard try database.version(of: board) >= version else { return }
        try database.execute(
            """
            UPDATE delivery SET applied = ? WHERE board = ? AND applied IS NULL AND version <= ?
                AND (until_version IS NULL OR until_version > ?)
            """, .integer(now.seconds), .text(board.text), .integer(version), .integer(version))
    }
}

/// What a change of the store has brought about, for ``Publishing``.
struct Publication: Sendable {
    let status: NoticeStatus
    let manifests: [SealedManifest]
    let documents: [StoredDocument]
}

extension Date {
    /// As it stands in the database.
    var seconds: Int { Int(timeIntervalSince1970.rounded(.down)) }

    /// The end of what has none, as it stands in the database: that of the year 9999.
    static let openEnd = Date(timeIntervalSince1970: 253_402_300_799)

    /// From the database.
    init(seconds: Int) { self.init(timeIntervalSince1970: TimeInterval(seconds)) }
}

extension Database {
    /// Adds a document unless it is there.
    mutating func insert(_ document: StoredDocument) throws {
        try execute(
            "INSERT INTO document (sha256, type, role, length, bytes) VALUES (?, ?, ?, ?, ?) ON CONFLICT (sha256) DO NOTHING",
            .text(document.reference.id.hex), .text(document.reference.mediaType),
            .text(document.reference.role.rawValue), .integer(document.reference.length), .blob(document.bytes))
    }

    /// A notice with all its deliveries; nil when there is none of that id.
    fileprivate mutating func status(of id: Name, at now: Date) throws -> NoticeStatus? {
        let found = try first(
            "SELECT document.bytes, notice.withdrawn FROM notice JOIN document ON document.sha256 = notice.document WHERE id = ?",
            .text(id.text)
        ) { row in (try row.blob(0), try row.optionalInteger(1)) }
        guard let (bytes, withdrawn) = found else { return nil }
        let deliveries = try rows(
            "SELECT board, version, applied FROM delivery WHERE notice = ? ORDER BY position", .text(id.text)
        ) { row in
            NoticeStatus.Delivery(
                board: try Name(row.text(0)), version: try row.integer(1),
                appliedAt: try row.optionalInteger(2).map(Date.init(seconds:)))
        }
        return NoticeStatus(
            notice: try WireCoding.decode(Notice.self, from: bytes), withdrawnAt: withdrawn.map(Date.init(seconds:)),
            deliveries: deliveries, at: now)
    }
}
