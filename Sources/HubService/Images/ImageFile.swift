import Foundation
import Render
import Signage

/// A picture that was handed in: its bytes are known to be one that boards can show.
struct ImageFile: Sendable, Equatable {
    /// As it is stored, with the media type that its bytes say.
    let document: StoredDocument
    /// In pixels, as people see it.
    let width: Int
    let height: Int

    /// The longest that is taken, in bytes.
    static let longest = ImageDecoder.longestFile

    /// Decodes all of it once, after its header was held against the limits.
    /// - Throws: `ImageError` for what can't be shown, with what to do.
    init(_ bytes: Data) throws {
        (width, height) = try ImageDecoder.check(bytes)
        document = try StoredDocument(bytes, mediaType: Self.mediaType(of: bytes), role: .image)
    }

    /// Of bytes that ``ImageDecoder`` has told to be PNG, JPEG or SVG.
    private static func mediaType(of bytes: Data) -> String {
        switch bytes.first {
        case 0x89: "image/png"
        case 0xFF: "image/jpeg"
        default: "image/svg+xml"
        }
    }

    /// What the one who handed it in gets to know.
    var receipt: UploadedImage {
        UploadedImage(document: document.reference.id, width: width, height: height)
    }
}
