extension FeedItem {
    /// A piece of news.
    public struct Article: Hashable, Sendable, Codable {
        /// When it was published; nil when unknown.
        public var publishedAt: FeedTime?

        /// Takes the value as it is.
        public init(publishedAt: FeedTime? = nil) { self.publishedAt = publishedAt }
    }
}
