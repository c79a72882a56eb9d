public import Foundation

/// Where the project's own files stand, for tests that read them.
public enum Repository {
    /// The folder of `Package.swift`.
    public static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Every JSON file of a folder at the top level, by name.
    /// - Throws: when the folder cannot be read.
    public static func jsonFiles(_ folder: String) throws -> [(path: String, data: Data)] {
        let url = root.appendingPathComponent(folder)
        return try FileManager.default.contentsOfDirectory(at: url, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "json" }
            .sorted { $0.path < $1.path }
            .map { (path: "\(folder)/\($0.lastPathComponent)", data: try Data(contentsOf: $0)) }
    }
}
