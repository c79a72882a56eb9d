/// How a board's picture is divided and what stands where, for every class of panel. One file in `Layouts/`; sent to boards as a document.
///
/// Nothing in it is a pixel: places follow from rows, columns, weights and minimum sizes, and text sizes from the distances at which a board is read.
public struct Layout: Hashable, Sendable, Codable {
    /// The file's name without `.json`.
    public let name: Name
    /// In words for staff, such as "Aushang mit Seitenleiste".
    public let title: String
    /// Colours and type; in JSON it may be missing.
    public let theme: Theme
    /// A division for each class of panel; at least one.
    public let arrangements: [Panel.Class: Region]

    /// - Throws: naming the zone that refers to a surface that the theme does not have, or the region that is out of range.
    public init(name: Name, title: String, theme: Theme, arrangements: [Panel.Class: Region]) throws(InvalidValue) {
        self.name = name
        self.title = try Text.line(title, field: "title", length: 1...80)
        self.theme = theme
        guard !arrangements.isEmpty else {
            throw InvalidValue(
                field: "arrangements", reason: "must have at least one of landscape, portrait, epaper, small")
        }
        for panelClass in Panel.Class.allCases {
            try arrangements[panelClass]?.check(
                path: "arrangements.\(panelClass.rawValue)", surfaces: Set(theme.surfaces.keys), depth: 0)
        }
        self.arrangements = arrangements
    }

    /// Decodes through the validating initializer.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let name = try container.decode(Name.self, forKey: .name)
        let title = try container.decode(String.self, forKey: .title)
        let theme = try container.decodeIfPresent(Theme.self, forKey: .theme) ?? .municipal
        let arrangements = try container.decode([Panel.Class: Region].self, forKey: .arrangements)
        self = try decoder.validated {
            try Layout(name: name, title: title, theme: theme, arrangements: arrangements)
        }
    }

    /// The division for a panel: the one for its class, else the one that comes nearest.
    public func arrangement(for panel: Panel) -> Region {
        let epaper: [Panel.Class] = panel.technology == .epaper ? [.epaper] : []
        for candidate in [panel.panelClass] + epaper + [panel.shape, .landscape, .portrait, .epaper, .small] {
            if let region = arrangements[candidate] { return region }
        }
        preconditionFailure("a layout has at least one arrangement, see init")
    }
}

extension Layout {
    /// The feeds that it shows on a panel.
    public func feeds(on panel: Panel) -> Set<Name> { Set(arrangement(for: panel).zones.compactMap(\.widget.feed)) }

    /// Whether it has a place for notices on a panel.
    public func showsNotices(on panel: Panel) -> Bool {
        arrangement(for: panel).zones.contains { $0.widget == .notice }
    }

    /// Whether it is made for emergencies on a panel, so that its text is larger: it has the banner of one.
    public func isEmergency(on panel: Panel) -> Bool { arrangement(for: panel).zones.contains { $0.widget == .banner } }
}
