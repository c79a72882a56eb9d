import Foundation
import SQLite
import Signage

extension Store {
    /// Keeps a picture; the same bytes are kept once, and wait anew for a notice.
    /// - Returns: whether it was not here before.
    func keep(_ file: ImageFile, at now: Date) throws -> Bool {
        try database.transaction { database in
            let isNew = try !database.hasImage(file.document.reference.id)
            try database.insert(file.document)
            try database.execute(
                """
                INSERT INTO image (document, uploaded) VALUES (?, ?)
                ON CONFLICT (document) DO UPDATE SET uploaded = excluded.uploaded
                """, .text(file.document.reference.id.hex), .integer(now.seconds))
            return isNew
        }
    }

    /// Whether a notice may name it.
    func hasImage(_ id: DocumentID) throws -> Bool { try database.hasImage(id) }
}

/// A notice names a picture that is not here.
struct UnknownImage: Error, Equatable {
    let document: DocumentID

    /// For the one who wrote the notice.
    var refusal: InvalidValue {
        InvalidValue(
            field: "image.document",
            reason: "there is no such picture here; upload the picture first, with POST /api/v1/images")
    }
}

extension Database {
    /// Whether a picture was handed in; the arms alone are none that a notice may name.
    mutating func hasImage(_ id: DocumentID) throws -> Bool {
        try first("SELECT 1 FROM image WHERE document = ?", .text(id.hex)) { try $0.integer(0) } != nil
    }
}
