import Crypto
import Foundation
import SQLite
import Signage

/// What waits for the hub: the chain of play records, and incidents. Kept in memory until it is on the disk, and on the disk until the
/// hub has it on its own.
///
/// Invariants: only what is on the disk is sent, so that a chain that was told never forks; a link gets its number and its hash in the
/// transaction that stores it; and what there was no room for is counted on record.
final class Outbox {
    /// Bounds of what is kept: on the disk in rows and bytes, and in memory while the disk takes nothing.
    struct Bounds: Hashable, Sendable {
        var rows = 100_000
        var bytes = 32 << 20
        var waiting = 10_000
    }

    /// A batch, and where in the outbox it ends.
    struct Batch {
        let batch: EventBatch
        let position: Int
    }

    let boot: Nonce
    private let path: String
    private let bounds: Bounds
    /// When this start of the board began to record.
    var beginning: PlayLog.Moment
    private var database: OutboxDatabase?
    /// What is on the disk beside the events.
    private var kept: KeptProof?
    private var count = OutboxDatabase.Count()
    private var waiting: [ProofRecord.Content] = []
    private var waitingIncidents: [Incident] = []
    /// What memory had no room for.
    private var lost = (records: 0, incidents: 0)
    private var lastNumber = 0
    /// The hub has all of these starts up to these numbers; they are deleted with the next write.
    private var acknowledged: [Nonce: Int] = [:]
    private var isBegun = false
    /// What reading has met; the next write puts the database aside for it.
    private var damage: (any Error)?

    /// - Parameters:
    ///   - path: of the database; nothing is opened yet.
    ///   - boot: names this start of the board.
    init(path: String, boot: Nonce, beginning: PlayLog.Moment, bounds: Bounds = Bounds()) {
        self.path = path
        self.boot = boot
        self.beginning = beginning
        self.bounds = bounds
    }

    /// Takes in what is to be told.
    func add(_ contents: [ProofRecord.Content]) {
        waiting += contents
        boundWaiting()
    }

    /// Takes in what is worth knowing later.
    func add(_ incident: Incident) {
        waitingIncidents.append(incident)
        boundWaiting()
    }

    /// Takes in how far the hub has the events of a start.
    func acknowledge(_ boot: Nonce, through number: Int) {
        acknowledged[boot] = max(number, acknowledged[boot] ?? 0)
    }

    /// Opens the database if it is not, and puts on the disk all that waits, in one transaction.
    /// - Parameters:
    ///   - open: what is to be told though it is not finished, should this be the last write.
    ///   - until: up to when that is so.
    ///   - wasOrderly: whether this is the end.
    /// - Throws: in words, when the disk did not take it; then all of it waits for the next call.
    func store(open: [PlayRecord], until: Date, wasOrderly: Bool = false) throws {
        do {
            if let damage { throw damage }
            if database == nil { try begin() }
            try write(open: open, until: until, wasOrderly: wasOrderly)
        } catch {
            guard Self.isDamage(error) else {
                // What is full or busy is still there to be read; anything else is opened anew.
                if (error as? SQLiteError)?.mayPass != true { database = nil }
                throw error
            }
            (database, damage) = (nil, nil)
            for suffix in ["", "-wal", "-shm"] { StateFolder.putAside(path + suffix) }
            // Whatever it held is gone; the chain goes on in a new one.
            let gap = ProofGap.lost(to: isBegun ? until : beginning.time, clock: beginning.clock)
            if waiting.first != .gap(gap) { waiting.insert(.gap(gap), at: 0) }
            isBegun = true
            throw FileProblem(path: path, reason: "\(error) It was put aside")
        }
    }

