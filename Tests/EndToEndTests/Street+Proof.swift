import Crypto
import Foundation
import MQTT
import SQLite
import Signage
import SignageTesting
import Testing

@testable import litfass_sim

/// A board's outbox that is played by a test, with a key of its own.
struct TestOutbox {
    var chain: TestChain
    let key: SigningKey

    init(_ board: String, key: SigningKey = .generate()) throws {
        chain = TestChain(board: try Name(board)) { SHA256.hash($0).hexString }
        self.key = key
    }

    /// The state in which the board tells its key, as it does before it sends events.
    func introduction() throws -> Message {
        let state = ReportedState(
            session: 1, applied: nil, pending: nil, refused: nil, refusals: 0, floor: 0, renderer: "r",
            key: key.publicKey.rawRepresentation)
        let topic = Topic.reported(cell: try Name(Street.cell), board: chain.board)
        return Message(
            topic: topic.text, payload: try WireCoding.encode(state), qualityOfService: .atLeastOnce, isRetained: true)
    }

    /// A sealed batch on its way.
    /// - Parameter change: makes another text of its JSON before it is sealed.
    func message(_ batch: EventBatch, change: (String) -> String = { $0 }) throws -> Message {
        let payload = Data(change(String(decoding: try WireCoding.encode(batch), as: UTF8.self)).utf8)
        let envelope = try Envelope(payload, as: .events, keyID: key.publicKey.id) { try key.sign($0) }
        let topic = Topic.events(cell: try Name(Street.cell), board: chain.board)
        return Message(topic: topic.text, payload: try WireCoding.encode(envelope), qualityOfService: .atLeastOnce)
    }
}

extension Street {
    private var database: String { hubState + "/hub.sqlite" }

    /// The links of a board's chain that the hub has on its disk, in the order of their times.
    func storedRecords(of board: String) throws -> [Data] {
        var database = try Database(path: database)
        return try database.rows("SELECT record FROM play WHERE board = ? ORDER BY began", .text(board)) {
            try $0.blob(0)
        }
    }

    /// Nobody else writes to the hub's database while `body` runs.
    func whileDatabaseIsHeld(_ body: () async throws -> Void) async throws {
        var database = try Database(path: database)
        try database.execute("BEGIN IMMEDIATE")
        try await body()
        try database.execute("ROLLBACK")
    }

    /// Sends a batch, and again each second as long as the hub has not acknowledged it, as a board does: one that has just begun may not
    /// listen yet.
    func deliver(_ batch: EventBatch, of outbox: TestOutbox) async throws {
        var next = ContinuousClock.now
        try await until("the acknowledgement of \(batch.last); the hub says: \(hubLog)") {
            if try acknowledged(outbox) >= batch.last { return true }
            if ContinuousClock.now >= next {
                next = .now + .seconds(1)
                try await send(outbox.message(batch))
            }
            return nil
        }
    }

    /// The last watermark that came for a start of a board; 0 before the first.
    func acknowledged(_ outbox: TestOutbox) throws -> Int {
        let topic = Topic.eventAcknowledgement(cell: try Name(Self.cell), board: outbox.chain.board)
        guard let bytes = arrivals.last(on: topic) else { return 0 }
        let envelope = try WireCoding.decode(Envelope.self, from: bytes)
        let acknowledgement = try WireCoding.decode(EventAcknowledgement.self, from: envelope.payload)
        return acknowledgement.boot == outbox.chain.boot ? acknowledgement.through : 0
    }

    /// Sends something that the hub has to have seen when the API tells of it.
    func passThroughHub(as board: String) async throws {
        let celsius = Double(Int.random(in: 100_000...900_000)) / 10_000
        let report = HealthReport(
            session: 1, at: Date(), uptimeSeconds: 1,
            readings: [try Reading(quantity: .temperatureCelsius, value: celsius, measuredAt: Date())],
            programmeVersion: nil, frame: nil, reconnects: 0)
        let topic = Topic.health(cell: try Name(Self.cell), board: try Name(board))
        try await send(Message(topic: topic.text, payload: try WireCoding.encode(report)))
        try await until("the hub to take in a temperature of \(celsius)") {
            try status(of: board).temperatureCelsius == celsius ? true : nil
        }
    }
}

/// A named pipe for a program's log, which somebody reads until it is filled: from then on whoever writes a line waits for ever.
final class FullPipe {
    let path: String
    private let descriptor: Int32
    private let reader: Thread

    init(at path: String) throws {
        self.path = path
        try #require(mkfifo(path, 0o600) == 0)
        // Open for both, so that neither side waits for the other to begin.
        let descriptor = open(path, O_RDWR | O_NONBLOCK)
        try #require(descriptor >= 0)
        self.descriptor = descriptor
        reader = Thread {
            var bytes = [UInt8](repeating: 0, count: 4_096)
            var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            while !Thread.current.isCancelled {
                if poll(&ready, 1, 10) > 0 { _ = read(descriptor, &bytes, bytes.count) }
            }
        }
        reader.start()
    }

    deinit {
        stopReading()
        close(descriptor)
    }

    private func stopReading() {
        reader.cancel()
        while !reader.isFinished { usleep(1_000) }  // A thread has no other way to tell that it has ended.
    }

    /// Reads no more, and takes all the room there is.
    func fill() {
        stopReading()
        let byte: [UInt8] = [0x2E]
        while write(descriptor, byte, 1) == 1 {}
    }
}

/// A file system in memory, so small that it can be filled.
final class SmallDisk {
    /// Whether this process may mount.
    static let isPossible: Bool = { (try? SmallDisk(megabytes: 1)) != nil }()

    let path: String
    private var filler: String { path + "/filler" }

    init(megabytes: Int) throws {
        path = FileManager.default.temporaryDirectory.appending(path: "disk-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard mount("tmpfs", path, "tmpfs", 0, "size=\(megabytes)m") == 0 else {
            try FileManager.default.removeItem(atPath: path)
            throw POSIXError(.EPERM)
        }
    }

    deinit {
        umount2(path, Int32(MNT_DETACH))
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Leaves no room at all.
    func fill() throws {
        let descriptor = open(filler, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        for size in [65_536, 4_096, 1] {
            let bytes = [UInt8](repeating: 0, count: size)
            while write(descriptor, bytes, size) > 0 {}
        }
    }

    /// Gives the room back.
    func free() throws { try FileManager.default.removeItem(atPath: filler) }
}
