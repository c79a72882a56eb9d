import Crypto
import Foundation
import HTTPClient
import Signage
import Synchronization
import Testing

@testable import HubService

/// A council with three boards in a folder of its own, and a clock that stands still until it is moved.
///
/// `marktplatz` and `dorfplatz` can show something, `schule` names a profile that is not there.
final class Fixture: Sendable {
    let folder: URL
    private let clock = Mutex(Date(timeIntervalSince1970: 1_795_000_000))
    private let lines = LogLines()

    init(feeds: String = "[]") throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("hub-\(UUID().uuidString)")
        for name in ["layouts", "devices"] {
            try FileManager.default.createDirectory(
                at: folder.appendingPathComponent(name), withIntermediateDirectories: true)
        }
        try write("layouts/plain.json", Self.layout(title: "Aushang"))
        try write(
            "devices/small.json",
            """
            {"name": "small", "title": "Kleine Tafel", "evergreen": {"headline": "Willkommen", "body": ""},
             "panel": {"width": 160, "height": 90, "widthMillimetres": 160, "heightMillimetres": 90,
                       "technology": "lcd", "pixelFormat": "xrgb8888"},
             "viewing": {"headlineMetres": 3, "bodyMetres": 2, "detailMetres": 1},
             "faultRules": [
               {"code": "silent", "severity": "severe", "text": "Meldet sich nicht.", "condition": "silent",
                "holdSeconds": 150},
               {"code": "hot", "severity": "moderate", "text": "Zu warm.", "condition": "above",
                "quantity": "temperatureCelsius", "limit": 75, "clears": 70, "holdSeconds": 60, "dependsOn": ["silent"]}
             ]}
            """)
        try write(
            "hub.json",
            """
            {"cell": "barleben", "municipality": "Gemeinde Barleben", "timeZone": "Europe/Berlin",
             "pictureIntervalSeconds": 60, "sites": [{"name": "barleben", "title": "Barleben"}], "feeds": \(feeds), "boards": [
               {"name": "marktplatz", "title": "Marktplatz", "site": "barleben", "profile": "small",
                "layout": "plain"},
               {"name": "dorfplatz", "title": "Dorf & <b>Platz</b>", "profile": "small", "layout": "plain"},
               {"name": "schule", "title": "Schule", "profile": "absent", "layout": "plain"}]}
            """)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    static func layout(title: String) -> String {
        """
        {"name": "plain", "title": "\(title)", "theme": {"ratio": 1.2, "surfaces": {"paper": {
          "background": "#ffffff", "text": "#000000", "muted": "#000000", "accent": "#000000", "rule": "#000000"}}},
         "arrangements": {"landscape": {"rows": [
           {"widget": "masthead", "surface": "paper", "distance": "detail"},
           {"weight": 1, "widget": "notice", "surface": "paper", "distance": "headline"}]}}}
        """
    }

    func write(_ name: String, _ text: String) throws {
        let file = folder.appendingPathComponent(name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    var now: Date { clock.withLock { $0 } }
    func advance(_ seconds: TimeInterval) { clock.withLock { $0 += seconds } }
    var clockReading: @Sendable () -> Date { { self.now } }

    var log: Log { lines.log }
    var logged: [String] { lines.lines }

    func installation() throws -> Installation {
        try Installation(configuration: path("hub.json"), layouts: path("layouts"), devices: path("devices"))
    }

    func builder(key: SigningKey = .generate()) throws -> ManifestBuilder {
        try ManifestBuilder(plans: installation().plans, sealer: Sealer(key: key))
    }

    func fleet(_ sealer: Sealer = Sealer(key: .generate())) throws -> Fleet {
        var problems: [String] = []
        return try Fleet(installation(), sealer: sealer, problems: &problems)
    }

    func store() throws -> Store { try Store(path: path("hub.sqlite")) }

    func notice(_ id: String = "n1", body: String = "Text", lifetime: TimeInterval = 3_600) throws -> Notice {
        try Notice(
            id: Name(id), headline: "Überschrift \(id)", body: body,
            window: DisplayWindow(onset: now, expires: now + lifetime), published: now)
    }

    /// Options for a hub whose broker is at that port.
    func options(brokerPort: UInt16) throws -> HubOptions {
        try HubOptions(
            state: path("state"), configuration: path("hub.json"), layouts: path("layouts"),
            devices: path("devices"), brokerHost: "127.0.0.1", brokerPort: brokerPort, httpPort: 0, replica: "1")
    }

    var token: String {
        get throws {
            try String(contentsOfFile: path("state/token"), encoding: .utf8)
                .trimmingCharacters(in: .whitespacesAndNewlines)
        }
    }

    /// Runs a whole hub while `body` speaks with it; then ends it.
    func withHub(brokerPort: UInt16, _ body: @Sendable (HubClient) async throws -> Void) async throws {
        let hub = try await Hub(try options(brokerPort: brokerPort), log: log, now: clockReading)
        let (addresses, continuation) = AsyncStream.makeStream(of: String.self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                do {
                    try await hub.run { continuation.yield($0) }
                } catch is CancellationError {}
                continuation.finish()
            }
            var iterator = addresses.makeAsyncIterator()
            let first = try #require(await iterator.next())
            let url = try #require(first.split(separator: " ").last.flatMap { URL(string: String($0)) })
            try await body(HubClient(base: url, token: try token))
            group.cancelAll()
            try await group.waitForAll()
        }
    }
}

/// Speaks HTTP with a hub over a real socket.
struct HubClient: Sendable {
    let base: URL
    let token: String

    struct Answer: Sendable {
        let status: Int
        let headers: [String: String]
        let body: Data

        var text: String { String(decoding: body, as: UTF8.self) }
        func decoded<Value: Decodable>(_ type: Value.Type) throws -> Value {
            try WireCoding.decode(type, from: body)
        }

        /// The pointers of a problem's errors.
        var pointers: [String] {
            let object = (try? JSONSerialization.jsonObject(with: body)) as? [String: Any]
            return (object?["errors"] as? [[String: Any]] ?? []).compactMap { $0["pointer"] as? String }
        }
    }

    func send(
        _ method: String, _ path: String, _ body: Data? = nil, type: String = "application/json",
        authorization: String? = nil, headers: [String: String] = [:]
    ) async throws -> Answer {
        let url = path.isEmpty ? base : try #require(URL(string: path, relativeTo: base)).absoluteURL
        let fields =
            [("Authorization", authorization ?? "Bearer \(token)")] + (body == nil ? [] : [("Content-Type", type)])
            + headers.map { ($0.key, $0.value) }
        let answer = try await HTTPClient.Request(
            method, url, headers: fields, body: body, limits: .init(time: .seconds(120))
        ).answer()
        return Answer(status: answer.status, headers: answer.headers, body: answer.body)
    }

    func post(_ json: String) async throws -> Answer { try await send("POST", "api/v1/notices", Data(json.utf8)) }
}

/// Waits until something holds; fails after ten seconds.
func eventually(
    _ what: String, _ condition: () async throws -> Bool, sourceLocation: SourceLocation = #_sourceLocation
) async throws {
    let deadline = ContinuousClock.now + .seconds(30)
    while try await !condition() {
        guard ContinuousClock.now < deadline else {
            Issue.record("it never came true that \(what)", sourceLocation: sourceLocation)
            return
        }
        try await Task.sleep(for: .milliseconds(5))
    }
}

/// Collects what is logged.
final class LogLines: Sendable {
    private let collected = Mutex<[String]>([])
    var log: Log { Log { line in self.collected.withLock { $0.append(line) } } }
    var lines: [String] { collected.withLock { $0 } }
}
