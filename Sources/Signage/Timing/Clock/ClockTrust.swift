public import Foundation

/// Who says what time it is on a board.
public enum ClockTrust: String, Hashable, Sendable, Word {
    /// Nobody who can be believed: only undated content plays.
    case untrusted
    /// The system's clock, which NTP sets, or which whoever set the board up has vouched for.
    case system
    /// The hub, in a sealed answer to this board's own question.
    case sealed
}

/// What the operating system says of time at one instant.
public struct ClockReading: Hashable, Sendable {
    /// The wall clock, which anybody may have set to anything.
    public let wall: Date
    /// Since the machine was started, sleep included; nobody sets it.
    public let uptimeSeconds: TimeInterval
    /// Whether the wall clock is confirmed: disciplined by NTP, as the kernel knows.
    public let isSynchronised: Bool

    /// Takes the values as they are.
    public init(wall: Date, uptimeSeconds: TimeInterval, isSynchronised: Bool) {
        self.wall = wall
        self.uptimeSeconds = uptimeSeconds
        self.isSynchronised = isSynchronised
    }
}

/// What a board keeps on its disk of the time it knew.
public struct StoredClock: Hashable, Sendable, Codable {
    /// No earlier time is true.
    public let floor: Date
    /// The start of the machine in which ``anchor`` holds; a later start has another one.
    public let boot: String
    /// A time that was confirmed in that start; nil when none was.
    public let anchor: TrustedClock.Anchor?

    /// Times in whole seconds.
    public init(floor: Date, boot: String, anchor: TrustedClock.Anchor?) {
        self.floor = floor.wholeSeconds
        self.boot = boot
        self.anchor = anchor
    }
}