    /// The next batch of what is on the disk and not acknowledged; nil when there is no more.
    /// - Parameters:
    ///   - position: where the batch before ended; 0 for the first.
    ///   - sent: the last number that is on its way, of each start.
    func batch(of board: Name, after position: Int, following sent: [Nonce: Int]) throws -> Batch? {
        do {
            var position = position
            while let rows = try database?.rows(after: position, most: EventBatch.mostEvents), !rows.isEmpty {
                // What another version of this program cannot read says nothing.
                let new = rows.filter { $0.number > acknowledged[$0.boot] ?? 0 && $0.event != nil }
                guard let first = new.first else {
                    position = rows[rows.count - 1].position
                    continue
                }
                var bytes = 0
                let chosen = new.prefix { row in
                    bytes += row.bytes.count
                    return row.boot == first.boot && (bytes <= EventBatch.mostBytes || row.position == first.position)
                }
                let batch = try EventBatch(
                    board: board, boot: first.boot, after: sent[first.boot] ?? 0, events: chosen.compactMap(\.event))
                return Batch(batch: batch, position: chosen[chosen.endIndex - 1].position)
            }
            return nil
        } catch {
            if Self.isDamage(error) { damage = error }
            throw error
        }
    }

    private func begin() throws {
        let database = try OutboxDatabase(path: path)
        // A write that failed may have got to the disk all the same. It waits to be written again, and nothing of it was sent.
        try database.delete(boot, above: lastNumber)
        // The chain goes on where it was, also in a new one after damage.
        if !isBegun { kept = try database.kept() }
        count = try database.count()
        self.database = database
        guard !isBegun else { return }
        isBegun = true
        guard let kept else { return }
        let gap = ProofGap.since(kept.until, wasOrderly: kept.wasOrderly, to: beginning.time, clock: beginning.clock)
        waiting.insert(contentsOf: kept.open.map { .played($0) } + [.gap(gap)], at: 0)
    }

    private func write(open: [PlayRecord], until: Date, wasOrderly: Bool) throws {
        guard let database else { return }
        var kept = kept ?? KeptProof(until: until)
        (kept.open, kept.until, kept.wasOrderly) = (open, until, wasOrderly)
        var contents = waiting
        kept.lostRecords += lost.records
        kept.lostIncidents += lost.incidents
        // Where there is hardly any room, to tell of a loss would be the next one.
        if kept.lostRecords + kept.lostIncidents > 0, count.rows < bounds.rows / 10 * 9,
            count.bytes < bounds.bytes / 10 * 9
        {
            contents.append(
                .loss(try ProofLoss(records: kept.lostRecords, incidents: kept.lostIncidents, at: until)))
            (kept.lostRecords, kept.lostIncidents) = (0, 0)
        }
        var (number, count) = (lastNumber, count)
        try database.transaction { database in
            for (boot, through) in acknowledged { count -= try database.delete(boot, through: through) }
            for content in contents {
                number += 1
                let bytes = try WireCoding.encode(ProofRecord(content, after: kept.head))
                kept.head = try Digest(SHA256.hash(bytes).hexString)
                count += try database.insert(boot, number: number, isRecord: true, bytes)
            }
            for incident in waitingIncidents {
                number += 1
                count += try database.insert(boot, number: number, isRecord: false, try WireCoding.encode(incident))
            }
            let dropped = try database.drop(from: &count, to: bounds)
            kept.lostRecords += dropped.records
            kept.lostIncidents += dropped.incidents
            try database.keep(kept)
        }
        (self.kept, self.count, lastNumber) = (kept, count, number)
        (waiting, waitingIncidents, lost, acknowledged) = ([], [], (0, 0), [:])
    }

    /// While the disk takes nothing, incidents go first, then the oldest records; how many is told when it takes them again.
    private func boundWaiting() {
        let excess = waiting.count + waitingIncidents.count - bounds.waiting
        guard excess > 0 else { return }
        let incidents = min(excess, waitingIncidents.count)
        waitingIncidents.removeFirst(incidents)
        waiting.removeFirst(excess - incidents)
        lost = (lost.records + excess - incidents, lost.incidents + incidents)
    }

    /// Whether this program cannot read what is there, or SQLite calls it damaged. Any other error may pass.
    private static func isDamage(_ error: any Error) -> Bool {
        switch error {
        case let error as SQLiteError: error.isDamage
        case is MigrationError, is InvalidValue: true
        default: false
        }
    }
}
