// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

/// A C library from a Debian `-dev` package.
func library(_ name: String, pkgConfig: String?, package: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([package])])
}

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// A module that calculates much: without the optimizer its tests would take most of the time of all.
func calculating(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(
        name: name, dependencies: dependencies,
        swiftSettings: strict + [.unsafeFlags(["-O"], .when(configuration: .debug))])
}

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: dependencies + ["SignageTesting"], exclude: exclude, swiftSettings: strict)
}

// Who may import whom is held against the sources by ArchitectureTests.
let package = Package(
    name: "litfass",
    products: [
        .executable(name: "litfass", targets: ["litfass"]),
        .executable(name: "litfass-hub", targets: ["litfass-hub"]),
        .executable(name: "litfass-board", targets: ["litfass-board"]),
        .executable(name: "litfass-sim", targets: ["litfass-sim"]),
        .executable(name: "litfass-bench", targets: ["litfass-bench"]),
    ],
    dependencies: [],
    targets: [
        library("CLinux", pkgConfig: nil, package: "libc6-dev"),
        library("CMosquitto", pkgConfig: "libmosquitto", package: "libmosquitto-dev"),
        library("CSQLite", pkgConfig: "sqlite3", package: "libsqlite3-dev"),
        library("COpenSSL", pkgConfig: "libcrypto", package: "libssl-dev"),
        library("CMicrohttpd", pkgConfig: "libmicrohttpd", package: "libmicrohttpd-dev"),
        library("CCurl", pkgConfig: "libcurl", package: "libcurl4-openssl-dev"),
        library("CPango", pkgConfig: "pangocairo", package: "libpango1.0-dev"),
        library("CQREncode", pkgConfig: "libqrencode", package: "libqrencode-dev"),
        // Opened at need, not linked: of its own it needs headers of cairo and GLib only.
        library("CRSVG", pkgConfig: "pangocairo", package: "libpango1.0-dev"),
        library("CTurboJPEG", pkgConfig: "libturbojpeg", package: "libturbojpeg0-dev"),

        module("MQTT", ["CMosquitto", "CLinux"]),
        module("SQLite", ["CSQLite"]),
        calculating("Crypto", ["COpenSSL"]),
        module("HTTPServer", ["CMicrohttpd"]),
        module("HTTPClient", ["CCurl"]),
        module("Files"),
        module("ProgramSupport"),
        calculating("Signage"),
        module("Feeds", ["Signage"]),
        calculating("Render", ["Signage", "CPango", "CQREncode", "CRSVG", "CTurboJPEG"]),
        module("BoardController", ["Signage", "Files", "MQTT", "SQLite", "Crypto", "Render", "CLinux"]),
        module(
            "HubService",
            ["Signage", "Files", "MQTT", "SQLite", "Crypto", "HTTPServer", "HTTPClient", "Feeds", "Render"]),
        module("SignageTesting", ["Signage", "CPango"]),

        program("litfass", ["ProgramSupport", "Signage", "HTTPClient", "Render"]),
        program("litfass-hub", ["ProgramSupport", "HubService"]),
        program("litfass-board", ["ProgramSupport", "BoardController"]),
        .executableTarget(
            name: "litfass-sim",
            dependencies: ["ProgramSupport", "Signage", "MQTT", "Crypto", "HTTPServer", "HTTPClient", "Render"],
            path: "Firmware-Sim", exclude: ["Bench", "Scenarios", "demo", "install-packages"], swiftSettings: strict),
        .executableTarget(
            name: "litfass-bench", dependencies: ["ProgramSupport", "Signage", "Crypto", "Render"],
            path: "Firmware-Sim/Bench", swiftSettings: strict),

        .executableTarget(
            name: "litfass-fuzz", dependencies: ["Signage", "Crypto", "CLibFuzzer"], path: "Tests/Fuzz",
            exclude: ["CLibFuzzer", "Seeds", "run", "words.txt"], swiftSettings: strict),
        .systemLibrary(name: "CLibFuzzer", path: "Tests/Fuzz/CLibFuzzer"),

        tests("MQTT", ["MQTT", "Crypto"]),
        tests("SQLite", ["SQLite"]),
        tests("Crypto", ["Crypto"]),
        tests("HTTPServer", ["HTTPServer"]),
        tests("HTTPClient", ["HTTPClient", "HTTPServer"]),
        tests("Files", ["Files"]),
        tests("ProgramSupport", ["ProgramSupport"]),
        tests("Litfass", ["litfass", "ProgramSupport", "Signage", "HTTPServer"]),
        tests("Signage", ["Signage"], exclude: ["Timing/Fixtures"]),
        tests("Feeds", ["Feeds", "Signage"]),
        tests("Render", ["Render", "Signage", "CPango"], exclude: ["Fixtures", "Goldens"]),
        tests(
            "BoardController", ["BoardController", "litfass-board", "Signage", "Crypto", "MQTT", "Render", "CLinux"]),
        tests(
            "HubService", ["HubService", "Signage", "Crypto", "Feeds", "MQTT", "SQLite", "HTTPServer", "HTTPClient"]),
        tests("LitfassHub", ["litfass-hub", "HubService", "Crypto", "Signage"]),
        tests("Architecture", []),
        tests(
            "EndToEnd",
            [
                "Signage", "MQTT", "SQLite", "Crypto", "HTTPClient", "litfass", "litfass-hub", "litfass-board",
                "litfass-sim",
            ], exclude: ["tls-ends.py"]),
    ]
)
