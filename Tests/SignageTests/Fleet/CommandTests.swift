import Foundation
import Testing

@testable import Signage

@Suite struct CommandTests {
    private typealias Operation = Command.Operation

    private static func command(_ operation: Command.Operation, seconds: TimeInterval = 60) throws -> Command {
        try Command(
            id: Name("a"), board: Name("marktplatz"), session: .max, issued: Examples.now,
            notAfter: Examples.now + seconds, operation: operation)
    }

    static let operations: [Command.Operation] = [
        .picture, .reboot, .restart, .identify, .log(lines: 200), .brightness(percent: 1, until: Examples.now),
        .refetch, .leave, .unknown("dance"),
    ]

    @Test("a command is the same after its bytes, one that is not known here too", arguments: operations)
    func roundTrips(operation: Command.Operation) throws {
        let command = try Self.command(operation)
        #expect(try roundTrip(command) == command)
    }

    @Test("what is out of range is refused with its field")
    func refused() throws {
        #expect(refusal { _ = try Self.command(.log(lines: 0)) }?.field == "operation.lines")
        #expect(refusal { _ = try Self.command(.log(lines: 201)) }?.field == "operation.lines")
        let dark = Operation.brightness(percent: 0, until: Examples.now)
        #expect(refusal { _ = try Self.command(dark) }?.field == "operation.percent")
        #expect(refusal { _ = try Self.command(.unknown("")) }?.field == "operation.name")
        #expect(refusal { _ = try Self.command(.picture, seconds: 0) }?.field == "notAfter")
        #expect(refusal { _ = try Self.command(.picture, seconds: 3_601) }?.field == "notAfter")
        #expect(refusal(Operation.self, #"{"name":"log"}"#)?.description == "lines: is missing")
        #expect(refusal(Operation.self, #"{"name":"brightness","percent":1.5}"#)?.field == "percent")
        #expect(refusal(Operation.self, #"{"name":7}"#)?.field == "name")
    }

    @Test("a result is the same after its bytes; of a long log the last lines are told")
    func result() throws {
        let long = (0..<300).map { "\($0) " + String(repeating: "x", count: 296) }
        let result = CommandResult(
            id: try Name("a"), state: .succeeded, detail: String(repeating: "y", count: 600), lines: long,
            picture: try Examples.document())
        #expect(try roundTrip(result) == result)
        #expect(result.detail?.count == 500)
        let lines = try #require(result.lines)
        #expect(lines == long.suffix(lines.count) && (70...90).contains(lines.count))
        #expect(try WireCoding.encode(result).count < CommandResult.longest)
        #expect(CommandResult.State.queued.isFinal == false && CommandResult.State.expired.isFinal)
    }

    @Test("a draft's operation is checked, and nothing goes with it that belongs to another")
    func draft() throws {
        func made(_ draft: CommandDraft) throws -> Command.Operation {
            try draft.checked(at: Examples.now, in: Examples.berlin)
        }
        #expect(try made(CommandDraft(operation: "log")) == .log(lines: 50))
        let until = try NoticeDraft.Time("2026-11-23T18:00")
        #expect(
            try made(CommandDraft(operation: "brightness", percent: 40, until: until))
                == .brightness(percent: 40, until: Examples.time("2026-11-23T18:00:00+01:00")))
        #expect(
            try made(CommandDraft(operation: "brightness", percent: 40))
                == .brightness(percent: 40, until: Examples.now + 3_600))
        for name in ["picture", "reboot", "restart", "identify", "refetch"] {
            #expect(try made(CommandDraft(operation: name)).name == name)
        }
        #expect(refusal { _ = try made(CommandDraft(operation: "dance")) }?.field == "operation")
        #expect(refusal { _ = try made(CommandDraft(operation: "brightness")) }?.field == "percent")
        #expect(refusal { _ = try made(CommandDraft(operation: "log", lines: 201)) }?.field == "lines")
        #expect(refusal { _ = try made(CommandDraft(operation: "reboot", lines: 5)) }?.field == "lines")
        #expect(refusal { _ = try made(CommandDraft(operation: "log", until: until)) }?.field == "until")
        let past = try NoticeDraft.Time("2026-11-22")
        #expect(
            refusal { _ = try made(CommandDraft(operation: "brightness", percent: 4, until: past)) }?.field == "until")
    }
}
