import Foundation
import Signage

/// Decides what to ask for, and takes note of the chunks that come. Pure: time and chance are handed in, and chunks handed on.
///
/// A document is asked for again when nothing of it has come for a while; the while doubles up to a bound. Only a few chunks are
/// asked for ahead of what has come: on a slow line, more would stand between the board and the answers that keep its
/// connection alive.
struct DocumentFetcher {
    /// Documents that are asked for at the same time.
    static let mostInFlight = 8
    /// Chunks that are asked for at the same time, of all documents together: half a MiB, ten seconds at 50 kB/s.
    static let mostChunks = 16

    /// What came of a chunk.
    enum Outcome: Equatable {
        /// Nothing that is wanted, or not again.
        case ignored
        /// Some chunks are still missing.
        case taken(DocumentReference, DocumentChunk)
        /// The last one; the fetcher has let go of the document.
        case last(DocumentReference, DocumentChunk)
        /// What came does not belong to the document, in words.
        case damaged(String)
    }

    private struct Download {
        let reference: DocumentReference
        let count: Int
        /// Chunks that have not come.
        var missing: IndexSet
        /// Those of them that are asked for.
        var asked = IndexSet()
        /// Until when its next chunk is waited for; nil when it has not been asked for on this connection.
        var deadline: ContinuousClock.Instant?
        /// Waits that ended without a chunk, since the last chunk.
        var silences = 0
        /// How often it had to be thrown away or could not be stored.
        var failures: Int
        /// Whether a wrong length was told, once is enough.
        var isLengthTold = false

        init(_ reference: DocumentReference, without there: IndexSet, failures: Int = 0) {
            self.reference = reference
            self.failures = failures
            count = DocumentChunk.count(length: reference.length)
            missing = IndexSet(integersIn: 0..<count).subtracting(there)
            // All there and no document: one that could not be finished. The last chunk finishes it.
            if missing.isEmpty { missing.insert(count - 1) }
        }
    }

    private let backoff: Backoff
    private var order: [DocumentID] = []
    private var downloads: [DocumentID: Download] = [:]
    /// How often each was complete and could not be kept, since it has been wanted.
    private var storeFailures: [DocumentID: Int] = [:]

    /// Nothing is wanted.
    init(backoff: Backoff) { self.backoff = backoff }

    /// From here on these are missing and no others; what has not been asked for yet is asked for at once.
    /// - Parameter there: the chunks that are here of a document.
    mutating func want(_ missing: [DocumentReference], there: (DocumentReference) -> IndexSet = { _ in IndexSet() }) {
        let before = downloads
        order = missing.map(\.id)
        downloads = [:]
        storeFailures = storeFailures.filter { order.contains($0.key) }
        for reference in missing {
            let download = before[reference.id]
            downloads[reference.id] =
                download?.reference == reference ? download : Download(reference, without: there(reference))
        }
        hubIsThere()
    }

    /// The hub has shown itself: what was asked for in vain is asked for at once, what is just coming is not.
    mutating func hubIsThere() {
        for (id, download) in downloads where download.failures == 0 {
            guard download.silences > 0 || download.missing.count == download.count else { continue }
            downloads[id]?.deadline = nil
            downloads[id]?.asked = IndexSet()
            downloads[id]?.silences = 0
        }
    }

    /// How many documents are missing.
    var count: Int { downloads.count }
    /// Those that are asked for, in the manifest's order.
    var asked: [DocumentID] { order.filter { isAsked($0) } }
    /// When ``requests(at:using:)`` has something to say again; nil when nothing is asked for.
    var nextDeadline: ContinuousClock.Instant? { downloads.values.compactMap(\.deadline).min() }
    /// Whether ``requests(at:using:)`` would ask for the next chunks of what is coming already.
    var isWindowOpen: Bool { downloads.values.contains { Self.wantsMore($0) } }

