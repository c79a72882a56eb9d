import Crypto
import Foundation
import Signage
import SignageTesting

@testable import BoardController

extension Fixtures {
    static func command(
        _ operation: Command.Operation, id: String = "first", board: Name = board, session: UInt64 = 1,
        issued: Date = noon
    ) -> Command {
        made {
            try Command(
                id: Name(id), board: board, session: session, issued: issued, notAfter: issued + 60,
                operation: operation)
        }
    }
}

extension Street {
    /// The board's connection.
    func session() async throws -> UInt64 {
        let heard = try await hub.heard.wait("a birth") { $0.availability.last?.state == .online }
        guard let session = heard.availability.last?.session else { preconditionFailure("it was waited for") }
        return session
    }

    func send(_ command: Command, sealedBy other: SigningKey? = nil) async throws {
        try await hub.send(
            (other ?? hub.key).seal(command, as: .command), to: .command(cell: Fixtures.cell, board: Fixtures.board))
    }

    /// Seals a command for the board's connection and sends it.
    func give(_ operation: Command.Operation, id: String = "first") async throws -> Command {
        let command = Fixtures.command(operation, id: id, session: try await session(), issued: clock.now)
        try await send(command)
        return command
    }

    /// Waits until the board tells this of a command.
    @discardableResult
    func result(
        _ id: Name, _ isMeant: @escaping @Sendable (CommandResult) -> Bool
    ) async throws -> CommandResult {
        let heard = try await hub.heard.wait("a result of \(id)") { $0.results.contains { $0.id == id && isMeant($0) } }
        guard let result = heard.results.last(where: { $0.id == id && isMeant($0) }) else {
            preconditionFailure("it was waited for")
        }
        return result
    }

    /// Gives a command and waits for its end.
    func result(of operation: Command.Operation, id: String = "first") async throws -> CommandResult {
        try await result(try await give(operation, id: id).id) { $0.state.isFinal }
    }

    /// A program of a shell, as whoever sets a board up writes it.
    func script(_ text: String) throws -> String {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: "reboot")
        try ShellScript.write(text, to: file)
        return file.path
    }

    /// Looks again and again at what no message tells of.
    func until(_ what: String, _ isThere: () throws -> Bool) async throws {
        let end = ContinuousClock.now + .seconds(60)
        while try !isThere() {
            guard ContinuousClock.now < end else {
                throw Missing(description: "no \(what) in 60 s; \(hub.heard.value.results)")
            }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    struct Missing: Error, CustomStringConvertible {
        let description: String
    }
}
