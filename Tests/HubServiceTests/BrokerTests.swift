import Foundation
import Signage
import SignageTesting
import Testing

@testable import HubService

@Suite struct BrokerTests {
    @Test(
        "what would break the configuration's lines, or is too long for a socket, is refused before anything is written"
    )
    func configuration() throws {
        let endpoint = BrokerEndpoint(address: "127.0.0.1", port: 8883)
        for (state, user) in [("/var/lib/litfass\nuser x", "litfass"), ("/var/lib/litfass", "a\nb")] {
            #expect(throws: HubError.self) {
                try BrokerConfiguration(files: BrokerFiles(state: state), endpoint: endpoint, user: user)
            }
        }
        let long = "/" + String(repeating: "a", count: 100)
        #expect(throws: HubError.self) {
            try BrokerConfiguration(files: BrokerFiles(state: long), endpoint: endpoint, user: "litfass")
        }
    }

    @Test("the rights read back as they were written, and nothing else does")
    func rights() throws {
        let (cell, gone) = (try Name("barleben"), [try Name("see"), try Name("all-to-see")])
        for rights in [
            BrokerRights(cell: nil, departed: []), BrokerRights(cell: cell, departed: []),
            BrokerRights(cell: cell, departed: Set(gone)),
        ] {
            #expect(try BrokerRights(text: rights.text) == rights)
            for length in stride(from: 0, to: rights.text.count, by: 7) {
                #expect(throws: InvalidValue.self) { try BrokerRights(text: String(rights.text.prefix(length))) }
            }
            #expect(throws: InvalidValue.self) { try BrokerRights(text: rights.text + "topic readwrite #\n") }
        }
    }

    @Test("a real broker's database is whole, every shorter one and every other one is damaged")
    func damage() async throws {
        let folder = try TemporaryFolder()
        let database = try await Self.realDatabase(in: folder)
        #expect(BrokerDatabase.damage(in: database) == nil)
        // Cut anywhere but between two chunks.
        let ends = Self.chunkEnds(database)
        for length in 0..<database.count where !ends.contains(length) {
            #expect(BrokerDatabase.damage(in: database.prefix(length)) != nil, "cut at \(length)")
        }
        var other = database
        other[3] = 0x4D
        #expect(BrokerDatabase.damage(in: other) != nil)
        var newer = database
        newer[22] = 7
        #expect(BrokerDatabase.damage(in: newer) != nil)
        #expect(BrokerDatabase.damage(in: database + Data(repeating: 0xFF, count: 8)) != nil)
    }

    @Test("a damaged database is moved aside with a sentence, and a real mosquitto then starts")
    func movedAside() async throws {
        let folder = try TemporaryFolder()
        let database = try await Self.realDatabase(in: folder)
        let log = LogLines()
        for (number, damaged) in [database.dropLast(9), Data("garbage".utf8)].enumerated() {
            try damaged.write(to: folder.url.appendingPathComponent("broker/mosquitto.db"))
            try await Self.runBroker(in: folder, log: log)
            let aside = folder.url.appendingPathComponent("broker/mosquitto.db.broken-\(number + 1)")
            #expect(try Data(contentsOf: aside) == Data(damaged))
        }
        #expect(log.lines.count == 2)
        #expect(log.lines.allSatisfy { $0.contains("the broker starts empty") })
    }

    @Test("a mosquitto that is not installed is named with what to install")
    func notInstalled() throws {
        let program = try BrokerProcess.executable(path: "/nowhere")
        #expect(program.hasSuffix("/mosquitto"))
    }

    /// What a mosquitto has left that held a retained message.
    private static func realDatabase(in folder: TemporaryFolder) async throws -> Data {
        try await runBroker(in: folder, log: LogLines())
        return try Data(contentsOf: folder.url.appendingPathComponent("broker/mosquitto.db"))
    }

    /// Starts mosquitto with the configuration, gives it a message to keep, and ends it: then it writes its database.
    private static func runBroker(in folder: TemporaryFolder, log: LogLines) async throws {
        let options = BrokerProcess.Options(
            state: folder.url.path, address: "127.0.0.1", port: try PrivateBroker.freePort(), names: [])
        let files = BrokerFiles(state: folder.url.path)
        try Data(try BrokerProcess.prepare(options, log: log.log).utf8).write(
            to: URL(fileURLWithPath: files.configuration))
        let process = try ChildProcess(
            BrokerProcess.executable(path: ""), ["-c", files.configuration],
            log: folder.url.appendingPathComponent("log"))
        do {
            // A mosquitto that listens but has not begun its loop loses a SIGTERM; one that answers has.
            let board = try FakeBoard("marktplatz", host: files.socket, port: 0)
            try await board.connect()
            try await board.send("availability", Data("{}".utf8), retained: true)
            await board.stop()
        }
        process.send(SIGTERM)
        #expect(process.waitForExit() == 0)
    }

    private static func chunkEnds(_ data: Data) -> Set<Int> {
        var ends: Set<Int> = [23]
        var position = 23
        while position + 8 <= data.count {
            position += 8 + data[(position + 4)..<(position + 8)].reduce(0) { $0 << 8 | Int($1) }
            ends.insert(position)
        }
        return ends
    }
}
