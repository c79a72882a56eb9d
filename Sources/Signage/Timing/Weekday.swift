/// A day of the week, numbered as in ISO 8601; in JSON and in rules by the two letters of RFC 5545, `MO` to `SU`.
public enum Weekday: Int, Sendable, CaseIterable, Comparable, Codable {
    case monday = 1
    case tuesday, wednesday, thursday, friday, saturday, sunday

    private static let letters = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]

    /// Its two letters in RFC 5545.
    public var abbreviation: String { Self.letters[rawValue - 1] }

    /// Reads `MO` to `SU`, in either case; nil for anything else.
    public init?(abbreviation: some StringProtocol) {
        guard let index = Self.letters.firstIndex(of: abbreviation.uppercased()) else { return nil }
        self.init(rawValue: index + 1)
    }

    /// Decodes two letters.
    public init(from decoder: any Decoder) throws {
        let letters = try decoder.singleValueContainer().decode(String.self)
        self = try decoder.validated { () throws(InvalidValue) in
            guard let day = Weekday(abbreviation: letters) else {
                throw InvalidValue(field: "", reason: "must be one of \(Self.letters.joined(separator: ", "))")
            }
            return day
        }
    }

    /// Encodes as two letters.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(abbreviation)
    }

    /// Monday first.
    public static func < (left: Weekday, right: Weekday) -> Bool { left.rawValue < right.rawValue }
}
