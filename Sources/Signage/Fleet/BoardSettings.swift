public import Foundation

/// What a board needs to know of its place, sent with every manifest.
public struct BoardSettings: Hashable, Sendable, Codable {
    /// Such as "Gemeinde Barleben".
    public let municipality: String
    /// Such as "Marktplatz".
    public let title: String
    /// The municipality's arms, a picture; nil where it shows none.
    public let arms: DocumentID?
    /// An IANA time zone, such as `Europe/Berlin`.
    public let timeZone: String
    /// At most one picture of the panel is sent per this time, 1 to 86,400 s.
    public let pictureIntervalSeconds: Int
    /// Where it stands, by which it knows twilight; nil where that is not known.
    public let position: Geometry.Position?
    /// When its panel is on, and how bright.
    public let panelTimes: PanelTimes

    /// - Throws: when a text is empty or too long, the zone is unknown or the interval is out of range.
    public init(
        municipality: String, title: String, arms: DocumentID? = nil, timeZone: String, pictureIntervalSeconds: Int,
        position: Geometry.Position? = nil, panelTimes: PanelTimes = .standard
    ) throws(InvalidValue) {
        self.municipality = try Text.line(municipality, field: "municipality", length: 1...60)
        self.title = try Text.line(title, field: "title", length: 1...60)
        self.arms = arms
        guard TimeZone(identifier: timeZone) != nil else {
            throw InvalidValue(field: "timeZone", reason: "must be an IANA time zone such as Europe/Berlin")
        }
        self.timeZone = timeZone
        guard (1...86_400).contains(pictureIntervalSeconds) else {
            throw InvalidValue(field: "pictureIntervalSeconds", reason: "must be 1 to 86400 seconds")
        }
        self.pictureIntervalSeconds = pictureIntervalSeconds
        self.position = position
        self.panelTimes = panelTimes
    }

    /// Decodes through the validating initializer.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let municipality = try container.decode(String.self, forKey: .municipality)
        let title = try container.decode(String.self, forKey: .title)
        let arms = try container.decodeIfPresent(DocumentID.self, forKey: .arms)
        let timeZone = try container.decode(String.self, forKey: .timeZone)
        let interval = try container.decodeWhole(forKey: .pictureIntervalSeconds)
        let position = try container.decodeIfPresent(Geometry.Position.self, forKey: .position)
        let panelTimes = try container.decodeIfPresent(PanelTimes.self, forKey: .panelTimes) ?? .standard
        self = try decoder.validated {
            try BoardSettings(
                municipality: municipality, title: title, arms: arms, timeZone: timeZone,
                pictureIntervalSeconds: interval, position: position, panelTimes: panelTimes)
        }
    }

    /// The zone in which the board's clock and dates are shown.
    public var zone: TimeZone { TimeZone(identifier: timeZone) ?? .gmt }
}
