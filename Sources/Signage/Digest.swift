/// A SHA-256 as 64 lower-case hexadecimal digits: of a document, of a frame, or of a record in a board's chain.
public struct Digest: Hashable, Sendable, Codable, CustomStringConvertible {
    /// 64 lower-case hexadecimal digits.
    public let hex: String

    /// - Throws: for anything but 64 lower-case hexadecimal digits.
    public init(_ hex: String) throws(InvalidValue) {
        let isHex = hex.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        guard hex.utf8.count == 64, isHex else {
            throw InvalidValue(field: "", reason: "must be a SHA-256 as 64 lower-case hexadecimal digits")
        }
        self.hex = hex
    }

    /// Decodes a JSON string.
    public init(from decoder: any Decoder) throws {
        let hex = try decoder.singleValueContainer().decode(String.self)
        self = try decoder.validated { try Digest(hex) }
    }

    /// Encodes as a JSON string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hex)
    }

    /// The digits.
    public var description: String { hex }
}
