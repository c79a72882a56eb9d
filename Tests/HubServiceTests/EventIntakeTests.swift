import Crypto
import Foundation
import SQLite
import Signage
import SignageTesting
import Testing

@testable import HubService

/// A whole hub, a real mosquitto, and a board's outbox that is played by the test.
@Suite struct EventIntakeTests {
    private let fixture: Fixture
    private let broker: PrivateBroker
    private let board: FakeBoard
    private let key = SigningKey.generate()
    private let notice: Name
    private var chain: TestChain

    init() throws {
        fixture = try Fixture()
        broker = try PrivateBroker()
        board = try FakeBoard("marktplatz", port: broker.port)
        notice = try Name("markt")
        chain = TestChain(board: board.name) { SHA256.hash($0).hexString }
    }

    private func envelope(_ batch: EventBatch, by other: SigningKey? = nil) throws -> Envelope {
        let key = other ?? key
        return try Envelope(WireCoding.encode(batch), as: .events, keyID: key.publicKey.id) { try key.sign($0) }
    }

    private func send(_ batch: EventBatch) async throws { try await board.send("events", try envelope(batch)) }

    /// Tells its key, as every board does before it sends events.
    private func introduce(_ key: SigningKey) async throws {
        let state = ReportedState(
            session: 1, applied: nil, pending: nil, refused: nil, refusals: 0, floor: 0, renderer: "r",
            key: key.publicKey.rawRepresentation)
        try await board.send("reported", state, retained: true)
    }

    /// The watermarks that came for a start of the board, in order.
    private func acknowledged(_ boot: Nonce) throws -> [Int] {
        let publisher = try #require(try Keyring(state: fixture.path("state"))).publisher.publicKey
        return try board.heard(.eventAcknowledgement(cell: Name("barleben"), board: board.name)).map { envelope in
            let payload = try Envelope.open(
                envelope, as: .acknowledgement, longest: EventAcknowledgement.longestEnvelope
            ) { $0 == publisher.id && publisher.isValid(signature: $1, for: $2) }.payload
            return try WireCoding.decode(EventAcknowledgement.self, from: payload)
        }.filter { $0.boot == boot && $0.board == board.name }.map(\.through)
    }

    private func stored() throws -> [Data] {
        var database = try HubDatabase.open(fixture.path("state/hub.sqlite"))
        return try database.rows("SELECT record FROM play WHERE board = 'marktplatz' ORDER BY began") {
            try $0.blob(0)
        }
    }

    private func plays(_ client: HubClient) async throws -> PlayList {
        try await client.send("GET", "api/v1/plays?notice=markt").decoded(PlayList.self)
    }

    @Test("events are acknowledged once they are on the disk, and those that come twice are there once")
    mutating func stores() async throws {
        let events = try (0..<10).map { try chain.show(notice, quarter: $0) }
        let (first, second) = (try chain.batch(Array(events[..<6])), try chain.batch(Array(events[6...])))
        let (links, boot) = (chain.links, chain.boot)
        try await fixture.withHub(brokerPort: broker.port) { [self] client in
            try await board.connect()
            try await introduce(key)
            for batch in [first, first, second, first, second] { try await send(batch) }
            try await eventually("all are acknowledged") { try acknowledged(boot).last == 10 }
            #expect(try stored() == links)
            let list = try await plays(client)
            #expect(list.plays.map(\.seconds) == [600] && list.plays.map(\.times) == [10])
            #expect(list.caveats.isEmpty)
            await board.stop()
        }
    }

