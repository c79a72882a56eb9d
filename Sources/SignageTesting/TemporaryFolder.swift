public import Foundation

/// A folder of a test's own, empty at first, that goes with its last reference.
public final class TemporaryFolder: Sendable {
    /// Where it is.
    public let url: URL

    /// Makes it in the system's folder for such.
    public init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "litfass-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }
}
