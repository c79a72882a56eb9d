public import Foundation

/// What waits in a board's outbox, a piece of it: the payload of `up/events`, sealed by the board's own key.
///
/// Events are numbered from 1 in each start of the board. A batch says what was before it, so that the hub knows which numbers are missing
/// because they are still to come, and which because there is nothing any more.
public struct EventBatch: Hashable, Sendable, Codable {
    /// One event.
    public struct Event: Hashable, Sendable, Codable {
        /// What it is.
        public enum Content: Hashable, Sendable {
            /// The exact bytes of a ``ProofRecord``.
            case record(Data)
            /// Something that happened.
            case incident(Incident)
        }

        /// Its number in this start of the board.
        public let number: Int
        /// What it is.
        public let content: Content

        /// - Throws: when the number is below 1, or a record is empty or too long.
        public init(number: Int, content: Content) throws(InvalidValue) {
            guard number >= 1 else { throw InvalidValue(field: "n", reason: "must be at least 1") }
            if case .record(let bytes) = content, !(1...ProofRecord.longest).contains(bytes.count) {
                throw InvalidValue(field: "record", reason: "must have 1 to \(ProofRecord.longest) bytes")
            }
            self.number = number
            self.content = content
        }

        private enum CodingKeys: String, CodingKey {
            case number = "n"
            case record, incident
        }

        /// Decodes through the validating initializer.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            let number = try container.decodeWhole(forKey: .number)
            let content: Content =
                if let bytes = try container.decodeIfPresent(Data.self, forKey: .record) {
                    .record(bytes)
                } else {
                    .incident(try container.decode(Incident.self, forKey: .incident))
                }
            self = try decoder.validated { try Event(number: number, content: content) }
        }

        /// Encodes the content under the key that says what it is.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(number, forKey: .number)
            switch content {
            case .record(let bytes): try container.encode(bytes, forKey: .record)
            case .incident(let incident): try container.encode(incident, forKey: .incident)
            }
        }
    }

    /// Whose events these are.
    public let board: Name
    /// Names the start of the board in which they were put into the outbox.
    public let boot: Nonce
    /// Of that start there is nothing in the outbox between this number and the first event: 0 in the first batch.
    public let after: Int
    /// In the order of their numbers.
    public let events: [Event]

    /// The most events in one batch.
    public static let mostEvents = 64
    /// The most bytes of events in one batch: 32 KiB.
    public static let mostBytes = 32 << 10
    /// The longest sealed batch in bytes: 128 KiB, far below what a broker lets through.
    public static let longestEnvelope = 128 << 10

    /// - Throws: when there are no events or too many, or their numbers do not grow from one to the next.
    public init(board: Name, boot: Nonce, after: Int, events: [Event]) throws(InvalidValue) {
        guard after >= 0 else { throw InvalidValue(field: "after", reason: "must not be negative") }
        guard (1...Self.mostEvents).contains(events.count) else {
            throw InvalidValue(field: "events", reason: "must be 1 to \(Self.mostEvents)")
        }
        var last = after
        for (index, event) in events.enumerated() {
            guard event.number > last else {
                throw InvalidValue(field: "events.\(index).n", reason: "must be above \(last), the number before it")
            }
            last = event.number
        }
        self.board = board
        self.boot = boot
        self.after = after
        self.events = events
    }

    /// The number of its last event.
    public var last: Int { events[events.count - 1].number }

    /// Decodes through the validating initializer.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let board = try container.decode(Name.self, forKey: .board)
        let boot = try container.decode(Nonce.self, forKey: .boot)
        let after = try container.decodeWhole(forKey: .after)
        let events = try container.decode([Event].self, forKey: .events)
        self = try decoder.validated { try EventBatch(board: board, boot: boot, after: after, events: events) }
    }
}

/// How far the hub has a board's events on its disk: the sealed payload of `dn/ack`.
///
/// The board forgets what it names and nothing else, so a forged one would destroy proof: hence the seal.
public struct EventAcknowledgement: Hashable, Sendable, Codable {
    /// Whose events.
    public let board: Name
    /// Of which start.
    public let boot: Nonce
    /// The hub has every event of that start up to and with this number; 0 for none.
    public let through: Int

    /// The longest sealed acknowledgement in bytes: 4 KiB.
    public static let longestEnvelope = 4 << 10

    /// - Throws: when the number is negative.
    public init(board: Name, boot: Nonce, through: Int) throws(InvalidValue) {
        guard through >= 0 else { throw InvalidValue(field: "through", reason: "must not be negative") }
        self.board = board
        self.boot = boot
        self.through = through
    }

    /// Decodes through the validating initializer.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let board = try container.decode(Name.self, forKey: .board)
        let boot = try container.decode(Nonce.self, forKey: .boot)
        let through = try container.decodeWhole(forKey: .through)
        self = try decoder.validated { try EventAcknowledgement(board: board, boot: boot, through: through) }
    }
}
