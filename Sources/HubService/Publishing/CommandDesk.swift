import Foundation
import Signage

/// Where a crew has boards do something: stores commands, sends them while they may begin, and keeps what came of them.
struct CommandDesk: Sendable {
    let store: Store
    let publishing: Publishing
    let intake: Intake
    let fleet: Fleet
    /// The council's, in which a crew means its days and times.
    let zone: TimeZone
    let log: Log
    let now: @Sendable () -> Date

    /// How long a command may wait for its board, in seconds.
    static let lifetimeSeconds: TimeInterval = 60

    /// Stores a command and sends it. To a board that cannot be reached it goes when that is back in time.
    /// - Returns: nil when there is no such board.
    /// - Throws: `InvalidValue` for what is no operation; then nothing has changed.
    func give(_ draft: CommandDraft, to name: String?) async throws -> CommandStatus? {
        guard let board = fleet.now.board(name)?.name else { return nil }
        let now = now()
        let operation = try draft.checked(at: now, in: zone)
        let id = try Name.new(at: now)
        try await add(operation, as: id, to: board, at: now)
        return try await status(of: id, on: name)
    }

    /// Sends what waits for a board over its connection, where it can be reached.
    func send(to board: Name) async throws {
        guard let session = await intake.session(of: board) else { return }
        for waiting in try await store.takeWaitingCommands(of: board, session: session, at: now()) {
            let command = try Command(
                id: waiting.id, board: board, session: session, issued: waiting.issued, notAfter: waiting.notAfter,
                operation: waiting.operation)
            await publishing.send(command)
        }
    }

    /// Tells a board that it leaves, and waits until it says that it does.
    /// - Returns: whether it has said so in time.
    func tellFarewell(to board: Name, within patience: Duration) async -> Bool {
        guard await intake.session(of: board) != nil else { return false }
        do {
            let now = now()
            let id = try Name.new(at: now)
            try await add(.leave, as: id, to: board, at: now)
            let end = ContinuousClock.now + patience
            while ContinuousClock.now < end {
                switch try await store.command(id, of: board)?.result.state {
                case .succeeded: return true
                case .queued, .inProgress: try await Task.sleep(for: .milliseconds(20))
                case nil, .failed, .rejected, .expired: return false
                }
            }
        } catch {
            log("board \(board): cannot be told that it leaves: \(error)")
        }
        return false
    }

    private func add(_ operation: Command.Operation, as id: Name, to board: Name, at now: Date) async throws {
        try await store.add(
            StoredCommand(
                id: id, board: board, operation: operation, issued: now.wholeSeconds,
                notAfter: (now + Self.lifetimeSeconds).wholeSeconds, result: CommandResult(id: id, state: .queued)))
        try await send(to: board)
    }

    /// Keeps what boards have told.
    func take(_ results: [Name: [CommandResult]]) async {
        for (board, results) in results {
            for result in results {
                do {
                    try await store.note(result, from: board)
                } catch {
                    log("board \(board): cannot store what came of the command \(result.id): \(error)")
                }
            }
        }
    }

    /// One command; nil when there is none of that id.
    func status(of id: Name, on name: String?) async throws -> CommandStatus? {
        guard let board = fleet.now.board(name)?.name,
            let stored = try await store.command(id, of: board)
        else { return nil }
        return status(of: stored, await presence(of: board))
    }

    /// The newest first; nil when there is no such board.
    func list(of name: String?) async throws -> CommandList? {
        guard let board = fleet.now.board(name)?.name else { return nil }
        let presence = await presence(of: board)
        return CommandList(commands: try await store.commands(of: board).map { status(of: $0, presence) })
    }

    private func presence(of board: Name) async -> Presence {
        await intake.statuses().first { $0.board == board }?.presence ?? .unknown
    }

    private func status(of stored: StoredCommand, _ presence: Presence) -> CommandStatus {
        CommandStatus(
            id: stored.id, board: stored.board, operation: stored.operation, issued: stored.issued,
            notAfter: stored.notAfter, result: stored.result, presence: presence)
    }
}

extension Publishing {
    /// Seals a command and sends it; one that gets lost is sent again over the board's next connection.
    func send(_ command: Command) {
        send(sealed: command, as: .command, to: .command(cell: cell, board: command.board))
    }
}
