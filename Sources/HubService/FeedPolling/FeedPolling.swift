import Feeds
import Foundation
import Signage

/// Polls feeds, each at its interval; keeps the last good snapshot whatever comes.
actor FeedPolling {
    private let configuration: HubConfiguration
    private let timeZone: TimeZone
    private let store: Store
    private let sealer: Sealer
    private let publishing: Publishing
    private let fetcher: Fetcher
    private let log: Log
    private let now: @Sendable () -> Date
    /// What boards have of each feed.
    private var published: [Name: FeedSnapshot] = [:]
    /// The failure that was logged last for each feed, so that it is not logged at every poll.
    private var logged: [Name: String] = [:]

    /// What says nothing new is published again only after this, so that an idle board costs next to nothing. Boards call nothing old
    /// by the time of a poll within an hour.
    static let confirmation: TimeInterval = 1_800
    /// How far ahead items matter.
    static let horizon = Duration.seconds(60 * 86_400)
    /// Requests of one poll; a feed whose `next` never ends is cut off here.
    static let mostRequests = 2_000
    /// Bytes of a sealed snapshot; the broker takes packets of 2 MiB, boards have little memory.
    static let longestEnvelope = 512 << 10

    init(
        installation: Installation, store: Store, sealer: Sealer, publishing: Publishing,
        fetcher: Fetcher = Fetcher(), log: Log, now: @escaping @Sendable () -> Date
    ) {
        configuration = installation.configuration
        timeZone = installation.timeZone
        self.store = store
        self.sealer = sealer
        self.publishing = publishing
        self.fetcher = fetcher
        self.log = log
        self.now = now
    }

    /// Publishes what is known from before, then polls until it is cancelled.
    func run() async throws {
        try await publishKept()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for feed in configuration.feeds {
                guard FeedFormats.names.contains(feed.format) else {
                    let names = FeedFormats.names.joined(separator: ", ")
                    log(
                        "feed \(feed.name): the format \"\(feed.format)\" is not known (known: \(names)); it is not polled"
                    )
                    continue
                }
                group.addTask {
                    while true {
                        do {
                            try await self.poll(feed)
                        } catch  where !Task.isCancelled {
                            self.log("feed \(feed.name): cannot keep what was read: \(error)")
                        }
                        // Jitter keeps hubs that were started together from asking together.
                        try await Task.sleep(for: .seconds(Double(feed.intervalSeconds) * .random(in: 0.9...1.1)))
                    }
                }
            }
            while try await group.next() != nil {}
        }
    }

    /// Seals and publishes the last good snapshot of every feed.
    func publishKept() async throws {
        for feed in configuration.feeds {
            guard let snapshot = try await store.feed(feed.name)?.snapshot else { continue }
            await publishing.publish(feed: feed.name, try sealed(snapshot))
            published[feed.name] = snapshot
        }
    }

    /// Polls a feed once.
    /// - Throws: `CancellationError`, and when the store fails. What is wrong with the feed is stored, not thrown.
    func poll(_ feed: HubConfiguration.Feed) async throws {
        let context = FeedContext(
            feed: feed.name, url: feed.url, now: now(), timeZone: timeZone, attribution: feed.attribution,
            horizon: Self.horizon)
        guard let reader = FeedFormats.reader(feed.format, context) else { return }
        let (reading, failure) = try await read(reader)
        guard reading.isUsable else {
            let reason = [reading.report.failure, failure].compactMap { $0 }
                .map { $0.hasSuffix(".") ? $0 : $0 + "." }.joined(separator: " ")
            try await store.noteFailure(of: feed.name, reason, at: now())
            if logged.updateValue(reason, forKey: feed.name) != reason {
                log("feed \(feed.name): \(reason) The last good data stay.")
            }
            return
        }
        if logged.removeValue(forKey: feed.name) != nil { log("feed \(feed.name): works again") }
        let snapshot = FeedSnapshot(
            feed: feed.name, fetchedAt: context.now, observedAt: reading.observedAt, attribution: reading.attribution,
            items: reading.items)
        try await store.keep(snapshot, at: now())
        if let published = published[feed.name], published.saysTheSame(as: snapshot),
            (0..<Self.confirmation).contains(snapshot.fetchedAt.timeIntervalSince(published.fetchedAt))
        {
            return
        }
        await publishing.publish(feed: feed.name, try sealed(snapshot))
        published[feed.name] = snapshot
    }

    private func read(_ reader: some FeedReader) async throws -> (FeedReading, failure: String?) {
        var reader = reader
        var failure: String?
        var requests = reader.start()
        var count = 0
        while !requests.isEmpty, count < Self.mostRequests {
            let request = requests.removeFirst()
            count += 1
            do {
                requests += reader.receive(try await fetcher.fetch(request, at: now), for: request)
            } catch let error as FetchError {
                failure = "\(error)"
            }
        }
        return (reader.finish(), failure)
    }

    /// The envelope of a snapshot; items of least rank are left out until it is short enough.
    private func sealed(_ snapshot: FeedSnapshot) throws -> Data {
        var items = snapshot.items
        while true {
            let envelope = try sealer.seal(
                FeedSnapshot(
                    feed: snapshot.feed, fetchedAt: snapshot.fetchedAt, observedAt: snapshot.observedAt,
                    attribution: snapshot.attribution, items: items), as: .feed)
            if envelope.count <= Self.longestEnvelope || items.isEmpty { return envelope }
            items.removeLast(max(1, items.count / 8))
        }
    }
}
