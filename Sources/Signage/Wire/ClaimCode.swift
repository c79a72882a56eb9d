/// What a new board shows until staff have let it in: six characters that people can read out to each other.
public struct ClaimCode: Hashable, Sendable, Codable, CustomStringConvertible {
    /// As topics and documents have it, in lower case.
    public let text: String

    /// What it is made of: no character that looks or sounds like another one. 31 of them make 887 million codes.
    public static let alphabet = "23456789abcdefghjkmnpqrstuvwxyz"
    /// How many characters it has.
    public static let length = 6
    /// For how long it can be used, in seconds: 15 minutes. Then the board shows another one.
    public static let lifetimeSeconds = 900.0

    /// - Throws: for anything but six characters of the alphabet.
    public init(_ text: String) throws(InvalidValue) {
        guard text.utf8.count == Self.length, text.utf8.allSatisfy(Self.alphabet.utf8.contains) else {
            throw InvalidValue(field: "", reason: "must be the six characters that the board shows, such as K7M 2QX")
        }
        self.text = text
    }

    /// A code as somebody types it: capitals, blanks and hyphens do not matter.
    /// - Throws: what to type.
    public init(typed: String) throws(InvalidValue) {
        try self.init(typed.lowercased().filter { !$0.isWhitespace && $0 != "-" })
    }

    /// Draws one; `generator` must be hard to foresee.
    public init(using generator: inout some RandomNumberGenerator) {
        let characters = Array(Self.alphabet)
        text = String(
            (0..<Self.length).map { _ in characters[Int.random(in: 0..<characters.count, using: &generator)] })
    }

    /// Decodes through the validating initializer.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        self = try decoder.validated { try ClaimCode(text) }
    }

    /// Encodes as a JSON string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    /// As people read it: "K7M 2QX".
    public var description: String {
        let capitals = text.uppercased()
        return capitals.prefix(Self.length / 2) + " " + capitals.suffix(Self.length / 2)
    }
}
