public import Foundation
public import Signage

/// A board's outbox as a test makes it: a chain of play records, in batches.
///
/// Hashing is handed in, since this module knows no cryptography.
public struct TestChain: Sendable {
    /// The beginning of its first quarter of an hour.
    public static let start = Date(timeIntervalSince1970: 1_794_960_000)

    /// Whose chain.
    public let board: Name
    /// Names the start of the board.
    public private(set) var boot: Nonce
    /// The bytes of every link so far.
    public private(set) var links: [Data] = []
    private let hash: @Sendable (Data) -> String
    private var previous: Digest?
    private var number = 0
    private var generator = SystemRandomNumberGenerator()

    /// An empty chain.
    public init(board: Name, hash: @escaping @Sendable (Data) -> String) {
        self.board = board
        self.hash = hash
        boot = Nonce(using: &generator)
    }

    /// The board is started again: its chain goes on, its numbers begin anew.
    public mutating func restart() {
        boot = Nonce(using: &generator)
        number = 0
    }

    /// Adds what was shown of a notice in a quarter of an hour, by its number from ``start``.
    public mutating func show(
        _ notice: Name, quarter: Int, seconds: Int = 60, clock: ClockTrust = .system
    ) throws -> EventBatch.Event {
        let begin = Self.start + TimeInterval(quarter * PlayRecord.quarterSeconds)
        return try add(
            .played(
                PlayRecord(
                    played: PlayedItem(kind: .notice, place: .notices, item: notice), quarter: begin, first: begin,
                    last: begin + TimeInterval(seconds), times: 1, seconds: seconds, version: 3,
                    frame: Digest(String(repeating: "f", count: 64)), clock: clock)))
    }

    /// Adds a link.
    public mutating func add(_ content: ProofRecord.Content) throws -> EventBatch.Event {
        try add(bytes: try WireCoding.encode(ProofRecord(content, after: previous)))
    }

    /// Adds a link of any bytes.
    public mutating func add(bytes: Data) throws -> EventBatch.Event {
        previous = try Digest(hash(bytes))
        links.append(bytes)
        number += 1
        return try EventBatch.Event(number: number, content: .record(bytes))
    }

    /// Adds something that happened, which is no link.
    public mutating func happen(_ detail: String) throws -> EventBatch.Event {
        number += 1
        return try EventBatch.Event(
            number: number, content: .incident(Incident(kind: .refusal, detail: detail, at: Self.start, clock: .system))
        )
    }

    /// A batch; nothing is between it and what went before.
    public func batch(_ events: [EventBatch.Event]) throws -> EventBatch {
        try EventBatch(board: board, boot: boot, after: (events.first?.number ?? 1) - 1, events: events)
    }
}
