/// Who may import whom, as data, and the check of one file against it. Pure: a test can hand it any text.
enum ImportRules {
    /// An import that the table does not allow.
    struct Breach: Hashable, CustomStringConvertible {
        let path: String
        let line: Int
        let reason: String

        var description: String { "\(path):\(line): \(reason)" }
    }

    /// C headers and inline shims: they import nothing, and only their wrapper imports them.
    static let libraries: Set<String> = [
        "CLinux", "CMosquitto", "CSQLite", "COpenSSL", "CMicrohttpd", "CCurl", "CPango", "CQREncode", "CRSVG",
        "CTurboJPEG",
    ]

    /// Every module of the project, with the project's modules that it may import. A new module needs a row here.
    static let table: [String: Set<String>] = [
        "CLinux": [], "CMosquitto": [], "CSQLite": [], "COpenSSL": [], "CMicrohttpd": [], "CCurl": [],
        "CPango": [], "CQREncode": [], "CRSVG": [], "CTurboJPEG": [],

        "MQTT": ["CMosquitto", "CLinux"],
        "SQLite": ["CSQLite"],
        "Crypto": ["COpenSSL"],
        "HTTPServer": ["CMicrohttpd"],
        "HTTPClient": ["CCurl"],
        "Files": [],
        "ProgramSupport": [],

        "Signage": [],
        "Feeds": ["Signage"],
        "Render": ["Signage", "CPango", "CQREncode", "CRSVG", "CTurboJPEG"],
        "BoardController": ["Signage", "Files", "MQTT", "SQLite", "Crypto", "Render", "CLinux"],
        "HubService": ["Signage", "Files", "MQTT", "SQLite", "Crypto", "HTTPServer", "HTTPClient", "Feeds", "Render"],
        "SignageTesting": ["Signage", "CPango"],

        "litfass": ["ProgramSupport", "Signage", "HTTPClient", "Render"],
        "litfass-hub": ["ProgramSupport", "HubService"],
        "litfass-board": ["ProgramSupport", "BoardController"],
        // Never BoardController: shared code would share its mistakes. Its council stands in for a real server, and of
        // Render it takes the PNG writer only.
        "litfass-sim": ["ProgramSupport", "Signage", "MQTT", "Crypto", "HTTPServer", "HTTPClient", "Render"],
        "litfass-bench": ["ProgramSupport", "Signage", "Crypto", "Render"],
    ]

    /// The system's modules that not everyone may import, with those who may. Foundation is for all but C headers.
    static let system: [String: Set<String>] = [
        "Dispatch": [
            "MQTT", "HTTPServer", "ProgramSupport", "BoardController", "HubService",
        ],
        "Glibc": [
            "MQTT", "SQLite", "Crypto", "HTTPServer", "HTTPClient", "Files", "BoardController", "HubService",
            "SignageTesting",
            "litfass", "litfass-hub", "litfass-board", "litfass-sim", "litfass-bench",
        ],
        "Synchronization": [
            "MQTT", "SQLite", "Crypto", "HTTPServer", "HTTPClient", "Signage", "BoardController", "HubService",
            "SignageTesting",
            "litfass-hub", "litfass-board", "litfass-sim",
        ],
        "Testing": ["SignageTesting"],
    ]

    /// The module whose source a path is; nil for a path that belongs to none.
    static func module(of path: String) -> String? {
        let parts = path.split(separator: "/")
        if parts.first == "Firmware-Sim" { return parts.dropFirst().first == "Bench" ? "litfass-bench" : "litfass-sim" }
        return parts.first == "Sources" && parts.count > 2 ? String(parts[1]) : nil
    }

    /// Every import of one Swift file that the table does not allow.
    static func breaches(path: String, text: String) -> [Breach] {
        guard let module = module(of: path), let allowed = table[module] else {
            return [Breach(path: path, line: 1, reason: "belongs to no module of the table")]
        }
        return imports(in: text).compactMap { line, imported in
            if imported == "Foundation" || imported == module || allowed.contains(imported) { return nil }
            if let users = system[imported], users.contains(module) { return nil }
            return Breach(path: path, line: line, reason: "\(module) must not import \(imported)")
        }
    }

    /// The first level of every module that is imported, with its line. Attributes, access levels, `import struct X.Y` and several statements
    /// on a line are understood; the text of string literals and comments is not.
    static func imports(in text: String) -> [(line: Int, module: String)] {
        let statement =
            #/
            ^\s*(?:@\w+(?:\([^)]*\))?\s+)*
            (?:(?:public|package|internal|fileprivate|private)\s+)?
            import\s+
            (?:(?:typealias|struct|class|enum|protocol|let|var|func)\s+)?
            `?([A-Za-z_]\w*)
            /#
        var found: [(line: Int, module: String)] = []
        var isInString = false
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let wasInString = isInString
            if line.ranges(of: "\"\"\"").count % 2 == 1 { isInString.toggle() }
            guard !wasInString else { continue }
            for part in line.split(separator: ";") {
                guard let match = part.firstMatch(of: statement) else { continue }
                found.append((index + 1, String(match.output.1)))
            }
        }
        return found
    }

    /// Everything a module can reach through the table.
    static func reach(of module: String) -> Set<String> {
        var reached: Set<String> = []
        var open = table[module] ?? []
        while let next = open.popFirst() {
            guard reached.insert(next).inserted else { continue }
            open.formUnion(table[next] ?? [])
        }
        return reached
    }
}
