import Crypto
import Foundation
import SQLite
import Signage
import SignageTesting
import Testing

@testable import HubService

/// A whole hub, a real mosquitto, and a board that is played by the test.
@Suite struct HubOnBrokerTests {
    let fixture: Fixture
    let broker: PrivateBroker
    let cell: Name
    let marktplatz: Name

    init() throws {
        fixture = try Fixture()
        broker = try PrivateBroker()
        cell = try Name("barleben")
        marktplatz = try Name("marktplatz")
    }

    @Test("a notice reaches a board sealed, its document comes in chunks, and the board's report comes back")
    func bothFlows() async throws {
        try await fixture.withHub(brokerPort: broker.port) { client in
            let board = try FakeBoard("marktplatz", port: broker.port)
            try await board.connect()
            let body = String(repeating: "Straße ", count: 1_000).trimmingCharacters(in: .whitespaces)
            let created = try await client.post(
                "{\"headline\": \"Neu\", \"body\": \"\(body)\", \"boards\": [\"marktplatz\"]}")
            #expect(created.status == 201)
            let status = try created.decoded(NoticeStatus.self)
            try await eventually("the manifest has come") { try version(board) == 2 }
            let reference = try #require(manifest(board)?.entries.last)
            #expect(DocumentChunk.count(length: reference.length) == 1)
            try await board.send("get", DocumentRequest(document: reference.id, missing: 0..<1, count: 1))
            let topic = Topic.document(cell: cell, reference.id)
            try await eventually("the chunk has come") { !board.heard(topic).isEmpty }
            let chunk = try #require(board.heard(topic).first.flatMap { DocumentChunk(payload: $0) })
            #expect(SHA256.hash(chunk.bytes).hexString == reference.id.hex)

            let applied = ReportedState.Applied(version: 2, notice: status.notice.id, frame: "f", at: fixture.now)
            try await board.send("reported", report(applied: applied, floor: 2), retained: true)
            let path = "api/v1/notices/\(status.notice.id)"
            try await eventually("the delivery is noted") {
                try await client.send("GET", path).decoded(NoticeStatus.self).deliveries[0].appliedAt == fixture.now
            }
            let row = try await client.send("GET", "api/v1/boards").decoded(BoardList.self).boards[0]
            #expect(row.presence == .online)
            #expect(row.applied == 2)
            await board.stop()
        }
    }

    @Test("a document that only the store has is fetched and sent in its chunks; an unknown one is not answered")
    func documentFromStore() async throws {
        let long = try StoredDocument(Data((0..<100_000).map { UInt8($0 % 251) }), role: .image)
        let store = try Store(path: try StateFolder(fixture.path("state"), at: fixture.now).database)
        try await store.add(long, at: fixture.now)
        try await fixture.withHub(brokerPort: broker.port) { client in
            let board = try FakeBoard("marktplatz", port: broker.port)
            try await board.connect()
            let unknown = try DocumentID(String(repeating: "0", count: 64))
            try await board.send("get", DocumentRequest(document: unknown, missing: 0..<1, count: 1))
            try await board.send("get", DocumentRequest(document: long.reference.id, missing: [1, 3], count: 4))
            let topic = Topic.document(cell: cell, long.reference.id)
            try await eventually("two chunks have come") { board.heard(topic).count == 2 }
            #expect(board.heard(topic).compactMap { DocumentChunk(payload: $0)?.index } == [1, 3])
            try await board.send("get", DocumentRequest(document: long.reference.id, missing: [0, 2], count: 4))
            try await eventually("all chunks have come") { board.heard(topic).count == 4 }
            let chunks = board.heard(topic).compactMap { DocumentChunk(payload: $0) }.sorted { $0.index < $1.index }
            #expect(chunks.map(\.bytes).reduce(Data(), +) == long.bytes)
            #expect(board.heard(.document(cell: cell, unknown)).isEmpty)
            await board.stop()
        }
    }

