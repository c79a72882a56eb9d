import Foundation
import SQLite
import Signage

extension Store {
    /// The notices that make up what boards play from an instant on.
    ///
    /// Those that their current manifests name, so that turns are the ones on the panel; for times before those were made also
    /// what was over by then. What was withdrawn is gone from the past, too.
    func scheduledNotices(of boards: [Name], from start: Date) throws -> [Name: [DocumentID]] {
        var result: [Name: [DocumentID]] = [:]
        for board in boards {
            result[board] = try database.rows(
                """
                SELECT notice.document FROM delivery JOIN notice ON notice.id = delivery.notice
                    LEFT JOIN desired ON desired.board = delivery.board
                WHERE delivery.board = ? AND notice.withdrawn IS NULL
                    AND (notice.expires > ? OR notice.expires > desired.issued)
                ORDER BY notice.number
                """, .text(board.text), .integer(start.seconds)
            ) { try DocumentID($0.text(0)) }
        }
        return result
    }

    /// Notices as they were published.
    func notices(_ ids: [DocumentID]) throws -> [Notice] {
        try ids.compactMap { try document($0) }.map { try WireCoding.decode(Notice.self, from: $0) }
    }
}
