import Foundation
import Signage

/// The chunks that have just been sent: a board that asks for one of them has only not heard it yet.
struct SentChunks: Sendable {
    /// A chunk is not sent again before this. Boards ask again for what they have not heard after a second at the earliest.
    static let rest = Duration.milliseconds(800)

    private var instants: [DocumentID: [Int: ContinuousClock.Instant]] = [:]

    mutating func note(_ chunk: Int, of document: DocumentID, at now: ContinuousClock.Instant) {
        instants[document, default: [:]][chunk] = now
    }

    /// Those of the chunks that may be sent, and forgets what may.
    mutating func rested(_ chunks: IndexSet, of document: DocumentID, at now: ContinuousClock.Instant) -> IndexSet {
        instants = instants.compactMapValues { sent in
            let resting = sent.filter { now - $0.value < Self.rest }
            return resting.isEmpty ? nil : resting
        }
        return chunks.filteredIndexSet { instants[document]?[$0] == nil }
    }

    /// Forgets all: who was connected then may not have heard it.
    mutating func removeAll() { instants = [:] }
}
