import Foundation

/// What other implementations say, written once by the scripts beside the files.
enum TimingFixture {
    private static let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()

    /// The lines of a file in `Fixtures`.
    static func lines(_ name: String) throws -> [Substring] {
        try String(contentsOf: folder.appending(path: "Fixtures/\(name)"), encoding: .utf8)
            .split(separator: "\n").filter { !$0.hasPrefix("#") }
    }

    /// A file of the project.
    static func project(_ path: String) throws -> Data {
        try Data(contentsOf: folder.appending(path: "../../../\(path)"))
    }
}
