import Crypto
import Feeds
import Foundation
import HTTPServer
import MQTT
import Signage
import SignageTesting
import Synchronization
import Testing

@testable import HubService

@Suite struct FeedPollingTests {
    @Test("a good feed is kept, sealed and published; what comes after it, however bad, leaves it standing")
    func lastGood() async throws {
        let source = try Source()
        let fixture = try Fixture(feeds: source.configuration)
        let broker = try PrivateBroker()
        let key = SigningKey.generate()
        let store = try fixture.store()
        let board = try FakeBoard("marktplatz", port: broker.port)
        try await board.connect()
        try await polling(fixture, store: store, key: key, brokerPort: broker.port) { polling, feed in
            source.answer = source.meetings
            try await polling.poll(feed)
            let topic = Topic.feed(cell: try Name("barleben"), feed: feed.name)
            try await eventually("the snapshot has come") { !board.heard(topic).isEmpty }
            let (payload, _) = try Envelope.open(
                try #require(board.heard(topic).last), as: .feed, longest: 1 << 20
            ) { $0 == key.publicKey.id && key.publicKey.isValid(signature: $1, for: $2) }
            let snapshot = try WireCoding.decode(FeedSnapshot.self, from: payload)
            #expect(snapshot.items.map(\.title) == ["Sitzung des Bauausschusses"])
            #expect(try await store.feed(feed.name)?.snapshot == snapshot)
            #expect(try await store.feed(feed.name)?.failure == nil)

            for (what, answer) in source.bad {
                fixture.advance(60)
                source.answer = answer
                try await polling.poll(feed)
                let state = try #require(await store.feed(feed.name))
                #expect(state.snapshot == snapshot, "\(what)")
                #expect(state.failure?.isEmpty == false, "\(what)")
                #expect(state.failed == fixture.now, "\(what)")
            }
            #expect(fixture.logged.contains { $0.contains("is redirected to another place, http://127.0.0.2:") })
            #expect(fixture.logged.contains { $0.contains("more than 20000 bytes") })

            source.answer = source.meetings
            try await polling.poll(feed)
            #expect(try await store.feed(feed.name)?.failure == nil)
            #expect(fixture.logged.last?.contains("works again") == true)
        }
        await board.stop()
    }

    @Test("what a poll finds unchanged is not published again before half an hour has passed")
    func unchanged() async throws {
        let source = try Source()
        let fixture = try Fixture(feeds: source.configuration)
        let broker = try PrivateBroker()
        let board = try FakeBoard("marktplatz", port: broker.port)
        try await board.connect()
        try await polling(fixture, store: fixture.store(), key: .generate(), brokerPort: broker.port) { polling, feed in
            source.answer = source.meetings
            let topic = Topic.feed(cell: try Name("barleben"), feed: feed.name)
            let start = fixture.now
            for pause in [0, 60, FeedPolling.confirmation - 61, 1] {
                fixture.advance(pause)
                try await polling.poll(feed)
            }
            try await eventually("two snapshots have come") { board.heard(topic).count >= 2 }
            let times = try board.heard(topic).map { payload in
                let envelope = try WireCoding.decode(Envelope.self, from: payload)
                return try WireCoding.decode(FeedSnapshot.self, from: envelope.payload).fetchedAt
            }
            #expect(times == [start.wholeSeconds, (start + FeedPolling.confirmation).wholeSeconds])
        }
        await board.stop()
    }

