import Foundation
import Signage

/// Documents that boards are likely to ask for, in memory; the ones used longest ago make room.
struct DocumentCache: Sendable {
    private var documents: [DocumentID: (bytes: Data, used: UInt64)] = [:]
    private var uses: UInt64 = 0
    private(set) var size = 0
    /// In bytes.
    let limit: Int

    init(limit: Int = 96 << 20) { self.limit = limit }

    /// The bytes; nil when they are not here.
    mutating func bytes(_ id: DocumentID) -> Data? {
        guard let bytes = documents[id]?.bytes else { return nil }
        uses += 1
        documents[id]?.used = uses
        return bytes
    }

    /// Keeps a document, and lets go of others until all fit; a document of its own that does not fit is kept alone.
    mutating func insert(_ id: DocumentID, _ bytes: Data) {
        uses += 1
        if let old = documents.updateValue((bytes, uses), forKey: id) { size -= old.bytes.count }
        size += bytes.count
        while size > limit, documents.count > 1 {
            guard let oldest = documents.min(by: { $0.value.used < $1.value.used }) else { return }
            documents[oldest.key] = nil
            size -= oldest.value.bytes.count
        }
    }
}
