extension FeedItem {
    /// Road works, a closure or another hindrance.
    public struct Works: Hashable, Sendable, Codable {
        /// What it does to those who pass.
        public enum Impact: String, Sendable, Codable { case none, narrowed, oneDirectionClosed, closed, unknown }

        /// Nil when unknown.
        public var from: FeedTime?
        /// Nil when open or unknown.
        public var to: FeedTime?
        /// What it does to those who pass.
        public var impact: Impact
        /// The way round it, in words.
        public var detour: String?

        /// Takes the values as they are.
        public init(from: FeedTime?, to: FeedTime?, impact: Impact, detour: String? = nil) {
            self.from = from
            self.to = to
            self.impact = impact
            self.detour = detour
        }
    }
}
