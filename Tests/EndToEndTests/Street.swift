import Crypto
import Foundation
import HTTPClient
import MQTT
import Signage
import SignageTesting
import Synchronization
import Testing

@testable import litfass_sim

/// A street of real processes: broker, hub, a council's server and boards, each with a folder of its own.
final class Street {
    /// Where the build has put the programs: beside the tests.
    private static let programs = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    static let cell = "barleben"
    static let patience = Duration.seconds(60)
    /// The version of MQTT that hub and boards speak: all tests pass with 5 and with 3.1.1.
    static let mqtt = ProcessInfo.processInfo.environment["LITFASS_MQTT"] ?? "5"

    let folder: URL
    /// The hub's state folder.
    let hubState: String
    let brokerPort: UInt16
    let joinPort: UInt16
    let hubPort: UInt16
    let councilPort: UInt16
    private let council: ChildProcess
    private var broker: ChildProcess?
    private var hub: ChildProcess?
    private var boards: [String: ChildProcess] = [:]
    /// Between the bench and the broker, in the clear; nil when they speak directly.
    private(set) var line: Line?
    /// Take TLS off the line, and put it on again.
    private var ends: ChildProcess?
    /// Where the bench finds the broker when there is a line.
    private var lineEnd: UInt16?
    /// The bench's; nil when it has the machine's.
    private(set) var clock: FakeClock?
    private let loop: EventLoop
    private let client: Client
    /// What everybody has said over MQTT.
    let arrivals = Arrivals()

