import Foundation
import HTTPServer
import Signage
import Synchronization

@testable import litfass

/// What a run of the program answered.
struct Outcome {
    let status: Int32
    let output: String
    let complaint: String
}

/// Runs the program in this process.
func litfass(_ words: String...) async -> Outcome { await litfass(words) }

/// Runs the program in this process.
func litfass(_ words: [String]) async -> Outcome {
    let written = Recorder()
    let complained = Recorder()
    let console = Console(write: { written.append($0) }, complain: { complained.append($0) })
    let status = await Litfass.$console.withValue(console) { await Litfass.run(words) }
    return Outcome(status: status, output: written.text, complaint: complained.text)
}

/// Collects text.
final class Recorder: Sendable {
    private let parts = Mutex<[String]>([])

    var text: String { parts.withLock { $0.joined() } }

    func append(_ text: String) { parts.withLock { $0.append(text) } }
}

/// A folder that is gone when its owner is.
final class Folder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("litfass-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// Writes a file; returns its path.
    func file(_ name: String, _ text: String) throws -> String {
        let file = url.appendingPathComponent(name)
        try Data(text.utf8).write(to: file)
        return file.path
    }

    func path(_ name: String) -> String { url.appendingPathComponent(name).path }
}

/// A hub of which only the HTTP side is there: it answers what it is told to and remembers what it was asked.
final class StandInHub: Sendable {
    private let server: Server
    private let requests: Requests
    private let folder: Folder
    /// The options that lead a command here.
    let options: [String]

    init(token: String = "secret", answer: @escaping @Sendable (Request) -> Response) throws {
        let requests = Requests()
        folder = try Folder()
        server = try Server(port: 0) { request in
            requests.list.withLock { $0.append(request) }
            guard request.headers["Authorization"] == "Bearer secret" else {
                return .problem(Problem(status: 401, detail: "Send the access token of this hub."))
            }
            return answer(request)
        }
        self.requests = requests
        options = ["--hub", "http://127.0.0.1:\(server.port)", "--token-file", try folder.file("token", token + "\n")]
    }

    private final class Requests: Sendable {
        let list = Mutex<[Request]>([])
    }

    /// What it was asked, in order.
    var asked: [Request] { requests.list.withLock { $0 } }

    func stop() { server.stop() }
}

/// A notice's status as a hub would answer it.
func status(_ id: String, headline: String = "Straße gesperrt", isApplied: Bool = true) throws -> NoticeStatus {
    let onset = Date(timeIntervalSince1970: 1_795_439_220)
    let notice = try Notice(
        id: Name(id), headline: headline, body: "",
        window: DisplayWindow(onset: onset, expires: onset + 86_400), published: onset)
    let deliveries = [
        NoticeStatus.Delivery(board: try Name("marktplatz"), version: 3, appliedAt: isApplied ? onset : nil),
        NoticeStatus.Delivery(board: try Name("see"), version: 8, appliedAt: nil),
    ]
    return NoticeStatus(notice: notice, withdrawnAt: nil, deliveries: deliveries, at: onset)
}

/// What a hub would answer to its publication: good on one board, pale as paper on the other.
func published(_ id: String) throws -> PublishedNotice {
    func report(_ colour: String) throws -> LegibilityReport {
        let viewing = try ViewingDistances(headlineMetres: 9.2, bodyMetres: 4.6, detailMetres: 2.3)
        let text = try MeasuredText(
            zone: "notice", part: .headline, role: .headline, capHeightMillimetres: 80, colour: Colour(colour),
            ground: Colour("#ffffff"), text: "Straße gesperrt")
        return LegibilityReport(viewing: viewing, texts: [text])
    }
    return try PublishedNotice(
        status: status(id), timeZone: "Europe/Berlin",
        legibility: [
            .init(board: Name("marktplatz"), report("#000000")), .init(board: Name("see"), report("#ffffff")),
        ], conflicts: [])
}
