import Crypto
import Foundation
import MQTT
import Signage
import SignageTesting
import Testing

@testable import HubService

/// A whole hub, a real mosquitto, and a board that is played by the test.
@Suite struct CommandsTests {
    let fixture: Fixture
    let broker: PrivateBroker
    private let path = "api/v1/boards/marktplatz/commands"

    init() throws {
        fixture = try Fixture()
        broker = try PrivateBroker()
    }

    @Test("a command goes out sealed for the board's connection, and what the board tells of it is kept")
    func life() async throws {
        try await fixture.withHub(brokerPort: broker.port) { client in
            let board = try await boardThere(client, session: 7)
            let created = try await give(client, #"{"operation": "log", "lines": 3}"#)
            #expect(created.status == 201)
            let given = try created.decoded(CommandStatus.self)
            #expect(created.headers["location"] == "/\(path)/\(given.id)")
            #expect(given.result.state == .queued && given.presence == .online)
            try await eventually("it has come") { try heard(board)?.id == given.id }
            let sent = try #require(try heard(board))
            #expect(sent.board == board.name && sent.session == 7 && sent.operation == .log(lines: 3))
            #expect(sent.notAfter == fixture.now + 60)
            try await board.send("result", CommandResult(id: given.id, state: .inProgress))
            try await eventually("it is in progress") { try await state(client, given.id) == .inProgress }
            let done = CommandResult(id: given.id, state: .succeeded, lines: ["eins", "zwei\u{1B}[2J"])
            try await board.send("result", done)
            try await eventually("it is done") { try await state(client, given.id) == .succeeded }
            // What is final stays, and a control character steers no terminal.
            try await board.send("result", CommandResult(id: given.id, state: .failed))
            try await board.send("result", CommandResult(id: try Name("another"), state: .failed))
            try await board.send("health", Data("a marker".utf8))
            try await eventually("the marker has come") { fixture.logged.contains { $0.contains("up/health") } }
            let list = try await client.send("GET", path).decoded(CommandList.self)
            #expect(list.commands.map(\.result.lines) == [["eins", "zwei?[2J"]])
            #expect(list.commands.map(\.result.state) == [.succeeded])
            await board.stop()
        }
    }

    @Test("a command for a board that is away goes when it is back in time, and over its new connection")
    func away() async throws {
        try await fixture.withHub(brokerPort: broker.port) { client in
            let given = try await give(client, #"{"operation": "picture"}"#).decoded(CommandStatus.self)
            #expect(given.presence == .unknown && given.result.state == .queued)
            let board = try await boardThere(client, session: 7)
            try await eventually("it has come") { try heard(board)?.session == 7 }
            // Nothing was heard of it, and the board has connected anew.
            try await board.send("reported", report(session: 8))
            try await eventually("it has come again") { try heard(board)?.session == 8 }
            #expect(try heard(board)?.id == given.id)
            await board.stop()
        }
    }

    @Test("what the broker has kept of an earlier connection of a board sends nothing over that one")
    func stale() async throws {
        try await fixture.withHub(brokerPort: broker.port) { client in
            let answer = try await give(client, #"{"operation": "picture"}"#)
            #expect(try answer.decoded(CommandStatus.self).presence == .unknown)
        }
        let board = try FakeBoard("marktplatz", port: broker.port)
        try await board.connect()
        try await board.send("availability", Availability(session: 7, state: .offline), retained: true)
        try await board.send("reported", report(session: 7, staleSince: fixture.now), retained: true)
        try await fixture.withHub(brokerPort: broker.port) { client in
            try await eventually("the hub knows what was kept") {
                try await client.send("GET", "api/v1/boards").decoded(BoardList.self).boards[0].staleSince != nil
            }
            try await board.send("reported", report(session: 8))
            try await eventually("it has come") { try heard(board)?.session == 8 }
            #expect(board.heard(.command(cell: try Name("barleben"), board: board.name)).count == 1)
        }
        await board.stop()
    }

    @Test("what no board begins in time is expired, what never ends has failed, and none of it goes out any more")
    func expired() async throws {
        let store = try fixture.store()
        let board = try Name("marktplatz")
        for (index, state) in [CommandResult.State.queued, .inProgress, .succeeded].enumerated() {
            let id = try Name("c-\(index)")
            try await store.add(
                StoredCommand(
                    id: id, board: board, operation: .picture, issued: fixture.now, notAfter: fixture.now + 60,
                    result: CommandResult(id: id, state: state)))
        }
        try await store.giveUpCommands(at: fixture.now + 90)
        #expect(try await store.commands(of: board).map(\.result.state) == [.succeeded, .inProgress, .queued])
        try await store.giveUpCommands(at: fixture.now + 91)
        #expect(try await store.commands(of: board).map(\.result.state) == [.succeeded, .inProgress, .expired])
        try await store.giveUpCommands(at: fixture.now + 3_661)
        #expect(try await store.commands(of: board).map(\.result.state) == [.succeeded, .failed, .expired])
        #expect(try await store.takeWaitingCommands(of: board, session: 1, at: fixture.now).isEmpty)
    }

    @Test("the last commands of a board are kept, a bounded number")
    func bounded() async throws {
        let store = try fixture.store()
        for number in 1...Store.mostCommands + 5 {
            let id = try Name("c-\(number)")
            try await store.add(
                StoredCommand(
                    id: id, board: Name(number % 2 == 0 ? "dorfplatz" : "marktplatz"), operation: .picture,
                    issued: fixture.now, notAfter: fixture.now + 60, result: CommandResult(id: id, state: .queued)))
        }
        for number in 1...Store.mostCommands {
            let id = try Name("d-\(number)")
            try await store.add(
                StoredCommand(
                    id: id, board: Name("dorfplatz"), operation: .picture, issued: fixture.now,
                    notAfter: fixture.now + 60, result: CommandResult(id: id, state: .queued)))
        }
        let kept = try await store.commands(of: Name("dorfplatz"))
        #expect(kept.count == Store.mostCommands && kept.allSatisfy { $0.id.text.hasPrefix("d-") })
        let others = try await store.commands(of: Name("marktplatz"))
        #expect(others.count == 53)
    }

    @Test(
        "what is no command is refused with its field",
        arguments: [
            (#"{"operation": "dance"}"#, "#/operation"), (#"{}"#, "#/operation"),
            (#"{"operation": "log", "lines": 500}"#, "#/lines"), (#"{"operation": "brightness"}"#, "#/percent"),
            (#"{"operation": "brightness", "percent": 40, "until": "2026-11-01"}"#, "#/until"),
            (#"{"operation": "reboot", "percent": 40}"#, "#/percent"),
        ])
    func refused(body: String, pointer: String) async throws {
        try await fixture.withHub(brokerPort: try PrivateBroker.freePort()) { client in
            let answer = try await give(client, body)
            #expect(answer.status == 422 && answer.pointers == [pointer])
            #expect(try await client.send("GET", path).decoded(CommandList.self).commands.isEmpty)
        }
    }

    @Test("there is nothing for boards and commands that are not there, or without the token")
    func unknown() async throws {
        try await fixture.withHub(brokerPort: try PrivateBroker.freePort()) { client in
            let body = Data(#"{"operation": "reboot"}"#.utf8)
            let foreign = try await client.send("POST", "api/v1/boards/see/commands", body)
            #expect(foreign.status == 404)
            #expect(try await client.send("GET", "api/v1/boards/see/commands").status == 404)
            #expect(try await client.send("GET", "\(path)/nothing").status == 404)
            #expect(try await client.send("POST", path, body, authorization: "Bearer guess").status == 401)
        }
    }

    @Test("a board tells of its own commands only")
    func foreign() async throws {
        let store = try fixture.store()
        let (id, own, other) = (try Name("c-1"), try Name("marktplatz"), try Name("dorfplatz"))
        try await store.add(
            StoredCommand(
                id: id, board: own, operation: .picture, issued: fixture.now,
                notAfter: fixture.now + 60, result: CommandResult(id: id, state: .queued)))
        try await store.note(CommandResult(id: id, state: .succeeded), from: other)
        #expect(try await store.command(id, of: own)?.result.state == .queued)
        #expect(try await store.command(id, of: other) == nil)
        try await store.note(CommandResult(id: id, state: .inProgress), from: own)
        try await store.note(CommandResult(id: id, state: .queued), from: own)
        #expect(try await store.command(id, of: own)?.result.state == .inProgress)
    }

    @Test("of a board that tells results without end few wait, and those of others wait all the same")
    func flood() async throws {
        let loop = try EventLoop(name: "flood")
        defer { loop.stop() }
        let installation = try fixture.installation()
        let nowhere = Client.Configuration(host: "127.0.0.1", port: 1, clientID: "flood")
        let publishing = Publishing(
            broker: nowhere, replica: try Name("1"), cell: installation.configuration.cell, keys: Data(),
            sealer: Sealer(key: .generate()), loop: loop, log: fixture.log, now: fixture.clockReading)
        let intake = Intake(
            broker: nowhere, fleet: try fixture.fleet(), contacts: [:], publishing: publishing, loop: loop,
            log: fixture.log, now: fixture.clockReading)
        func tell(_ name: String, _ id: String) async throws {
            let topic = Topic.result(cell: installation.configuration.cell, board: try Name(name))
            let result = CommandResult(id: try Name(id), state: .succeeded)
            await intake.receive(Message(topic: topic.text, payload: try WireCoding.encode(result)))
        }
        for number in 0..<Intake.mostResults + 5 { try await tell("marktplatz", "c-\(number)") }
        try await tell("dorfplatz", "d-1")
        let waiting = await intake.takeResults()
        #expect(waiting[try Name("marktplatz")]?.map(\.id.text) == (0..<Intake.mostResults).map { "c-\($0)" })
        #expect(waiting[try Name("dorfplatz")]?.map(\.id.text) == ["d-1"])
        #expect(await intake.takeResults().isEmpty)
    }

    private func boardThere(_ client: HubClient, session: UInt64) async throws -> FakeBoard {
        let board = try FakeBoard("marktplatz", port: broker.port)
        try await board.connect()
        try await eventually("the hub listens") { try await !client.send("GET", "").text.contains("unterbrochen") }
        try await board.send("availability", Availability(session: session, state: .online))
        try await board.send("reported", report(session: session))
        try await eventually("the board is online") {
            try await client.send("GET", "api/v1/boards").decoded(BoardList.self).boards[0].presence == .online
        }
        return board
    }

    private func report(session: UInt64, staleSince: Date? = nil) -> ReportedState {
        ReportedState(
            session: session, applied: nil, pending: nil, refused: nil, refusals: 0, floor: 1, renderer: "r",
            staleSince: staleSince)
    }

    private func give(_ client: HubClient, _ json: String) async throws -> HubClient.Answer {
        try await client.send("POST", path, Data(json.utf8))
    }

    private func state(_ client: HubClient, _ id: Name) async throws -> CommandResult.State {
        try await client.send("GET", "\(path)/\(id)").decoded(CommandStatus.self).result.state
    }

    private func heard(_ board: FakeBoard) throws -> Command? {
        let topic = Topic.command(cell: try Name("barleben"), board: board.name)
        guard let envelope = board.heard(topic).last else { return nil }
        let key = try #require(try Keyring(state: fixture.path("state"))).publisher.publicKey
        let (payload, _) = try Envelope.open(envelope, as: .command, longest: Command.longestEnvelope) {
            $0 == key.id && key.isValid(signature: $1, for: $2)
        }
        return try WireCoding.decode(Command.self, from: payload)
    }
}
