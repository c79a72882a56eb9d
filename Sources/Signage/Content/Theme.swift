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

    /// In what light a board is read, and so which colours a surface has.
    public enum Appearance: String, Sendable, Codable, CaseIterable {
        /// By day.
        case light
        /// From dusk to dawn: the same order of weights with less light.
        case dark
        /// Paper that reflects: pure black and white, and the panel's own colours where it has some.
        case epaper
    }

    /// By name, for ``Appearance/light``; zones refer to them. Those of ``municipal`` are always there.
    public let surfaces: [String: Surface]
    /// By name, for ``Appearance/dark``, where they differ.
    public let dark: [String: Surface]
    /// By name, for ``Appearance/epaper``, where they differ.
    public let epaper: [String: Surface]
    /// The ratio of the modular scale, 1.05 to 2: every text size is a smallest size times a power of it.
    public let ratio: Double

    /// Surfaces that are not given are those of ``municipal``.
    /// - Throws: when the ratio is out of range.
    public init(
        surfaces: [String: Surface], dark: [String: Surface] = [:], epaper: [String: Surface] = [:], ratio: Double
    ) throws(InvalidValue) {
        guard (1.05...2).contains(ratio) else { throw InvalidValue(field: "ratio", reason: "must be 1.05 to 2") }
        self.init(
            surfaces: Self.municipal.surfaces.merging(surfaces) { $1 },
            // A surface that a layout gives without its dark form has no dark form of another's.
            dark: Self.municipal.dark.filter { surfaces[$0.key] == nil }.merging(dark) { $1 },
            epaper: Self.municipal.epaper.merging(epaper) { $1 }, checkedRatio: ratio)
    }

    init(
        surfaces: [String: Surface], dark: [String: Surface], epaper: [String: Surface], checkedRatio ratio: Double
    ) {
        self.surfaces = surfaces
        self.dark = dark
        self.epaper = epaper
        self.ratio = ratio
    }

    /// The colours of a surface in a light; nil when the theme does not have it.
    public func surface(_ name: String, in appearance: Appearance) -> Surface? {
        switch appearance {
        case .light: surfaces[name]
        case .dark: dark[name] ?? surfaces[name]
        case .epaper: epaper[name] ?? surfaces[name]
        }
    }

    private enum CodingKeys: String, CodingKey { case surfaces, dark, epaper, ratio }

    /// Decodes through the validating initializer; every key may be missing.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func surfaces(_ key: CodingKeys) throws -> [String: Surface] {
            try container.decodeIfPresent([String: Surface].self, forKey: key) ?? [:]
        }
        let (light, dark, epaper) = (try surfaces(.surfaces), try surfaces(.dark), try surfaces(.epaper))
        let ratio = try container.decodeIfPresent(Double.self, forKey: .ratio) ?? Self.municipal.ratio
        self = try decoder.validated { try Theme(surfaces: light, dark: dark, epaper: epaper, ratio: ratio) }
    }
}
