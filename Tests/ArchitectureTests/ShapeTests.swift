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
        let found = try FileManager.default.contentsOfDirectory(atPath: Repository.root.path)
        #expect(found.filter { !$0.hasPrefix(".") && !allowed.contains($0) } == [])
    }

    @Test("no source file is longer than 500 lines")
    func length() throws {
        let long = try Sources.swiftFiles().filter {
            $0.text.split(separator: "\n", omittingEmptySubsequences: false).count > 501
        }
        #expect(long.map(\.path) == [])
    }
}
