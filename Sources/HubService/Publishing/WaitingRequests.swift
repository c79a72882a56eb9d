import Foundation
import Signage

/// The requests for documents that are being fetched: one set of missing chunks a document, however many boards ask how often.
struct WaitingRequests: Sendable {
    private var missing: [DocumentID: IndexSet] = [:]

    /// More documents than this do not wait at a time, whatever boards ask for.
    static let most = 64
    /// A longer document than the contract allows has no chunks.
    private static let chunks = DocumentChunk.count(length: DocumentReference.longest)

    /// Keeps a request, unless too many documents wait. Whether its document is to be fetched: not when it is being fetched.
    mutating func add(_ request: DocumentRequest) -> Bool {
        let known = missing[request.document]
        guard known != nil || missing.count < Self.most else { return false }
        var set = known ?? IndexSet()
        for index in request.indices(count: Self.chunks) { set.insert(index) }
        missing[request.document] = set
        return known == nil
    }

    /// Takes out the chunks that are missing of a document, those below `count`.
    mutating func take(_ document: DocumentID, count: Int) -> [Int] {
        (missing.removeValue(forKey: document) ?? []).filter { $0 < count }
    }
}
