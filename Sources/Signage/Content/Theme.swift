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
