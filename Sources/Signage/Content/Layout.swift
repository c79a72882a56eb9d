/// How a board's picture is divided and what stands where, for every class of panel. One file in `Layouts/`; sent to boards as a document.
///
/// Nothing in it is a pixel: places follow from rows, columns, weights and minimum sizes, and text sizes from the distances at which a board is read.
public struct Layout: Hashable, Sendable, Codable {
    /// The file's name without `.json`.
    public let name: Name
    /// In words for staff, such as "Aushang mit Seitenleiste".
    public let title: String
    /// Colours and type.
    public let theme: Theme
    /// A division for each class of panel; at least one.
    public let arrangements: [Panel.Class: Region]

    /// - Throws: naming the zone that refers to a surface that the theme does not have, or the region that is out of range.
    public init(name: Name, title: String, theme: Theme, arrangements: [Panel.Class: Region]) throws(InvalidValue) {
        self.name = name
        self.title = try Text.line(title, field: "title", length: 1...80)
        self.theme = theme
        guard !arrangements.isEmpty else {
            throw InvalidValue(field: "arrangements", reason: "must have at least one of landscape, portrait, epaper")
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
        let theme = try container.decode(Theme.self, forKey: .theme)
        let arrangements = try container.decode([Panel.Class: Region].self, forKey: .arrangements)
        self = try decoder.validated {
            try Layout(name: name, title: title, theme: theme, arrangements: arrangements)
        }
    }

    /// The division for a panel: the one for its class, else the one that comes nearest.
    public func arrangement(for panel: Panel) -> Region {
        let shape: Panel.Class = panel.width >= panel.height ? .landscape : .portrait
        for candidate in [panel.panelClass, shape, .landscape, .portrait, .epaper] {
            if let region = arrangements[candidate] { return region }
        }
        preconditionFailure("a layout has at least one arrangement, see init")
    }
}

/// Colours and type of a layout.
public struct Theme: Hashable, Sendable, Codable {
    /// The colours of a kind of ground and of what stands on it.
    public struct Surface: Hashable, Sendable, Codable {
        /// The ground.
        public let background: Colour
        /// Text of first rank.
        public let text: Colour
        /// Text of second rank.
        public let muted: Colour
        /// The municipality's colour.
        public let accent: Colour
        /// Thin lines.
        public let rule: Colour

        /// Takes the colours as they are.
        public init(background: Colour, text: Colour, muted: Colour, accent: Colour, rule: Colour) {
            self.background = background
            self.text = text
            self.muted = muted
            self.accent = accent
            self.rule = rule
        }
    }

    /// By name; zones refer to them.
    public let surfaces: [String: Surface]
    /// The ratio of the modular scale, 1.05 to 2: every text size is a smallest size times a power of it.
    public let ratio: Double

    /// - Throws: when the ratio is out of range.
    public init(surfaces: [String: Surface], ratio: Double) throws(InvalidValue) {
        guard (1.05...2).contains(ratio) else { throw InvalidValue(field: "ratio", reason: "must be 1.05 to 2") }
        self.surfaces = surfaces
        self.ratio = ratio
    }

    /// Decodes through the validating initializer.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let surfaces = try container.decode([String: Surface].self, forKey: .surfaces)
        let ratio = try container.decode(Double.self, forKey: .ratio)
        self = try decoder.validated { try Theme(surfaces: surfaces, ratio: ratio) }
    }
}
