/// Where something is, in WGS 84 degrees.
public enum Geometry: Hashable, Sendable, Codable {
    /// One place.
    case point(Position)
    /// A line of at least two positions.
    case line([Position])
    /// A closed ring: the last position equals the first.
    case polygon([Position])
    /// A disc around a place.
    case circle(centre: Position, radiusMetres: Double)
    /// Several of them.
    indirect case collection([Geometry])

    /// A place on the ellipsoid.
    public struct Position: Hashable, Sendable, Codable {
        /// -90 to 90.
        public let latitude: Double
        /// -180 to 180.
        public let longitude: Double

        /// - Throws: when a coordinate is out of range or not finite.
        public init(latitude: Double, longitude: Double) throws(InvalidValue) {
            guard (-90...90).contains(latitude) else {
                throw InvalidValue(field: "latitude", reason: "must be -90 to 90 degrees")
            }
            guard (-180...180).contains(longitude) else {
                throw InvalidValue(field: "longitude", reason: "must be -180 to 180 degrees")
            }
            self.latitude = latitude
            self.longitude = longitude
        }

        /// Decodes through the validating initializer.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            let latitude = try container.decode(Double.self, forKey: .latitude)
            let longitude = try container.decode(Double.self, forKey: .longitude)
            self = try decoder.validated { try Position(latitude: latitude, longitude: longitude) }
        }
    }
}
