import Foundation
import SQLite
import Signage

extension Store {
    /// Brings the manifests in line with the plans: a board without one gets its first, one whose layout, settings, feeds or
    /// publisher key have changed a new one, and so does one whose manifest is past half of its lifetime.
    /// - Parameter boards: which ones; all that have a plan when nil.
    /// - Returns: the current manifest of every one of them that has a plan, new or not; and a sentence for each board that has to
    ///   keep its old one.
    func bringUpToDate(
        _ boards: [Name]? = nil, with builder: ManifestBuilder, at now: Date
    ) throws -> (manifests: [SealedManifest], problems: [String]) {
        var problems: [String] = []
        let manifests = try database.transaction { database in
            let plans = boards.map { $0.compactMap { builder.plans[$0] } } ?? Array(builder.plans.values)
            for document in plans.flatMap(\.documents) { try database.insert(document) }
            return try plans.map(\.board.name).sorted().compactMap { board -> SealedManifest? in
                let current = try database.manifest(of: board)
                let content = try database.content(of: board, at: now)
                let withdrawn = try database.withdrawnNotices(of: board, at: now)
                if let current,
                    builder.isUpToDate(current, board: board, content: content, withdrawn: withdrawn, at: now)
                {
                    return current
                }
                do {
                    let version = try database.version(of: board) + 1
                    return try database.issue([(board, version)], with: builder, at: now).first
                } catch let error as ManifestTooLong {
                    problems.append("\(error)")
                    return current
                }
            }
        }
        return (manifests, problems)
    }

    /// Makes a manifest with a version above the floor that a board reports, if the board can't accept the current one.
    ///
    /// What the board has shown until now was of versions that this store knows nothing of (it was restored from a backup): no
    /// notice that is still to be delivered was among them, so the new version is the first that names it.
    func countOn(
        above report: ReportedState, of board: Name, with builder: ManifestBuilder, at now: Date
    ) throws -> SealedManifest? {
        try database.transaction { database in
            guard report.isAhead(of: try database.version(of: board)), builder.plans[board] != nil else { return nil }
            let version = report.floor + 1
            // A withdrawn one, too: its last version is lower then, so that none delivers it.
            try database.execute(
                "UPDATE delivery SET version = ? WHERE board = ? AND applied IS NULL", .integer(version),
                .text(board.text))
            return try database.issue([(board, version)], with: builder, at: now).first
        }
    }
}

extension ReportedState {
    /// Whether the board has accepted what this hub never made: a version above the one that is desired, or that very version
    /// in other bytes.
    ///
    /// A board refuses those by their version. It tells so until a newer version is on its panel, so that of one that is on its
    /// way a refusal says nothing: it is of one before.
    func isAhead(of desired: Int) -> Bool {
        floor > desired || (floor == desired && refused?.reason == .version && pending?.version != desired)
    }
}

extension Database {
    /// The version that is desired of a board; 0 before the first.
    mutating func version(of board: Name) throws -> Int {
        try first("SELECT version FROM desired WHERE board = ?", .text(board.text)) { try $0.integer(0) } ?? 0
    }

    /// Makes the next manifests of boards out of what is stored, and stores them.
    mutating func issue(
        _ next: [(board: Name, version: Int)], with builder: ManifestBuilder, at now: Date
    ) throws -> [SealedManifest] {
        let orders = try next.map { board, version in
            ManifestBuilder.Order(board: board, version: version, content: try content(of: board, at: now))
        }
        let manifests = try builder.manifests(orders, at: now)
        for manifest in manifests {
            try execute(
                """
                INSERT INTO desired (board, version, issued, envelope) VALUES (?, ?, ?, ?)
                ON CONFLICT (board) DO UPDATE
                    SET version = excluded.version, issued = excluded.issued, envelope = excluded.envelope
                """, .text(manifest.board.text), .integer(manifest.version), .integer(manifest.issued.seconds),
                .blob(manifest.envelope))
        }
        return manifests
    }

    fileprivate mutating func manifest(of board: Name) throws -> SealedManifest? {
        try first("SELECT version, issued, envelope FROM desired WHERE board = ?", .text(board.text)) { row in
            SealedManifest(
                board: board, version: try row.integer(0), issued: Date(seconds: try row.integer(1)),
                envelope: try row.blob(2))
        }
    }

    /// Every notice of a board that is neither withdrawn nor over, those still to come too, for the board starts them by itself; then
    /// their pictures, each once.
    fileprivate mutating func content(of board: Name, at now: Date) throws -> [DocumentReference] {
        var images: [DocumentID: DocumentReference] = [:]
        let notices = try rows(
            """
            SELECT text.sha256, text.length, text.type, image.sha256, image.length, image.type
            FROM delivery JOIN notice ON notice.id = delivery.notice
                JOIN document AS text ON text.sha256 = notice.document
                LEFT JOIN document AS image ON image.sha256 = notice.image
            WHERE delivery.board = ? AND notice.withdrawn IS NULL AND notice.expires > ?
            ORDER BY notice.number
            """, .text(board.text), .integer(now.seconds)
        ) { row in
            if try row.optionalText(3) != nil {
                let image = try reference(row, from: 3, .image)
                images[image.id] = image
            }
            return try reference(row, .notice)
        }
        return notices + images.values.sorted { $0.id.hex < $1.id.hex }
    }

    /// Every notice of a board that is withdrawn and would not be over.
    fileprivate mutating func withdrawnNotices(of board: Name, at now: Date) throws -> [DocumentReference] {
        try rows(
            """
            SELECT sha256, length, type FROM delivery JOIN notice ON notice.id = delivery.notice
                JOIN document ON document.sha256 = notice.document
            WHERE delivery.board = ? AND notice.withdrawn IS NOT NULL AND notice.expires > ?
            """, .text(board.text), .integer(now.seconds)
        ) { try reference($0, .notice) }
    }
}

/// What stands in a row as name, length and type, from a column on.
private func reference(
    _ row: borrowing Row, from column: Int = 0, _ role: DocumentReference.Role
) throws -> DocumentReference {
    try DocumentReference(
        id: DocumentID(row.text(column)), length: row.integer(column + 1), mediaType: row.text(column + 2), role: role)
}
