/// How a zone shows what a feed tells. In JSON the key `widget` is the kind.
public struct FeedWidget: Hashable, Sendable, Codable {
    /// Which items of the feed are shown, and how.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// Public meetings and other events, with as much of their agenda as there is room for.
        case meetings
        /// The next departures of public transport.
        case departures
        /// Measured quantities: one as a large figure with its scale, several as a table.
        case measurements
        /// Official warnings that hold now or soon.
        case alerts
        /// Road works and closures.
        case works
        /// The weather to come.
        case forecast
        /// When which waste is collected.
        case collections
        /// The latest news.
        case news
        /// How many of something are free: bicycles, charging points.
        case availability
        /// Building projects and plans on public display.
        case projects
    }

    /// What is shown, and how.
    public let kind: Kind
    /// The feed it comes from.
    public let feed: Name
    /// At most this many items, 1 to 20.
    public let most: Int
    /// What stands above it, such as "Abfahrten Rathaus"; nil for the kind's own words.
    public let title: String?

    /// - Throws: when `most` is out of range or the title is empty or longer than 40 characters.
    public init(kind: Kind, feed: Name, most: Int = 4, title: String? = nil) throws(InvalidValue) {
        guard (1...20).contains(most) else { throw InvalidValue(field: "most", reason: "must be 1 to 20 items") }
        self.kind = kind
        self.feed = feed
        self.most = most
        if let title {
            self.title = try Text.line(title, field: "title", length: 1...40)
        } else {
            self.title = nil
        }
    }

    private enum CodingKeys: String, CodingKey {
        case kind = "widget"
        case feed, most, title
    }

    /// Decodes through the validating initializer.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let kind = try container.decode(Kind.self, forKey: .kind)
        let feed = try container.decode(Name.self, forKey: .feed)
        let most = try container.decodeWholeIfPresent(forKey: .most) ?? 4
        let title = try container.decodeIfPresent(String.self, forKey: .title)
        self = try decoder.validated { try FeedWidget(kind: kind, feed: feed, most: most, title: title) }
    }
}
