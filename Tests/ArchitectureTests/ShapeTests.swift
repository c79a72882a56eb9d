import Foundation
import SignageTesting
import Testing

@Suite struct ShapeTests {
    @Test("the package depends on no other package")
    func dependencies() throws {
        let text = try String(contentsOf: Repository.root.appendingPathComponent("Package.swift"), encoding: .utf8)
        #expect(text.contains("\n    dependencies: [],\n"))
        #expect(!text.contains(".package("))
    }

    @Test("the top level holds nothing but what it was given")
    func topLevel() throws {
        let allowed: Set<String> = [
            "Package.swift", "Sources", "Tests", "Layouts", "Devices", "Firmware-Sim", "README.md", "LICENSE",
            "publiccode.yml",
        ]
        let found = try Self.tracked() ?? FileManager.default.contentsOfDirectory(atPath: Repository.root.path)
        #expect(found.contains("Package.swift"))
        #expect(found.filter { !$0.hasPrefix(".") && !allowed.contains($0) } == [])
    }

    /// The names at the top level that git tracks: what people leave beside them while they work is theirs. Nil where this is no clone.
    private static func tracked() throws -> [String]? {
        guard FileManager.default.fileExists(atPath: Repository.root.appendingPathComponent(".git").path) else {
            return nil
        }
        let (git, output) = (Process(), Pipe())
        git.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        git.arguments = ["git", "-c", "safe.directory=*", "-C", Repository.root.path, "ls-files", "-z"]
        git.standardOutput = output
        try git.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        git.waitUntilExit()
        guard git.terminationStatus == 0 else { return nil }
        return Set(
            data.split(separator: 0).map { String(decoding: $0.prefix { $0 != UInt8(ascii: "/") }, as: UTF8.self) }
        )
        .sorted()
    }

    @Test("no source file is longer than 500 lines")
    func length() throws {
        let long = try Sources.swiftFiles().filter {
            $0.text.split(separator: "\n", omittingEmptySubsequences: false).count > 501
        }
        #expect(long.map(\.path) == [])
    }
}