    @Test("a redirection within the host is followed, an endless one is not")
    func redirections() async throws {
        let source = try Source()
        let fetcher = Fetcher(limits: .init(time: .seconds(120)))
        source.answer = Response(status: 302, headers: ["Location": "/there"])
        source.there = .json(Data("{}".utf8))
        let answer = try await fetcher.fetch(FeedRequest(url: source.url), at: { Date() })
        #expect(answer.status == 200)
        #expect(answer.url.hasSuffix("/there"))
        #expect(answer.headers["content-type"] == "application/json")
        source.there = source.answer
        let error = await #expect(throws: FetchError.self) {
            try await fetcher.fetch(FeedRequest(url: source.url), at: { Date() })
        }
        #expect(error?.reason == "is redirected more than 5 times")
    }

    @Test(
        "a redirection may change the path, or http for https on their own ports, and nothing else",
        arguments: [
            ("http://a/x", "http://a/y", true), ("http://a", "http://A:80/", true), ("http://a", "https://a/", true),
            ("https://a:8443", "https://a:8443/y", true), ("http://a:80", "https://a:443", true),
            ("https://a", "http://a", false), ("http://a", "http://a:8080", false),
            ("http://a", "https://a:8443", false),
            ("http://a:8080", "https://a:8080", false), ("http://a:8080", "https://a", false),
            ("http://a", "http://b", false), ("http://a", "ftp://a:80", false), ("http://a", "file:///etc", false),
        ])
    func place(source: String, target: String, isAllowed: Bool) {
        #expect(Fetcher.isAllowed(from: URL(string: source), to: URL(string: target)) == isAllowed)
    }

    @Test("a server that never answers is given up")
    func silence() async throws {
        let source = try Source()
        source.isSilent = true
        let fetcher = Fetcher(limits: .init(time: .milliseconds(50)))
        await #expect(throws: FetchError.self) {
            try await fetcher.fetch(FeedRequest(url: source.url), at: { Date() })
        }
    }

    @Test(
        "other addresses than http and https are not fetched", arguments: ["file:///etc/passwd", "ftp://x/", "x", ""])
    func scheme(url: String) async throws {
        let error = await #expect(throws: FetchError.self) {
            try await Fetcher().fetch(FeedRequest(url: url), at: { Date() })
        }
        #expect(error?.reason == "is no http or https address")
    }

    @Test("a format that is not known is named, and the last good snapshot is published at start")
    func start() async throws {
        let fixture = try Fixture(
            feeds: #"[{"name": "wetter", "format": "cap", "url": "http://127.0.0.1:9/", "intervalSeconds": 60}]"#)
        let broker = try PrivateBroker()
        let store = try fixture.store()
        let kept = FeedSnapshot(
            feed: try Name("wetter"), fetchedAt: fixture.now, observedAt: nil, attribution: Attribution(text: "Quelle"),
            items: [])
        try await store.keep(kept, at: fixture.now)
        let board = try FakeBoard("marktplatz", port: broker.port)
        try await board.connect()
        try await polling(fixture, store: store, key: .generate(), brokerPort: broker.port) { polling, feed in
            try await polling.run()
            let topic = Topic.feed(cell: try Name("barleben"), feed: feed.name)
            try await eventually("the snapshot has come") { !board.heard(topic).isEmpty }
        }
        #expect(fixture.logged.contains { $0.contains("feed wetter: the format \"cap\" is not known (known: oparl)") })
        await board.stop()
    }

    private func polling(
        _ fixture: Fixture, store: Store, key: SigningKey, brokerPort: UInt16,
        _ body: (FeedPolling, HubConfiguration.Feed) async throws -> Void
    ) async throws {
        let loop = try EventLoop(name: "hub")
        defer { loop.stop() }
        let installation = try fixture.installation()
        let publishing = Publishing(
            broker: .init(host: "127.0.0.1", port: brokerPort, clientID: "hub.1"), replica: try Name("1"),
            cell: installation.configuration.cell, keys: Data(), sealer: Sealer(key: key), loop: loop,
            log: fixture.log, now: fixture.clockReading)
        await publishing.start()
        let polling = FeedPolling(
            installation: installation, store: store, sealer: Sealer(key: key), publishing: publishing,
            fetcher: Fetcher(limits: .init(bodyBytes: 20_000, time: .seconds(120))), log: fixture.log,
            now: fixture.clockReading)
        try await body(polling, installation.configuration.feeds[0])
        await publishing.stop()
    }
}

/// A council's server on loopback that answers as it is told.
final class Source: Sendable {
    private let answers: Answers
    private let server: Server

    private final class Answers: Sendable {
        let root = Mutex(Response.noContent)
        let there = Mutex(Response.noContent)
        let isSilent = Mutex(false)
    }

    init() throws {
        let answers = Answers()
        self.answers = answers
        server = try Server(port: 0) { request in
            if answers.isSilent.withLock({ $0 }) { try? await Task.sleep(for: .seconds(60)) }
            return request.path == "/" ? answers.root.withLock { $0 } : answers.there.withLock { $0 }
        }
    }

    deinit { server.stop() }

    var url: String { "http://127.0.0.1:\(server.port)/" }
    var configuration: String {
        #"[{"name": "council", "format": "oparl", "url": "\#(url)", "intervalSeconds": 60, "attribution": "Rat"}]"#
    }

    var answer: Response {
        get { answers.root.withLock { $0 } }
        set { answers.root.withLock { $0 = newValue } }
    }
    var there: Response {
        get { answers.there.withLock { $0 } }
        set { answers.there.withLock { $0 = newValue } }
    }
    var isSilent: Bool {
        get { answers.isSilent.withLock { $0 } }
        set { answers.isSilent.withLock { $0 = newValue } }
    }

    /// A list of one meeting, the day after the fixture's clock.
    var meetings: Response {
        .json(
            Data(
                """
                {"data": [{"id": "\(url)meetings/1", "type": "https://schema.oparl.org/1.1/Meeting",
                  "name": "Sitzung des Bauausschusses", "start": "2026-11-19T18:00:00+01:00",
                  "end": "2026-11-19T20:00:00+01:00"}],
                 "links": {}, "pagination": {}}
                """.utf8))
    }

    var bad: [(String, Response)] {
        [
            ("a status of 500", .text("oops", status: 500)),
            ("a page of HTML", .html("<!DOCTYPE html><title>Wartung</title>")),
            ("an empty 200", .text("")),
            ("a huge body", .json(Data(repeating: 0x20, count: 30_000))),
            (
                "a redirection elsewhere",
                Response(status: 302, headers: ["Location": "http://127.0.0.2:\(server.port)/"])
            ),
        ]
    }
}
