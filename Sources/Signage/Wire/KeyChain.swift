/// All key documents, the oldest first: the retained payload of `<cell>/all/dn/keys`, so that a board that was switched off for years
/// can follow from the root it knows.
public struct KeyChain: Hashable, Sendable, Codable {
    /// Sealed ``KeyDocument``s.
    public let documents: [Envelope]

    /// A longer chain is refused: 256 documents.
    public static let mostDocuments = 256
    /// In bytes: 512 KiB.
    public static let longest = 512 << 10

    /// - Throws: for no or too many documents.
    public init(documents: [Envelope]) throws(InvalidValue) {
        guard (1...Self.mostDocuments).contains(documents.count) else {
            throw InvalidValue(field: "documents", reason: "must have 1 to \(Self.mostDocuments) entries")
        }
        self.documents = documents
    }

    /// Decodes through the validating initializer.
    public init(from decoder: any Decoder) throws {
        let documents = try decoder.container(keyedBy: CodingKeys.self).decode([Envelope].self, forKey: .documents)
        self = try decoder.validated { try KeyChain(documents: documents) }
    }
}
