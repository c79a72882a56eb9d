public import Foundation

/// What the municipality tells people: a headline, a text, the facts, and when it shows.
///
/// Its JSON form is a document: the bytes that boards fetch and that the manifest names by their SHA-256.
public struct Notice: Hashable, Sendable, Codable, Identifiable {
    /// A line of the notice's table of facts, such as "Beginn" / "Mi, 25. November, 7 Uhr".
    public struct Fact: Hashable, Sendable, Codable {
        /// 1 to 24 characters.
        public let label: String
        /// 1 to 120 characters.
        public let value: String

        /// - Throws: when a text is empty or too long.
        public init(label: String, value: String) throws(InvalidValue) {
            self.label = try Text.line(label, field: "label", length: 1...24)
            self.value = try Text.line(value, field: "value", length: 1...120)
        }

        /// Decodes through the validating initializer.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            let label = try container.decode(String.self, forKey: .label)
            let value = try container.decode(String.self, forKey: .value)
            self = try decoder.validated { try Fact(label: label, value: value) }
        }
    }

    /// A picture and what is to be seen on it.
    public struct Image: Hashable, Sendable, Codable {
        /// The picture: PNG, JPEG or SVG.
        public let document: DocumentID
        /// For those who cannot see it, 1 to 200 characters.
        public let description: String

        /// - Throws: when the description is empty or too long.
        public init(document: DocumentID, description: String) throws(InvalidValue) {
            self.document = document
            self.description = try Text.line(description, field: "description", length: 1...200)
        }

        /// Decodes through the validating initializer.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            let document = try container.decode(DocumentID.self, forKey: .document)
            let description = try container.decode(String.self, forKey: .description)
            self = try decoder.validated { try Image(document: document, description: description) }
        }
    }

    /// Unique in its hub.
    public let id: Name
    /// 1 to 160 characters on one line.
    public let headline: String
    /// Paragraphs parted by empty lines, at most 8,000 characters, with the markup of ``Markup``; may be empty.
    public let body: String
    /// A line above the headline, such as "Straßenbau · Ortschaft Ebendorf"; at most 60 characters.
    public let category: String?
    /// At most six.
    public let facts: [Fact]
    /// Where people can read on, shown as a QR code; an `https` or `http` address of at most 300 characters.
    public let link: String?
    /// A picture that goes with it.
    public let image: Image?
    /// Who says so, where that is not the municipality alone; at most 80 characters.
    public let issuer: String?
    /// How bad it is, for an official warning; nil for all other notices.
    public let severity: FeedItem.Alert.Severity?
    /// What it comes before.
    public let priority: Priority
    /// How much of the time it has: 1 to 10 times that of one of weight 1 and the same length.
    public let weight: Int
    /// When it may show; without an end only what shows when there is nothing else.
    public let window: DisplayWindow
    /// The hours of days at which it shows; none for all of them. At most 20.
    public let dayparts: [Daypart]
    /// How it comes again; nil when it does not.
    public let recurrence: Recurrence?
    /// When the hub accepted it, in whole seconds.
    public let published: Date

    /// How often a recurrence begins at most in the 24 hours from its first time on.
    public static let mostStartsADay = 100

    /// The longest body in characters.
    public static let longestBody = 8_000

    /// - Throws: naming the field that is empty, too long or has characters that cannot be shown.
    public init(
        id: Name, headline: String, body: String, category: String? = nil, facts: [Fact] = [], link: String? = nil,
        image: Image? = nil, issuer: String? = nil, severity: FeedItem.Alert.Severity? = nil,
        priority: Priority = .notice, weight: Int = 1, window: DisplayWindow, dayparts: [Daypart] = [],
        recurrence: Recurrence? = nil, published: Date
    ) throws(InvalidValue) {
        self.id = id
        self.headline = try Text.line(headline, field: "headline", length: 1...160)
        self.body = try Text.paragraphs(body, field: "body", length: 0...Self.longestBody)
        self.category = try category.map { text throws(InvalidValue) in
            try Text.line(text, field: "category", length: 1...60)
        }
        self.link = try link.map(Self.checked(link:))
        self.image = image
        self.issuer = try issuer.map { text throws(InvalidValue) in
            try Text.line(text, field: "issuer", length: 1...80)
        }
        self.severity = severity
        guard facts.count <= 6 else {
            throw InvalidValue(field: "facts", reason: "has \(facts.count) lines, at most 6 fit a board")
        }
        self.facts = facts
        guard priority != .feed else {
            throw InvalidValue(field: "priority", reason: "is for feeds; take notice, official, interrupt or evergreen")
        }
        self.priority = priority
        guard (1...10).contains(weight) else { throw InvalidValue(field: "weight", reason: "must be 1 to 10") }
        self.weight = weight
        guard window.expires != nil || priority == .evergreen else {
            throw InvalidValue(field: "expires", reason: "is missing; only an evergreen notice has no end")
        }
        self.window = window
        guard dayparts.count <= 20 else {
            throw InvalidValue(field: "dayparts", reason: "has \(dayparts.count) entries, at most 20 are allowed")
        }
        self.dayparts = dayparts
        guard recurrence?.startsInFirstDay(atMost: Self.mostStartsADay) ?? true else {
            throw InvalidValue(
                field: "recurrence",
                reason: "begins more than \(Self.mostStartsADay) times in its first day; hours are for dayparts")
        }
        self.recurrence = recurrence
        self.published = published.wholeSeconds
    }

    private static func checked(link: String) throws(InvalidValue) -> String {
        let line = try Text.line(link, field: "link", length: 1...300)
        guard let scheme = URL(string: line)?.scheme?.lowercased(), scheme == "https" || scheme == "http",
            URL(string: line)?.host?.isEmpty == false
        else { throw InvalidValue(field: "link", reason: "must be an address such as https://www.barleben.de/bauen") }
        return line
    }

    /// The instant from which it is new on a board: its onset, or its publication if that came later.
    public var current: Date { max(window.onset, published) }

    private enum CodingKeys: String, CodingKey {
        case id, headline, body, category, facts, link, image, issuer, severity, priority, weight, onset, expires,
            dayparts
        case recurrence, published
    }

    /// Decodes through the validating initializer.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let id = try container.decode(Name.self, forKey: .id)
        let headline = try container.decode(String.self, forKey: .headline)
        let body = try container.decode(String.self, forKey: .body)
        let category = try container.decodeIfPresent(String.self, forKey: .category)
        let facts = try container.decodeIfPresent([Fact].self, forKey: .facts) ?? []
        let link = try container.decodeIfPresent(String.self, forKey: .link)
        let image = try container.decodeIfPresent(Image.self, forKey: .image)
        let issuer = try container.decodeIfPresent(String.self, forKey: .issuer)
        let severity = try container.decodeIfPresent(FeedItem.Alert.Severity.self, forKey: .severity)
        let priority = try container.decodeIfPresent(Priority.self, forKey: .priority) ?? .notice
        let weight = try container.contains(.weight) ? container.decodeWhole(forKey: .weight) : 1
        let onset = try container.decode(Date.self, forKey: .onset)
        let expires = try container.decodeIfPresent(Date.self, forKey: .expires)
        let dayparts = try container.decodeIfPresent([Daypart].self, forKey: .dayparts) ?? []
        let recurrence = try container.decodeIfPresent(Recurrence.self, forKey: .recurrence)
        let published = try container.decode(Date.self, forKey: .published)
        self = try decoder.validated {
            try Notice(
                id: id, headline: headline, body: body, category: category, facts: facts, link: link, image: image,
                issuer: issuer, severity: severity, priority: priority, weight: weight,
                window: DisplayWindow(onset: onset, expires: expires), dayparts: dayparts, recurrence: recurrence,
                published: published)
        }
    }

    /// Encodes the window as `onset` and `expires`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(headline, forKey: .headline)
        try container.encode(body, forKey: .body)
        try container.encodeIfPresent(category, forKey: .category)
        if !facts.isEmpty { try container.encode(facts, forKey: .facts) }
        try container.encodeIfPresent(link, forKey: .link)
        try container.encodeIfPresent(image, forKey: .image)
        try container.encodeIfPresent(issuer, forKey: .issuer)
        try container.encodeIfPresent(severity, forKey: .severity)
        if priority != .notice { try container.encode(priority, forKey: .priority) }
        if weight != 1 { try container.encode(weight, forKey: .weight) }
        try container.encode(window.onset, forKey: .onset)
        try container.encodeIfPresent(window.expires, forKey: .expires)
        if !dayparts.isEmpty { try container.encode(dayparts, forKey: .dayparts) }
        try container.encodeIfPresent(recurrence, forKey: .recurrence)
        try container.encode(published, forKey: .published)
    }
}