    @Test("a batch that comes before the one it follows is kept, and acknowledged only when that has come")
    mutating func order() async throws {
        let events = try (0..<10).map { try chain.show(notice, quarter: $0) }
        let (first, second) = (try chain.batch(Array(events[..<6])), try chain.batch(Array(events[6...])))
        let (links, boot) = (chain.links, chain.boot)
        try await fixture.withHub(brokerPort: broker.port) { [self] client in
            try await board.connect()
            try await introduce(key)
            try await send(second)
            try await eventually("the second is stored") { try stored().count == 4 }
            #expect(
                try await plays(client).caveats == [
                    .init(board: board.name, kind: .broken(at: TestChain.start + 5_400))
                ])
            try await send(first)
            try await eventually("the first is acknowledged") { try acknowledged(boot).last == 6 }
            try await send(second)
            try await eventually("the second is, too") { try acknowledged(boot).last == 10 }
            #expect(try acknowledged(boot) == [0, 6, 10])
            #expect(try stored() == links)
            #expect(try await plays(client).caveats.isEmpty)
            await board.stop()
        }
    }

    @Test("a chain in which a link is missing or another one is stored as it is, and told")
    mutating func broken() async throws {
        let before = try chain.show(notice, quarter: 0)
        let boot = chain.boot
        let lost = try chain.show(notice, quarter: 1)
        let after = try chain.show(notice, quarter: 2)
        let garbage = try chain.add(bytes: Data("quark".utf8))
        let gap = ProofGap.since(
            TestChain.start + 2_700, wasOrderly: false, to: TestChain.start + 3_000, clock: .system)
        let last = try chain.add(.gap(gap))
        let batch = try EventBatch(board: board.name, boot: boot, after: 0, events: [before, after, garbage, last])
        try await fixture.withHub(brokerPort: broker.port) { [self] client in
            try await board.connect()
            try await introduce(key)
            try await send(batch)
            try await eventually("all are acknowledged") { try acknowledged(boot).last == last.number }
            #expect(lost.number == 2)
            let list = try await plays(client)
            #expect(list.plays.map(\.seconds) == [120])
            #expect(
                Set(list.caveats.map(\.kind))
                    == [.broken(at: TestChain.start + 1_800), .unreadable(at: fixture.now), .gap(gap)])
            await board.stop()
        }
    }

    @Test("a link that comes under two numbers is told as a break, and holds up neither what follows nor other boards")
    mutating func doubled() async throws {
        let event = try chain.show(notice, quarter: 0)
        let again = try EventBatch.Event(number: 2, content: event.content)
        let batch = try EventBatch(board: board.name, boot: chain.boot, after: 0, events: [event, again])
        var database = try HubDatabase.open(fixture.path("hub.sqlite"))
        #expect(try database.store(batch, at: fixture.now).through == 2)
        _ = try chain.happen("a number for the one that came twice")
        let next = try chain.batch([try chain.show(notice, quarter: 1)])
        #expect(try database.store(next, at: fixture.now).through == 3)
        let archive = try PlayArchive(path: fixture.path("hub.sqlite"), timeZone: "Europe/Berlin")
        let list = try await archive.plays(.init(from: TestChain.start, to: .openEnd))
        #expect(list.caveats.map(\.kind) == [.broken(at: TestChain.start)])
    }

    @Test("the first key that a board tells counts: what another one seals is not taken, and staff are told")
    mutating func keys() async throws {
        let batch = try chain.batch([try chain.show(notice, quarter: 0)])
        let boot = chain.boot
        let other = SigningKey.generate()
        let forged = try envelope(batch, by: other)
        try await fixture.withHub(brokerPort: broker.port) { [self] client in
            try await board.connect()
            try await introduce(key)
            try await eventually("the key is known") { fixture.logged.contains { $0.contains("its key is") } }
            try await introduce(other)
            try await board.send("events", forged)
            try await eventually("a complaint") {
                fixture.logged.contains { $0.contains("is known: its events are not taken") }
            }
            try await send(batch)
            try await eventually("the true ones are acknowledged") { try acknowledged(boot) == [1] }
            try await eventually("staff see it") {
                try await client.send("GET", "api/v1/boards").decoded(BoardList.self).boards[0].otherKey
                    == other.publicKey.rawRepresentation
            }
            await board.stop()
        }
        // The next start knows the key, too.
        try await fixture.withHub(brokerPort: broker.port) { client in
            try await eventually("staff see it") {
                try await client.send("GET", "api/v1/boards").decoded(BoardList.self).boards[0].otherKey
                    == other.publicKey.rawRepresentation
            }
        }
    }

    @Test(
        "what is no batch of the board is not acknowledged, and the next good one is",
        arguments: ["quark", "", "{}", "board"])
    mutating func nonsense(payload: String) async throws {
        let batch = try chain.batch([try chain.show(notice, quarter: 0)])
        let boot = chain.boot
        let stranger = try EventBatch(board: Name("dorfplatz"), boot: boot, after: 0, events: batch.events)
        let foreign = try WireCoding.encode(try envelope(stranger))
        try await fixture.withHub(brokerPort: broker.port) { [self] _ in
            try await board.connect()
            try await introduce(key)
            try await board.send("events", payload == "board" ? foreign : Data(payload.utf8))
            try await send(batch)
            try await eventually("the good one is acknowledged") { try acknowledged(boot) == [1] }
            #expect(fixture.logged.contains { $0.contains("board marktplatz: its events are not taken") })
            #expect(try stored().count == 1)
            await board.stop()
        }
    }

    @Test("while another program holds the database nothing is acknowledged; afterwards what is sent again is")
    mutating func refused() async throws {
        let batch = try chain.batch([try chain.show(notice, quarter: 0), try chain.happen("refused (seal): x")])
        let boot = chain.boot
        try await fixture.withHub(brokerPort: broker.port) { [self] _ in
            try await board.connect()
            try await introduce(key)
            try await eventually("the key is known") { fixture.logged.contains { $0.contains("its key is") } }
            // As a full disk does: the first write fails.
            var database = try HubDatabase.open(fixture.path("state/hub.sqlite"))
            try database.execute("CREATE TRIGGER full BEFORE INSERT ON play BEGIN SELECT RAISE(ABORT, 'full'); END")
            try await send(batch)
            try await eventually("it is told") { fixture.logged.contains { $0.contains("they keep it") } }
            #expect(try acknowledged(boot).isEmpty)
            try database.execute("DROP TRIGGER full")
            try await send(batch)
            try await eventually("it is acknowledged") { try acknowledged(boot) == [2] }
            #expect(try stored().count == 1)
            #expect(fixture.logged.contains { $0.hasPrefix("board marktplatz, ") && $0.hasSuffix("refused (seal): x") })
            await board.stop()
        }
    }

    @Test("what a board brings counts once, and no board brings more in a day than any has to tell")
    mutating func allowance() throws {
        var database = try HubDatabase.open(fixture.path("hub.sqlite"))
        let batch = try chain.batch([try chain.show(notice, quarter: 0), try chain.happen("x")])
        let bytes = try database.store(batch, at: fixture.now).bytes
        #expect(bytes > 2 * EventAllowance.bytesPerRow + (chain.links.first?.count ?? 0))
        #expect(try database.store(batch, at: fixture.now).bytes == 0)
        var allowance = EventAllowance()
        let other = try Name("dorfplatz")
        allowance.count(EventAllowance.daily - 1, of: board.name, at: fixture.now)
        #expect(allowance.hasRoom(for: board.name, at: fixture.now))
        allowance.count(bytes, of: board.name, at: fixture.now)
        #expect(!allowance.hasRoom(for: board.name, at: fixture.now))
        #expect(allowance.hasRoom(for: other, at: fixture.now))
        #expect(allowance.hasRoom(for: board.name, at: fixture.now + 86_400))
        allowance.count(1, of: board.name, at: fixture.now + 86_400)
        #expect(allowance.hasRoom(for: board.name, at: fixture.now + 86_400))
    }

    @Test("records are kept for two years")
    mutating func forgotten() async throws {
        var database = try HubDatabase.open(fixture.path("hub.sqlite"))
        let archive = try PlayArchive(path: fixture.path("hub.sqlite"), timeZone: "Europe/Berlin")
        let old = try chain.batch([try chain.show(notice, quarter: 0), try chain.happen("x")])
        _ = try database.store(old, at: fixture.now)
        chain.restart()
        fixture.advance(700 * 86_400)
        _ = try database.store(chain.batch([try chain.show(notice, quarter: 1)]), at: fixture.now)
        try await archive.deleteOld(at: fixture.now)
        let everything = PlayArchive.Question(from: .init(timeIntervalSince1970: 0), to: .openEnd)
        #expect(try await archive.plays(everything).plays.map(\.times) == [2])
        fixture.advance(32 * 86_400)
        try await archive.deleteOld(at: fixture.now)
        let left = try await archive.plays(everything)
        #expect(left.plays.map(\.times) == [1] && left.caveats.isEmpty)
        let incidents = try database.first("SELECT count(*) FROM incident") { try $0.integer(0) }
        #expect(incidents == 0)
    }
}
