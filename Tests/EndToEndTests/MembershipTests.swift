import Crypto
import Foundation
import MQTT
import Signage
import SignageTesting
import Synchronization
import Testing

@testable import litfass_sim

/// Who belongs, from the code on a panel to the day on which a board leaves: over certificates on both sides.
@Suite struct MembershipTests {
    private static let board = Street.bench

    @Test("a board waits, joins, plays, leaves, is forgotten by the broker, and joins again")
    func life() async throws {
        try await Street.with { street in
            try await street.startBoard(Self.board, profile: "bench-epaper-13", joins: false)
            let code = try await street.code(of: Self.board)
            #expect(try street.litfass("boards", "--waiting").contains(code))
            #expect(
                try await String(decoding: street.page("/join/\(code.filter { $0 != " " })"), as: UTF8.self).contains(
                    "wartet"))
            let joined = try street.litfass("join", code.lowercased(), "--name", Self.board)
            #expect(joined.contains("has been let in"))
            let first = try street.publish("Vor dem Abschied", on: Self.board)
            _ = try await street.shown(first, on: Self.board)
            #expect(try !street.litfass("boards", "--waiting").contains(code))

            #expect(try street.litfass("leave", Self.board).contains("has left"))
            #expect(try await street.exitStatus(of: Self.board) == 75)
            let (cell, name) = (try Name(Street.cell), try Name(Self.board))
            for topic in [Topic.desired(cell: cell, board: name), .availability(cell: cell, board: name)] {
                try await street.arrivals.wait("\(topic.text) to be cleared", Street.patience) {
                    $0.payloads[topic.text]?.bytes.isEmpty == true ? true : nil
                }
            }
            #expect(try street.status(of: Self.board).presence == .unknown)
            let state = street.folder.appending(path: "\(Self.board)/state")
            #expect(try FileManager.default.contentsOfDirectory(atPath: state.path) == ["left"])

            try await street.startBoard(Self.board, profile: "bench-epaper-13")
            let again = try street.publish("Wieder da", on: Self.board)
            _ = try await street.shown(again, on: Self.board)
        }
    }

    @Test(
        "a code that is wrong, used, or another board's, too, lets nobody in, and neither do names that nobody may have"
    )
    func codes() async throws {
        try await Street.with { street in
            try await street.startBoard(Self.board, profile: "bench-epaper-13", joins: false)
            let code = try await street.code(of: Self.board)
            func refusal(_ words: [String]) throws -> String {
                let process = try street.startLitfass(["join"] + words)
                #expect(process.waitForExit() ?? 0 != 0)
                return process.output
            }
            #expect(try refusal(["222222", "--name", Self.board]).contains("No board waits with this code"))
            #expect(try refusal(["short", "--name", Self.board]).contains("is no code"))
            for name in ["x/up", "all", "hub", "+", "#", "", "Ä", String(repeating: "x", count: 300)] {
                #expect(try refusal([code, "--name", name]).contains("name"), "\(name)")
            }
            #expect(try refusal([code, "--name", Self.board, "--site", "ebendorf"]).contains("nothing but the name"))
            #expect(try refusal([code, "--name", "wiese", "--site", "nirgends"]).contains("there is no site nirgends"))
            #expect(try refusal([code, "--name", "marktplatz"]).contains("was set up as bench-epaper-13"))
            #expect(
                try street.litfass("join", code, "--name", "wiese", "--site", "ebendorf").contains("Wiese in ebendorf"))
            #expect(try refusal([code, "--name", "wald"]).contains("wiese has been let in already"))

            try await street.startBoard("second", profile: "bench-epaper-13", joins: false)
            let second = try await street.code(of: "second")
            #expect(try refusal([second, "--name", "wiese"]).contains("belongs to the fleet already"))
            // Somebody has read the panel.
            let stranger = try Party(
                street, "claim.stranger", userName: second.lowercased().filter { $0 != " " }, port: street.joinPort,
                identity: nil)
            try await stranger.connect()
            let claim = try ClaimRequest(
                certificateRequest: String(
                    decoding: CertificateRequest(for: .generate(), commonName: "x").pem, as: UTF8.self),
                key: SigningKey.generate().publicKey.rawRepresentation, profile: Name("bench-epaper-13"), version: "1")
            let topic = Topic.claimRequest(try ClaimCode(typed: second))
            try await stranger.send(topic.text, try WireCoding.encode(claim))
            try await street.until("the dispute to be noticed") {
                try street.litfass("boards", "--waiting").contains("two boards ask") ? true : nil
            }
            #expect(try refusal([second, "--name", "wald"]).contains("Two boards ask with this code"))
            await stranger.stop()
        }
    }

    @Test("new hardware takes a board's place in one step, and the old one does not get in any more")
    func replaced() async throws {
        try await Street.withBench { street in
            let first = try street.publish("Bleibt am Ort", on: Self.board)
            _ = try await street.shown(first, on: Self.board)
            try await street.startBoard("second", profile: "bench-epaper-13", joins: false)
            #expect(
                try street.litfass("replace", Self.board, try await street.code(of: "second")).contains(
                    "has new hardware"))
            try await street.until("the programme on the new panel; \(street.log(of: "second"))") {
                street.log(of: "second").contains("is on the panel") ? true : nil
            }
            try await street.reported("the notice on the new panel", by: Self.board) {
                $0.applied?.notice == first ? true : nil
            }
            try await street.until("the old one to be shut out; \(street.log(of: Self.board))") {
                street.log(of: Self.board).contains("not connected") ? true : nil
            }
            // It is thrown out, and then not let in: it is not heard again.
            let next = try street.publish("Nur auf der neuen", on: Self.board)
            _ = try await street.shown(next, on: Self.board)
            #expect(street.panel(of: "second") != street.panel(of: Self.board))
            #expect(try street.status(of: Self.board).faults.isEmpty)
        }
    }

    @Test("a lost board is thrown out while it is connected, is told nothing, and does not come back")
    func lost() async throws {
        try await Street.withBench { street in
            let first = try street.publish("Gestohlen", on: Self.board)
            _ = try await street.shown(first, on: Self.board)
            #expect(try street.litfass("leave", Self.board, "--lost").contains("has left"))
            try await street.until("the connection to end; \(street.log(of: Self.board))") {
                street.log(of: Self.board).contains("not connected") ? true : nil
            }
            let thief = try Party(street, "thief", port: street.brokerPort, identity: Self.board)
            #expect(try await !thief.isLetIn())
            await thief.stop()
            // It plays on: nobody has told it.
            #expect(!street.log(of: Self.board).contains("leaves the hub"))
        }
    }

    @Test("a notice goes to the boards of a site or of a tag, and a board that moves takes its notices along")
    func groups() async throws {
        try await Street.with { street in
            try await street.startBoard("wiese", profile: "bench-epaper-13", joins: false)
            let code = try await street.code(of: "wiese")
            try street.litfass(
                "join", code, "--name", "wiese", "--site", "meitzendorf", "--tag", "school", "--tag", "playground")
            func boards(_ options: String...) throws -> [String] {
                let output = try street.litfass(["publish", "--headline", "Gruppe", "--json"] + options)
                return try WireCoding.decode(NoticeStatus.self, from: Data(output.utf8)).deliveries.map(\.board.text)
                    .sorted()
            }
            #expect(try boards("--site", "meitzendorf") == ["jersleber-see", "wiese"])
            #expect(try boards("--tag", "school", "--board", "marktplatz") == ["marktplatz", "wiese"])
            #expect(try boards("--all") == ["ebendorf", "jersleber-see", "marktplatz", "wiese"])
            #expect(
                try street.litfass("move", "wiese", "--site", "ebendorf", "--title", "Große Wiese").contains(
                    "in ebendorf"))
            #expect(try boards("--site", "meitzendorf") == ["jersleber-see"])
            #expect(try boards("--site", "ebendorf") == ["ebendorf", "wiese"])
            #expect(try street.status(of: "wiese").title == "Große Wiese")
            // What it got before stays, and so does its place over a restart of the hub.
            street.endHub(by: SIGKILL)
            try await street.startHub()
            #expect(try street.status(of: "wiese").site?.text == "ebendorf")
            try await street.until("all four notices; \(street.log(of: "wiese"))") {
                try street.litfass("schedule", "wiese").contains("Gruppe") ? true : nil
            }
            let planned = try street.startLitfass(["move", "marktplatz", "--title", "Anders"])
            #expect(planned.waitForExit() ?? 0 != 0 && planned.output.contains("change it there"))
        }
    }

    /// What a board may say and hear, and what it may not.
    @Test("a board reads and writes what is its own or everybody's, and nothing else")
    func rights() async throws {
        try await Street.withBench { street in
            _ = try await street.reported("a connection", by: Self.board) { $0.session }
            street.endBoard(Self.board, by: SIGKILL)
            let board = try Party(street, "any", port: street.brokerPort, identity: Self.board)
            try await board.connect()
            try await board.listen(to: ["#", "$SYS/#", "litfass/1/barleben/marktplatz/dn/desired"])
            let (own, other) = ("litfass/1/barleben/\(Self.board)", "litfass/1/barleben/marktplatz")
            let document = String(repeating: "0", count: 64)
            let mayWrite = [
                "get", "availability", "health", "picture", "events", "time", "result", "renew",
            ]
            .map { "\(own)/up/\($0)" }
            let mayNotWrite =
                ["get", "availability", "reported", "events", "renew"].map { "\(other)/up/\($0)" }
                + ["desired", "command", "ack", "time", "certificate"].flatMap {
                    ["\(own)/dn/\($0)", "\(other)/dn/\($0)"]
                }
                + [
                    "litfass/1/barleben/all/dn/interrupt", "litfass/1/barleben/all/dn/keys",
                    "litfass/1/barleben/all/up/reported", "litfass/1/barleben/feed/council",
                    "litfass/1/barleben/document/\(document)", "litfass/1/hub/1/availability",
                    "litfass/1/elsewhere/\(Self.board)/up/health", "litfass/1/claim/k7m2qx/request",
                    "litfass/1/claim/k7m2qx/response", "\(own)", "other",
                ]
            for topic in mayWrite + mayNotWrite { try? await board.send(topic, Data("x \(topic)".utf8)) }
            for topic in mayWrite {
                try await street.arrivals.wait(topic, Street.patience) {
                    $0.payloads[topic]?.bytes == Data("x \(topic)".utf8) ? true : nil
                }
            }
            for topic in mayNotWrite {
                #expect(street.arrivals.last(on: topic) != Data("x \(topic)".utf8), "\(topic)")
            }

            let mayRead =
                ["desired", "command", "ack", "time", "certificate"].map { "\(own)/dn/\($0)" } + [
                    "litfass/1/barleben/all/dn/interrupt", "litfass/1/barleben/all/dn/keys",
                    "litfass/1/barleben/feed/council", "litfass/1/barleben/document/\(document)",
                    "litfass/1/hub/9/availability",
                ]
            let mayNotRead =
                ["desired", "command", "ack", "time", "certificate"].map { "\(other)/dn/\($0)" }
                + ["health", "events", "reported"].flatMap { ["\(own)/up/\($0)", "\(other)/up/\($0)"] }
                + ["litfass/1/elsewhere/\(Self.board)/dn/desired", "litfass/1/claim/k7m2qx/request", "other"]
            for topic in mayNotRead + mayRead {
                try await street.send(
                    Message(topic: topic, payload: Data("y \(topic)".utf8), qualityOfService: .atLeastOnce))
            }
            for topic in mayRead { try await board.heard("y \(topic)") }
            for topic in mayNotRead { #expect(!board.hasHeard("y \(topic)"), "\(topic)") }
            #expect(!board.hasHeard(where: { $0.hasPrefix("$SYS") }))
            await board.stop()
        }
    }

    @Test(
        "a stranger on the port of new boards can neither hear another one's code nor speak for it, nor reach anything else"
    )
    func strangers() async throws {
        try await Street.with { street in
            let stranger = try Party(street, "marktplatz", userName: "k7m2qx", port: street.joinPort, identity: nil)
            try await stranger.connect()
            try await stranger.listen(to: ["#", "litfass/1/claim/+/request", "litfass/1/barleben/#"])
            for topic in [
                "litfass/1/claim/zzzzzz/request", "litfass/1/claim/k7m2qx/response",
                "litfass/1/barleben/marktplatz/up/health",
            ] {
                try? await stranger.send(topic, Data("x".utf8))
            }
            try await stranger.send("litfass/1/claim/k7m2qx/request", Data("{".utf8))
            try await street.until("the hub to have heard it") {
                street.hubLog.contains("what asks with the code K7M 2QX cannot be read") ? true : nil
            }
            #expect(!street.hubLog.contains("ZZZ ZZZ"))
            #expect(!stranger.hasHeard(where: { _ in true }))
            let withoutCertificate = try Party(street, "any", port: street.brokerPort, identity: nil)
            #expect(try await !withoutCertificate.isLetIn())
            await stranger.stop()
            await withoutCertificate.stop()
        }
    }

    @Test("a board whose certificate has ended plays on, says so, and gets another one from a hub that knows its key")
    func ended() async throws {
        try await Street.withBench { street in
            let first = try street.publish("Spielt weiter", on: Self.board)
            _ = try await street.shown(first, on: Self.board)
            street.endBoard(Self.board, by: SIGTERM)
            let session = try await street.reported("a connection", by: Self.board) { $0.session }
            try street.replaceCertificate(of: Self.board, from: Date() - 30 * 86_400, until: Date() - 86_400)
            try await street.startBench(options: ["--clock", "system"])
            try await street.until("the board to say it; \(street.log(of: Self.board))") {
                let log = street.log(of: Self.board)
                return log.contains("the certificate has ended") && log.contains("as stored") ? true : nil
            }
            try await street.reported("another connection", by: Self.board) { $0.session > session ? true : nil }
            #expect(street.hubLog.contains("has a new certificate in the place of one that had ended"))
        }
    }

    @Test("a certificate is renewed before it ends, and the next connection is made with the new one")
    func renewed() async throws {
        try await Street.withBench { street in
            _ = try await street.reported("a connection", by: Self.board) { $0.session }
            street.endBoard(Self.board, by: SIGTERM)
            try street.replaceCertificate(of: Self.board, from: Date() - 90 * 86_400, until: Date() + 10 * 86_400)
            try await street.startBench()
            try await street.until("a new certificate; \(street.log(of: Self.board)); \(street.hubLog)") {
                street.log(of: Self.board).contains("has a new certificate") ? true : nil
            }
            #expect(try street.certificate(of: Self.board).notAfter > Date() + 300 * 86_400)
            // The old one counts no longer than it would have.
            let session = try await street.reported("a connection", by: Self.board) { $0.session }
            street.endBroker(by: SIGTERM)
            try await street.startBroker()
            try await street.connected()
            try await street.reported("another connection", by: Self.board) { $0.session > session ? true : nil }
        }
    }

    @Test("a board that is there twice is told to the crew, and the two do not storm the broker")
    func clone() async throws {
        try await Street.withBench { street in
            let first = try street.publish("Doppelt", on: Self.board)
            _ = try await street.shown(first, on: Self.board)
            try FileManager.default.createDirectory(
                at: street.folder.appending(path: "copy"), withIntermediateDirectories: true)
            try FileManager.default.copyItem(
                at: street.folder.appending(path: "\(Self.board)/state"),
                to: street.folder.appending(path: "copy/state"))
            try await street.startBoard("copy", profile: "bench-epaper-13")
            try await street.until("the alarm; \(street.log(of: Self.board))") {
                try street.litfass("boards").contains("clone: ") ? true : nil
            }
            let connections = street.log(of: "copy").components(separatedBy: "connected to").count - 1
            #expect(connections < 30)
        }
    }

    @Test(
        "rights that are taken away while a board is connected hold at once, and a hub that comes back sets right what others have broken"
    )
    func broken() async throws {
        try await Street.withBench { street in
            let first = try street.publish("Vorher", on: Self.board)
            _ = try await street.shown(first, on: Self.board)
            street.endHub(by: SIGTERM)
            let rights = street.hubState + "/broker/rights"
            let text = try String(contentsOfFile: rights, encoding: .utf8)
            try (text + "user \(Self.board)\ntopic deny #\n").write(toFile: rights, atomically: true, encoding: .utf8)
            let list = street.hubState + "/broker/revoked.pem"
            try Data(contentsOf: URL(fileURLWithPath: list)).prefix(200).write(to: URL(fileURLWithPath: list))
            street.reloadBroker()
            let command = Topic.command(cell: try Name(Street.cell), board: try Name(Self.board))
            for _ in 0..<10 {
                try await street.send(
                    Message(topic: command.text, payload: Data("denied".utf8), qualityOfService: .atLeastOnce))
            }
            try await street.startHub()
            let next = try street.publish("Nachher", on: Self.board)
            _ = try await street.shown(next, on: Self.board)
            #expect(try String(contentsOfFile: rights, encoding: .utf8) == text)
            let refused = try await street.reported("what was refused", by: Self.board) { Optional($0.refused) }
            #expect(refused == nil, "what was denied has not come")
            // The list is whole again, and the broker goes by it.
            #expect(try street.litfass("leave", Self.board, "--lost").contains("has left"))
            let thief = try Party(street, "thief", port: street.brokerPort, identity: Self.board)
            #expect(try await !thief.isLetIn())
            await thief.stop()
        }
    }
}

