import Feeds
import Foundation
import Signage

/// The formats of feeds that are known. A new one is one line here.
enum FeedFormats {
    private static let readers: [any FeedReader.Type] = [OParlReader.self]

    /// In the order of the table.
    static var names: [String] { readers.map { $0.format } }

    /// A reader for one poll; nil for a format that is not known.
    static func reader(_ format: String, _ context: FeedContext) -> (any FeedReader)? {
        readers.first { $0.format == format }.map { $0.init(context) }
    }
}
