/// A part of a panel: divided further into rows or columns, or a zone with a widget, or zones that take turns.
///
/// In JSON an object with one of the keys `rows`, `columns` (lists of regions), `turns` (a list of zones) or `widget`, and with `weight`
/// and `minimum`.
public struct Region: Hashable, Sendable, Codable {
    /// What is in it.
    public indirect enum Content: Hashable, Sendable {
        /// Regions below each other.
        case rows([Region])
        /// Regions beside each other.
        case columns([Region])
        /// No further division.
        case zone(Zone)
        /// Zones that show one after the other in the same place. Where a notice is one of them, the others show while no notice is on.
        case turns([Zone])
    }

    /// Its share of what is left beside the regions without a weight; nil for as much as its content needs.
    public let weight: Double?
    /// The least size in grid units, a ninetieth of the panel's shorter side.
    public let minimum: Double
    /// What is in it.
    public let content: Content

    /// Checked by ``Layout``, which knows the path.
    public init(weight: Double? = nil, minimum: Double = 0, content: Content) {
        self.weight = weight
        self.minimum = minimum
        self.content = content
    }

    /// Refuses what cannot be drawn.
    func check(path: String, surfaces: Set<String>, depth: Int) throws(InvalidValue) {
        guard depth < 8 else { throw InvalidValue(field: path, reason: "is divided more than eight times") }
        if let weight, !(0.01...1000).contains(weight) {
            throw InvalidValue(field: "\(path).weight", reason: "must be 0.01 to 1000")
        }
        guard (0...180).contains(minimum) else {
            throw InvalidValue(field: "\(path).minimum", reason: "must be 0 to 180 grid units")
        }
        switch content {
        case .rows(let regions), .columns(let regions):
            let isRows = if case .rows = content { true } else { false }
            let key = isRows ? "rows" : "columns"
            guard (1...24).contains(regions.count) else {
                throw InvalidValue(field: "\(path).\(key)", reason: "must have 1 to 24 regions")
            }
            for (index, region) in regions.enumerated() {
                try region.check(path: "\(path).\(key).\(index)", surfaces: surfaces, depth: depth + 1)
                if !isRows, region.weight == nil, region.minimum == 0 {
                    throw InvalidValue(
                        field: "\(path).\(key).\(index)", reason: "a column needs a weight or a minimum")
                }
            }
        case .zone(let zone): try zone.check(path: path, surfaces: surfaces)
        case .turns(let zones):
            guard (2...12).contains(zones.count), Set(zones).count == zones.count else {
                throw InvalidValue(field: "\(path).turns", reason: "must have 2 to 12 zones, none twice")
            }
            for (index, zone) in zones.enumerated() {
                try zone.check(path: "\(path).turns.\(index)", surfaces: surfaces)
            }
        }
        guard depth > 0 || turningPlaces.count(where: { $0.name == .notices }) < 2 else {
            throw InvalidValue(field: path, reason: "must not have a notice among the turns of two places")
        }
    }

    private enum CodingKeys: String, CodingKey { case weight, minimum, rows, columns, turns }

    /// Reads one of the four kinds.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let content: Content =
            if let rows = try container.decodeIfPresent([Region].self, forKey: .rows) {
                .rows(rows)
            } else if let columns = try container.decodeIfPresent([Region].self, forKey: .columns) {
                .columns(columns)
            } else if let turns = try container.decodeIfPresent([Zone].self, forKey: .turns) {
                .turns(turns)
            } else {
                .zone(try Zone(from: decoder))
            }
        self.init(
            weight: try container.decodeIfPresent(Double.self, forKey: .weight),
            minimum: try container.decodeIfPresent(Double.self, forKey: .minimum) ?? 0, content: content)
    }

    /// Writes one of the four kinds.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(weight, forKey: .weight)
        if minimum != 0 { try container.encode(minimum, forKey: .minimum) }
        switch content {
        case .rows(let regions): try container.encode(regions, forKey: .rows)
        case .columns(let regions): try container.encode(regions, forKey: .columns)
        case .zone(let zone): try zone.encode(to: encoder)
        case .turns(let zones): try container.encode(zones, forKey: .turns)
        }
    }

    /// All zones in it, in reading order.
    public var zones: [Zone] {
        switch content {
        case .rows(let regions), .columns(let regions): regions.flatMap(\.zones)
        case .zone(let zone): [zone]
        case .turns(let zones): zones
        }
    }
}
