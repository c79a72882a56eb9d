import Foundation

/// An installed unit: a digital notice board or a smart bench.
public struct Board: Hashable, Sendable, Codable {
    /// Unique in its hub; the board's MQTT client id.
    public let name: Name
    /// What people call the place, such as "Marktplatz". 1 to 60 characters.
    public let title: String
    /// The ``Site`` it stands in.
    public let site: Name?
    /// What it has in common with others, such as `school` or `indoors`; each once, at most ``mostTags``.
    public let tags: [Name]
    /// The device profile in `Devices/`.
    public let profile: Name
    /// The layout in `Layouts/`.
    public let layout: Name
    /// The feeds its layout shows.
    public let feeds: [Name]
    /// When its panel is on, and how bright; nil for the council's times.
    public let panelTimes: PanelTimes?

    /// How many tags a board may carry.
    public static let mostTags = 32

    /// - Throws: when the title is empty or too long, or a tag is there twice or one too many.
    public init(
        name: Name, title: String, site: Name? = nil, tags: [Name] = [], profile: Name, layout: Name,
        feeds: [Name] = [],
        panelTimes: PanelTimes? = nil
    ) throws(InvalidValue) {
        self.name = name
        self.title = try Text.line(title, field: "title", length: 1...60)
        self.site = site
        guard tags.count <= Self.mostTags else {
            throw InvalidValue(field: "tags", reason: "has \(tags.count) tags, at most \(Self.mostTags) are taken")
        }
        for (index, tag) in tags.enumerated() where tags.firstIndex(of: tag) != index {
            throw InvalidValue(field: "tags.\(index)", reason: "\(tag) is there twice")
        }
        self.tags = tags
        self.profile = profile
        self.layout = layout
        self.feeds = feeds
        self.panelTimes = panelTimes
    }

    /// Decodes through the validating initializer; `tags` and `feeds` may be absent.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let name = try container.decode(Name.self, forKey: .name)
        let title = try container.decode(String.self, forKey: .title)
        let site = try container.decodeIfPresent(Name.self, forKey: .site)
        let tags = try container.decodeIfPresent([Name].self, forKey: .tags) ?? []
        let profile = try container.decode(Name.self, forKey: .profile)
        let layout = try container.decode(Name.self, forKey: .layout)
        let feeds = try container.decodeIfPresent([Name].self, forKey: .feeds) ?? []
        let panelTimes = try container.decodeIfPresent(PanelTimes.self, forKey: .panelTimes)
        self = try decoder.validated {
            try Board(
                name: name, title: title, site: site, tags: tags, profile: profile, layout: layout, feeds: feeds,
                panelTimes: panelTimes)
        }
    }
}
