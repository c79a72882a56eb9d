/// What a council sets up once: its name, its boards and its feeds. One JSON file that `litfass-hub` reads at start.
public struct HubConfiguration: Hashable, Sendable, Codable {
    /// A feed that the hub polls.
    public struct Feed: Hashable, Sendable, Codable {
        /// Unique in the hub.
        public let name: Name
        /// The format, such as `oparl`.
        public let format: String
        /// Where it is fetched.
        public let url: String
        /// Between two polls, 10 s to a day.
        public let intervalSeconds: Int
        /// Words to draw as the source in place of what the feed says of itself.
        public let attribution: String?

        /// - Throws: when the URL is not http(s) or the interval is out of range.
        public init(
            name: Name, format: String, url: String, intervalSeconds: Int, attribution: String? = nil
        ) throws(InvalidValue) {
            guard url.hasPrefix("https://") || url.hasPrefix("http://") else {
                throw InvalidValue(field: "url", reason: "must begin with https:// or http://")
            }
            guard (10...86_400).contains(intervalSeconds) else {
                throw InvalidValue(field: "intervalSeconds", reason: "must be 10 to 86400 seconds")
            }
            self.name = name
            self.format = format
            self.url = url
            self.intervalSeconds = intervalSeconds
            self.attribution = attribution
        }

        /// Decodes through the validating initializer.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            let name = try container.decode(Name.self, forKey: .name)
            let format = try container.decode(String.self, forKey: .format)
            let url = try container.decode(String.self, forKey: .url)
            let interval = try container.decodeWhole(forKey: .intervalSeconds)
            let attribution = try container.decodeIfPresent(String.self, forKey: .attribution)
            self = try decoder.validated {
                try Feed(name: name, format: format, url: url, intervalSeconds: interval, attribution: attribution)
            }
        }
    }

    /// Stands in every topic; one council, or a part of a large one.
    public let cell: Name
    /// Such as "Gemeinde Barleben".
    public let municipality: String
    /// The file of the municipality's arms (PNG, JPEG or SVG), its path relative to the configuration's; nil where boards show none.
    public let arms: String?
    /// An IANA time zone, such as `Europe/Berlin`.
    public let timeZone: String
    /// How often boards may send a picture of their panel.
    public let pictureIntervalSeconds: Int
    /// Where the municipality lies, by which its boards know twilight; nil where that does not matter.
    public let position: Geometry.Position?
    /// When panels are on, and how bright, where a board has no times of its own.
    public let panelTimes: PanelTimes
    /// Of boards that join and are given none.
    public let layout: Name
    /// The localities in which boards stand, each name once.
    public let sites: [Site]
    /// Boards that are planned here and not named when they join, each name once.
    public let boards: [Board]
    /// Each name once.
    public let feeds: [Feed]

    /// - Throws: when the path of the arms is empty, a name is there twice, a board shows a feed or stands in a site that is not there, or what ``BoardSettings`` refuses.
    public init(
        cell: Name, municipality: String, arms: String? = nil, timeZone: String, pictureIntervalSeconds: Int,
        position: Geometry.Position? = nil, panelTimes: PanelTimes = .standard, layout: Name = .usualLayout,
        sites: [Site] = [], boards: [Board],
        feeds: [Feed]
    ) throws(InvalidValue) {
        self.cell = cell
        self.municipality = municipality
        self.arms = try arms.map { path throws(InvalidValue) in
            try Text.line(path, field: "arms", length: 1...500)
        }
        self.timeZone = timeZone
        self.pictureIntervalSeconds = pictureIntervalSeconds
        self.position = position
        self.panelTimes = panelTimes
        self.layout = layout
        self.sites = sites
        self.boards = boards
        self.feeds = feeds
        _ = try BoardSettings(
            municipality: municipality, title: municipality, timeZone: timeZone,
            pictureIntervalSeconds: pictureIntervalSeconds)
        for (index, board) in boards.enumerated() {
            guard boards.firstIndex(where: { $0.name == board.name }) == index else {
                throw InvalidValue(field: "boards.\(index).name", reason: "\(board.name) is there twice")
            }
            do {
                try check(board)
            } catch {
                throw InvalidValue(field: "boards.\(index).\(error.field)", reason: error.reason)
            }
        }
        for (index, site) in sites.enumerated() where sites.firstIndex(where: { $0.name == site.name }) != index {
            throw InvalidValue(field: "sites.\(index).name", reason: "\(site.name) is there twice")
        }
        for (index, feed) in feeds.enumerated() where feeds.firstIndex(where: { $0.name == feed.name }) != index {
            throw InvalidValue(field: "feeds.\(index).name", reason: "\(feed.name) is there twice")
        }
    }

    /// Decodes through the validating initializer.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let cell = try container.decode(Name.self, forKey: .cell)
        let municipality = try container.decode(String.self, forKey: .municipality)
        let arms = try container.decodeIfPresent(String.self, forKey: .arms)
        let timeZone = try container.decode(String.self, forKey: .timeZone)
        let interval = try container.decodeWholeIfPresent(forKey: .pictureIntervalSeconds) ?? 60
        let position = try container.decodeIfPresent(Geometry.Position.self, forKey: .position)
        let panelTimes = try container.decodeIfPresent(PanelTimes.self, forKey: .panelTimes) ?? .standard
        let layout = try container.decodeIfPresent(Name.self, forKey: .layout) ?? .usualLayout
        let sites = try container.decodeIfPresent([Site].self, forKey: .sites) ?? []
        let boards = try container.decodeIfPresent([Board].self, forKey: .boards) ?? []
        let feeds = try container.decodeIfPresent([Feed].self, forKey: .feeds) ?? []
        self = try decoder.validated {
            try HubConfiguration(
                cell: cell, municipality: municipality, arms: arms, timeZone: timeZone,
                pictureIntervalSeconds: interval, position: position, panelTimes: panelTimes, layout: layout,
                sites: sites,
                boards: boards, feeds: feeds)
        }
    }

    /// Whether a board may stand here.
    /// - Throws: when it shows a feed or stands in a site that is not there.
    public func check(_ board: Board) throws(InvalidValue) {
        for feed in board.feeds where !feeds.contains(where: { $0.name == feed }) {
            throw InvalidValue(field: "feeds", reason: "there is no feed \(feed)")
        }
        if let site = board.site, !sites.contains(where: { $0.name == site }) {
            let known = sites.map(\.name.text).joined(separator: ", ")
            throw InvalidValue(
                field: "site", reason: "there is no site \(site)\(known.isEmpty ? "" : "; there are \(known)")")
        }
        _ = try settings(of: board)
    }

    /// What a board is told of its place.
    /// - Parameter arms: the picture that ``arms`` names.
    public func settings(of board: Board, arms: DocumentID? = nil) throws(InvalidValue) -> BoardSettings {
        try BoardSettings(
            municipality: municipality, title: board.title, arms: arms, timeZone: timeZone,
            pictureIntervalSeconds: pictureIntervalSeconds, position: position,
            panelTimes: board.panelTimes ?? panelTimes)
    }
}

extension Name {
    /// Of boards that nobody has given another layout.
    public static let usualLayout = Name(unchecked: "notice-alone")
}
