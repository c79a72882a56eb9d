public import Foundation

/// What the hub last read from a feed, whole: the payload of `<cell>/feed/<feed>`.
public struct FeedSnapshot: Hashable, Sendable, Codable {
    /// The feed's name.
    public let feed: Name
    /// When the hub fetched it; a board takes only a snapshot that is not older than the one it has.
    public let fetchedAt: Date
    /// The newest time of the data themselves, when the source tells it.
    public let observedAt: Date?
    /// Who has to be named.
    public let attribution: Attribution
    /// In the order in which the source or its reader ranks them.
    public let items: [FeedItem]

    /// Times in whole seconds.
    public init(feed: Name, fetchedAt: Date, observedAt: Date?, attribution: Attribution, items: [FeedItem]) {
        self.feed = feed
        self.fetchedAt = fetchedAt.wholeSeconds
        self.observedAt = observedAt?.wholeSeconds
        self.attribution = attribution
        self.items = items
    }

    /// Whether another one differs only in when it was fetched.
    public func saysTheSame(as other: FeedSnapshot) -> Bool {
        guard feed == other.feed, observedAt == other.observedAt, attribution == other.attribution,
            items.count == other.items.count
        else { return false }
        return zip(items, other.items).allSatisfy { mine, others in
            var mine = mine
            mine.fetchedAt = others.fetchedAt
            return mine == others
        }
    }
}
