import Crypto
import Foundation
import Signage

/// Decides what to ask for and puts documents together from their chunks. Pure: time and chance are handed in.
///
/// A document is asked for again when nothing of it has come for a while; the while doubles up to a bound. Chunks are
/// held in memory.
struct DocumentFetcher {
    /// Documents that are asked for at the same time.
    static let mostInFlight = 8
    /// Their bytes together, unless a single document has more.
    static let mostBytes = DocumentReference.longest

    /// What came of a chunk.
    enum Outcome: Equatable {
        /// Nothing that is wanted, or not again.
        case ignored
        /// Some chunks are still missing.
        case taken
        /// Length and hash are as the manifest names them; the fetcher has let go of it.
        case complete(DocumentReference, Data)
        /// What came does not make up the document, in words; it will be asked for anew.
        case damaged(String)
    }

    private struct Download {
        let reference: DocumentReference
        var chunks: [Data?]
        var missing: Int
        /// Until when its next chunk is waited for; nil when it has not been asked for on this connection.
        var deadline: ContinuousClock.Instant?
        /// Waits that ended without a chunk, since the last chunk.
        var silences = 0
        /// How often it had to be thrown away or could not be stored.
        var failures: Int
        /// Whether a wrong length was told, once is enough.
        var isLengthTold = false

        init(_ reference: DocumentReference, failures: Int = 0) {
            self.reference = reference
            self.failures = failures
            missing = DocumentChunk.count(length: reference.length)
            chunks = Array(repeating: nil, count: missing)
        }
    }

    private let backoff: Backoff
    private var order: [DocumentID] = []
    private var downloads: [DocumentID: Download] = [:]
    /// How often each was complete and could not be kept, since it has been wanted.
    private var storeFailures: [DocumentID: Int] = [:]

    /// Nothing is asked for before ``requests(at:using:)``.
    init(_ missing: [DocumentReference] = [], backoff: Backoff) {
        self.backoff = backoff
        want(missing)
    }

    /// From here on these are missing and no others; what has come of them is kept, what has not is asked for at once.
    mutating func want(_ missing: [DocumentReference]) {
        let before = downloads
        order = missing.map(\.id)
        downloads = [:]
        storeFailures = storeFailures.filter { order.contains($0.key) }
        for reference in missing {
            let download = before[reference.id]
            downloads[reference.id] = download?.reference == reference ? download : Download(reference)
        }
        hubIsThere()
    }

    /// The hub has shown itself: what was asked for in vain is asked for at once, what is just coming is not.
    mutating func hubIsThere() {
        for (id, download) in downloads where download.failures == 0 {
            guard download.silences > 0 || download.missing == download.chunks.count else { continue }
            downloads[id]?.deadline = nil
            downloads[id]?.silences = 0
        }
    }

    /// How many documents are missing.
    var count: Int { downloads.count }
    /// Those that are asked for, in the manifest's order.
    var asked: [DocumentID] { order.filter { downloads[$0]?.deadline != nil } }
    /// When ``requests(at:using:)`` has something to say again; nil when nothing is asked for.
    var nextDeadline: ContinuousClock.Instant? { downloads.values.compactMap(\.deadline).min() }

    /// What to ask for now: what was waited for in vain, and as many more as may be in flight.
    mutating func requests(
        at now: ContinuousClock.Instant, using generator: inout some RandomNumberGenerator
    ) -> [DocumentRequest] {
        var requests: [DocumentRequest] = []
        var inFlight = 0
        var bytes = 0
        for id in asked + order.filter({ !isAsked($0) }) {
            guard var download = downloads[id] else { continue }
            inFlight += 1
            bytes += download.reference.length
            if let deadline = download.deadline {
                guard deadline <= now else { continue }
                download.silences += 1
            } else if inFlight > Self.mostInFlight || (bytes > Self.mostBytes && inFlight > 1) {
                break
            }
            download.deadline = now + wait(for: download, using: &generator)
            downloads[id] = download
            let missing = download.chunks.indices.filter { download.chunks[$0] == nil }
            requests.append(DocumentRequest(document: id, missing: missing, count: download.chunks.count))
        }
        return requests
    }

    /// After a reconnect: all is asked for at once, what has come is kept.
    mutating func reconnected() {
        for id in order {
            downloads[id]?.deadline = nil
            downloads[id]?.silences = 0
        }
    }

    /// Takes the payload of a document's topic.
    mutating func take(
        _ payload: Data, of id: DocumentID, at now: ContinuousClock.Instant,
        using generator: inout some RandomNumberGenerator
    ) -> Outcome {
        guard let chunk = DocumentChunk(payload: payload) else { return .ignored }
        // Taken out while it changes, so that its list of chunks is not copied each time.
        guard var download = downloads.removeValue(forKey: id) else { return .ignored }
        guard chunk.documentLength == download.reference.length else {
            let wasTold = download.isLengthTold
            download.isLengthTold = true
            downloads[id] = download
            return wasTold
                ? .ignored
                : .damaged("\(id) is sent with \(chunk.documentLength) bytes, not \(download.reference.length)")
        }
        guard download.chunks[chunk.index] == nil else {
            downloads[id] = download
            return .ignored
        }
        download.chunks[chunk.index] = chunk.bytes
        download.missing -= 1
        download.silences = 0
        download.deadline = now + wait(for: download, using: &generator)
        guard download.missing == 0 else {
            downloads[id] = download
            return .taken
        }
        var bytes = Data(capacity: download.reference.length)
        for case let chunk? in download.chunks { bytes.append(chunk) }
        guard SHA256.hash(bytes).hexString == id.hex else {
            start(download.reference, afterFailures: download.failures + 1, at: now, using: &generator)
            return .damaged("\(id) came with other bytes than its name says")
        }
        order.removeAll { $0 == id }
        return .complete(download.reference, bytes)
    }

    /// A complete document could not be kept: it is asked for again, each time later.
    mutating func putBack(
        _ reference: DocumentReference, at now: ContinuousClock.Instant,
        using generator: inout some RandomNumberGenerator
    ) {
        let failures = storeFailures[reference.id, default: 0] + 1
        storeFailures[reference.id] = failures
        start(reference, afterFailures: failures, at: now, using: &generator)
    }

    private mutating func start(
        _ reference: DocumentReference, afterFailures failures: Int, at now: ContinuousClock.Instant,
        using generator: inout some RandomNumberGenerator
    ) {
        var download = Download(reference, failures: failures)
        // A source that keeps sending the wrong bytes must not be asked in a tight loop.
        download.deadline = now + wait(for: download, using: &generator)
        if !order.contains(reference.id) { order.append(reference.id) }
        downloads[reference.id] = download
    }

    private func isAsked(_ id: DocumentID) -> Bool { downloads[id]?.deadline != nil }

    private func wait(for download: Download, using generator: inout some RandomNumberGenerator) -> Duration {
        backoff.delay(afterFailures: download.silences + download.failures, using: &generator)
    }
}
