public import Foundation

/// Whether a board can be reached, as the hub judges by the time at which it received something.
public enum Presence: String, Hashable, Sendable, Codable {
    /// Heard of within the last two and a half minutes, and no farewell since.
    case online
    /// Said farewell, or its connection broke, or nothing was heard: it may well go on playing.
    case offline
    /// Never heard of.
    case unknown

    /// A board reports at least once a minute; two reports may be lost before it counts as gone.
    public static let patienceSeconds: TimeInterval = 150

    /// - Parameters:
    ///   - lastSeen: when the hub last received anything that was not retained.
    ///   - state: what the connection of the newest session said of itself.
    public init(lastSeen: Date?, state: Availability.State?, at now: Date) {
        guard let lastSeen else {
            self = .unknown
            return
        }
        self = state != .offline && now.timeIntervalSince(lastSeen) <= Self.patienceSeconds ? .online : .offline
    }
}