/// A client that tries what it can do.
final class Party: Sendable {
    private let loop: EventLoop
    private let client: Client
    private let seen = Mutex<[Message]>([])
    /// What came of the first dial.
    private let answer = Watched<Bool?>(nil)

    /// - Parameter identity: the board whose certificate it has; nil for none.
    init(_ street: Street, _ clientID: String, userName: String? = nil, port: UInt16, identity: String?) throws {
        let loop = try EventLoop(name: "party")
        self.loop = loop
        let membership = identity.map { street.folder.appending(path: "\($0)/state/membership").path }
        let box = Box()
        client = Client(
            Client.Configuration(
                host: "127.0.0.1", port: port, clientID: clientID, userName: userName,
                protocolVersion: Street.mqtt == "5" ? .v5 : .v311,
                reconnect: ReconnectPolicy(initial: .seconds(60), maximum: .seconds(60)),
                tls: Client.TLS(
                    authority: street.hubState + "/authority/ca.pem",
                    identity: membership.map { .init(certificate: $0 + "/certificate.pem", key: $0 + "/key.pem") })),
            on: loop
        ) { event in box.take?(event) }
        box.take = { [weak self] event in
            switch event {
            case .message(let message): self?.seen.withLock { $0.append(message) }
            case .connected: self?.answer.update { $0 = $0 ?? true }
            case .disconnected: self?.answer.update { $0 = $0 ?? false }
            case .subscriptionRefused: break
            }
        }
    }

