import Foundation
import SignageTesting
import Testing

@Suite struct ImportTests {
    @Test("every import in the sources is one that the table allows")
    func sources() throws {
        let files = try Sources.swiftFiles()
        #expect(files.count > 100, "the sources were found")
        let breaches = files.flatMap { ImportRules.breaches(path: $0.path, text: $0.text) }
        #expect(breaches == [])
    }

    @Test("every source folder has a row in the table, and every row a folder")
    func rows() throws {
        let folders = Set(try Sources.folders("Sources"))
        #expect(folders.union(["litfass-sim", "litfass-bench"]) == Set(ImportRules.table.keys))
    }

    @Test(
        "a forbidden import is found, however it is written",
        arguments: [
            ("import MQTT", "MQTT"), ("public import SQLite", "SQLite"), ("@testable import HubService", "HubService"),
            ("internal import Crypto", "Crypto"), ("import struct HTTPServer.Request", "HTTPServer"),
            ("@_spi(Secret) @preconcurrency import Feeds", "Feeds"), ("  import CPango.Cairo", "CPango"),
            ("import Signage; import Glibc", "Glibc"), ("import Network", "Network"),
            ("import FoundationNetworking", "FoundationNetworking"), ("import `Files`", "Files"),
        ])
    func found(line: String, module: String) {
        let text = "import Foundation\n\n#if os(Linux)\n\(line)\n#endif\n"
        let path = "Sources/Signage/Wire/Bad.swift"
        #expect(
            ImportRules.breaches(path: path, text: text)
                == [.init(path: path, line: 4, reason: "Signage must not import \(module)")])
    }

    @Test("what only looks like an import is none")
    func innocent() {
        let text = """
            import Foundation
            // import MQTT
            /// - important: import SQLite
            let important = "import Crypto"
            let page = \"\"\"
            import Feeds
            \"\"\"
            importer.run()
            """
        #expect(ImportRules.imports(in: text).map(\.module) == ["Foundation"])
    }

    @Test(
        "who may import what is told apart by folder",
        arguments: [
            ("Sources/Render/A.swift", "import CPango", true),
            ("Sources/SignageTesting/A.swift", "import CPango", true),
            ("Sources/litfass/A.swift", "import CPango", false), ("Sources/Render/A.swift", "import Glibc", false),
            ("Sources/Feeds/A.swift", "import FoundationNetworking", false),
            ("Sources/HubService/A.swift", "import HTTPClient", true),
            ("Sources/HubService/A.swift", "import FoundationNetworking", false),
            ("Sources/BoardController/A.swift", "import HTTPClient", false),
            ("Sources/BoardController/A.swift", "import HubService", false),
            ("Sources/HubService/A.swift", "import BoardController", false),
            ("Firmware-Sim/A.swift", "import BoardController", false), ("Firmware-Sim/A.swift", "import MQTT", true),
            ("Sources/MQTT/A.swift", "import Signage", false), ("Sources/New/A.swift", "import Foundation", false),
        ])
    func folders(path: String, line: String, isAllowed: Bool) {
        #expect(ImportRules.breaches(path: path, text: line).isEmpty == isAllowed)
    }

    @Test("board and hub reach each other by no way, and the simulator reaches neither")
    func apart() {
        #expect(!ImportRules.reach(of: "litfass-board").contains("HubService"))
        #expect(!ImportRules.reach(of: "litfass-hub").contains("BoardController"))
        #expect(ImportRules.reach(of: "litfass-sim").isDisjoint(with: ["BoardController", "HubService"]))
        #expect(ImportRules.reach(of: "litfass").isDisjoint(with: ["MQTT", "SQLite", "BoardController", "HubService"]))
    }

    @Test("a C library has one wrapper", arguments: ImportRules.libraries)
    func wrappers(library: String) throws {
        let users = ImportRules.table.filter { $0.value.contains(library) }.map(\.key).sorted()
        switch library {
        // What tests share decodes PNG files with the painter's library, or it would need another one.
        case "CPango": #expect(users == ["Render", "SignageTesting"])
        // No library, but the kernel's calls that Swift lacks: of the network for one, of the panel for the other.
        case "CLinux": #expect(users == ["BoardController", "MQTT"])
        default: #expect(users.count == 1)
        }
        #expect(try Sources.files("Sources/\(library)").sorted() == ["module.modulemap", "shim.h"])
    }

    @Test("Signage and Feeds read no clock, no file and no network", arguments: ["Signage", "Feeds"])
    func pure(module: String) throws {
        let impure = [
            "Date()", "Date.now", "ContinuousClock", "SuspendingClock", "FileManager", "FileHandle", "ProcessInfo",
            "URLSession", "Process()", "Data(contentsOf", "String(contentsOf", "Thread.", "DispatchQueue",
        ]
        let found = try Sources.swiftFiles().filter { $0.path.hasPrefix("Sources/\(module)/") }.flatMap { file in
            impure.filter(file.text.contains).map { "\(file.path): \($0)" }
        }
        #expect(found == [])
    }
}
