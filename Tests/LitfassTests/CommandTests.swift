import Foundation
import HTTPServer
import Signage
import Synchronization
import Testing

@testable import litfass

@Suite(.timeLimit(.minutes(1))) struct CommandTests {
    private let folder: Folder
    init() throws { folder = try Folder() }

    private static func status(
        _ operation: Command.Operation, _ state: CommandResult.State, detail: String? = nil, lines: [String]? = nil,
        picture: DocumentID? = nil, presence: Presence = .online
    ) throws -> CommandStatus {
        let issued = Date(timeIntervalSince1970: 1_795_439_220)
        let id = try Name("c-1")
        return CommandStatus(
            id: id, board: try Name("see"), operation: operation, issued: issued, notAfter: issued + 60,
            result: CommandResult(id: id, state: state, detail: detail, lines: lines, picture: picture),
            presence: presence)
    }

    @Test("a command is sent as it was written, waited for, and what came of it is told")
    func log() async throws {
        let first = try WireCoding.encode(Self.status(.log(lines: 2), .queued))
        let later = try WireCoding.encode(Self.status(.log(lines: 2), .succeeded, lines: ["eins", "zwei"]))
        let hub = try StandInHub { $0.method == .post ? .json(first, status: 201) : .json(later) }
        let outcome = await litfass(["command", "see", "log", "2"] + hub.options)
        #expect(outcome.complaint == "" && outcome.status == 0)
        #expect(outcome.output == "see  log  c-1  succeeded\neins\nzwei\n")
        #expect(hub.asked.map(\.path) == ["/api/v1/boards/see/commands", "/api/v1/boards/see/commands/c-1"])
        #expect(String(decoding: hub.asked[0].body, as: UTF8.self) == #"{"lines":2,"operation":"log"}"#)
        let json = await litfass(["command", "see", "log", "2", "--json"] + hub.options)
        #expect(json.output == String(decoding: later, as: UTF8.self) + "\n")
    }

    @Test("a picture is saved when the one that was taken for it is on the hub")
    func picture() async throws {
        let id = try DocumentID(String(repeating: "a", count: 64))
        let done = try WireCoding.encode(Self.status(.picture, .succeeded, picture: id))
        let downloads = Mutex(0)
        let hub = try StandInHub { request in
            guard request.path.hasSuffix(".png") else { return .json(done) }
            let isOlder = downloads.withLock { count in
                count += 1
                return count == 1
            }
            let tag = isOlder ? String(repeating: "b", count: 64) : id.hex
            return Response(headers: ["ETag": "\"\(tag)\""], body: Data((isOlder ? "old" : "new").utf8))
        }
        let file = folder.path("see.png")
        let outcome = await litfass(["command", "see", "picture", "-o", file] + hub.options)
        #expect(outcome.complaint == "" && outcome.status == 0)
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "new")
        let nowhere = await litfass(["command", "see", "picture", "-o", folder.path("no/see.png")] + hub.options)
        #expect(nowhere.status == 1)
        #expect(nowhere.complaint.hasPrefix("litfass: could not write \(folder.path("no/see.png"))"))
    }

    @Test("a picture that has not come is no success, since there is no file")
    func noPicture() async throws {
        let answer = try WireCoding.encode(Self.status(.picture, .queued, presence: .offline))
        let hub = try StandInHub { _ in .json(answer) }
        let file = folder.path("see.png")
        let outcome = await litfass(["command", "see", "picture", "-o", file] + hub.options)
        #expect(outcome.status == 1 && outcome.output.contains("cannot be reached now"))
        #expect(
            outcome.complaint
                == "litfass: \(file) is not written: the picture has not come; ask for it again later\n")
    }

    @Test("what a board does not do is told with its reason, and the status is 1")
    func rejected() async throws {
        let answer = try WireCoding.encode(Self.status(.reboot, .rejected, detail: "it was not told how"))
        let hub = try StandInHub { _ in .json(answer) }
        let outcome = await litfass(["command", "see", "reboot"] + hub.options)
        #expect(outcome.status == 1)
        #expect(outcome.output == "see  reboot  c-1  rejected: it was not told how\n")
        #expect(outcome.complaint == "litfass: see has not done it: it was not told how\n")
    }

    @Test("a board that is away is told at once, and one that is still at it after its time")
    func away() async throws {
        let answer = try WireCoding.encode(Self.status(.refetch, .queued, presence: .offline))
        let hub = try StandInHub { _ in .json(answer) }
        let outcome = await litfass(["command", "see", "refetch"] + hub.options)
        #expect(outcome.status == 0 && hub.asked.count == 1)
        #expect(
            outcome.output
                == "see  refetch  c-1  cannot be reached now; it is sent when the board is back within a minute\n")
        #expect(
            try CommandWords.words(Self.status(.reboot, .inProgress))
                == "see  reboot  c-1  in progress; litfass command see tells how it ends\n")
    }

    @Test("a board's last commands are listed with what came of them")
    func list() async throws {
        let list = CommandList(commands: [
            try Self.status(.identify, .succeeded, detail: "its name is on the panel"),
            try Self.status(.brightness(percent: 4, until: .distantFuture), .inProgress),
        ])
        let answer = try WireCoding.encode(list)
        let hub = try StandInHub { _ in .json(answer) }
        let outcome = await litfass(["command", "see"] + hub.options)
        let rows = outcome.output.split(separator: "\n").map { line in
            line.components(separatedBy: "  ").filter { !$0.isEmpty }.map { $0.trimmingCharacters(in: .whitespaces) }
        }
        #expect(rows.count == 3 && rows[0] == ["ID", "GIVEN", "OPERATION", "STATE", "WHAT CAME OF IT"])
        #expect(rows[1][2...] == ["identify", "succeeded", "its name is on the panel"])
        #expect(rows[2][2...] == ["brightness", "in progress", "–"])
    }

    @Test(
        "what is not understood is told in a sentence",
        arguments: [
            (["command"], "an argument is missing"),
            (
                ["command", "See", "log"],
                "\"See\" is no name of a board: a name has only the characters a-z, 0-9 and -"
            ),
            (
                ["command", "see", "dance"],
                "operation: must be picture, reboot, restart, identify, log, brightness or refetch, not \"dance\""
            ),
            (["command", "see", "log", "all"], "\"all\" is no whole number"),
            (["command", "see", "log", "0"], "lines: must be 1 to 200"),
            (["command", "see", "brightness"], "percent: is missing"),
            (["command", "see", "reboot", "5"], "\"5\" is one argument too many"),
            (["command", "see", "log", "-o", "a.png"], "-o goes with picture"),
            (["command", "see", "reboot", "--until", "2026-12-04"], "until: does not go with reboot"),
            (["command", "see", "--until", "2026-12-04"], "--until goes with brightness"),
        ] as [([String], String)])
    func misused(words: [String], complaint: String) async {
        let outcome = await litfass(words)
        #expect(outcome.status == 2)
        #expect(outcome.complaint == "litfass: \(complaint); litfass command --help tells more\n")
    }
}
