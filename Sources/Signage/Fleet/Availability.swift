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
    /// Names this start of a board's program: one that is heard again after another one's is of a board that is there twice. Nil of a
    /// hub.
    public let boot: Nonce?

    /// Takes the values as they are.
    public init(session: UInt64, state: State, boot: Nonce? = nil) {
        self.session = session
        self.state = state
        self.boot = boot
    }
}
