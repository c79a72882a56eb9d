public import Foundation

/// What time it is, as far as a board can know. Pure: what the system says is handed in.
///
/// ```
///                read (synchronised)               read (synchronised)
///   untrusted ----------------------> system ----------------------+
///      |                              |    ^                       |
///      | take (sealed)                |    +-----------------------+
///      v                              v take (sealed)
///    sealed <-------------------------+
///      ^  |
///      +--+ take (sealed)
/// ```
/// A confirmed time goes on by the machine's uptime, so that nobody can move it by setting the wall clock, and nothing but a new
/// start of the machine leads back to `untrusted`. A synchronised wall clock is followed; where it contradicts what the hub has
/// sealed in this start, the seal counts, since NTP is not sealed.
///
/// Invariants: no time before ``floor`` is told. The floor only rises, but for the one who may say so: an answer that the hub has
/// sealed for this very question can be no replay, and so takes the floor back to where a wrong clock of the hub had it
/// driven from; never below the time of this program's release.
public struct TrustedClock: Sendable {
    /// A time that was confirmed, and the uptime at which it was.
    public struct Anchor: Hashable, Sendable, Codable {
        /// What time it was.
        public let time: Date
        /// Since the machine was started.
        public let uptimeSeconds: TimeInterval
        /// Who said so.
        public let source: ClockTrust

        /// Takes the values as they are.
        public init(time: Date, uptimeSeconds: TimeInterval, source: ClockTrust) {
            self.time = time
            self.uptimeSeconds = uptimeSeconds
            self.source = source
        }

        fileprivate func time(atUptime seconds: TimeInterval) -> Date { time + (seconds - uptimeSeconds) }
    }

    /// What is worth a line in the log.
    public enum Change: Hashable, Sendable {
        /// Time can be trusted from now on.
        case gained(ClockTrust)
        /// The time that was trusted was wrong by so many seconds, positive when it was slow.
        case corrected(seconds: TimeInterval, by: ClockTrust)
        /// The wall clock is so many seconds ahead of what is trusted, nobody confirms that, and it is not followed.
        case ignored(seconds: TimeInterval)
    }

    /// What came of a sealed answer.
    public enum Outcome: Hashable, Sendable {
        /// It is taken; the change is nil when it says what was known.
        case taken(Change?)
        /// It is from before this program was released, or too old by now to tell the time.
        case refused(String)
    }

    /// An answer that took longer says too little.
    public static let longestRoundTripSeconds: TimeInterval = 30
    /// The floor on the disk is at most this far behind.
    public static let storingIntervalSeconds: TimeInterval = 3_600
    /// A smaller difference is no jump of a clock.
    public static let jumpSeconds: TimeInterval = 60

    /// No earlier time is true.
    public private(set) var floor: Date
    /// The last time that was confirmed in this start of the machine; nil while time is not known.
    public private(set) var anchor: Anchor?
    private let earliest: Date
    private var begun: (floor: Date, uptimeSeconds: TimeInterval)
    private var ignoredSeconds: TimeInterval = 0

    /// - Parameters:
    ///   - earliest: when this program was released.
    ///   - stored: what is on the disk.
    ///   - boot: names this start of the machine.
    public init(earliest: Date, stored: StoredClock?, boot: String, at reading: ClockReading) {
        self.earliest = earliest
        floor = max(earliest, stored?.floor ?? earliest)
        begun = (floor, reading.uptimeSeconds)
        if let stored, stored.boot == boot, let anchor = stored.anchor, anchor.source != .untrusted,
            anchor.uptimeSeconds <= reading.uptimeSeconds, anchor.time >= earliest
        {
            self.anchor = anchor
        }
    }

    /// Who says what time it is.
    public var trust: ClockTrust { anchor?.source ?? .untrusted }

    /// The time; while it cannot be trusted, one that has certainly passed.
    public func time(at reading: ClockReading) -> Date {
        guard let anchor else {
            return max(floor, begun.floor + max(0, reading.uptimeSeconds - begun.uptimeSeconds))
        }
        return max(
            earliest, isFollowed(reading, from: anchor) ? reading.wall : anchor.time(atUptime: reading.uptimeSeconds))
    }

