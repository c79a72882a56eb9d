import Crypto
import Foundation
import Render
import Signage
import SignageTesting
import Testing

@testable import BoardController

@Suite("Commands to a board")
struct CommandTests {
    private static let notice = Fixtures.notice("Baubeginn")

    @Test("a picture of the panel is sent, and the result names it")
    func picture() async throws {
        try await Street.with { street in
            try await street.board { _ in
                let result = try await street.result(of: .picture)
                #expect(result.state == .succeeded)
                let heard = try await street.hub.heard.wait("the picture") { heard in
                    heard.pictures.contains { SHA256.hash($0).hexString == result.picture?.hex }
                }
                #expect(heard.results.map(\.state) == [.queued, .inProgress, .succeeded])
            }
        }
    }

    @Test("the last lines of the board's log are told, and no more than were asked for")
    func log() async throws {
        try await Street.with { street in
            try await street.board { _ in
                let all = try #require(try await street.result(of: .log(lines: 200)).lines)
                #expect(all.contains { $0.hasPrefix("2026-07-01T12:00:00Z connected to 127.0.0.1") })
                #expect(all.last?.contains("takes the command log") == true)
                #expect(try await street.result(of: .log(lines: 2), id: "second").lines?.count == 2)
            }
        }
    }

    @Test("a command runs once, however often it comes, and the answer comes each time")
    func once() async throws {
        let lines = Watched<[String]>([])
        try await Street.with { street in
            let command = try await street.board(log: { line in lines.update { $0.append(line) } }) { _ in
                let command = try await street.give(.log(lines: 5))
                try await street.result(command.id) { $0.state == .succeeded }
                street.hub.forget()
                try await street.send(command)
                let again = try await street.result(command.id) { _ in true }
                #expect(again.state == .succeeded)
                return command
            }
            street.hub.forget()
            try await street.board(log: { line in lines.update { $0.append(line) } }) { _ in
                // After a restart, too: the answer comes by itself, and again when it is asked for.
                try await street.result(command.id) { $0.state == .succeeded }
                try await street.send(command)
                try await street.hub.heard.wait("the answer again") { $0.results.count == 2 }
            }
            #expect(lines.value.count { $0.contains("takes the command") } == 1)
        }
    }

    @Test("a player that is to start anew says so first, ends, and says that it is back")
    func restart() async throws {
        try await Street.with { street in
            let command = try await street.board { _ in
                let command = try await street.give(.restart)
                try await street.result(command.id) { $0.state == .inProgress }
                try await street.hub.heard.wait("the farewell") { $0.availability.last?.state == .offline }
                return command
            }
            try await street.board { _ in
                let result = try await street.result(command.id) { $0.state.isFinal }
                #expect(result.state == .succeeded && result.detail == "the player has started anew")
            }
        }
    }

    @Test("a board that is ended while it encodes a picture has written all and said farewell before that is done")
    func endsBusy() async throws {
        let gate = DispatchSemaphore(value: 0)
        try await Street.with { street in
            let (heard, outbox) = (street.hub.heard, street.state.outbox)
            async let kept: KeptProof? = {
                defer { gate.signal() }
                try await heard.wait("the farewell") { $0.availability.last?.state == .offline }
                return try OutboxDatabase(path: outbox).kept()
            }()
            try await street.board { _ in
                let begun = Watched(false)
                let encoder = try #require(await street.running.value?.controller.encoder)
                Task { await encoder.halt(at: gate, begun) }
                try await begun.wait("an encoder that is at work") { $0 }
                let command = try await street.give(.picture)
                try await street.result(command.id) { $0.state == .inProgress }
            }
            #expect(try await kept?.wasOrderly == true)
        }
    }

    @Test(
        "a machine that is to start anew is judged by whether it has",
        arguments: [("test", CommandResult.State.failed), ("another", .succeeded)])
    func reboot(boot: String, state: CommandResult.State) async throws {
        try await Street.with { street in
            let mark = street.folder.path + "/mark"
            let script = try street.script("touch \(mark)")
            let command = try await street.board(reboot: script) { _ in
                let command = try await street.give(.reboot)
                try await street.result(command.id) { $0.state == .inProgress }
                try await street.until("the mark of the script") { FileManager.default.fileExists(atPath: mark) }
                return command
            }
            street.hub.forget()
            try await street.board(boot: boot) { _ in
                let result = try await street.result(command.id) { $0.state.isFinal }
                #expect(result.state == state)
            }
        }
    }

    @Test("a program that cannot start the machine anew is told", arguments: ["exit 3", "kill -9 $$", nil])
    func rebootFails(script: String?) async throws {
        try await Street.with { street in
            let path = try script.map { try street.script($0) } ?? "/nowhere/reboot"
            try await street.board(reboot: path) { _ in
                let result = try await street.result(of: .reboot)
                #expect(result.state == .failed && result.detail?.contains(path) == true)
            }
        }
    }