    @Test("a broker that comes back empty gets birth and manifests again")
    func brokerRestart() async throws {
        try await fixture.withHub(brokerPort: broker.port) { client in
            let board = try FakeBoard("marktplatz", port: broker.port)
            try await board.connect()
            try await eventually("the manifest has come") { try version(board) == 1 }
            await board.stop()
            board.forget()
            try broker.restart()
            try await board.connect()
            try await eventually("the manifest has come again") { try version(board) == 1 }
            let birth = Topic.hubAvailability(replica: try Name("1"))
            try await eventually("the birth has come again") { !board.heard(birth).isEmpty }
            let states = try board.heard(birth).map { try WireCoding.decode(Availability.self, from: $0).state }
            #expect(states.last == .online)
            await board.stop()
        }
        #expect(fixture.logged.contains { $0.contains("connected again") })
    }

    @Test("a hub that ends says so")
    func farewell() async throws {
        let board = try FakeBoard("marktplatz", port: broker.port)
        try await board.connect()
        let topic = Topic.hubAvailability(replica: try Name("1"))
        try await fixture.withHub(brokerPort: broker.port) { _ in
            try await eventually("the birth has come") { !board.heard(topic).isEmpty }
        }
        try await eventually("the farewell has come") { board.heard(topic).count == 2 }
        let messages = try board.heard(topic).map { try WireCoding.decode(Availability.self, from: $0) }
        #expect(messages.map(\.state) == [.online, .offline])
        #expect(messages[0].session == messages[1].session)
        await board.stop()
    }

    @Test("no name that a board can have is the hub's own on the broker")
    func clientIDs() throws {
        let options = try fixture.options(brokerPort: broker.port)
        #expect(options.clientID == "hub.1")
        #expect(options.intakeClientID == "hub.1.intake")
        for id in [options.clientID, options.intakeClientID] {
            #expect(throws: InvalidValue.self) { try Name(id) }
        }
    }

