import Files
import Foundation
import MQTT
import Signage

extension Controller {
    /// Asks for what is due to be asked for, and sets the alarm for the next time.
    func fetch() {
        guard isConnected, case .fetching(let arrival) = stage else { return }
        // With nothing missing, it was the disk that did not take the manifest: once more.
        guard fetcher.count > 0 else { return proceed(with: arrival) }
        let requests = fetcher.requests(at: .now, using: &generator)
        let new = requests.map(\.document).filter { !subscribedDocuments.contains($0) }
        subscribedDocuments.formUnion(new)
        subscribe(new.map { .document(cell: configuration.cell, $0) }, .atMostOnce)
        for request in requests {
            publish(.get(cell: configuration.cell, board: configuration.board), request, .atLeastOnce)
        }
        if let deadline = fetcher.nextDeadline { setFetchAlarm(after: deadline - .now) }
    }

    /// From here on these documents are missing and no others.
    func want(_ missing: [DocumentReference]) {
        fetcher.want(missing) { partials.chunks(of: $0) }
    }

    /// Takes a chunk of a document that the manifest on its way names; the last one leads to the switch.
    func take(_ payload: Data, of id: DocumentID) {
        guard case .fetching(let arrival) = stage else { return }
        switch fetcher.take(payload, of: id, at: .now, using: &generator) {
        case .ignored: return
        case .damaged(let detail):
            refuse(.document, detail)
            fetch()
        case .taken(let reference, let chunk):
            do {
                try partials.store(chunk, of: reference)
                // Else the alarm stays as it is: it finds out that the deadline has moved.
                if fetcher.isWindowOpen { fetch() }
            } catch {
                refuse(.storage, error.description)
                putBack(reference)
            }
        case .last(let reference, let chunk):
            do {
                guard let bytes = try partials.finish(reference, with: chunk, as: documents.path(id)) else {
                    refuse(.document, "\(id) came with other bytes than its name says")
                    return putBack(reference)
                }
                documents.note(bytes, as: reference)
            } catch {
                refuse(.storage, error.description)
                return putBack(reference)
            }
            guard fetcher.count > 0 else { return proceed(with: arrival) }
            fetch()
            unsubscribeFromDocuments()
            reportSoon()
        }
    }

    private func putBack(_ reference: DocumentReference) {
        fetcher.putBack(reference, there: partials.chunks(of: reference), at: .now, using: &generator)
        fetch()
    }

    /// Takes a snapshot of a feed that the programme names.
    func take(_ payload: Data, feed: Name) {
        guard wantedFeeds.contains(feed) else { return }
        let outcome = feeds.take(payload, feed: feed, with: seal)
        if case .refused(let reason, let detail) = outcome { refuse(reason, detail) }
        if installed != nil, outcome != .ignored { player.send(.update(feeds: feeds.snapshots)) }
    }

    /// Stops listening to documents that are not waited for any more.
    func unsubscribeFromDocuments() {
        let done = subscribedDocuments.subtracting(fetcher.asked)
        subscribedDocuments.subtract(done)
        unsubscribe(done.map { .document(cell: configuration.cell, $0) })
    }

    func setFetchAlarm(after delay: Duration) {
        fetchAlarm?.cancel()
        fetchAlarm = loop.schedule(after: delay) { [weak self] in self?.assumeIsolated { $0.fetch() } }
    }
}
