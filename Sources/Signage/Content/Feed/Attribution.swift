public import Foundation

/// Who has to be named beside feed content, always drawn with it.
public struct Attribution: Hashable, Sendable, Codable {
    /// The words to draw, such as "Quelle: Deutscher Wetterdienst".
    public var text: String
    /// Where the source is found.
    public var url: String?
    /// The licence: a URL or its name. Nil when the source declares none.
    public var licence: String?
    /// Whether the content was changed (shortened, converted) on the way, as some licences ask to be told.
    public var modified: Bool

    /// Takes the values as they are.
    public init(text: String, url: String? = nil, licence: String? = nil, modified: Bool = false) {
        self.text = text
        self.url = url
        self.licence = licence
        self.modified = modified
    }
}

/// Where something is, in WGS 84 degrees.
public enum Geometry: Hashable, Sendable, Codable {
    /// One place.
    case point(Position)
    /// A line of at least two positions.
    case line([Position])
    /// A closed ring: the last position equals the first.
    case polygon([Position])
    /// A disc around a place.
    case circle(centre: Position, radiusMetres: Double)
    /// Several of them.
    indirect case collection([Geometry])

    /// A place on the ellipsoid.
    public struct Position: Hashable, Sendable, Codable {
        /// -90 to 90.
        public let latitude: Double
        /// -180 to 180.
        public let longitude: Double

        /// - Throws: when a coordinate is out of range or not finite.
        public init(latitude: Double, longitude: Double) throws(InvalidValue) {
            guard (-90...90).contains(latitude) else {
                throw InvalidValue(field: "latitude", reason: "must be -90 to 90 degrees")
            }
            guard (-180...180).contains(longitude) else {
                throw InvalidValue(field: "longitude", reason: "must be -180 to 180 degrees")
            }
            self.latitude = latitude
            self.longitude = longitude
        }

        /// Decodes through the validating initializer.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            let latitude = try container.decode(Double.self, forKey: .latitude)
            let longitude = try container.decode(Double.self, forKey: .longitude)
            self = try decoder.validated { try Position(latitude: latitude, longitude: longitude) }
        }
    }
}

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
}
