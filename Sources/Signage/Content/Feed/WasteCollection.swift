extension FeedItem {
    /// A waste collection.
    public struct WasteCollection: Hashable, Sendable, Codable {
        /// The day of collection.
        public var date: FeedTime
        /// What is collected, such as "Restmüll".
        public var fraction: String

        /// Takes the values as they are.
        public init(date: FeedTime, fraction: String) {
            self.date = date
            self.fraction = fraction
        }
    }
}
