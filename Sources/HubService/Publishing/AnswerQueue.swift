import Foundation
import Signage

/// The chunks that boards have asked for, each once however many ask, dealt out in turns so that a long document does not
/// hold up a short one.
struct AnswerQueue: Sendable {
    private var order: [DocumentID] = []
    private var missing: [DocumentID: IndexSet] = [:]

    /// Chunks of one document before the next one has its turn.
    static let share = 8

    var isEmpty: Bool { order.isEmpty }

    /// Adds chunks; those that are waiting already are not added twice.
    mutating func add(_ document: DocumentID, _ indices: some Sequence<Int>) {
        var set = missing[document] ?? IndexSet()
        for index in indices { set.insert(index) }
        guard !set.isEmpty else { return }
        if missing.updateValue(set, forKey: document) == nil { order.append(document) }
    }

    /// Takes out the next chunks, at most `limit`.
    mutating func next(_ limit: Int) -> [(document: DocumentID, chunk: Int)] {
        var result: [(document: DocumentID, chunk: Int)] = []
        while result.count < limit, let document = order.first {
            order.removeFirst()
            guard var set = missing.removeValue(forKey: document) else { continue }
            let chunks = Array(set.prefix(min(Self.share, limit - result.count)))
            for chunk in chunks { set.remove(chunk) }
            result += chunks.map { (document, $0) }
            guard !set.isEmpty else { continue }
            missing[document] = set
            order.append(document)
        }
        return result
    }

    /// Forgets all.
    mutating func removeAll() { self = AnswerQueue() }
}
