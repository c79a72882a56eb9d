import Foundation
import SignageTesting

/// The project's own source files.
enum Sources {
    /// Every Swift file below `Sources` and `Firmware-Sim`, with its path from the top level.
    static func swiftFiles() throws -> [(path: String, text: String)] {
        try ["Sources", "Firmware-Sim"].flatMap { folder in
            try files(folder).filter { $0.hasSuffix(".swift") }.sorted().map { file in
                let url = Repository.root.appendingPathComponent("\(folder)/\(file)")
                return (path: "\(folder)/\(file)", text: try String(contentsOf: url, encoding: .utf8))
            }
        }
    }

    /// Every file below a folder, with its path from there.
    static func files(_ folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: Repository.root.appendingPathComponent(folder).path)
            .filter { !isFolder("\(folder)/\($0)") }
    }

    /// The folders in a folder.
    static func folders(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: Repository.root.appendingPathComponent(folder).path)
            .filter { isFolder("\(folder)/\($0)") }
    }

    private static func isFolder(_ path: String) -> Bool {
        let url = Repository.root.appendingPathComponent(path)
        return (try? url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory) == true
    }
}
