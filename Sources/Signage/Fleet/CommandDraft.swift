public import Foundation

/// A command as a crew hands it in: the body of `POST /api/v1/boards/{name}/commands`.
public struct CommandDraft: Hashable, Sendable, Codable {
    /// See ``Command/Operation/name``.
    public var operation: String
    /// Of the log; nil for 50.
    public var lines: Int?
    /// Of the panel's light; only and always for `brightness`.
    public var percent: Int?
    /// Up to when the light is held; a day is included. Nil for an hour.
    public var until: NoticeDraft.Time?

    /// Takes everything as written; ``checked(at:in:)`` is what checks it.
    public init(operation: String, lines: Int? = nil, percent: Int? = nil, until: NoticeDraft.Time? = nil) {
        self.operation = operation
        self.lines = lines
        self.percent = percent
        self.until = until
    }

    /// The operation that this draft means.
    /// - Parameter zone: the council's, in which days and minutes are meant.
    /// - Throws: naming what is not known, missing, out of range, or of another operation.
    public func checked(at now: Date, in zone: TimeZone) throws(InvalidValue) -> Command.Operation {
        let made = try made(at: now, in: zone)
        try made.check()
        let foreign = [
            ("lines", lines != nil && operation != "log"), ("percent", percent != nil && operation != "brightness"),
            ("until", until != nil && operation != "brightness"),
        ].first { $0.1 }
        if let foreign { throw InvalidValue(field: foreign.0, reason: "does not go with \(operation)") }
        return made
    }

    private func made(at now: Date, in zone: TimeZone) throws(InvalidValue) -> Command.Operation {
        switch operation {
        case "picture": return .picture
        case "reboot": return .reboot
        case "restart": return .restart
        case "identify": return .identify
        case "refetch": return .refetch
        case "log": return .log(lines: lines ?? 50)
        case "brightness":
            guard let percent else { throw InvalidValue(field: "percent", reason: "is missing") }
            let until = until?.end(in: zone, after: now) ?? now + 3_600
            guard until > now else { throw InvalidValue(field: "until", reason: "has already passed") }
            return .brightness(percent: percent, until: until)
        default:
            throw InvalidValue(
                field: "operation",
                reason: "must be picture, reboot, restart, identify, log, brightness or refetch, "
                    + "not \"\(operation.prefix(40))\"")
        }
    }
}

/// A command as the hub tells of it. Answered by `/api/v1/boards/{name}/commands`.
public struct CommandStatus: Hashable, Sendable, Codable {
    /// Of the command.
    public let id: Name
    /// The board that it is for.
    public let board: Name
    /// What is to be done.
    public let operation: Command.Operation
    /// When the hub took it in.
    public let issued: Date
    /// When it is too late to begin.
    public let notAfter: Date
    /// What the board has told, or the hub where the board has told nothing.
    public let result: CommandResult
    /// Whether the hub can reach the board.
    public let presence: Presence

    /// Times in whole seconds.
    public init(
        id: Name, board: Name, operation: Command.Operation, issued: Date, notAfter: Date, result: CommandResult,
        presence: Presence
    ) {
        self.id = id
        self.board = board
        self.operation = operation
        self.issued = issued.wholeSeconds
        self.notAfter = notAfter.wholeSeconds
        self.result = result
        self.presence = presence
    }
}

/// The answer of `GET /api/v1/boards/{name}/commands`.
public struct CommandList: Hashable, Sendable, Codable {
    /// Of this document: 1.
    public let version: Int
    /// The newest first.
    public let commands: [CommandStatus]

    /// Version 1.
    public init(commands: [CommandStatus]) {
        version = 1
        self.commands = commands
    }
}