    /// Looks at the system's clock.
    public mutating func read(_ reading: ClockReading) -> Change? {
        guard let anchor else {
            guard reading.isSynchronised, reading.wall > floor - Self.jumpSeconds else { return nil }
            self.anchor = Anchor(time: reading.wall, uptimeSeconds: reading.uptimeSeconds, source: .system)
            return .gained(.system)
        }
        let known = anchor.time(atUptime: reading.uptimeSeconds)
        let seconds = reading.wall.timeIntervalSince(known)
        if isFollowed(reading, from: anchor) {
            ignoredSeconds = 0
            guard anchor.source == .system else { return nil }
            self.anchor = Anchor(time: reading.wall, uptimeSeconds: reading.uptimeSeconds, source: .system)
            return abs(seconds) > Self.jumpSeconds ? .corrected(seconds: seconds, by: .system) : nil
        }
        guard abs(seconds - ignoredSeconds) > Self.jumpSeconds else { return nil }
        ignoredSeconds = seconds
        return .ignored(seconds: seconds)
    }

    /// Takes the time that the hub has sealed in answer to a question of this board.
    /// - Parameters:
    ///   - time: in whole seconds, as it travels.
    ///   - asked: the uptime at which the question went out.
    public mutating func take(
        sealed time: Date, askedAtUptime asked: TimeInterval, at reading: ClockReading
    ) -> Outcome {
        let roundTrip = max(0, reading.uptimeSeconds - asked)
        guard roundTrip <= Self.longestRoundTripSeconds else {
            return .refused("took \(Int(roundTrip)) s, too long to tell the time")
        }
        guard time >= earliest else { return .refused("is from before this program was released") }
        // It was sealed somewhere in the round trip and somewhere in its second.
        let slack = roundTrip / 2 + 0.5
        let sealed = time + slack
        let before = anchor.map { _ in self.time(at: reading) }
        // What is known more finely stays.
        let isKnown = before.map { abs($0.timeIntervalSince(sealed)) <= slack + 1 } ?? false
        let now = isKnown ? before ?? sealed : sealed
        anchor = Anchor(time: now, uptimeSeconds: reading.uptimeSeconds, source: .sealed)
        if now < floor { floor = max(earliest, now) }
        ignoredSeconds = 0
        guard let before else { return .taken(.gained(.sealed)) }
        let seconds = now.timeIntervalSince(before)
        return .taken(abs(seconds) > Self.jumpSeconds ? .corrected(seconds: seconds, by: .sealed) : nil)
    }

    /// Takes in that something was sealed then: it is later by now, and goes on from there while nothing else tells the time.
    public mutating func note(issued: Date, at reading: ClockReading) {
        if anchor == nil, issued > time(at: reading) { begun = (issued, reading.uptimeSeconds) }
        floor = max(floor, issued)
    }

    /// What is to be put on the disk now; nil when what is there is good enough, so that it is seldom written.
    public func worthStoring(over stored: StoredClock?, boot: String, at reading: ClockReading) -> StoredClock? {
        guard let anchor else { return nil }
        let now = time(at: reading)
        // Times are stored in whole seconds; the uptime is that of the second's beginning.
        let second = now.wholeSeconds
        let fresh = StoredClock(
            floor: now, boot: boot,
            anchor: Anchor(
                time: second, uptimeSeconds: reading.uptimeSeconds - now.timeIntervalSince(second),
                source: anchor.source))
        guard let stored, stored.boot == boot, let old = stored.anchor else { return fresh }
        let isWrong = abs(old.time(atUptime: reading.uptimeSeconds).timeIntervalSince(now)) > Self.jumpSeconds
        let isOld = now.timeIntervalSince(stored.floor) >= Self.storingIntervalSeconds
        return isWrong || isOld ? fresh : nil
    }

    /// Whether the wall clock tells the time: it is synchronised, and does not contradict what the hub has sealed.
    private func isFollowed(_ reading: ClockReading, from anchor: Anchor) -> Bool {
        guard reading.isSynchronised else { return false }
        guard anchor.source == .sealed else { return reading.wall > floor - Self.jumpSeconds }
        let age = max(0, reading.uptimeSeconds - anchor.uptimeSeconds)
        // Cheap crystals are wrong by up to 0.02 %.
        let known = anchor.time(atUptime: reading.uptimeSeconds)
        return abs(reading.wall.timeIntervalSince(known)) <= 2 + age * 2e-4
    }
}
