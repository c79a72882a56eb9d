import Foundation

/// What a picture's first bytes say that it is.
enum ImageKind: Hashable, Sendable {
    case png
    case jpeg
    case svg

    /// As people write it.
    var title: String {
        switch self {
        case .png: "PNG"
        case .jpeg: "JPEG"
        case .svg: "SVG"
        }
    }

    /// nil for anything else, and for nothing.
    init?(of data: Data) {
        if data.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if data.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if Self.isMarkup(data) {
            self = .svg
        } else {
            return nil
        }
    }

    /// Text that starts with a tag and names an svg element early on; a compressed or two-byte SVG is none.
    private static func isMarkup(_ data: Data) -> Bool {
        var start = data.prefix(4096)
        if start.starts(with: [0xEF, 0xBB, 0xBF]) { start = start.dropFirst(3) }
        start = start.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
        return start.first == UInt8(ascii: "<") && start.range(of: Data("svg".utf8)) != nil
    }
}
