import Foundation
import MQTT
import Signage
import SignageTesting
import Testing

/// What a crew has boards do, from the command line to the machine and back.
@Suite(.serialized) struct CommandTests {
    private static let board = Street.bench

    private func onStreet(_ body: (Street) async throws -> Void) async throws {
        try await Street.withBench { street in
            try await ready(street)
            try await street.reported("a first picture", by: Self.board) { $0.applied == nil ? nil : true }
            try await body(street)
        }
    }

    /// The bench can be reached and knows what time it is: else it takes no commands.
    private func ready(_ street: Street) async throws {
        try await street.until("the board to be ready; \(street.log(of: Self.board))") {
            let status = try street.status(of: Self.board)
            return status.presence == .online && status.clock == .sealed ? true : nil
        }
    }

    @Test("a crew gets a picture of the panel, the lines of the log, and the name on the panel for a while")
    func asks() async throws {
        try await onStreet { street in
            let file = street.folder.appending(path: "panel.png")
            #expect(try street.litfass("command", Self.board, "picture", "-o", file.path).contains("  succeeded\n"))
            #expect(try Data(contentsOf: file).starts(with: [0x89, 0x50, 0x4E, 0x47]))
            let log = try street.litfass("command", Self.board, "log", "20")
            #expect(log.contains("takes the command log"))
            let before = street.panel(of: Self.board)
            #expect(try street.litfass("command", Self.board, "identify").contains("its name is on the panel"))
            #expect(street.panel(of: Self.board) != before)
            #expect(try street.litfass("command", Self.board, "refetch").contains("are whole"))
            let history = try street.litfass("command", Self.board)
            #expect(history.split(separator: "\n").count == 5 && history.contains("  identify   succeeded  "))
        }
    }

    @Test("a player starts anew once and says that it is back, though the command comes again after a kill -9")
    func once() async throws {
        try await onStreet { street in
            let topic = Topic.command(cell: try Name(Street.cell), board: try Name(Self.board))
            let answers = Topic.result(cell: try Name(Street.cell), board: try Name(Self.board))
            let asked = try street.startLitfass(["command", Self.board, "restart", "--json"])
            #expect(try await street.exitStatus(of: Self.board) == 75)
            try await street.startBench()
            #expect(asked.waitForExit() == 0)
            let status = try WireCoding.decode(CommandStatus.self, from: Data(asked.output.utf8))
            #expect(status.result.state == .succeeded && status.result.detail == "the player has started anew")

            let sealed = try await street.payload(on: topic)
            let session = try await street.reported("a connection", by: Self.board) { $0.session }
            street.endBoard(Self.board, by: SIGKILL)
            try await street.startBench()
            try await street.reported("another connection", by: Self.board) { $0.session > session ? true : nil }
            for payload in [sealed, Data("a marker".utf8)] {
                try await street.send(Message(topic: topic.text, payload: payload, qualityOfService: .atLeastOnce))
            }
            try await street.reported("the marker", by: Self.board) { $0.refused?.reason == .malformed ? true : nil }
            let answer = try WireCoding.decode(CommandResult.self, from: try await street.payload(on: answers))
            #expect(answer.state == .succeeded && answer.id == status.id)
            #expect(street.log(of: Self.board).components(separatedBy: "takes the command").count == 2, "it ran once")
        }
    }

    @Test("what a board does not do is told with its reason, and a board that is away is told at once")
    func refused() async throws {
        try await onStreet { street in
            let asked = try street.startLitfass(["command", Self.board, "reboot"])
            #expect(asked.waitForExit().map { $0 >> 8 } == 1)
            #expect(asked.output.contains("  rejected: ") && asked.output.contains("--reboot-command"))
            #expect(try street.litfass("command", "ebendorf", "picture").contains("cannot be reached now"))
        }
    }

    @Test("a command that gets to its board when it is too late is told so, and is not carried out")
    func late() async throws {
        try await Street.withBench(behindLine: true, clockMovesUptime: true) { street in
            try await street.health("the hub's time", of: Self.board) { $0.clock == .sealed }
            let first = try street.publish("Vorher", on: Self.board)
            _ = try await street.shown(first, on: Self.board)
            let panel = street.panel(of: Self.board)
            street.line?.change { $0.isFrozen = true }
            let asked = try street.startLitfass(["command", Self.board, "identify"])
            _ = try await street.payload(on: .command(cell: Name(Street.cell), board: Name(Self.board)))
            // It may begin within a minute.
            try street.clock?.set(ahead: 70)
            street.line?.change { $0.isFrozen = false }
            #expect(asked.waitForExit().map { $0 >> 8 } == 1)
            #expect(asked.output.contains("  expired: it was to begin by "), "\(asked.output)")
            #expect(!street.log(of: Self.board).contains("takes the command"))
            #expect(street.panel(of: Self.board) == panel)
        }
    }

    @Test(
        "a machine starts anew once and the crew is told, though the power goes in the middle and the command comes again"
    )
    func reboot() async throws {
        try await Street.withBench { street in
            street.endBoard(Self.board, by: SIGTERM)
            let (mark, script) = (street.folder.appending(path: "mark"), street.folder.appending(path: "reboot"))
            try ShellScript.write("echo \"down with $# words\" >>'\(mark.path)'", to: script)
            func start() async throws { try await street.startBench(options: ["--reboot-command", script.path]) }
            try await start()
            try await ready(street)
            let asked = try street.startLitfass(["command", Self.board, "reboot", "--json"])
            try await street.until("the machine to go down; \(street.log(of: Self.board))") {
                try? Data(contentsOf: mark)
            }
            street.endBoard(Self.board, by: SIGKILL)
            try street.restartMachine(of: Self.board)
            try await start()
            #expect(asked.waitForExit() == 0, "\(asked.output)")
            let status = try WireCoding.decode(CommandStatus.self, from: Data(asked.output.utf8))
            #expect(status.result.state == .succeeded && status.result.detail == "the machine has started anew")

            let topic = Topic.command(cell: try Name(Street.cell), board: try Name(Self.board))
            let sealed = try await street.payload(on: topic)
            let session = try await street.reported("a connection", by: Self.board) { $0.session }
            street.endBoard(Self.board, by: SIGKILL)
            try await start()
            try await street.reported("another connection", by: Self.board) { $0.session > session ? true : nil }
            for payload in [sealed, Data("a marker".utf8)] {
                try await street.send(Message(topic: topic.text, payload: payload, qualityOfService: .atLeastOnce))
            }
            try await street.reported("the marker", by: Self.board) { $0.refused?.reason == .malformed ? true : nil }
            #expect(try String(contentsOf: mark, encoding: .utf8) == "down with 0 words\n")
            let history = try street.litfass("command", Self.board)
            #expect(
                history.split(separator: "\n").count == 2 && history.contains("  succeeded  the machine has started"))
        }
    }
}
