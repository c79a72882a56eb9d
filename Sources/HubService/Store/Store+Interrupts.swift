import Foundation
import SQLite
import Signage

/// An interrupt as it is stored.
struct StoredInterrupt: Sendable, Equatable {
    let interrupt: Interrupt
    /// From the first version that has it up to, not with, the first that does not; `Int.max` while there is none.
    let versions: Range<Int>
    let endedAt: Date?

    /// Whether it shows then.
    func isOn(at now: Date) -> Bool { endedAt == nil && now < interrupt.until }
}

extension Store {
    /// Stores an interrupt, and makes the next state of its cell: all or nothing.
    /// - Throws: `InvalidValue` when too many are on, or too long ones.
    func add(_ interrupt: Interrupt, of cell: Name, with sealer: Sealer, at now: Date) throws -> SealedInterrupts {
        try database.transaction { database in
            let version = try database.interruptVersion(of: cell) + 1
            let number = try database.first("SELECT coalesce(max(number), 0) FROM interrupt") { try $0.integer(0) } ?? 0
            try database.execute(
                "INSERT INTO interrupt (id, number, content, expires, version) VALUES (?, ?, ?, ?, ?)",
                .text(interrupt.id.text), .integer(number + 1), .blob(try WireCoding.encode(interrupt)),
                .integer(interrupt.until.seconds), .integer(version))
            return try database.issueInterrupts(of: cell, version: version, with: sealer, at: now)
        }
    }

    /// Ends an interrupt that is on, and makes the next state of its cell; nil when it is on no more, or never was.
    func endInterrupt(_ id: Name, of cell: Name, with sealer: Sealer, at now: Date) throws -> SealedInterrupts? {
        try database.transaction { database in
            guard try database.interrupts("id = ?", .text(id.text)).contains(where: { $0.isOn(at: now) }) else {
                return nil
            }
            try database.execute("UPDATE interrupt SET ended = ? WHERE id = ?", .integer(now.seconds), .text(id.text))
            return try database.issueInterrupts(
                of: cell, version: try database.interruptVersion(of: cell) + 1, with: sealer, at: now)
        }
    }

    /// The state of a cell as boards are to have it now: made anew when an interrupt in it is over, or when it was sealed with another key.
    /// - Returns: nil when there never was one.
    func currentInterrupts(of cell: Name, with sealer: Sealer, at now: Date) throws -> SealedInterrupts? {
        try database.transaction { database in
            guard let current = try database.sealedInterrupts(of: cell) else { return nil }
            let state = sealer.open(
                current.envelope, as: .interrupt, InterruptState.self, longest: InterruptState.longestEnvelope)
            if let state, state.interrupts.allSatisfy({ now < $0.until }) { return current }
            return try database.issueInterrupts(of: cell, version: current.version + 1, with: sealer, at: now)
        }
    }

    /// Makes a state above the one that a board holds and this hub never made, as after its database was restored from a backup.
    func countOn(
        above report: ReportedState.Interrupt, of cell: Name, with sealer: Sealer, at now: Date
    ) throws -> SealedInterrupts? {
        try database.transaction { database in
            guard report.isAhead(of: try database.sealedInterrupts(of: cell)) else { return nil }
            let version = report.version + 1
            // What the board holds of versions below is none of this hub's.
            try database.execute("UPDATE interrupt SET version = ? WHERE until_version IS NULL", .integer(version))
            return try database.issueInterrupts(of: cell, version: version, with: sealer, at: now)
        }
    }

    /// The newest first, at most 200.
    func interrupts() throws -> [StoredInterrupt] {
        try database.interrupts("number > ? ORDER BY number DESC LIMIT 200", .integer(0))
    }

    /// Those whose time is not over then, whether staff have ended them or not; the newest first.
    func interrupts(from now: Date) throws -> [StoredInterrupt] {
        try database.interrupts("expires > ? ORDER BY number DESC", .integer(now.seconds))
    }

    /// One interrupt; nil when there is none of that id.
    func interrupt(_ id: Name) throws -> StoredInterrupt? {
        try database.interrupts("id = ?", .text(id.text)).first
    }
}

extension Database {
    fileprivate mutating func sealedInterrupts(of cell: Name) throws -> SealedInterrupts? {
        try first("SELECT version, envelope FROM interrupt_state WHERE cell = ?", .text(cell.text)) { row in
            SealedInterrupts(version: try row.integer(0), envelope: try row.blob(1))
        }
    }

    fileprivate mutating func interruptVersion(of cell: Name) throws -> Int {
        try sealedInterrupts(of: cell)?.version ?? 0
    }

    /// - Parameters:
    ///   - condition: what follows WHERE, with one parameter.
    fileprivate mutating func interrupts(_ condition: String, _ value: Value) throws -> [StoredInterrupt] {
        try rows("SELECT content, version, until_version, ended FROM interrupt WHERE \(condition)", value) { row in
            let first = try row.integer(1)
            return StoredInterrupt(
                interrupt: try WireCoding.decode(Interrupt.self, from: row.blob(0)),
                versions: first..<max(first, try row.optionalInteger(2) ?? .max),
                endedAt: try row.optionalInteger(3).map(Date.init(seconds:)))
        }
    }

    /// Seals the interrupts that are on as a version, and stores that.
    fileprivate mutating func issueInterrupts(
        of cell: Name, version: Int, with sealer: Sealer, at now: Date
    ) throws -> SealedInterrupts {
        try execute(
            """
            UPDATE interrupt SET until_version = ?
            WHERE until_version IS NULL AND (ended IS NOT NULL OR expires <= ?)
            """, .integer(version), .integer(now.seconds))
        let running = try interrupts("until_version IS NULL AND number > ? ORDER BY number", .integer(0))
        let sealed = try SealedInterrupts(running.map(\.interrupt), version: version, cell: cell, with: sealer, at: now)
        try execute(
            """
            INSERT INTO interrupt_state (cell, version, envelope) VALUES (?, ?, ?)
            ON CONFLICT (cell) DO UPDATE SET version = excluded.version, envelope = excluded.envelope
            """, .text(cell.text), .integer(version), .blob(sealed.envelope))
        return sealed
    }
}
