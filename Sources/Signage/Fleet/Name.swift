/// A name on the wire and in addresses: of a cell, a board, a feed, a device profile, a layout.
///
/// 1 to 63 characters of `[a-z0-9-]`, so that it needs no escaping in a topic, a URL, a file name or an MQTT user name.
public struct Name: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
    /// The name's characters.
    public let text: String

    /// Levels of topics that no cell or board may take.
    public static let reserved: Set<String> = ["all", "hub", "feed", "document", "claim"]

    /// - Throws: when the text is empty, too long, has other characters or is reserved.
    public init(_ text: String) throws(InvalidValue) {
        guard (1...63).contains(text.utf8.count) else {
            throw InvalidValue(field: "", reason: "a name has 1 to 63 characters, this one has \(text.utf8.count)")
        }
        guard text.utf8.allSatisfy(Self.isAllowed) else {
            throw InvalidValue(field: "", reason: "a name has only the characters a-z, 0-9 and -")
        }
        guard !Self.reserved.contains(text) else {
            throw InvalidValue(field: "", reason: "\"\(text)\" is reserved, choose another name")
        }
        self.text = text
    }

    /// For names in code that keep the rules.
    init(unchecked text: String) { self.text = text }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
    }

    /// Decodes a JSON string.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        self = try decoder.validated { try Name(text) }
    }

    /// Encodes as a JSON string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    /// The name's characters.
    public var description: String { text }

    /// Alphabetical by byte.
    public static func < (left: Name, right: Name) -> Bool { left.text < right.text }
}
