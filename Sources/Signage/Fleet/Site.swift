/// A locality in which boards stand, such as one of the villages of a municipality.
public struct Site: Hashable, Sendable, Codable {
    /// Unique in the hub, such as `ebendorf`.
    public let name: Name
    /// As people call it, such as "Ebendorf". 1 to 60 characters.
    public let title: String

    /// - Throws: when the title is empty or too long.
    public init(name: Name, title: String) throws(InvalidValue) {
        self.name = name
        self.title = try Text.line(title, field: "title", length: 1...60)
    }

    /// Decodes through the validating initializer.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let name = try container.decode(Name.self, forKey: .name)
        let title = try container.decode(String.self, forKey: .title)
        self = try decoder.validated { try Site(name: name, title: title) }
    }
}
