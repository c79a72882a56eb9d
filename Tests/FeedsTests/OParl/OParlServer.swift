import Feeds
import Foundation
import Signage

/// Answers a reader out of a table of pages, as a council's server would.
struct OParlServer {
    static let host = "https://ris.example.org"

    /// Bodies by URL.
    var pages: [String: String] = [:]
    /// Statuses other than 200 by URL.
    var statuses: [String: Int] = [:]
    /// What was asked for, in order.
    private(set) var requests: [String] = []

    /// Noon of the day on which these tests take place, a Tuesday in summer time.
    static let now = Date(timeIntervalSince1970: 1_780_999_200)  // 2026-06-09T12:00:00+02:00

    init(_ pages: [String: String] = [:]) { self.pages = pages }

    /// A server with one list of meetings.
    init(meetings: [String], next: String? = nil) {
        self.init([Self.list: Self.page(meetings, next: next)])
    }

    static let list = host + "/oparl/meetings"

    static func context(
        _ url: String = list, now: Date = now, attribution: String? = nil, days: Int = 60
    ) throws -> FeedContext {
        FeedContext(
            feed: try Name("rat"), url: url, now: now, timeZone: try berlin(), attribution: attribution,
            horizon: .seconds(days * 86_400))
    }

    static func berlin() throws -> TimeZone {
        guard let zone = TimeZone(identifier: "Europe/Berlin") else {
            throw InvalidValue(field: "", reason: "this system has no time zones")
        }
        return zone
    }

    /// Reads to the end, with 404 for what is not in the table.
    mutating func read(_ context: FeedContext) -> FeedReading {
        var reader: any FeedReader = OParlReader(context)
        var waiting = reader.start()
        while !waiting.isEmpty {
            let request = waiting.removeFirst()
            requests.append(request.url)
            waiting += reader.receive(response(to: request, at: context.now), for: request)
        }
        return reader.finish()
    }

    mutating func read() throws -> FeedReading { read(try Self.context()) }

    private func response(to request: FeedRequest, at now: Date) -> FeedResponse {
        let body = pages[request.url]
        return FeedResponse(
            url: request.url, status: statuses[request.url] ?? (body == nil ? 404 : 200), headers: [:],
            body: Data((body ?? "").utf8), fetchedAt: now)
    }

    static func page(_ objects: [String], next: String? = nil) -> String {
        let links = next.map { #""next": "\#($0)""# } ?? ""
        return #"{"data": [\#(objects.joined(separator: ","))], "links": {\#(links)}, "pagination": {}}"#
    }

    /// A meeting; `more` are further members, each ending the text before it with a comma of its own.
    static func meeting(
        _ number: Int = 1, name: String = "Sitzung des Gemeinderates", start: String = "2026-06-11T18:30:00+02:00",
        end: String? = "2026-06-11T20:30:00+02:00", more: String = ""
    ) -> String {
        let end = end.map { #""end": "\#($0)","# } ?? ""
        return #"""
            {"id": "\#(host)/oparl/meetings/\#(number)", "type": "https://schema.oparl.org/1.1/Meeting",
             "name": "\#(name)", "start": "\#(start)", \#(end)
             "created": "2026-05-01T08:00:00+02:00", "modified": "2026-06-01T08:00:00+02:00"\#(more.isEmpty ? "" : ", ")\#(more)}
            """#
    }
}

extension FeedItem {
    /// The event of a council's item.
    var event: Event? {
        if case .event(let event) = content { event } else { nil }
    }
}

/// A generator whose numbers are the same in every run.
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