    @Test(
        "a machine that does not go down is told, also while its program goes on",
        arguments: ["exit 0", "exec sleep 3"])
    func rebootHangs(text: String) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "reboot-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let script = folder.appending(path: "reboot")
        try ShellScript.write(text, to: script)
        let failure = await #expect(throws: Machine.Failure.self) {
            try await Machine.reboot(with: script.path, patience: .milliseconds(50))
        }
        #expect(failure?.description.contains("still there") == true)
    }

    @Test("what had begun when the player was ended by force is not tried again")
    func killed() async throws {
        try await Street.with { street in
            try FileManager.default.createDirectory(atPath: street.state.path, withIntermediateDirectories: true)
            let command = Fixtures.command(.picture)
            var memory = CommandMemory(path: street.state.commands)
            let begun = CommandResult(id: command.id, state: .inProgress)
            try memory.remember(command, boot: "test", result: begun, at: Fixtures.noon)
            try await street.board { _ in
                let result = try await street.result(command.id) { _ in true }
                #expect(result.state == .failed && result.detail?.contains("not tried again") == true)
            }
        }
    }

    enum Verdict: CaseIterable, Sendable {
        case tooLate, otherSession, unknownOperation, noReboot, noTime, hiddenByInterrupt

        var state: CommandResult.State { self == .tooLate ? .expired : .rejected }
        var words: String {
            switch self {
            case .tooLate: "it was to begin by 2026-07-01T11:59:30Z"
            case .otherSession: "it is for the connection 1"
            case .unknownOperation: "does not know the operation dance"
            case .noReboot: "--reboot-command"
            case .noTime: "does not know what time it is"
            case .hiddenByInterrupt: "an interrupt is on"
            }
        }
        var operation: Command.Operation {
            switch self {
            case .unknownOperation: .unknown("dance")
            case .noReboot: .reboot
            case .hiddenByInterrupt: .identify
            default: .picture
            }
        }
    }

    @Test("what is not begun is told with its reason", arguments: Verdict.allCases)
    func verdict(_ verdict: Verdict) async throws {
        try await Street.with { street in
            if verdict == .noTime { street.clock.set(Fixtures.date("1970-01-01T00:01:00Z"), isSynchronised: false) }
            try await street.board { _ in
                if verdict == .hiddenByInterrupt {
                    try await street.hub.publish(Fixtures.interrupts(version: 1, Fixtures.interrupt("Sturm")))
                    try await street.interrupt("the interrupt") { $0.isOn }
                }
                let session = try await street.session()
                let command = Fixtures.command(
                    verdict.operation, session: verdict == .otherSession ? 1 : session,
                    issued: verdict == .tooLate ? Fixtures.noon - 90 : Fixtures.noon)
                try await street.send(command)
                let result = try await street.result(command.id) { _ in true }
                #expect(result.state == verdict.state)
                #expect(result.detail?.contains(verdict.words) == true, "\(result)")
                #expect(street.hub.heard.value.results.count == 1)
            }
        }
    }

    @Test("what is not for this board, or sealed by another key, is refused and does not run")
    func refused() async throws {
        try await Street.with { street in
            try await street.board { _ in
                let session = try await street.session()
                try await street.send(Fixtures.command(.picture, board: Fixtures.name("ebendorf"), session: session))
                try await street.refused(.board)
                try await street.send(Fixtures.command(.picture, session: session), sealedBy: .generate())
                try await street.refused(.seal)
                try await street.hub.send(Data("{}".utf8), to: .command(cell: Fixtures.cell, board: Fixtures.board))
                try await street.refused(.malformed)
                #expect(street.hub.heard.value.results.isEmpty)
            }
        }
    }

    @Test("what the disk does not remember does not run")
    func fullDisk() async throws {
        try await Street.with { street in
            try await street.board { panel in
                try await panel.frames.wait("a frame") { !$0.isEmpty }
                // No file can take the place of a folder.
                try FileManager.default.createDirectory(
                    atPath: street.state.commands, withIntermediateDirectories: true)
                let result = try await street.result(of: .log(lines: 5))
                #expect(result.state == .rejected && result.lines == nil)
                #expect(result.detail?.hasPrefix("the disk did not take it") == true)
            }
        }
    }

    @Test("the panel's light is held up to a time")
    func brightness() async throws {
        try await Street.with { street in
            try await street.board { panel in
                let command = try await street.give(.brightness(percent: 40, until: Fixtures.noon + 60))
                try await street.result(command.id) { $0.state == .succeeded }
                #expect(panel.lights.value.last == 40)
                street.clock.advance(by: 60)
                try await street.hub.publish(try Programme(version: 1))
                try await panel.lights.wait("the light as it was") { $0.last != 40 }
            }
        }
    }

    @Test("stored documents that were altered are fetched anew, while the programme plays on")
    func refetch() async throws {
        try await Street.with { street in
            try await street.board { panel in
                let programme = try Programme(version: 1, notices: [Self.notice])
                try await street.hub.publish(programme)
                try await street.applied(1)
                let whole = try await street.result(of: .refetch)
                #expect(whole.detail == "all 2 documents of version 1 are whole")
                let id = try #require(programme.documents.keys.first)
                let file = URL(fileURLWithPath: "\(street.state.documents)/\(id.hex)")
                try Data("rust".utf8).write(to: file)
                let mended = try await street.result(of: .refetch, id: "second")
                #expect(mended.detail?.hasPrefix("1 of 2 documents of version 1 are missing or altered") == true)
                try await street.until("the document on the disk") {
                    (try? Data(contentsOf: file)) == programme.documents[id]
                }
                let heard = try await street.hub.heard.wait("nothing is pending") {
                    $0.reported.last.map { $0.pending == nil && $0.applied?.version == 1 } ?? false
                }
                #expect(heard.reported.last?.refused == nil)
                #expect(panel.frames.value.last == TestPainter.frame("Baubeginn"))
            }
        }
    }
}

extension PictureEncoder {
    /// Is at work until the gate opens.
    fileprivate func halt(at gate: DispatchSemaphore, _ begun: Watched<Bool>) {
        begun.update { $0 = true }
        gate.wait()
    }
}
