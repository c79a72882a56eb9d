extension FeedItem {
    /// How many of something are free: bicycles, charging points, parking places.
    public struct Vacancy: Hashable, Sendable, Codable {
        /// How many are free by kind, such as `["bike": 21, "ebike": 6]`.
        public var free: [String: Int]
        /// How many places there are for returning; nil when unknown.
        public var docks: Int?

        /// Takes the values as they are.
        public init(free: [String: Int], docks: Int? = nil) {
            self.free = free
            self.docks = docks
        }
    }
}