    @Test("a board that has accepted a higher version gets one above it")
    func floor() async throws {
        let board = try FakeBoard("marktplatz", port: broker.port)
        try await board.connect()
        try await board.send("reported", report(applied: nil, floor: 41), retained: true)
        try await fixture.withHub(brokerPort: broker.port) { client in
            try await eventually("a version above the floor has come") { try version(board) == 42 }
            // The report was retained: the board itself was not heard.
            #expect(
                try await client.send("GET", "api/v1/boards").decoded(BoardList.self).boards[0].presence == .unknown)
        }
        await board.stop()
    }

    @Test("a board that refuses a version because it accepted another of that number gets the next")
    func sameVersion() async throws {
        let board = try FakeBoard("marktplatz", port: broker.port)
        try await board.connect()
        try await fixture.withHub(brokerPort: broker.port) { _ in
            try await eventually("the first version has come") { try version(board) == 1 }
            let state = ReportedState(
                session: 1, applied: .init(version: 1, notice: nil, frame: "f", at: fixture.now), pending: nil,
                refused: .init(reason: .version, detail: "has version 1", at: fixture.now), refusals: 1, floor: 1,
                renderer: "r")
            try await board.send("reported", state, retained: true)
            try await eventually("the next version has come") { try version(board) == 2 }
        }
        await board.stop()
    }

    @Test("a hub restored from a backup does not take for delivered what a board showed before")
    func restored() async throws {
        let board = try FakeBoard("marktplatz", port: broker.port)
        try await board.connect()
        try await fixture.withHub(brokerPort: broker.port) { client in
            let created = try await client.post(#"{"headline": "Neu", "boards": ["marktplatz"]}"#)
            let path = "api/v1/notices/\(try created.decoded(NoticeStatus.self).notice.id)"
            func applied(_ version: Int) -> ReportedState.Applied {
                .init(version: version, notice: nil, frame: "f", at: fixture.now)
            }
            for version in [2, 50] {
                try await board.send("reported", report(applied: applied(version), floor: 50), retained: true)
                try await eventually("a version above the floor has come") { try self.version(board) == 51 }
            }
            // What is heard in this report was heard after those.
            try await board.send("reported", report(applied: applied(50), floor: 60), retained: true)
            try await eventually("the next version has come") { try self.version(board) == 61 }
            var delivery = try await client.send("GET", path).decoded(NoticeStatus.self).deliveries[0]
            #expect(delivery.appliedAt == nil)
            #expect(delivery.version == 61)
            try await board.send("reported", report(applied: applied(61), floor: 61), retained: true)
            try await eventually("the delivery is noted") {
                delivery = try await client.send("GET", path).decoded(NoticeStatus.self).deliveries[0]
                return delivery.appliedAt == fixture.now
            }
        }
        await board.stop()
    }

    @Test("a board that is silent is a fault, one that sends nonsense or is unknown changes nothing")
    func faults() async throws {
        try await fixture.withHub(brokerPort: broker.port) { client in
            let board = try FakeBoard("marktplatz", port: broker.port)
            let stranger = try FakeBoard("fremd", port: broker.port)
            try await board.connect()
            try await stranger.connect()
            try await stranger.send("health", health())
            try await board.send("health", Data("quark".utf8))
            try await board.send("health", Data("quark".utf8))
            try await eventually("nonsense is logged") {
                fixture.logged.contains { $0.contains("board marktplatz: litfass/1") }
            }
            #expect(fixture.logged.count { $0.contains("quark") || $0.contains("up/health") } == 1)
            #expect(!fixture.logged.contains { $0.contains("fremd") })
            var rows = try await client.send("GET", "api/v1/boards").decoded(BoardList.self).boards
            #expect(rows.map(\.presence) == [.unknown, .unknown, .unknown])

            try await board.send("health", health(celsius: 41.5))
            try await eventually("the board is online") {
                rows = try await client.send("GET", "api/v1/boards").decoded(BoardList.self).boards
                return rows[0].presence == .online
            }
            #expect(rows[0].temperatureCelsius == 41.5)
            fixture.advance(151)
            // Whatever comes from it next is evaluated at once; here a will, which is no sign of life.
            try await board.send("availability", Availability(session: 1, state: .offline))
            try await eventually("silence is a fault") {
                rows = try await client.send("GET", "api/v1/boards").decoded(BoardList.self).boards
                return rows[0].faults.map(\.code.text) == ["silent"]
            }
            #expect(rows[0].presence == .offline)
            await board.stop()
            await stranger.stop()
        }
    }

    @Test("what boards told is there after the hub's restart")
    func restart() async throws {
        let board = try FakeBoard("marktplatz", port: broker.port)
        try await board.connect()
        try await fixture.withHub(brokerPort: broker.port) { client in
            try await eventually("the hub listens") { try await !client.send("GET", "").text.contains("unterbrochen") }
            try await board.send("health", health(celsius: 30))
            try await eventually("the board is online") {
                try await client.send("GET", "api/v1/boards").decoded(BoardList.self).boards[0].presence == .online
            }
        }
        await board.stop()
        try await fixture.withHub(brokerPort: try PrivateBroker.freePort()) { client in
            let row = try await client.send("GET", "api/v1/boards").decoded(BoardList.self).boards[0]
            #expect(row.lastSeen == fixture.now)
            #expect(row.temperatureCelsius == 30)
        }
    }

    private func manifest(_ board: FakeBoard) throws -> DesiredState? {
        let topic = Topic.desired(cell: cell, board: board.name)
        guard let envelope = board.heard(topic).last else { return nil }
        let key = try #require(try Keyring(state: fixture.path("state"))).publisher.publicKey
        let (payload, _) = try Envelope.open(
            envelope, as: .desired, longest: DesiredState.longestEnvelope
        ) { $0 == key.id && key.isValid(signature: $1, for: $2) }
        return try WireCoding.decode(DesiredState.self, from: payload)
    }

    private func version(_ board: FakeBoard) throws -> Int? { try manifest(board)?.version }

    private func report(applied: ReportedState.Applied?, floor: Int) -> ReportedState {
        ReportedState(
            session: 1, applied: applied, pending: nil, refused: nil, refusals: 0, floor: floor, renderer: "r")
    }

    private func health(celsius: Double? = nil) throws -> HealthReport {
        let readings = try celsius.map {
            [try Reading(quantity: .temperatureCelsius, value: $0, measuredAt: fixture.now)]
        }
        return HealthReport(
            session: 1, at: fixture.now, uptimeSeconds: 1, readings: readings ?? [], programmeVersion: 1, frame: nil,
            reconnects: 0)
    }
}

extension Store {
    /// Adds a document that no manifest names, as a picture that waits for its notice.
    func add(_ document: StoredDocument, at now: Date) throws {
        try database.insert(document)
        try database.execute(
            "INSERT INTO image (document, uploaded) VALUES (?, ?)", .text(document.reference.id.hex),
            .integer(now.seconds))
    }
}
