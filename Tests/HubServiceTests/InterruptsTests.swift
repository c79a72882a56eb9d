import Crypto
import Foundation
import MQTT
import Signage
import SignageTesting
import Testing

@testable import HubService

/// A whole hub, a real mosquitto, and boards that are played by the test.
@Suite struct InterruptsTests {
    let fixture: Fixture
    let broker: PrivateBroker
    private let path = "api/v1/interrupts"

    init() throws {
        fixture = try Fixture()
        broker = try PrivateBroker()
    }

    @Test("an interrupt goes out sealed and retained, boards' reports say how far it has come, and it is ended")
    func life() async throws {
        try await fixture.withHub(brokerPort: broker.port) { client in
            let board = try FakeBoard("marktplatz", port: broker.port)
            try await board.connect()
            let created = try await post(
                client, #"{"headline": "Wasser abkochen", "until": "2026-11-18T13:00", "isDrill": true}"#)
            #expect(created.status == 201)
            let status = try created.decoded(InterruptStatus.self)
            let id = status.interrupt.id
            #expect(created.headers["location"] == "/api/v1/interrupts/\(id)")
            #expect(status.state == .running && status.timeZone == "Europe/Berlin")
            #expect(status.interrupt.until == WireCoding.date("2026-11-18T12:00:00Z"))
            #expect(status.deliveries.map(\.board.text) == ["marktplatz", "dorfplatz", "schule"])
            #expect(status.deliveries.allSatisfy { $0.state == .awaited && $0.presence != .online })
            try await eventually("it has come") { try state(board)?.version == 1 }
            #expect(try state(board)?.interrupts == [status.interrupt])

            try await board.send("reported", report(version: 1, board), retained: true)
            try await eventually("it is accepted") { try await delivery(client, id).state == .accepted }
            try await board.send("reported", report(version: 1, board, shown: [id]), retained: true)
            try await eventually("it is shown") { try await delivery(client, id).state == .shown }
            #expect(try await delivery(client, id).presence == .online)
            let row = try await client.send("GET", "api/v1/boards").decoded(BoardList.self).boards[0]
            #expect(row.interrupt?.isOn == true)
            let page = try await client.send("GET", "").text
            #expect(page.contains("<p class=\"interrupt\">Übung bis 13:00 Uhr: Wasser abkochen</p>"))

            let ended = try await client.send("DELETE", "\(path)/current")
            #expect(try ended.decoded(InterruptStatus.self).state == .ended)
            try await eventually("the end has come") { try state(board)?.version == 2 }
            #expect(try state(board)?.interrupts == [])
            #expect(try await delivery(client, id).state == .shown, "the board has not said anything else yet")
            try await board.send("reported", report(version: 2, board), retained: true)
            try await eventually("it is gone") { try await delivery(client, id).state == .gone }
            #expect(try await client.send("DELETE", "\(path)/\(id)").body == client.send("GET", "\(path)/\(id)").body)
            #expect(try await client.send("DELETE", "\(path)/current").status == 404)
            await board.stop()
        }
    }

    @Test("what is over is taken out of what is retained, and a new hub on the same state publishes it again")
    func over() async throws {
        try await fixture.withHub(brokerPort: broker.port) { client in
            _ = try await post(client, #"{"headline": "Sturm", "until": "2026-11-18T12:10"}"#)
            _ = try await post(client, #"{"headline": "Hitze", "until": "2026-11-19", "boards": ["dorfplatz"]}"#)
        }
        fixture.advance(400)
        try await fixture.withHub(brokerPort: broker.port) { client in
            let board = try FakeBoard("marktplatz", port: broker.port)
            try await board.connect()
            try await eventually("a state without what is over") { try state(board)?.version == 3 }
            #expect(try state(board)?.interrupts.map(\.headline) == ["Hitze"])
            let list = try await client.send("GET", path).decoded(InterruptList.self)
            #expect(list.interrupts.map(\.state) == [.running, .expired])
            #expect(list.interrupts[0].deliveries.map(\.board.text) == ["dorfplatz"])
            #expect(list.interrupts[1].deliveries.allSatisfy { $0.state == .gone })
            await board.stop()
        }
    }

    @Test("a hub that was restored from a backup counts on above what a board holds, but not above what is absurd")
    func countsOn() async throws {
        try await fixture.withHub(brokerPort: broker.port) { client in
            let board = try FakeBoard("marktplatz", port: broker.port)
            try await board.connect()
            _ = try await post(client, #"{"headline": "Sturm", "until": "2026-11-19"}"#)
            try await eventually("it has come") { try state(board)?.version == 1 }
            try await board.send("reported", report(version: 1 << 40, board), retained: true)
            try await board.send("reported", report(version: 41, board), retained: true)
            try await eventually("a higher one") { try state(board)?.version == 42 }
            #expect(try state(board)?.interrupts.map(\.headline) == ["Sturm"])
            // The same version in other bytes.
            let other = String(repeating: "0", count: 64)
            try await board.send("reported", report(version: 42, board, sha256: other), retained: true)
            try await eventually("a higher one") { try state(board)?.version == 43 }
            #expect(
                board.heard(.interrupt(cell: try Name("barleben"))).count == 3, "nothing was made of the absurd one")
            await board.stop()
        }
    }

    @Test("a board that lacks the newest one is told so with the time, and gets it again")
    func withheld() async throws {
        try await fixture.withHub(brokerPort: broker.port) { client in
            let board = try FakeBoard("marktplatz", port: broker.port)
            try await board.connect()
            _ = try await post(client, #"{"headline": "Sturm", "until": "2026-11-19"}"#)
            try await eventually("the hub listens") { try await !client.send("GET", "").text.contains("unterbrochen") }
            var generator = SystemRandomNumberGenerator()
            try await board.send("time", TimeRequest(nonce: Nonce(using: &generator)))
            let topic = Topic.timeAnswer(cell: try Name("barleben"), board: board.name)
            try await eventually("an answer") { !board.heard(topic).isEmpty }
            let envelope = try WireCoding.decode(Envelope.self, from: try #require(board.heard(topic).last))
            #expect(try WireCoding.decode(TimeAnswer.self, from: envelope.payload).interrupt == 1)
            board.forget()
            try await board.send(
                "reported",
                ReportedState(
                    session: 1, applied: nil, pending: nil, refused: nil, refusals: 0, floor: 1, renderer: "r",
                    withheld: .init(desired: nil, interrupt: 1, since: fixture.now)))
            try await eventually("it comes again") { try state(board)?.version == 1 }
            await board.stop()
        }
    }

    @Test("one that is on for a month is found behind any number of later ones")
    func behind() async throws {
        let store = try fixture.store()
        let (cell, sealer) = (try Name("barleben"), Sealer(key: .generate()))
        func add(_ id: String, days: Double) async throws -> Name {
            let interrupt = try Interrupt(
                id: Name(id), headline: "Trockenheit", issued: fixture.now, until: fixture.now + days * 86_400)
            _ = try await store.add(interrupt, of: cell, with: sealer, at: fixture.now)
            return interrupt.id
        }
        let first = try await add("first", days: 30)
        for number in 0..<200 {
            let id = try await add("w-\(number)", days: 1)
            _ = try await store.endInterrupt(id, of: cell, with: sealer, at: fixture.now)
        }
        #expect(try await store.interrupts().count == 200)
        let later = try await store.interrupts(from: fixture.now + 86_400)
        #expect(later.map(\.interrupt.id) == [first])
        #expect(try await store.interrupts(from: fixture.now + 30 * 86_400).isEmpty)
    }

    @Test("interrupts that many boards lack are published once more for all of them")
    func lacking() async throws {
        let (cell, sealer) = (try Name("barleben"), Sealer(key: .generate()))
        let loop = try EventLoop(name: "lacking")
        defer { loop.stop() }
        let publishing = Publishing(
            broker: Client.Configuration(host: "127.0.0.1", port: broker.port, clientID: "hub.1"),
            replica: try Name("1"), cell: cell, keys: Data(), sealer: sealer, loop: loop, log: fixture.log,
            now: fixture.clockReading)
        let board = try FakeBoard("marktplatz", port: broker.port)
        try await board.connect()
        await publishing.start()
        let states = try (1...2).map {
            try SealedInterrupts([], version: $0, cell: cell, with: sealer, at: fixture.now)
        }
        await publishing.publish(states[0])
        try await eventually("they have come") { !board.heard(.interrupt(cell: cell)).isEmpty }
        board.forget()
        await publishing.takeLacks(of: 1_000)
        try await eventually("they have come again") { !board.heard(.interrupt(cell: cell)).isEmpty }
        await publishing.publish(states[1])
        try await eventually("the next have come") { board.heard(.interrupt(cell: cell)).last == states[1].envelope }
        #expect(board.heard(.interrupt(cell: cell)) == states.map(\.envelope))
        await publishing.stop()
        await board.stop()
    }

    @Test(
        "what cannot be shown is refused with the field, and nothing is published",
        arguments: [
            (#"{"until": "2026-11-19"}"#, "#/headline"), (#"{"headline": "a"}"#, "#/until"),
            (#"{"headline": "a", "until": "2026-11-17"}"#, "#/until"),
            (#"{"headline": "a", "until": "2026-12-31"}"#, "#/until"),
            (#"{"headline": "a", "until": "soon"}"#, "#/until"),
            (#"{"headline": " ", "until": "2026-11-19"}"#, "#/headline"),
            (#"{"headline": "𓀀", "until": "2026-11-19"}"#, "#/headline"),
            (#"{"headline": "a", "until": "2026-11-19", "link": "javascript:alert(1)"}"#, "#/link"),
            (#"{"headline": "a", "until": "2026-11-19", "boards": ["see"]}"#, "#/boards/0"),
            (#"{"headline": "a", "until": "2026-11-19", "boards": ["dorfplatz", "dorfplatz"]}"#, "#/boards"),
            (#"{"headline": "a", "until": "2026-11-19", "severity": "grave"}"#, "#/severity"),
        ])
    func refused(body: String, pointer: String) async throws {
        try await fixture.withHub(brokerPort: try PrivateBroker.freePort()) { client in
            let answer = try await post(client, body)
            #expect(answer.status == 422)
            #expect(answer.pointers == [pointer])
            #expect(try await client.send("GET", path).decoded(InterruptList.self).interrupts.isEmpty)
        }
    }

    @Test("no more are on at a time than boards take, and ending one needs its id where several are on")
    func most() async throws {
        try await fixture.withHub(brokerPort: try PrivateBroker.freePort()) { client in
            for number in 1...InterruptState.most {
                let created = try await post(client, #"{"headline": "Nr. \#(number)", "until": "2026-11-19"}"#)
                #expect(created.status == 201)
            }
            let refused = try await post(client, #"{"headline": "Einer zu viel", "until": "2026-11-19"}"#)
            #expect(refused.status == 422 && refused.pointers == ["#/interrupts"])
            #expect(refused.text.contains("at most 8 at a time; end one, litfass interrupt lists them"))
            #expect(try await client.send("DELETE", "\(path)/current").status == 409)
            #expect(try await client.send("DELETE", "\(path)/nothing").status == 404)
            #expect(try await client.send("GET", path, authorization: "Bearer guess").status == 401)
            let list = try await client.send("GET", path).decoded(InterruptList.self)
            #expect(list.interrupts.count == InterruptState.most)
        }
    }

    private func post(_ client: HubClient, _ json: String) async throws -> HubClient.Answer {
        try await client.send("POST", path, Data(json.utf8))
    }

    private func delivery(_ client: HubClient, _ id: Name) async throws -> InterruptStatus.Delivery {
        let status = try await client.send("GET", "\(path)/\(id)").decoded(InterruptStatus.self)
        return try #require(status.deliveries.first)
    }

    private func state(_ board: FakeBoard) throws -> InterruptState? {
        guard let envelope = board.heard(.interrupt(cell: try Name("barleben"))).last else { return nil }
        let key = try #require(try Keyring(state: fixture.path("state"))).publisher.publicKey
        let (payload, _) = try Envelope.open(envelope, as: .interrupt, longest: InterruptState.longestEnvelope) {
            $0 == key.id && key.isValid(signature: $1, for: $2)
        }
        return try WireCoding.decode(InterruptState.self, from: payload)
    }

    private func report(
        version: Int, _ board: FakeBoard, sha256: String? = nil, shown: [Name] = []
    ) throws -> ReportedState {
        let held = board.heard(.interrupt(cell: try Name("barleben"))).last.map { SHA256.hash($0).hexString }
        return ReportedState(
            session: 1, applied: nil, pending: nil, refused: nil, refusals: 0, floor: 1, renderer: "r",
            interrupt: .init(
                version: version, sha256: sha256 ?? held, until: nil, shown: shown, refused: nil))
    }
}

extension Publishing {
    /// So many boards say at the same time that they lack the interrupts.
    fileprivate func takeLacks(of boards: Int) {
        for _ in 0..<boards { sendInterruptsAgain() }
    }
}
