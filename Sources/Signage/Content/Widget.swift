/// What a zone shows. In JSON the key `widget` names the case; its settings stand beside it.
public enum Widget: Hashable, Sendable, Codable {
    /// Municipality, board and, where `clock` is set, date and time. E-paper does without: it would redraw every minute.
    case masthead(clock: Bool)
    /// The notice whose turn it is, or the evergreen content.
    case notice
    /// The next public meetings of a feed, at most `most` of them.
    case meetings(feed: Name, most: Int)
    /// Source and age of every feed that the layout shows, and whose turn it is among the notices.
    case sources

    private enum CodingKeys: String, CodingKey { case widget, clock, feed, most }
    private enum Kind: String, Codable { case masthead, notice, meetings, sources }

    /// Reads the kind and its settings.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        switch try container.decode(Kind.self, forKey: .widget) {
        case .masthead: self = .masthead(clock: try container.decodeIfPresent(Bool.self, forKey: .clock) ?? true)
        case .notice: self = .notice
        case .meetings:
            let most = try container.decodeWholeIfPresent(forKey: .most) ?? 4
            guard (1...20).contains(most) else {
                throw DecodingError.dataCorruptedError(
                    forKey: .most, in: container, debugDescription: "must be 1 to 20 meetings")
            }
            self = .meetings(feed: try container.decode(Name.self, forKey: .feed), most: most)
        case .sources: self = .sources
        }
    }

    /// Writes the kind and its settings.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .masthead(let clock):
            try container.encode(Kind.masthead, forKey: .widget)
            try container.encode(clock, forKey: .clock)
        case .notice: try container.encode(Kind.notice, forKey: .widget)
        case .meetings(let feed, let most):
            try container.encode(Kind.meetings, forKey: .widget)
            try container.encode(feed, forKey: .feed)
            try container.encode(most, forKey: .most)
        case .sources: try container.encode(Kind.sources, forKey: .widget)
        }
    }
}
