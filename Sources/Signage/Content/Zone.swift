/// A part of a panel that shows one widget.
public struct Zone: Hashable, Sendable, Codable {
    /// What it shows.
    public let widget: Widget
    /// The theme's surface it stands on.
    public let surface: String
    /// From where its lines are read. A notice, a joining screen and the parts of an emergency have texts for every distance, whatever this says.
    public let distance: ViewingDistances.Role

    /// Checked by ``Layout``.
    public init(widget: Widget, surface: String, distance: ViewingDistances.Role) {
        self.widget = widget
        self.surface = surface
        self.distance = distance
    }

    /// Refuses what cannot be drawn.
    func check(path: String, surfaces: Set<String>) throws(InvalidValue) {
        guard surfaces.contains(surface) else {
            throw InvalidValue(
                field: "\(path).surface",
                reason: "the theme has no surface \"\(surface)\"; it has \(surfaces.sorted().joined(separator: ", "))")
        }
    }

    private enum CodingKeys: String, CodingKey { case surface, distance }

    /// Reads the widget's keys from the same object.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        widget = try Widget(from: decoder)
        surface = try container.decode(String.self, forKey: .surface)
        distance = try container.decode(ViewingDistances.Role.self, forKey: .distance)
    }

    /// Writes the widget's keys into the same object.
    public func encode(to encoder: any Encoder) throws {
        try widget.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(surface, forKey: .surface)
        try container.encode(distance, forKey: .distance)
    }
}
