import Crypto
import Files
import Foundation
import Signage

/// The last good snapshot of each feed, in memory and, sealed as received, on the disk.
struct FeedCache {
    /// The longest sealed snapshot in bytes: 1 MiB.
    static let longest = 1 << 20

    /// What came of a snapshot.
    enum Outcome: Equatable {
        case taken
        /// Older than, or the same as, what is there.
        case ignored
        case refused(ReportedState.Refusal.Reason, String)
    }

    private let folder: String
    private var envelopes: [Name: Data] = [:]
    private(set) var snapshots: [Name: FeedSnapshot] = [:]

    init(folder: String) { self.folder = folder }

    /// Loads what is stored of these feeds; puts aside what is no snapshot of theirs, and removes other feeds.
    /// - Returns: what could not be used, in words.
    mutating func load(_ feeds: [Name], with seal: Seal) -> [String] {
        keep(only: feeds)
        var problems: [String] = []
        for feed in feeds {
            do {
                guard let data = try readFile(path(feed), limit: Self.longest) else { continue }
                let (snapshot, _) = try seal.openStored(data, as: .feed, longest: Self.longest, FeedSnapshot.self)
                snapshots[feed] = try Self.checked(snapshot, feed: feed)
                envelopes[feed] = data
            } catch {
                problems.append("\(path(feed)) cannot be used: \(error)")
                if (error as? FileError)?.isAboutContent != false { StateFolder.putAside(path(feed)) }
            }
        }
        return problems
    }

    /// Takes what came over the wire.
    mutating func take(_ data: Data, feed: Name, with seal: Seal) -> Outcome {
        guard envelopes[feed] != data else { return .ignored }
        let snapshot: FeedSnapshot
        do {
            snapshot = try Self.checked(
                try seal.open(data, as: .feed, longest: Self.longest, FeedSnapshot.self), feed: feed)
        } catch {
            return .refused(error.reason, "the feed \(feed) \(error.detail)")
        }
        if let stored = snapshots[feed], snapshot.fetchedAt < stored.fetchedAt { return .ignored }
        snapshots[feed] = snapshot
        envelopes[feed] = data
        do {
            try writeAtomically(data, to: path(feed))
            return .taken
        } catch {
            // It shows all the same; only a restart would miss it.
            return .refused(.storage, error.description)
        }
    }

    /// Forgets all but these.
    mutating func keep(only feeds: [Name]) {
        snapshots = snapshots.filter { feeds.contains($0.key) }
        envelopes = envelopes.filter { feeds.contains($0.key) }
        let names = Set(feeds.map { "\($0).json" }.flatMap { [$0, StateFolder.aside($0)] })
        for name in StateFolder.names(in: folder) where !names.contains(name) {
            StateFolder.remove("\(folder)/\(name)")
        }
    }

    private func path(_ feed: Name) -> String { "\(folder)/\(feed).json" }

    private static func checked(_ snapshot: FeedSnapshot, feed: Name) throws(Refused) -> FeedSnapshot {
        guard snapshot.feed == feed else { throw Refused(.malformed, "holds the feed \(snapshot.feed)") }
        return snapshot
    }
}