    deinit { loop.stop() }

    func connect() async throws { try #require(await isLetIn()) }

    /// Dials once.
    func isLetIn() async throws -> Bool {
        await client.start()
        return try await answer.wait("an answer") { $0 != nil } ?? false
    }

    func listen(to filters: [String]) async throws {
        for filter in filters { try? await client.subscribeAcknowledged([filter], qualityOfService: .atLeastOnce) }
    }

    func send(_ topic: String, _ payload: Data) async throws {
        try await client.publishAcknowledged(Message(topic: topic, payload: payload, qualityOfService: .atLeastOnce))
    }

    func hasHeard(_ text: String) -> Bool { hasHeard(payload: { $0 == Data(text.utf8) }) }
    func hasHeard(where isMeant: (String) -> Bool) -> Bool { seen.withLock { $0.contains { isMeant($0.topic) } } }
    private func hasHeard(payload isMeant: (Data) -> Bool) -> Bool {
        seen.withLock { $0.contains { isMeant($0.payload) } }
    }

    func heard(_ text: String) async throws {
        for _ in 0..<1_000 {
            if hasHeard(text) { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        Issue.record("nothing is heard of \(text)")
    }

    func stop() async { await client.stop() }
}

/// Set before the client is started, then only read.
private final class Box: @unchecked Sendable {
    var take: (@Sendable (Event) -> Void)?
}
