extension FeedItem {
    /// A building project or a plan on public display.
    public struct Project: Hashable, Sendable, Codable {
        /// A document that is on display.
        public struct File: Hashable, Sendable, Codable {
            /// In words.
            public var title: String
            /// Where it can be read.
            public var url: String

            /// Takes the values as they are.
            public init(title: String, url: String) {
                self.title = title
                self.url = url
            }
        }

        /// Where it stands, in words.
        public var phase: String?
        /// Until when citizens can take part.
        public var participationUntil: FeedTime?
        /// What is on display.
        public var documents: [File]

        /// Takes the values as they are.
        public init(phase: String?, participationUntil: FeedTime?, documents: [File] = []) {
            self.phase = phase
            self.participationUntil = participationUntil
            self.documents = documents
        }
    }
}
