/// A document's name: the SHA-256 of its bytes.
public typealias DocumentID = Digest

/// What a manifest says of one document.
public struct DocumentReference: Hashable, Sendable, Codable {
    /// What the board does with it.
    public enum Role: String, Sendable, Codable {
        /// A ``Notice`` to show in its window.
        case notice
        /// The board's ``Layout``.
        case layout
        /// The ``Layout`` that takes the other's place while an interrupt is on.
        case emergencyLayout = "emergency-layout"
        /// The ``SchoolHolidays`` that rules may name.
        case schoolHolidays = "school-holidays"
        /// A picture that a notice or the layout shows: PNG, JPEG or SVG.
        case image
    }

    /// Its name.
    public let id: DocumentID
    /// Its length in bytes, 1 to ``longest``. Reading stops here whatever is sent.
    public let length: Int
    /// Its media type, such as `application/json`.
    public let mediaType: String
    /// What the board does with it.
    public let role: Role

    /// The longest document that is accepted: 64 MiB.
    public static let longest = 64 << 20

    /// - Throws: when the length is out of range.
    public init(id: DocumentID, length: Int, mediaType: String, role: Role) throws(InvalidValue) {
        guard (1...Self.longest).contains(length) else {
            throw InvalidValue(field: "length", reason: "must be 1 to \(Self.longest) bytes")
        }
        self.id = id
        self.length = length
        self.mediaType = mediaType
        self.role = role
    }

    private enum CodingKeys: String, CodingKey {
        case id = "sha256"
        case length
        case mediaType = "type"
        case role
    }

    /// Decodes through the validating initializer.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let id = try container.decode(DocumentID.self, forKey: .id)
        let length = try container.decodeWhole(forKey: .length)
        let mediaType = try container.decode(String.self, forKey: .mediaType)
        let role = try container.decode(Role.self, forKey: .role)
        self = try decoder.validated {
            try DocumentReference(id: id, length: length, mediaType: mediaType, role: role)
        }
    }

    /// Appends what ``WireCoding`` would encode.
    func write(to json: inout JSONText) {
        json.append("{\"length\":")
        json.append(String(length))
        json.append(",\"role\":\"")
        json.append(role.rawValue)
        json.append("\",\"sha256\":\"")
        json.append(id.hex)
        json.append("\",\"type\":")
        json.append(quoting: mediaType)
        json.append("}")
    }
}
