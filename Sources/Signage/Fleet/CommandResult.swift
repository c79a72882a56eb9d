import Foundation

/// How far a board has come with a command: the payload of `up/result`.
public struct CommandResult: Hashable, Sendable, Codable {
    /// Where a command stands in its life.
    public enum State: String, Sendable, Codable {
        /// It waits for its turn.
        case queued
        /// It has begun.
        case inProgress
        /// It is done.
        case succeeded
        /// It has begun, and came to nothing.
        case failed
        /// It was not begun, for a reason.
        case rejected
        /// It came, or its turn came, too late.
        case expired

        /// Whether nothing comes after it.
        public var isFinal: Bool { self != .queued && self != .inProgress }
    }

    /// Of the command.
    public let id: Name
    /// Where it stands.
    public let state: State
    /// In words: why, or what came of it; at most 500 characters.
    public let detail: String?
    /// The lines of the log that were asked for, the oldest first; at most ``mostBytes`` of them.
    public let lines: [String]?
    /// SHA-256 of the picture that was sent for it.
    public let picture: DocumentID?

    /// The longest result in bytes: 64 KiB.
    public static let longest = 64 << 10
    /// Of ``lines``, in bytes: 24 KiB, which JSON at most doubles.
    public static let mostBytes = 24 << 10

    /// Cuts the detail, and leaves out the oldest lines, where they are too long.
    public init(
        id: Name, state: State, detail: String? = nil, lines: [String]? = nil, picture: DocumentID? = nil
    ) {
        self.id = id
        self.state = state
        self.detail = detail.map { String($0.prefix(500)) }
        var room = Self.mostBytes
        self.lines = lines.map { lines in
            lines.suffix(Command.Operation.mostLines).reversed().prefix { line in
                room -= line.utf8.count
                return room >= 0
            }.reversed()
        }
        self.picture = picture
    }

    /// Decodes through the initializer that bounds the texts.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: try container.decode(Name.self, forKey: .id), state: try container.decode(State.self, forKey: .state),
            detail: try container.decodeIfPresent(String.self, forKey: .detail),
            lines: try container.decodeIfPresent([String].self, forKey: .lines),
            picture: try container.decodeIfPresent(DocumentID.self, forKey: .picture))
    }
}
