public import Foundation

/// What a crew has a board do once: the sealed payload of `dn/command`.
public struct Command: Hashable, Sendable, Codable, Identifiable {
    /// What the board is to do. In JSON an object whose `name` says which, such as `{"name": "log", "lines": 50}`.
    public enum Operation: Hashable, Sendable {
        /// Send a picture of what is on the panel.
        case picture
        /// Start the machine anew.
        case reboot
        /// Start the player anew.
        case restart
        /// Show the board's name large for a while.
        case identify
        /// Tell the last lines of the board's own log, 1 to ``mostLines``.
        case log(lines: Int)
        /// Hold the panel's light at 1 to 100 percent up to a time.
        case brightness(percent: Int, until: Date)
        /// Look through all that is stored, and fetch anew what is missing or altered.
        case refetch
        /// Leave the fleet: put all aside that the hub has given, and ask to be let in anew.
        case leave
        /// One that this program does not know, by its name.
        case unknown(String)

        /// Of a log that is told at once.
        public static let mostLines = 200

        /// As it stands in JSON and on the command line.
        public var name: String {
            switch self {
            case .picture: "picture"
            case .reboot: "reboot"
            case .restart: "restart"
            case .identify: "identify"
            case .log: "log"
            case .brightness: "brightness"
            case .refetch: "refetch"
            case .leave: "leave"
            case .unknown(let name): name
            }
        }
    }

    /// Unique in its hub; a board runs each at most once.
    public let id: Name
    /// The board that it is for.
    public let board: Name
    /// The connection that it is for, as in the board's ``Availability``.
    public let session: UInt64
    /// When the hub sealed it.
    public let issued: Date
    /// When it is too late to begin; at most ``longestSeconds`` after ``issued``.
    public let notAfter: Date
    /// What is to be done.
    public let operation: Operation

    /// The longest sealed command in bytes: 4 KiB.
    public static let longestEnvelope = 4 << 10
    /// For how long one may wait, in seconds: an hour. So long a board remembers which it has run.
    public static let longestSeconds: TimeInterval = 3_600

    /// Times in whole seconds.
    /// - Throws: naming the value that is out of range.
    public init(
        id: Name, board: Name, session: UInt64, issued: Date, notAfter: Date, operation: Operation
    ) throws(InvalidValue) {
        guard notAfter.wholeSeconds > issued.wholeSeconds,
            notAfter.timeIntervalSince(issued) <= Self.longestSeconds
        else { throw InvalidValue(field: "notAfter", reason: "must be within an hour after issued") }
        do {
            try operation.check()
        } catch {
            throw InvalidValue(field: "operation.\(error.field)", reason: error.reason)
        }
        self.id = id
        self.board = board
        self.session = session
        self.issued = issued.wholeSeconds
        self.notAfter = notAfter.wholeSeconds
        self.operation = operation
    }

    /// Decodes through the validating initializer.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let id = try container.decode(Name.self, forKey: .id)
        let board = try container.decode(Name.self, forKey: .board)
        let session = try container.decode(UInt64.self, forKey: .session)
        let issued = try container.decode(Date.self, forKey: .issued)
        let notAfter = try container.decode(Date.self, forKey: .notAfter)
        let operation = try container.decode(Operation.self, forKey: .operation)
        self = try decoder.validated {
            try Command(
                id: id, board: board, session: session, issued: issued, notAfter: notAfter, operation: operation)
        }
    }
}

extension Command.Operation: Codable {
    private enum CodingKeys: String, CodingKey { case name, lines, percent, until }

    /// - Throws: when a number is out of range.
    public func check() throws(InvalidValue) {
        switch self {
        case .log(let lines) where !(1...Self.mostLines).contains(lines):
            throw InvalidValue(field: "lines", reason: "must be 1 to \(Self.mostLines)")
        case .brightness(let percent, _) where !(1...100).contains(percent):
            throw InvalidValue(field: "percent", reason: "must be 1 to 100; when a panel is off is told by its times")
        case .unknown(let name) where name.isEmpty || name.count > 40:
            throw InvalidValue(field: "name", reason: "must have 1 to 40 characters")
        default: return
        }
    }

    /// Decodes any name, so that a board can say which one it does not know.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let name = try container.decode(String.self, forKey: .name)
        self =
            switch name {
            case "picture": .picture
            case "reboot": .reboot
            case "restart": .restart
            case "identify": .identify
            case "log": .log(lines: try container.decodeWhole(forKey: .lines))
            case "brightness":
                .brightness(
                    percent: try container.decodeWhole(forKey: .percent),
                    until: try container.decode(Date.self, forKey: .until).wholeSeconds)
            case "refetch": .refetch
            case "leave": .leave
            default: .unknown(name)
            }
        try decoder.validated { try check() }
    }

    /// Encodes the name and what belongs to it.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        switch self {
        case .log(let lines): try container.encode(lines, forKey: .lines)
        case .brightness(let percent, let until):
            try container.encode(percent, forKey: .percent)
            try container.encode(until.wholeSeconds, forKey: .until)
        case .picture, .reboot, .restart, .identify, .refetch, .leave, .unknown: break
        }
    }
}
