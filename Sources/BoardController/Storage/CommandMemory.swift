import Files
import Foundation
import Signage

/// Which commands this board has taken, on its disk: none of them is run twice, whatever ends the player in between.
///
/// One is forgotten when it would be too late for it anyhow.
struct CommandMemory {
    /// One command and how far it has come.
    struct Entry: Hashable, Sendable, Codable {
        let id: Name
        let notAfter: Date
        /// See ``Command/Operation/name``.
        let operation: String
        /// The start of the machine in which it was taken.
        let boot: String
        /// Without lines and picture, which are told once.
        var result: CommandResult

        init(_ command: Command, boot: String, result: CommandResult) {
            id = command.id
            notAfter = command.notAfter
            operation = command.operation.name
            self.boot = boot
            self.result = CommandResult(id: result.id, state: result.state, detail: result.detail)
        }
    }

    private struct Document: Codable {
        let commands: [Entry]
    }

    /// Commands that may be remembered at a time; while there are so many, no other is taken.
    static let most = 64
    private static let longest = 256 << 10

    private let path: String
    private(set) var entries: [Entry] = []

    init(path: String) { self.path = path }

    /// Reads what is on the disk.
    /// - Throws: in words, when the file cannot be read or used.
    mutating func load() throws {
        guard let data = try readFile(path, limit: Self.longest) else { return }
        do {
            entries = Array(try WireCoding.decode(Document.self, from: data).commands.suffix(Self.most))
        } catch {
            throw FileProblem(path: path, reason: "\(error)")
        }
    }

    /// How far a command has come; nil when it is not known.
    func result(of id: Name) -> CommandResult? { entries.first { $0.id == id }?.result }

    /// Whether one more may be taken.
    func hasRoom(at now: Date) -> Bool { entries.count { now < $0.notAfter } < Self.most }

    /// Puts a command with its result on the disk, in place of what was known of it.
    /// - Throws: when the disk does not take it; then nothing has changed.
    mutating func remember(_ command: Command, boot: String, result: CommandResult, at now: Date) throws {
        let others = entries.filter { now < $0.notAfter && $0.id != command.id }
        try replace(with: others + [Entry(command, boot: boot, result: result)])
    }

    /// Judges what had begun when the player ended.
    /// - Parameter judge: the result of an entry that has none yet.
    /// - Throws: when the disk does not take it; it holds all the same until the player ends.
    mutating func settle(_ judge: (Entry) -> CommandResult) throws {
        guard entries.contains(where: { !$0.result.state.isFinal }) else { return }
        for index in entries.indices where !entries[index].result.state.isFinal {
            entries[index].result = judge(entries[index])
        }
        try replace(with: entries)
    }

    private mutating func replace(with new: [Entry]) throws {
        try writeAtomically(try WireCoding.encode(Document(commands: new)), to: path)
        entries = new
    }
}
