public import Foundation

/// An interrupt as the hub tells of it: what it says, and how far each board has come. Answered by `/api/v1/interrupts`.
public struct InterruptStatus: Hashable, Sendable, Codable {
    /// Where an interrupt stands in its life.
    public enum State: String, Sendable, Codable {
        /// It is on.
        case running
        /// Its time is over.
        case expired
        /// Staff ended it.
        case ended
    }

    /// One board's share.
    public struct Delivery: Hashable, Sendable, Codable {
        /// What the board has said of it.
        public enum State: String, Sendable, Codable {
            /// Nothing yet.
            case awaited
            /// It has it, and the panel has not shown it yet.
            case accepted
            /// It is on, and has been on the panel.
            case shown
            /// It is over there, or never was.
            case gone
        }

        /// The board that is to show it.
        public let board: Name
        /// What it has said of it.
        public let state: State
        /// Whether the hub can reach it: one that it cannot says nothing of now.
        public let presence: Presence

        /// Takes the values as they are.
        public init(board: Name, state: State, presence: Presence) {
            self.board = board
            self.state = state
            self.presence = presence
        }
    }

    /// What it says and until when.
    public let interrupt: Interrupt
    /// Where it stands in its life.
    public let state: State
    /// When staff ended it; nil when they did not.
    public let endedAt: Date?
    /// One for each board it is for.
    public let deliveries: [Delivery]
    /// The council's, an IANA time zone.
    public let timeZone: String

    /// Derives the state.
    public init(interrupt: Interrupt, endedAt: Date?, deliveries: [Delivery], timeZone: String, at now: Date) {
        self.interrupt = interrupt
        self.endedAt = endedAt?.wholeSeconds
        self.deliveries = deliveries
        self.timeZone = timeZone
        state = endedAt != nil ? .ended : now < interrupt.until ? .running : .expired
    }
}

extension InterruptStatus.Delivery.State {
    /// What a board's report says of one interrupt.
    /// - Parameters:
    ///   - versions: from the first version that has it up to, not with, the first that does not; the latter is `Int.max` while
    ///     there is none.
    ///   - isExpired: whether its time is over, which the board knows by itself.
    public init(of id: Name, in versions: Range<Int>, isExpired: Bool, reported: ReportedState.Interrupt?) {
        self =
            if reported?.shown.contains(id) == true {
                .shown
            } else if isExpired {
                .gone
            } else if versions.contains(reported?.version ?? 0) {
                .accepted
            } else {
                versions.upperBound == .max ? .awaited : .gone
            }
    }
}

/// The answer of `GET /api/v1/interrupts`.
public struct InterruptList: Hashable, Sendable, Codable {
    /// Of this document: 1.
    public let version: Int
    /// The newest first.
    public let interrupts: [InterruptStatus]

    /// Version 1.
    public init(interrupts: [InterruptStatus]) {
        version = 1
        self.interrupts = interrupts
    }
}
