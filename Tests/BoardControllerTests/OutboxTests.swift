import Crypto
import Foundation
import Signage
import Testing

@testable import BoardController

@Suite("What waits for the hub on a board's disk")
final class OutboxTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "outbox-\(UUID().uuidString)")
    private var path: String { folder.path + "/outbox.sqlite" }
    private var noon: Date { Fixtures.noon }

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(at: folder) }

    private func outbox(at seconds: TimeInterval = 0, bounds: Outbox.Bounds = .init()) -> Outbox {
        var generator = SystemRandomNumberGenerator()
        let beginning = PlayLog.Moment(time: noon + seconds, uptimeSeconds: 0, clock: .system)
        return Outbox(path: path, boot: Nonce(using: &generator), beginning: beginning, bounds: bounds)
    }

    private func record(_ quarter: Int) throws -> PlayRecord {
        let start = noon + TimeInterval(quarter * 900)
        return try PlayRecord(
            played: .evergreen, quarter: start, first: start, last: start + 60, times: 1, seconds: 60, version: nil,
            frame: Digest(String(repeating: "f", count: 64)), clock: .system)
    }

    private func incident(_ number: Int) -> Incident {
        Incident(kind: .refusal, detail: "\(number)", at: noon, clock: .system)
    }

    /// All that would be sent, batch after batch.
    private func batches(_ outbox: Outbox) throws -> [EventBatch] {
        var (batches, position, sent): ([EventBatch], Int, [Nonce: Int]) = ([], 0, [:])
        while let next = try outbox.batch(of: Fixtures.board, after: position, following: sent) {
            batches.append(next.batch)
            position = next.position
            sent[next.batch.boot] = next.batch.last
        }
        return batches
    }

    @Test("what was on the disk when the power went is told, then the gap up to the next start, in one chain")
    func powerCut() throws {
        let first = outbox()
        first.add([.played(try record(0))])
        try first.store(open: [try record(1)], until: noon + 960)
        // Cut off here: what comes now is never stored.
        first.add([.played(try record(2))])
        let second = outbox(at: 5_000)
        try second.store(open: [], until: noon + 5_000)
        let links = try Chain(batches(second))
        #expect(links.isWhole)
        let gap = ProofGap.since(noon + 960, wasOrderly: false, to: noon + 5_000, clock: .system)
        #expect(links.contents == [.played(try record(0)), .played(try record(1)), .gap(gap)])
        #expect(gap.reason == .interrupted)
    }

    @Test("an orderly end is a gap of its own kind, and a start that was never stored leaves no gap")
    func orderly() throws {
        let first = outbox()
        try first.store(open: [], until: noon + 60, wasOrderly: true)
        _ = outbox(at: 100)
        let third = outbox(at: 200)
        try third.store(open: [], until: noon + 200)
        let contents = try Chain(batches(third)).contents
        #expect(contents == [.gap(.since(noon + 60, wasOrderly: true, to: noon + 200, clock: .system))])
    }

    @Test("a batch has events of one start, not too many, and says what went before")
    func batching() throws {
        let first = outbox()
        for quarter in 0..<150 { first.add([.played(try record(quarter))]) }
        try first.store(open: [], until: noon)
        let second = outbox(at: 900)
        second.add(incident(1))
        try second.store(open: [], until: noon + 900)
        let batches = try batches(second)
        #expect(batches.map(\.events.count) == [64, 64, 22, 2])
        #expect(batches.map(\.after) == [0, 64, 128, 0])
        #expect(Set(batches.map(\.boot)) == [first.boot, second.boot])
        #expect(try Chain(batches).isWhole)
    }

    @Test("what is acknowledged is not sent again, and leaves the disk with the next write")
    func acknowledged() throws {
        let outbox = outbox()
        for quarter in 0..<70 { outbox.add([.played(try record(quarter))]) }
        try outbox.store(open: [], until: noon)
        outbox.acknowledge(outbox.boot, through: 66)
        #expect(try batches(outbox).map { $0.events.map(\.number) } == [[67, 68, 69, 70]])
        outbox.add([.played(try record(70))])
        try outbox.store(open: [], until: noon)
        let again = self.outbox(at: 10)
        try again.store(open: [], until: noon + 10)
        #expect(try batches(again).map { $0.events.map(\.number) } == [[67, 68, 69, 70, 71], [1]])
    }

    @Test("where there is no room the oldest incidents go first, then the oldest records, and how many is on record")
    func bounded() throws {
        let outbox = outbox(bounds: .init(rows: 20, bytes: 1 << 20, waiting: 100))
        for number in 0..<10 { outbox.add(incident(number)) }
        for quarter in 0..<15 { outbox.add([.played(try record(quarter))]) }
        try outbox.store(open: [], until: noon)
        var events = try batches(outbox).flatMap(\.events)
        #expect(events.count == 20)
        #expect(
            events.compactMap { if case .incident(let incident) = $0.content { incident.detail } else { nil } }
                == ["5", "6", "7", "8", "9"])
        for quarter in 15..<30 { outbox.add([.played(try record(quarter))]) }
        try outbox.store(open: [], until: noon)
        events = try batches(outbox).flatMap(\.events)
        #expect(events.count == 20)
        let left = try Chain(batches(outbox))
        #expect(left.contents == (try (10..<30).map { .played(try record($0)) }))
        outbox.acknowledge(outbox.boot, through: try #require(events.last).number)
        try outbox.store(open: [], until: noon + 60)
        try outbox.store(open: [], until: noon + 120)
        let loss = try ProofLoss(records: 10, incidents: 10, at: noon + 120)
        #expect(try Chain(batches(outbox)).contents == [.loss(loss)])
    }

    @Test("where the bytes leave no room, nothing is told of what was dropped until there is: that would drop the next")
    func boundedBytes() throws {
        let outbox = outbox(bounds: .init(rows: 1_000, bytes: 4 << 10, waiting: 100))
        for quarter in 0..<30 {
            outbox.add([.played(try record(quarter))])
            try outbox.store(open: [], until: noon)
        }
        let left = try Chain(batches(outbox)).contents
        #expect(left == (try (30 - left.count..<30).map { .played(try record($0)) }))
        outbox.acknowledge(outbox.boot, through: 30)
        try outbox.store(open: [], until: noon + 60)
        try outbox.store(open: [], until: noon + 120)
        let loss = try ProofLoss(records: 30 - left.count, incidents: 0, at: noon + 120)
        #expect(try Chain(batches(outbox)).contents == [.loss(loss)])
    }

    @Test("what the disk does not take waits in memory up to a bound, and all that waits is stored when it takes it")
    func waiting() throws {
        try FileManager.default.removeItem(at: folder)
        let outbox = outbox(bounds: .init(rows: 1_000, bytes: 1 << 20, waiting: 10))
        for quarter in 0..<12 {
            outbox.add([.played(try record(quarter))])
            #expect(throws: (any Error).self) { try outbox.store(open: [], until: noon) }
        }
        #expect(try batches(outbox).isEmpty)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try outbox.store(open: [], until: noon + 60)
        let chain = try Chain(batches(outbox))
        let loss = try ProofLoss(records: 2, incidents: 0, at: noon + 60)
        #expect(chain.isWhole)
        #expect(chain.contents == (try (2..<12).map { .played(try record($0)) }) + [.loss(loss)])
    }

    @Test("what a failed write has left on the disk all the same is taken back, and written once")
    func doubtful() throws {
        let outbox = outbox()
        outbox.add([.played(try record(0))])
        try outbox.store(open: [], until: noon)
        let late = try OutboxDatabase(path: path)
        try late.transaction { database in
            _ = try database.insert(outbox.boot, number: 2, isRecord: true, Data("late".utf8))
            try database.keep(KeptProof(until: noon + 60))
        }
        outbox.add([.played(try record(1))])
        #expect(throws: (any Error).self) { try outbox.store(open: [], until: noon + 60) }
        try outbox.store(open: [], until: noon + 120)
        let chain = try Chain(batches(outbox))
        #expect(chain.isWhole)
        #expect(chain.contents == (try (0..<2).map { .played(try record($0)) }))
    }

    @Test(
        "a database that is damaged is put aside, the loss of what it held is on record, and a new one takes its place")
    func damaged() throws {
        let first = outbox()
        for quarter in 0..<100 { first.add([.played(try record(quarter))]) }
        try first.store(open: [], until: noon)
        try Data(repeating: 0x55, count: 40_000).write(to: URL(fileURLWithPath: path))
        for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        let second = outbox(at: 900)
        #expect(throws: (any Error).self) { try second.store(open: [], until: noon + 900) }
        #expect(FileManager.default.fileExists(atPath: StateFolder.aside(path)))
        second.add([.played(try record(1))])
        try second.store(open: [], until: noon + 960)
        let chain = try Chain(batches(second))
        #expect(chain.isWhole)
        #expect(chain.contents == [.gap(.lost(to: noon + 900, clock: .system)), .played(try record(1))])
    }
}

/// The links in batches, in order.
struct Chain {
    private(set) var contents: [ProofRecord.Content] = []
    /// Whether each names the one before it; the first may name one that is not here.
    private(set) var isWhole = true
    private(set) var hashes: [String] = []

    init(_ batches: [EventBatch]) throws {
        for event in batches.flatMap(\.events) {
            guard case .record(let bytes) = event.content else { continue }
            let record = try WireCoding.decode(ProofRecord.self, from: bytes)
            if let last = hashes.last, record.previous?.hex != last { isWhole = false }
            contents.append(record.content)
            hashes.append(SHA256.hash(bytes).hexString)
        }
    }
}
