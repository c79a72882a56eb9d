/// From where people read a board, in metres: what is written large, what is body text, what is small print.
public struct ViewingDistances: Hashable, Sendable, Codable {
    /// The reading tasks a zone can be made for.
    public enum Role: String, Sendable, Word { case headline, body, detail }

    /// From where headlines are read.
    public let headlineMetres: Double
    /// From where body text is read.
    public let bodyMetres: Double
    /// From where sidebars, feet and small print are read.
    public let detailMetres: Double

    /// The smallest cap height that is legible, as a part of the distance: 1/230, about 15 minutes of arc.
    public static let smallestCapHeight = 1.0 / 230
    /// The smallest cap height that is read at ease, as a part of the distance: 1/120, about 29 minutes of arc. Emergencies are
    /// never written smaller.
    public static let comfortableCapHeight = 1.0 / 120
    /// The smallest cap height of what WCAG 2.2 calls large text, as a part of the distance: 1/160.
    ///
    /// WCAG's 18 points are 24 CSS pixels at an arm's length of 28 inches (CSS Values and Units 3, 5.2); with the usual cap
    /// height of 0.7 em these are 22 minutes of arc.
    public static let largeCapHeight = 1.0 / 160

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

    /// From where texts of a role are read, in metres.
    public func metres(for role: Role) -> Double {
        switch role {
        case .headline: headlineMetres
        case .body: bodyMetres
        case .detail: detailMetres
        }
    }

    /// The smallest cap height in which texts of a role may be drawn, in millimetres on the panel: what is legible, and in an
    /// emergency what is read at ease.
    public func smallestCapHeightMillimetres(for role: Role, isEmergency: Bool = false) -> Double {
        metres(for: role) * 1000 * (isEmergency ? Self.comfortableCapHeight : Self.smallestCapHeight)
    }

    /// The smallest cap height in which texts of a role are read at ease, in millimetres on the panel.
    public func comfortableCapHeightMillimetres(for role: Role) -> Double {
        metres(for: role) * 1000 * Self.comfortableCapHeight
    }
}
