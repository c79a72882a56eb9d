import Foundation
import SQLite
import Signage

extension Store {
    /// How long a picture is kept after the last notice that shows it is over or withdrawn: 90 days.
    static let pictureKeptSeconds: TimeInterval = 90 * 86_400

    /// How long a picture waits for a notice that names it: a day.
    static let unusedImageKeptSeconds: TimeInterval = 86_400

    /// Deletes what no board can ask for any more: layouts, tables and arms that no board's plan has, pictures that no notice came
    /// to name, and those of notices long over. The notices themselves stay: they are the record of what was published.
    ///
    /// Nothing that a current manifest names is deleted: a board without a plan keeps what it has.
    /// - Returns: how many documents.
    @discardableResult
    func deleteGarbage(with builder: ManifestBuilder, at now: Date) throws -> Int {
        try database.transaction { database in
            var needed = Set(builder.plans.values.flatMap(\.documents).map(\.reference.id.hex))
            for envelope in try database.rows("SELECT envelope FROM desired", read: { try $0.blob(0) }) {
                needed.formUnion(Self.documents(namedBy: envelope))
            }
            let candidates = try database.rows(
                """
                SELECT sha256 FROM document
                WHERE sha256 NOT IN (SELECT document FROM notice)
                    AND sha256 NOT IN (SELECT image FROM notice
                        WHERE image IS NOT NULL AND coalesce(withdrawn, expires) > ? AND expires > ?)
                    AND sha256 NOT IN (SELECT document FROM image WHERE uploaded > ?)
                """, .integer((now - Self.pictureKeptSeconds).seconds),
                .integer((now - Self.pictureKeptSeconds).seconds), .integer((now - Self.unusedImageKeptSeconds).seconds)
            ) { try $0.text(0) }
            let garbage = candidates.filter { !needed.contains($0) }
            for id in garbage {
                try database.execute("UPDATE notice SET image = NULL WHERE image = ?", .text(id))
                try database.execute("DELETE FROM image WHERE document = ?", .text(id))
                try database.execute("DELETE FROM document WHERE sha256 = ?", .text(id))
            }
            return garbage.count
        }
    }

    /// Read without its seal: it is our own, of whatever key.
    private static func documents(namedBy envelope: Data) -> [String] {
        guard let envelope = try? WireCoding.decode(Envelope.self, from: envelope),
            let manifest = try? WireCoding.decode(DesiredState.self, from: envelope.payload)
        else { return [] }
        return manifest.entries.map(\.id.hex)
    }
}
