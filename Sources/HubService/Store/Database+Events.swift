import Crypto
import Foundation
import SQLite
import Signage

/// The ends of a board's chain that nothing follows yet: one, unless links are missing.
///
/// Links may arrive in another order than they were made, so that what seems broken is mended by a later one.
struct ChainEnds: Equatable {
    /// More are of a board that makes nonsense.
    static let most = 64

    /// What the first link of a chain follows on; it is used up by that.
    static let beginning = ""

    private(set) var hashes: [String]

    init(_ hashes: [String] = [Self.beginning]) { self.hashes = hashes }

    /// Whether a link follows on an end that is here. It is an end itself then, the newest; the same link twice is one end.
    mutating func add(_ hash: String, after previous: String?) -> Bool {
        let index = hashes.firstIndex(of: previous ?? Self.beginning)
        if let index { hashes.remove(at: index) }
        remove(hash)
        hashes.append(hash)
        if hashes.count > Self.most { hashes.removeFirst() }
        return index != nil
    }

    /// It is followed by one that was here before.
    mutating func remove(_ hash: String) { hashes.removeAll { $0 == hash } }
}

extension Database {
    /// Stores what is new in a batch.
    /// - Returns: up to which number all events of that start of the board are here, the incidents that were not here before, and how many
    ///   bytes all that is new takes about.
    mutating func store(
        _ batch: EventBatch, at now: Date
    ) throws -> (through: Int, incidents: [Incident], bytes: Int) {
        let known = try first(
            "SELECT through FROM watermark WHERE board = ? AND boot = ?", .text(batch.board.text),
            .text(batch.boot.text)
        ) { try $0.integer(0) }
        let watermark = known ?? 0
        let stored = try rows(
            "SELECT hash FROM chain_end WHERE board = ? ORDER BY position", .text(batch.board.text)
        ) { try $0.text(0) }
        let before = stored.isEmpty ? ChainEnds() : ChainEnds(stored)
        var ends = before
        var incidents: [Incident] = []
        var bytes = 0
        for event in batch.events where event.number > watermark {
            switch event.content {
            case .record(let record):
                guard try store(record, number: event.number, of: batch, at: now, &ends) else { continue }
                bytes += record.count + EventAllowance.bytesPerRow
            case .incident(let incident):
                let encoded = try WireCoding.encode(incident)
                let inserted = try execute(
                    """
                    INSERT INTO incident (board, boot, number, received, happened, incident) VALUES (?, ?, ?, ?, ?, ?)
                    ON CONFLICT (board, boot, number) DO NOTHING
                    """, .text(batch.board.text), .text(batch.boot.text), .integer(event.number),
                    .integer(now.seconds), .integer(incident.at.seconds), .blob(encoded))
                guard inserted == 1 else { continue }
                incidents.append(incident)
                bytes += encoded.count + EventAllowance.bytesPerRow
            }
        }
        if ends != before { try store(ends, of: batch.board) }
        // What is missing before it may still be on its way.
        let through = batch.after <= watermark ? max(watermark, batch.last) : watermark
        if through > watermark || known == nil {
            try execute(
                """
                INSERT INTO watermark (board, boot, through, received) VALUES (?, ?, ?, ?)
                ON CONFLICT (board, boot) DO UPDATE SET through = excluded.through, received = excluded.received
                """, .text(batch.board.text), .text(batch.boot.text), .integer(through), .integer(now.seconds))
        }
        return (through, incidents, bytes)
    }

    /// Stores a link of the chain as it is; one that cannot be read, too, for it is evidence of something.
    /// - Returns: whether it is new.
    private mutating func store(
        _ bytes: Data, number: Int, of batch: EventBatch, at now: Date, _ ends: inout ChainEnds
    ) throws -> Bool {
        let row = PlayRow(bytes, at: now)
        let inserted = try execute(
            """
            INSERT INTO play (
                board, boot, number, received, kind, place, item, began, ended, times, seconds, version, is_dated,
                previous, is_linked, record)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (board, boot, number) DO NOTHING
            """, .text(batch.board.text), .text(batch.boot.text), .integer(number), .integer(now.seconds),
            .text(row.kind.rawValue), row.place.map { .text($0.text) }, row.item.map { .text($0.text) },
            .integer(row.began.seconds), .integer(row.ended.seconds), .integer(row.times), .integer(row.seconds),
            row.version.map(Value.integer), .boolean(row.isDated), row.previous.map(Value.text), false, .blob(bytes))
        guard inserted == 1 else { return false }
        let hash = SHA256.hash(bytes).hexString
        if ends.add(hash, after: row.previous) && row.kind != .unreadable {
            try execute(
                "UPDATE play SET is_linked = 1 WHERE board = ? AND boot = ? AND number = ?", .text(batch.board.text),
                .text(batch.boot.text), .integer(number))
        }
        // With one end only there is nothing that waits for the link before it.
        guard ends.hashes.count > 1 else { return true }
        let mended = try execute(
            "UPDATE play SET is_linked = 1 WHERE board = ? AND previous = ? AND is_linked = 0",
            .text(batch.board.text), .text(hash))
        if mended > 0 { ends.remove(hash) }
        return true
    }

    private mutating func store(_ ends: ChainEnds, of board: Name) throws {
        try execute("DELETE FROM chain_end WHERE board = ?", .text(board.text))
        for (position, hash) in ends.hashes.enumerated() {
            try execute(
                "INSERT INTO chain_end (board, hash, position) VALUES (?, ?, ?)", .text(board.text), .text(hash),
                .integer(position))
        }
    }
}

/// A link of a chain as it stands in the table `play`.
struct PlayRow {
    enum Kind: String {
        case notice, zone, evergreen, gap, clock, loss, unreadable

        init(_ kind: PlayedItem.Kind) {
            switch kind {
            case .notice: self = .notice
            case .zone: self = .zone
            case .evergreen: self = .evergreen
            }
        }
    }

    let kind: Kind
    var place: Name?
    var item: Name?
    let began: Date
    let ended: Date
    var times = 0
    var seconds = 0
    var version: Int?
    /// Whether somebody vouched for the times.
    let isDated: Bool
    let previous: String?

    /// - Parameter now: stands for the times of what cannot be read.
    init(_ bytes: Data, at now: Date) {
        guard let record = try? WireCoding.decode(ProofRecord.self, from: bytes) else {
            (kind, began, ended, isDated, previous) = (.unreadable, now, now, false, nil)
            return
        }
        previous = record.previous?.hex
        switch record.content {
        case .played(let play):
            kind = Kind(play.played.kind)
            (place, item) = (play.played.place, play.played.item)
            (began, ended, isDated) = (play.first, play.last, play.clock != .untrusted)
            (times, seconds, version) = (play.times, play.seconds, play.version)
        case .gap(let gap):
            let from = gap.from ?? gap.to
            (kind, began, ended) = (.gap, min(from, gap.to), max(from, gap.to))
            isDated = gap.clock != .untrusted
        case .clock(let step):
            (kind, began, ended) = (.clock, min(step.from, step.to), max(step.from, step.to))
            isDated = step.clock != .untrusted
        case .loss(let loss): (kind, began, ended, isDated) = (.loss, loss.at, loss.at, true)
        }
    }
}
