import Foundation

/// An installed unit: a digital notice board or a smart bench.
public struct Board: Hashable, Sendable, Codable {
    /// Unique in its hub; the board's MQTT client id.
    public let name: Name
    /// What people call the place, such as "Marktplatz". 1 to 60 characters.
    public let title: String
    /// The locality it stands in, such as "Ebendorf".
    public let locality: String?
    /// The device profile in `Devices/`.
    public let profile: Name
    /// The layout in `Layouts/`.
    public let layout: Name
    /// The feeds its layout shows.
    public let feeds: [Name]
    /// When its panel is on, and how bright; nil for the council's times.
    public let panelTimes: PanelTimes?

    /// - Throws: when the title is empty or too long.
    public init(
        name: Name, title: String, locality: String? = nil, profile: Name, layout: Name, feeds: [Name] = [],
        panelTimes: PanelTimes? = nil
    ) throws(InvalidValue) {
        self.name = name
        self.title = try Text.line(title, field: "title", length: 1...60)
        self.locality = locality
        self.profile = profile
        self.layout = layout
        self.feeds = feeds
        self.panelTimes = panelTimes
    }

    /// Decodes through the validating initializer; `feeds` may be absent.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let name = try container.decode(Name.self, forKey: .name)
        let title = try container.decode(String.self, forKey: .title)
        let locality = try container.decodeIfPresent(String.self, forKey: .locality)
        let profile = try container.decode(Name.self, forKey: .profile)
        let layout = try container.decode(Name.self, forKey: .layout)
        let feeds = try container.decodeIfPresent([Name].self, forKey: .feeds) ?? []
        let panelTimes = try container.decodeIfPresent(PanelTimes.self, forKey: .panelTimes)
        self = try decoder.validated {
            try Board(
                name: name, title: title, locality: locality, profile: profile, layout: layout, feeds: feeds,
                panelTimes: panelTimes)
        }
    }
}
