import Foundation
import SQLite
import Signage

/// A command as it is stored.
struct StoredCommand: Sendable, Equatable {
    let id: Name
    let board: Name
    let operation: Command.Operation
    let issued: Date
    let notAfter: Date
    let result: CommandResult
}

extension Store {
    /// How many commands of a board are kept, the newest.
    static let mostCommands = 100
    /// How long after a command was to begin a board may still say that it has.
    static let commandGraceSeconds: TimeInterval = 30
    /// How long a command may be in progress, from when it was to begin.
    static let commandPatienceSeconds: TimeInterval = 3_600

    /// Stores a command that no board has yet; the oldest of its board go.
    func add(_ command: StoredCommand) throws {
        try database.transaction { database in
            let number = try database.first("SELECT coalesce(max(number), 0) FROM command") { try $0.integer(0) } ?? 0
            try database.execute(
                """
                INSERT INTO command (id, number, board, operation, issued, not_after, state, result)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """, .text(command.id.text), .integer(number + 1), .text(command.board.text),
                .blob(try WireCoding.encode(command.operation)), .integer(command.issued.seconds),
                .integer(command.notAfter.seconds), .text(command.result.state.rawValue),
                .blob(try WireCoding.encode(command.result)))
            try database.execute(
                """
                DELETE FROM command WHERE board = ? AND id NOT IN (
                    SELECT id FROM command WHERE board = ? ORDER BY number DESC LIMIT ?)
                """, .text(command.board.text), .text(command.board.text), .integer(Self.mostCommands))
        }
    }

    /// Notes how far a board has come with a command of its own. What is final stays, and what was never asked for says nothing.
    func note(_ result: CommandResult, from board: Name) throws {
        try database.execute(
            """
            UPDATE command SET state = ?, result = ?
            WHERE id = ? AND board = ? AND (state = 'queued' OR (state = 'inProgress' AND ? <> 'queued'))
            """, .text(result.state.rawValue), .blob(try WireCoding.encode(result)), .text(result.id.text),
            .text(board.text), .text(result.state.rawValue))
    }

    /// The commands that a board has not answered, and that are to go out over this connection of it; they count as sent from then on.
    func takeWaitingCommands(of board: Name, session: UInt64, at now: Date) throws -> [StoredCommand] {
        try database.transaction { database in
            let waiting = try database.commands(
                "board = ? AND state = 'queued' AND not_after > ? AND (session IS NULL OR session <> ?) ORDER BY number",
                .text(board.text), .integer(now.seconds), .text(String(session)))
            for command in waiting {
                try database.execute(
                    "UPDATE command SET session = ? WHERE id = ?", .text(String(session)), .text(command.id.text))
            }
            return waiting
        }
    }

    /// Gives up the commands that no board has begun in time, and those that never came to an end.
    func giveUpCommands(at now: Date) throws {
        try database.transaction { database in
            let late = try database.commands(
                "(state = 'queued' AND not_after < ?) OR (state = 'inProgress' AND not_after < ?)",
                .integer((now - Self.commandGraceSeconds).seconds),
                .integer((now - Self.commandPatienceSeconds).seconds))
            for command in late {
                let result =
                    command.result.state == .queued
                    ? CommandResult(id: command.id, state: .expired, detail: "the board has not begun in time")
                    : CommandResult(id: command.id, state: .failed, detail: "the board has not said how it ended")
                try database.execute(
                    "UPDATE command SET state = ?, result = ? WHERE id = ?", .text(result.state.rawValue),
                    .blob(try WireCoding.encode(result)), .text(command.id.text))
            }
        }
    }

    /// One command of a board; nil when there is none of that id.
    func command(_ id: Name, of board: Name) throws -> StoredCommand? {
        try database.commands("id = ? AND board = ?", .text(id.text), .text(board.text)).first
    }

    /// A board's commands, the newest first.
    func commands(of board: Name) throws -> [StoredCommand] {
        try database.commands("board = ? ORDER BY number DESC", .text(board.text))
    }
}

extension Database {
    /// - Parameter condition: what follows WHERE, with as many parameters as there are values.
    fileprivate mutating func commands(
        _ condition: String, _ first: Value, _ second: Value? = nil, _ third: Value? = nil
    ) throws -> [StoredCommand] {
        let sql = "SELECT id, board, operation, issued, not_after, result FROM command WHERE \(condition)"
        func read(_ row: borrowing Row) throws -> StoredCommand {
            StoredCommand(
                id: try Name(row.text(0)), board: try Name(row.text(1)),
                operation: try WireCoding.decode(Command.Operation.self, from: row.blob(2)),
                issued: Date(seconds: try row.integer(3)), notAfter: Date(seconds: try row.integer(4)),
                result: try WireCoding.decode(CommandResult.self, from: row.blob(5)))
        }
        return switch (second, third) {
        case (nil, _): try rows(sql, first, read: read)
        case (let second?, nil): try rows(sql, first, second, read: read)
        case (let second?, let third?): try rows(sql, first, second, third, read: read)
        }
    }
}