    /// Starts broker, hub and council and listens in; boards are started by `startBoard`.
    /// - Parameter disk: where the hub keeps its state; nil for a folder beside all else.
    init(hubState disk: String? = nil) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "street-\(UUID().uuidString)")
        hubState = disk ?? folder.appending(path: "hub").path
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        brokerPort = try PrivateBroker.freePort()
        joinPort = try PrivateBroker.freePort()
        hubPort = try PrivateBroker.freePort()
        councilPort = try PrivateBroker.freePort()
        council = try Self.start(
            "litfass-sim", "council", "--port", "\(councilPort)", "--scenario",
            Self.project("Firmware-Sim/Scenarios/council.json"),
            log: folder.appending(path: "council.log"))
        let configuration = try String(contentsOfFile: Self.project("Firmware-Sim/Scenarios/hub.json"), encoding: .utf8)
            .replacingOccurrences(of: "127.0.0.1:9/", with: "127.0.0.1:\(councilPort)/")
        try Data(configuration.utf8).write(to: folder.appending(path: "hub.json"))
        try FileManager.default.copyItem(
            atPath: Self.project("Firmware-Sim/Scenarios/arms.svg"), toPath: folder.appending(path: "arms.svg").path)
        loop = try EventLoop(name: "street")
        let (arrivals, ear) = (arrivals, Ear())
        client = Client(
            Client.Configuration(
                host: hubState + "/broker/hub.sock", port: 0, clientID: "street",
                reconnect: ReconnectPolicy(initial: .milliseconds(20), maximum: .milliseconds(100))), on: loop
        ) { event in
            arrivals.take(event)
            if case .connected = event { ear.listen() }
        }
        ear.client.withLock { [client] in $0 = client }
        // A hub that does not find it looks again after a minute only.
        try await opened(councilPort, by: council)
        try await startBroker()
        await client.start()
        try await arrivals.wait("a connection", Self.patience) { $0.isConnected ? true : nil }
        try await client.subscribeAcknowledged(["litfass/1/\(Self.cell)/#"], qualityOfService: .atLeastOnce)
        try await startHub()
    }

    /// Ends all of it; the folder goes too.
    func end() async {
        for board in boards.values { board.end(by: SIGTERM) }
        hub?.end(by: SIGTERM)
        council.end(by: SIGTERM)
        await client.stop()
        ends?.end(by: SIGKILL)
        broker?.end(by: SIGTERM)
        loop.stop()
        try? FileManager.default.removeItem(at: folder)
    }

    /// A street without boards, which ends with the body.
    /// - Parameter disk: where the hub keeps its state; nil for a folder beside all else.
    static func with(hubState disk: String? = nil, _ body: (Street) async throws -> Void) async throws {
        let street = try await Street(hubState: disk)
        do {
            try await body(street)
        } catch {
            await street.end()
            throw error
        }
        await street.end()
    }

    /// The board of ``withBench(behindLine:clockMovesUptime:_:)``.
    static let bench = "jersleber-see"

    /// A street with one bench of e-paper, which ends with the body.
    /// - Parameters:
    ///   - makesLine: whether there is a line between the bench and the broker, ``line``.
    ///   - movesUptime: whether the bench's ``clock`` can be set, and moves the machine's uptime with it; nil when it cannot be set.
    static func withBench(
        behindLine makesLine: Bool = false, clockMovesUptime movesUptime: Bool? = nil,
        _ body: (Street) async throws -> Void
    ) async throws {
        try await with { street in
            if makesLine { try await street.makeLine() }
            street.clock = try movesUptime.map {
                try FakeClock(at: street.folder.appending(path: "clock"), movesUptime: $0)
            }
            try await street.startBench()
            try await body(street)
        }
    }

    /// Starts the bench of ``withBench(behindLine:clockMovesUptime:_:)`` again.
    func startBench(options: [String] = []) async throws {
        try await startBoard(Self.bench, profile: "bench-epaper-13", port: lineEnd, clock: clock, options: options)
    }

    private func makeLine() async throws {
        let (outer, inner) = (try PrivateBroker.freePort(), try PrivateBroker.freePort())
        let line = try Line(to: inner)
        let ends = try ChildProcess(
            "/usr/bin/python3",
            [
                Self.project("Tests/EndToEndTests/tls-ends.py"), "\(outer)", "\(line.port)", "\(inner)",
                "\(brokerPort)",
                hubState, folder.appending(path: "\(Self.bench)/state/membership").path,
            ], log: folder.appending(path: "ends.log"))
        (self.line, self.ends, lineEnd) = (line, ends, outer)
        try await opened(outer, by: ends)
    }

    // MARK: Processes

    func startBroker() async throws {
        let process = try Self.start(
            "litfass-hub", "broker", "--state", hubState, "--port", "\(brokerPort)",
            log: folder.appending(path: "broker.log"))
        broker = process
        try await opened(brokerPort, by: process)
    }

    func endBroker(by signal: Int32) { broker?.end(by: signal) }

    /// Has the broker read its files anew.
    func reloadBroker() { broker?.send(SIGHUP) }

    func killBroker(losingItsStore: Bool) throws {
        broker?.end(by: SIGKILL)
        if losingItsStore { try? FileManager.default.removeItem(atPath: hubState + "/broker/mosquitto.db") }
    }

    /// - Parameters:
    ///   - log: takes what it says, another file than the usual one.
    ///   - clock: what time it takes it to be; nil for the machine's.
    func startHub(log: String? = nil, clock: FakeClock? = nil) async throws {
        let process = try Self.start(
            "litfass-hub", "serve", "--state", hubState, "--configuration",
            folder.appending(path: "hub.json").path, "--layouts", Self.project("Layouts"), "--devices",
            Self.project("Devices"), "--join-port", "\(joinPort)", "--mqtt", Self.mqtt, "--http", "\(hubPort)",
            clock: clock,
            log: log.map { URL(fileURLWithPath: $0) } ?? folder.appending(path: "hub.log"))
        hub = process
        try await opened(hubPort, by: process)
    }

    func endHub(by signal: Int32) { hub?.end(by: signal) }

    /// What the hub has said in its usual log.
    var hubLog: String { (try? String(contentsOf: folder.appending(path: "hub.log"), encoding: .utf8)) ?? "" }

    /// Starts a board, and lets it in by the code that it shows, unless it belongs already.
    /// - Parameters:
    ///   - state: where the board keeps its state; nil for a folder beside all else.
    ///   - port: where the board finds the broker; nil for the broker's own port.
    ///   - clock: what time it takes it to be; nil for the machine's.
    ///   - joins: whether it is let in.
    ///   - options: further ones of the command line.
    func startBoard(
        _ name: String, profile: String, temperature: String? = nil, state: String? = nil, port: UInt16? = nil,
        clock: FakeClock? = nil, joins: Bool = true, options: [String] = []
    ) async throws {
        let own = folder.appending(path: name)
        let thermal = own.appending(path: "sys/class/thermal/thermal_zone0")
        try FileManager.default.createDirectory(at: thermal, withIntermediateDirectories: true)
        if let temperature { try Data(temperature.utf8).write(to: thermal.appending(path: "temp")) }
        let state = state ?? own.appending(path: "state").path
        let provisioning = try provisioning(for: name, port: port ?? brokerPort)
        let words = [
            "--provisioning", provisioning, "--profile", Self.project("Devices/\(profile).json"), "--mqtt", Self.mqtt,
            "--state", state, "--panel", own.appending(path: "panel.raw").path, "--sysfs",
            own.appending(path: "sys").path,
        ]
        let known = codes(of: name).count
        let process = try ChildProcess(
            Self.programs.appending(path: "litfass-board").path, words + options,
            environment: clock?.environment ?? [:], log: own.appending(path: "board.log"))
        boards[name] = process
        guard !FileManager.default.fileExists(atPath: state + "/membership/membership.json") else { return }
        guard joins else { return }
        try litfass("join", try await code(of: name, after: known), "--name", name)
    }

    /// The code that a board shows, when it has shown more than so many.
    func code(of board: String, after count: Int = 0) async throws -> String {
        try await until("a code of \(board); \(log(of: board))") {
            let codes = codes(of: board)
            return codes.count > count ? codes.last : nil
        }
    }

    /// All codes that a board has shown.
    func codes(of board: String) -> [String] {
        log(of: board).matches(of: /to be let in with the code (\w{3} \w{3})/).map { String($0.output.1) }
    }

    /// The path of what a board is set up with.
    private func provisioning(for board: String, port: UInt16) throws -> String {
        let path = folder.appending(path: "\(board).provisioning.json")
        guard !FileManager.default.fileExists(atPath: path.path) else { return path.path }
        let process = try Self.start(
            "litfass-hub", "provisioning", "--state", hubState, "--host", "127.0.0.1", "--port", "\(port)",
            "--join-port", "\(joinPort)", "--page", "http://127.0.0.1:\(hubPort)", log: path)
        try #require(process.waitForExit() == 0, "litfass-hub provisioning: \(process.output)")
        return path.path
    }

    func endBoard(_ name: String, by signal: Int32) { boards[name]?.end(by: signal) }

    /// Waits until a board has ended by itself, and gives its exit status.
    func exitStatus(of board: String) async throws -> Int32 {
        try await until("the end of \(board)") { boards[board]?.hasEnded() } >> 8
    }

    private static func start(
        _ program: String, _ arguments: String..., clock: FakeClock? = nil, log: URL
    ) throws -> ChildProcess {
        try ChildProcess(
            programs.appending(path: program).path, arguments, environment: clock?.environment ?? [:], log: log)
    }

    static func project(_ path: String) -> String { Repository.root.appending(path: path).path }

    private func opened(_ port: UInt16, by process: ChildProcess) async throws {
        try await until("something to listen on port \(port); its log: \(process.output)") {
            PrivateBroker.accepts(port) ? true : nil
        }
    }

    // MARK: Staff and crew

    /// Runs `litfass` and returns what it printed.
    @discardableResult
    func litfass(_ arguments: String...) throws -> String { try litfass(arguments) }

    @discardableResult
    func litfass(_ arguments: [String]) throws -> String {
        let process = try startLitfass(arguments)
        let status = process.waitForExit() ?? -1
        try #require(status == 0, "litfass \(arguments) ended with \(status >> 8): \(process.output)")
        return process.output
    }

    /// What the hub shows to everybody at a path.
    func page(_ path: String) async throws -> Data {
        let url = try #require(URL(string: "http://127.0.0.1:\(hubPort)\(path)"))
        let answer = try await Request("GET", url).answer()
        try #require(answer.status == 200)
        return answer.body
    }

    /// Runs `litfass`, and waits for nothing.
    func startLitfass(_ arguments: [String]) throws -> ChildProcess {
        try ChildProcess(
            Self.programs.appending(path: "litfass").path,
            arguments + [
                "--hub", "http://127.0.0.1:\(hubPort)", "--token-file", hubState + "/token",
            ], log: folder.appending(path: "litfass-\(UUID().uuidString).log"))
    }

    /// Runs `litfass-hub keys`.
    func keys(_ action: String) throws {
        let process = try Self.start(
            "litfass-hub", "keys", action, "--state", hubState,
            log: folder.appending(path: "keys-\(UUID().uuidString).log"))
        try #require(process.waitForExit() == 0, "litfass-hub keys \(action): \(process.output)")
    }

    /// The hub's publisher key, as an attacker may have copied it.
    func publisherKey() throws -> SigningKey { try key(in: "hub/keys") }

    /// The hub's root key.
    func rootKey() throws -> SigningKey { try key(in: "hub") }

    private func key(in name: String) throws -> SigningKey {
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: name).path)
        let file = try #require(files.first { $0.hasSuffix(".pem") && !$0.hasSuffix(".pub.pem") })
        return try SigningKey(pem: Data(contentsOf: folder.appending(path: "\(name)/\(file)")))
    }

    /// Publishes with `litfass` and returns the notice's id.
    func publish(_ headline: String, _ options: [String] = [], on boards: String...) throws -> Name {
        let output = try litfass(
            ["publish", "--headline", headline, "--json"] + options + boards.flatMap { ["--board", $0] })
        return try WireCoding.decode(NoticeStatus.self, from: Data(output.utf8)).notice.id
    }

    func status(of board: String) throws -> BoardStatus {
        let list = try WireCoding.decode(BoardList.self, from: Data(litfass("boards", "--json").utf8))
        return try #require(list.boards.first { $0.board.text == board })
    }

    func send(_ message: Message) async throws { try await client.publishAcknowledged(message) }

    /// Waits until the test's own client is connected and hears everything again.
    func connected() async throws {
        let end = ContinuousClock.now + Self.patience
        while true {
            do {
                return try await client.subscribeAcknowledged(
                    ["litfass/1/\(Self.cell)/#"], qualityOfService: .atLeastOnce)
            } catch {
                try #require(ContinuousClock.now < end, "the test's client does not get in again: \(error)")
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }

    // MARK: Waiting

    /// What a board has said is on its panel.
    func applied(on board: String) async throws -> ReportedState.Applied? {
        try await reported("anything", by: board) { Optional($0.applied) }
    }

    /// Waits until a board says that a notice is on its panel, in the first frame of a version.
    func shown(_ notice: Name, on board: String) async throws -> ReportedState.Applied {
        let name = try Name(board)
        return try await arrivals.wait("\(notice) on the panel of \(board); \(log(of: board))", Self.patience) {
            $0.reported[name]?.state.applied.flatMap { $0.notice == notice ? $0 : nil }
        }
    }

    /// Waits until a board says something.
    @discardableResult
    func reported<Value: Sendable>(
        _ what: String, by board: String, _ find: @escaping @Sendable (ReportedState) -> Value?
    ) async throws -> Value {
        let name = try Name(board)
        do {
            return try await arrivals.wait("\(what) by \(board)", Self.patience) {
                $0.reported[name].flatMap { find($0.state) }
            }
        } catch {
            Issue.record("the log of \(board): \(log(of: board))")
            throw error
        }
    }

    /// Looks again and again at what no message tells of.
    @discardableResult
    func until<Value>(
        _ what: @autoclosure () -> String, within patience: Duration = patience, _ find: () async throws -> Value?
    ) async throws -> Value {
        let end = ContinuousClock.now + patience
        while true {
            if let value = try await find() { return value }
            try #require(ContinuousClock.now < end, "waited in vain for \(what())")
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    func log(of name: String) -> String {
        let path = folder.appending(path: "\(name)/board.log")
        return (try? String(contentsOf: path, encoding: .utf8)) ?? "no log"
    }

    /// What is on a panel, as bytes of its memory.
    func panel(of board: String) -> Data {
        (try? Data(contentsOf: folder.appending(path: "\(board)/panel.raw"))) ?? Data()
    }

    /// The last bytes on a topic.
    func payload(on topic: Topic) async throws -> Data {
        let text = topic.text
        return try await arrivals.wait(text, Self.patience) { $0.payloads[text]?.bytes }
    }

    func manifest(of board: String) async throws -> Data {
        try await payload(on: .desired(cell: Name(Self.cell), board: Name(board)))
    }
}

/// Has a street hear all that is said after each connect.
private final class Ear: Sendable {
    let client = Mutex<Client?>(nil)

    /// Called on the client's thread.
    func listen() {
        let client = client.withLock { $0 }
        client?.assumeIsolated { try? $0.subscribe(["litfass/1/\(Street.cell)/#"], qualityOfService: .atLeastOnce) }
    }
}
