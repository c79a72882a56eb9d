/// From where people read a board, in metres: what is written large, what is body text, what is small print.
public struct ViewingDistances: Hashable, Sendable, Codable {
    /// The reading tasks a zone can be made for.
    public enum Role: String, Sendable, Codable { case headline, body, detail }

    /// From where headlines are read.
    public let headlineMetres: Double
    /// From where body text is read.
    public let bodyMetres: Double
    /// From where sidebars, feet and small print are read.
    public let detailMetres: Double

    /// The smallest cap height that is legible, as a part of the distance: 1/230, about 15 minutes of arc.
    public static let smallestCapHeight = 1.0 / 230

    /// - Throws: when a distance is not 0.2 to 100 m or a role of lesser rank is read from farther away.
    public init(headlineMetres: Double, bodyMetres: Double, detailMetres: Double) throws(InvalidValue) {
        let all = [
            ("headlineMetres", headlineMetres), ("bodyMetres", bodyMetres), ("detailMetres", detailMetres),
        ]
        for (field, metres) in all where !(0.2...100).contains(metres) {
            throw InvalidValue(field: field, reason: "must be 0.2 to 100 metres")
        }
        guard headlineMetres >= bodyMetres, bodyMetres >= detailMetres else {
            throw InvalidValue(field: "bodyMetres", reason: "must lie between the detail's and the headline's distance")
        }
        self.headlineMetres = headlineMetres
        self.bodyMetres = bodyMetres
        self.detailMetres = detailMetres
    }

    /// Decodes through the validating initializer.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let headline = try container.decode(Double.self, forKey: .headlineMetres)
        let body = try container.decode(Double.self, forKey: .bodyMetres)
        let detail = try container.decode(Double.self, forKey: .detailMetres)
        self = try decoder.validated {
            try ViewingDistances(headlineMetres: headline, bodyMetres: body, detailMetres: detail)
        }
    }

    /// The smallest legible cap height for a role, in millimetres on the panel.
    public func smallestCapHeightMillimetres(for role: Role) -> Double {
        let metres =
            switch role {
            case .headline: headlineMetres
            case .body: bodyMetres
            case .detail: detailMetres
            }
        return metres * 1000 * Self.smallestCapHeight
    }
}
