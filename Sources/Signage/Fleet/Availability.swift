public import Foundation

/// Birth and last will of a connection: the payload of `up/availability`, both on one topic with one session number.
public struct Availability: Hashable, Sendable, Codable {
    /// What the connection says of itself.
    public enum State: String, Sendable, Codable {
        /// Birth, or still there.
        case online
        /// Last will, or a clean farewell.
        case offline
    }

    /// Grows with every connection of a board, over restarts too. A will older than the birth that is known is ignored.
    public let session: UInt64
    /// What the connection says of itself.
    public let state: State

    /// Takes the values as they are.
    public init(session: UInt64, state: State) {
        self.session = session
        self.state = state
    }
}

/// Whether a board can be reached, as the hub judges by the time at which it received something.
public enum Presence: String, Hashable, Sendable, Codable {
    /// Heard of within the last two and a half minutes, and no farewell since.
    case online
    /// Said farewell, or its connection broke, or nothing was heard: it may well go on playing.
    case offline
    /// Never heard of.
    case unknown

    /// A board reports at least once a minute; two reports may be lost before it counts as gone.
    public static let patience: TimeInterval = 150

    /// - Parameters:
    ///   - lastSeen: when the hub last received anything that was not retained.
    ///   - state: what the connection of the newest session said of itself.
    public init(lastSeen: Date?, state: Availability.State?, at now: Date) {
        guard let lastSeen else {
            self = .unknown
            return
        }
        self = state != .offline && now.timeIntervalSince(lastSeen) <= Self.patience ? .online : .offline
    }
}
