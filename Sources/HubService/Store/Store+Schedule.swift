import Foundation
import SQLite
import Signage

extension Store {
    /// The JSON of all notices that make up what a board plays from an instant on.
    ///
    /// Those that its current manifest names, so that turns are the ones on the panel; for times before that was made also those
    /// that were over by then. What was withdrawn is gone from the past, too.
    func scheduledNotices(of board: Name, from start: Date) throws -> [Data] {
        let issued = try database.first("SELECT issued FROM desired WHERE board = ?", .text(board.text)) {
            try $0.integer(0)
        }
        return try database.rows(
            """
            SELECT bytes FROM delivery JOIN notice ON notice.id = delivery.notice
                JOIN document ON document.sha256 = notice.document
            WHERE delivery.board = ? AND notice.withdrawn IS NULL AND notice.expires > ?
            ORDER BY notice.number
            """, .text(board.text), .integer(min(issued ?? start.seconds, start.seconds))
        ) { try $0.blob(0) }
    }
}
