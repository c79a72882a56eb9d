import Crypto
import Foundation
import MQTT
import Signage
import SignageTesting
import Testing

@testable import HubService

/// A real mosquitto with the hub's own configuration.
@Suite("Rights and revocations at the broker")
struct BrokerControlTests {
    @Test(
        "what changes is in force when it is said to be, a list that was cut short is made whole, and without a broker the files are ready"
    )
    func applied() async throws {
        let folder = try TemporaryFolder()
        let files = BrokerFiles(state: folder.url.path)
        let authority = try files.loadOrMakeAuthority()
        let loop = try EventLoop(name: "control")
        defer { loop.stop() }
        let log = LogLines()
        let control = try BrokerControl(
            files: files, authority: authority, cell: Name("barleben"),
            broker: Client.Configuration(
                host: files.socket, port: 0, clientID: "control",
                reconnect: ReconnectPolicy(initial: .milliseconds(20), maximum: .milliseconds(100))),
            loop: loop, log: log.log, at: Date())
        await control.start()
        #expect(await control.probes.look() == .unreachable)
        #expect(try await control.apply(revoked: [:], departed: [], at: Date()) == .notRunning)

        let options = BrokerProcess.Options(
            state: folder.url.path, address: "127.0.0.1", port: try PrivateBroker.freePort(), names: [])
        try Data(try BrokerProcess.prepare(options, log: LogLines().log).utf8).write(
            to: URL(fileURLWithPath: files.configuration))
        let broker = try ChildProcess(
            BrokerProcess.executable(path: ""), ["-c", files.configuration],
            log: folder.url.appendingPathComponent("log"))
        defer { broker.end(by: SIGTERM) }
        try await eventually("the broker is there") { FileManager.default.fileExists(atPath: files.pid) }

        let gone = try Name("wiese")
        #expect(try await control.apply(revoked: ["40ff": Date()], departed: [gone], at: Date()) == .applied)
        #expect(try String(contentsOfFile: files.rights, encoding: .utf8).contains("user wiese\ntopic deny #\n"))
        func list() throws -> RevocationList {
            try RevocationList(
                pem: Data(contentsOf: URL(fileURLWithPath: files.revoked)), signedBy: authority.certificate)
        }
        #expect(try list().serials.contains("40ff"))

        let whole = try Data(contentsOf: URL(fileURLWithPath: files.revoked))
        for damaged in [Data(), whole.prefix(100), Data("garbage".utf8)] {
            try damaged.write(to: URL(fileURLWithPath: files.revoked))
            broker.send(SIGHUP)
            #expect(try await control.apply(revoked: ["40ff": Date()], departed: [gone], at: Date()) == .applied)
            #expect(try list().serials.contains("40ff"))
        }

        // Rights that the broker cannot read: it says so, though it still lets in whom it should.
        let configuration = try String(contentsOfFile: files.configuration, encoding: .utf8)
        try configuration.replacingOccurrences(of: files.rights, with: files.rights + ".gone").write(
            toFile: files.configuration, atomically: true, encoding: .utf8)
        let outcome = try await control.apply(revoked: [:], departed: [gone], at: Date())
        guard case .failed(let words) = outcome else {
            Issue.record("it is said to be in force: \(outcome)")
            return
        }
        #expect(words.contains("It says:") && words.contains("acl_file"))
        // It is tried again although nothing has changed.
        try configuration.write(toFile: files.configuration, atomically: true, encoding: .utf8)
        #expect(try await control.apply(revoked: [:], departed: [gone], at: Date()) == .applied)
        await control.stop()
    }

    @Test("two programs that start at the same time have one authority, and one without its key is refused")
    func authority() async throws {
        let folder = try TemporaryFolder()
        let files = BrokerFiles(state: folder.url.path)
        let made = try await withThrowingTaskGroup(of: Data.self) { group in
            for _ in 0..<8 { group.addTask { try files.loadOrMakeAuthority().certificate.pem } }
            return try await group.reduce(into: Set<Data>()) { $0.insert($1) }
        }
        #expect(made.count == 1)
        try FileManager.default.removeItem(atPath: files.authorityKey)
        #expect(throws: HubError.self) { try files.loadOrMakeAuthority() }
    }

    @Test("the broker's certificate stays as long as its names do")
    func server() throws {
        let folder = try TemporaryFolder()
        let files = BrokerFiles(state: folder.url.path)
        func certificate(_ names: [String]) throws -> Data {
            let options = BrokerProcess.Options(state: folder.url.path, address: "127.0.0.1", port: 8883, names: names)
            _ = try BrokerProcess.prepare(options, log: LogLines().log)
            return try Data(contentsOf: URL(fileURLWithPath: files.serverCertificate))
        }
        let first = try certificate([])
        #expect(try certificate([]) == first)
        #expect(try certificate(["hub.example.org"]) != first)
    }

    @Test("boards are set up with a host only that the broker's certificate holds for")
    func provisioning() throws {
        let folder = try TemporaryFolder()
        let state = folder.url.path
        func text(_ host: String) throws -> String {
            try ProvisioningFile.text(
                state: state, .init(host: host, port: 8883, joinPort: 8884, page: "https://boards.example.org/"))
        }
        #expect(throws: HubError.self) { try text("hub.example.org") }
        _ = try Keyring.make(state: state, root: nil, at: Date())
        let options = BrokerProcess.Options(
            state: state, address: "127.0.0.1", port: 8883, names: ["hub.example.org"])
        _ = try BrokerProcess.prepare(options, log: LogLines().log)
        let file = try WireCoding.decode(Provisioning.self, from: Data(text("hub.example.org").utf8))
        #expect(file.host == "hub.example.org" && file.page == "https://boards.example.org")
        do {
            _ = try text("other.example.org")
            Issue.record("boards would not believe the broker")
        } catch {
            #expect("\(error)".contains("Start litfass-hub broker with --name other.example.org"))
        }
    }
}
