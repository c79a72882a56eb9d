/// What a zone shows. In JSON the key `widget` names the case; its settings stand beside it.
public enum Widget: Hashable, Sendable, Codable {
    /// Municipality, board and, where `clock` is set, date and time. E-paper does without: it would redraw every minute.
    case masthead(clock: Bool)
    /// The notice whose turn it is, or the evergreen content.
    case notice
    /// What a feed tells, as a list, a figure or a warning.
    case feed(FeedWidget)
    /// Date and time, large.
    case clock
    /// A link as a QR code with words beside it.
    case code(link: String, label: String)
    /// A picture that belongs to the layout, such as a map of the village.
    case image(DocumentID)
    /// The head of an emergency: a warning sign, what it is, and the time.
    case banner
    /// The foot of an emergency: who says so, since when, until when.
    case validity
    /// The screen of a board that waits to be let in: its code, and the page on which staff enter it.
    case joining(code: String, link: String)
    /// Source and age of every feed that the layout shows, and whose turn it is among the notices.
    case sources

    /// The feed it shows; nil for what shows none.
    public var feed: Name? { if case .feed(let widget) = self { widget.feed } else { nil } }

    /// What the layout calls it; nil where its kind says enough.
    var title: String? { if case .feed(let widget) = self { widget.title } else { nil } }

    /// Its name in JSON.
    public var name: String {
        switch self {
        case .masthead: Kind.masthead.rawValue
        case .notice: Kind.notice.rawValue
        case .feed(let widget): widget.kind.rawValue
        case .clock: Kind.clock.rawValue
        case .code: Kind.code.rawValue
        case .image: Kind.image.rawValue
        case .banner: Kind.banner.rawValue
        case .validity: Kind.validity.rawValue
        case .joining: Kind.joining.rawValue
        case .sources: Kind.sources.rawValue
        }
    }

    private enum CodingKeys: String, CodingKey { case widget, clock, link, label, document, code }
    /// The names in JSON, but for those of ``FeedWidget/Kind``.
    enum Kind: String, Codable, CaseIterable {
        case masthead, notice, clock, code, image, banner, validity, joining, sources
    }

    /// Reads the kind and its settings.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let name = try container.decode(String.self, forKey: .widget)
        if FeedWidget.Kind(rawValue: name) != nil {
            self = .feed(try FeedWidget(from: decoder))
            return
        }
        let kind = try decoder.validated { () throws(InvalidValue) in
            guard let kind = Kind(rawValue: name) else {
                let names = Kind.allCases.map(\.rawValue) + FeedWidget.Kind.allCases.map(\.rawValue)
                throw InvalidValue(field: "widget", reason: refusal(of: name, allowed: names).reason)
            }
            return kind
        }
        switch kind {
        case .masthead: self = .masthead(clock: try container.decodeIfPresent(Bool.self, forKey: .clock) ?? true)
        case .notice: self = .notice
        case .clock: self = .clock
        case .code:
            let link = try container.decode(String.self, forKey: .link)
            let label = try container.decodeIfPresent(String.self, forKey: .label) ?? ""
            self = try decoder.validated { () throws(InvalidValue) in
                .code(
                    link: try Text.line(link, field: "link", length: 1...300),
                    label: try Text.line(label, field: "label", length: 0...80))
            }
        case .image: self = .image(try container.decode(DocumentID.self, forKey: .document))
        case .banner: self = .banner
        case .validity: self = .validity
        case .joining:
            let code = try container.decode(String.self, forKey: .code)
            let link = try container.decode(String.self, forKey: .link)
            self = try decoder.validated { () throws(InvalidValue) in
                .joining(
                    code: try Text.line(code, field: "code", length: 1...24),
                    link: try Text.line(link, field: "link", length: 1...300))
            }
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
        case .feed(let widget): try widget.encode(to: encoder)
        case .clock: try container.encode(Kind.clock, forKey: .widget)
        case .code(let link, let label):
            try container.encode(Kind.code, forKey: .widget)
            try container.encode(link, forKey: .link)
            if !label.isEmpty { try container.encode(label, forKey: .label) }
        case .image(let document):
            try container.encode(Kind.image, forKey: .widget)
            try container.encode(document, forKey: .document)
        case .banner: try container.encode(Kind.banner, forKey: .widget)
        case .validity: try container.encode(Kind.validity, forKey: .widget)
        case .joining(let code, let link):
            try container.encode(Kind.joining, forKey: .widget)
            try container.encode(code, forKey: .code)
            try container.encode(link, forKey: .link)
        case .sources: try container.encode(Kind.sources, forKey: .widget)
        }
    }
}