    /// What to ask for now: what was waited for in vain, and as much more as may be in flight.
    mutating func requests(
        at now: ContinuousClock.Instant, using generator: inout some RandomNumberGenerator
    ) -> [DocumentRequest] {
        var requests: [DocumentRequest] = []
        for id in asked where downloads[id]?.deadline ?? now <= now {
            downloads[id]?.silences += 1
            downloads[id]?.asked = IndexSet()
        }
        var room = Self.mostChunks - downloads.values.reduce(0) { $0 + $1.asked.count }
        for (position, id) in (asked + order.filter { !isAsked($0) }).enumerated() where position < Self.mostInFlight {
            guard var download = downloads[id], room > 0 else { continue }
            let isDue = download.deadline.map { $0 <= now } ?? true
            guard isDue || Self.wantsMore(download) else { continue }
            let next = IndexSet(download.missing.subtracting(download.asked).prefix(room))
            guard !next.isEmpty else { continue }
            room -= next.count
            download.asked.formUnion(next)
            download.deadline = now + wait(for: download, using: &generator)
            downloads[id] = download
            requests.append(DocumentRequest(document: id, missing: next, count: download.count))
        }
        return requests
    }

    /// After a reconnect: all is asked for at once, what has come is kept.
    mutating func reconnected() {
        for id in order {
            downloads[id]?.deadline = nil
            downloads[id]?.asked = IndexSet()
            downloads[id]?.silences = 0
        }
    }

    /// Takes the payload of a document's topic.
    mutating func take(
        _ payload: Data, of id: DocumentID, at now: ContinuousClock.Instant,
        using generator: inout some RandomNumberGenerator
    ) -> Outcome {
        guard let chunk = DocumentChunk(payload: payload), var download = downloads[id] else { return .ignored }
        guard chunk.documentLength == download.reference.length else {
            defer { downloads[id]?.isLengthTold = true }
            return download.isLengthTold
                ? .ignored
                : .damaged("\(id) is sent with \(chunk.documentLength) bytes, not \(download.reference.length)")
        }
        guard download.missing.contains(chunk.index) else { return .ignored }
        download.missing.remove(chunk.index)
        download.asked.remove(chunk.index)
        defer { putOff(at: now, using: &generator) }
        guard !download.missing.isEmpty else {
            downloads[id] = nil
            order.removeAll { $0 == id }
            return .last(download.reference, chunk)
        }
        download.silences = 0
        download.deadline = now + wait(for: download, using: &generator)
        downloads[id] = download
        return .taken(download.reference, chunk)
    }

    /// A chunk could not be stored, or a complete document could not be kept or was none: what is not there is asked for again,
    /// each time later, so that neither a full disk nor a source of wrong bytes is asked in a tight loop.
    mutating func putBack(
        _ reference: DocumentReference, there: IndexSet, at now: ContinuousClock.Instant,
        using generator: inout some RandomNumberGenerator
    ) {
        let failures = storeFailures[reference.id, default: 0] + 1
        storeFailures[reference.id] = failures
        var download = Download(reference, without: there, failures: failures)
        download.deadline = now + wait(for: download, using: &generator)
        if !order.contains(reference.id) { order.append(reference.id) }
        downloads[reference.id] = download
    }

    /// Half of what was asked for has come: time to ask for more, so that the line never falls idle. What was put back waits.
    private static func wantsMore(_ download: Download) -> Bool {
        download.deadline != nil && (download.failures == 0 || !download.asked.isEmpty)
            && download.asked.count <= mostChunks / 2 && download.missing.count > download.asked.count
    }

    /// A chunk has come, so the line carries what was asked for, however slowly: all of it is waited for anew.
    private mutating func putOff(at now: ContinuousClock.Instant, using generator: inout some RandomNumberGenerator) {
        for (id, download) in downloads where download.failures == 0 {
            guard let deadline = download.deadline else { continue }
            let later = now + wait(for: download, using: &generator)
            downloads[id]?.deadline = max(deadline, later)
        }
    }

    private func isAsked(_ id: DocumentID) -> Bool { downloads[id]?.deadline != nil }

    private func wait(for download: Download, using generator: inout some RandomNumberGenerator) -> Duration {
        backoff.delay(afterFailures: download.silences + download.failures, using: &generator)
    }
}
