import Foundation
import SignageTesting
import Testing

@testable import HubService

@Suite struct BrokerTests {
    @Test("the broker's configuration is written whole")
    func configuration() throws {
        let text = try BrokerConfiguration(port: 1883, persistence: "/var/lib/litfass/broker/", user: "litfass").text
        #expect(
            text == """
                # Written by litfass-hub broker at every start; changes here are lost.
                listener 1883 127.0.0.1
                # Only programs on this machine get here.
                allow_anonymous true
                user litfass
                persistence true
                persistence_location /var/lib/litfass/broker/
                # A kill loses at most what came in since the last save.
                autosave_interval 10
                set_tcp_nodelay true
                # The defaults (20, 1000) drop QoS 1 messages to a busy subscriber without a word.
                max_inflight_messages 1000
                max_queued_messages 100000
                # MQTT 3.1.1 knows no end of a session: what boards send again to a hub that stays away would fill the memory.
                persistent_client_expiration 1h
                # A longer packet ends its connection; message_size_limit would drop it without a word.
                max_packet_size 2097152
                log_dest stderr
                log_type error
                log_type warning
                log_type notice

                """)
        #expect(throws: HubError.self) { try BrokerConfiguration(port: 1, persistence: "/a\nuser x/", user: "x") }
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
        let port = try PrivateBroker.freePort()
        let configuration = try BrokerProcess.prepare(state: folder.url.path, port: port, log: log.log)
        let process = try ChildProcess(
            BrokerProcess.executable(path: ""), ["-c", configuration], log: folder.url.appendingPathComponent("log"))
        do {
            // A mosquitto that listens but has not begun its loop loses a SIGTERM; one that answers has.
            let board = try FakeBoard("marktplatz", port: port)
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
