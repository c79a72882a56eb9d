/// A picture that the hub has taken in: the answer of `POST /api/v1/images`.
public struct UploadedImage: Hashable, Sendable, Codable {
    /// Its name, for ``Notice/Image/document``.
    public let document: DocumentID
    /// In pixels, as people see it.
    public let width: Int
    /// In pixels, as people see it.
    public let height: Int

    /// Takes what it is given.
    public init(document: DocumentID, width: Int, height: Int) {
        self.document = document
        self.width = width
        self.height = height
    }
}
