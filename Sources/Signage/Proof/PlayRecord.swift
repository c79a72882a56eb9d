public import Foundation

/// Proof of display: what a panel showed of one item in one quarter of an hour.
public struct PlayRecord: Hashable, Sendable, Codable {
    /// What was shown.
    public let played: PlayedItem
    /// The beginning of its quarter of an hour, in UTC.
    public let quarter: Date
    /// When it was on the panel first in the quarter.
    public let first: Date
    /// When it was on the panel last.
    public let last: Date
    /// How many turns of it began in the quarter; 0 when the one before went on into it.
    public let times: Int
    /// For how long it was on the panel, in whole seconds: never longer than from ``first`` to ``last``.
    public let seconds: Int
    /// Of the manifest it was drawn from last; nil for evergreen content for lack of one.
    public let version: Int?
    /// The last frame that showed it, as in ``ReportedState/Applied``.
    public let frame: Digest
    /// Who said what time it was. By an `untrusted` clock the length is right and the times are not.
    public let clock: ClockTrust

    /// The length of a quarter of an hour.
    public static let quarterSeconds = 900
    /// No picture is on a panel for less than a tenth of a second.
    static let mostTimes = 10 * quarterSeconds

    /// The quarter of an hour that an instant lies in.
    public static func quarter(of instant: Date) -> Date {
        let length = TimeInterval(quarterSeconds)
        return Date(timeIntervalSince1970: (instant.timeIntervalSince1970 / length).rounded(.down) * length)
    }

    /// Times in whole seconds.
    /// - Throws: when the times are not those of one quarter, or a number cannot be.
    public init(
        played: PlayedItem, quarter: Date, first: Date, last: Date, times: Int, seconds: Int, version: Int?,
        frame: Digest, clock: ClockTrust
    ) throws(InvalidValue) {
        guard Self.quarter(of: quarter) == quarter else {
            throw InvalidValue(field: "quarter", reason: "must be the beginning of a quarter of an hour")
        }
        guard quarter <= first, first <= last, last <= quarter + TimeInterval(Self.quarterSeconds) else {
            throw InvalidValue(field: "last", reason: "must not be before first, and both must be in the quarter")
        }
        guard (0...Self.mostTimes).contains(times) else {
            throw InvalidValue(field: "times", reason: "must be 0 to \(Self.mostTimes)")
        }
        guard seconds >= 0, TimeInterval(seconds) <= last.wholeSeconds.timeIntervalSince(first.wholeSeconds) else {
            throw InvalidValue(field: "seconds", reason: "must not be more than there are from first to last")
        }
        guard version.map({ $0 >= 0 }) ?? true else {
            throw InvalidValue(field: "version", reason: "must not be negative")
        }
        self.init(
            unchecked: played, quarter: quarter, first: first, last: last, times: times, seconds: seconds,
            version: version, frame: frame, clock: clock)
    }

    /// For ``PlayLog``, which keeps the rules.
    init(
        unchecked played: PlayedItem, quarter: Date, first: Date, last: Date, times: Int, seconds: Int, version: Int?,
        frame: Digest, clock: ClockTrust
    ) {
        self.played = played
        self.quarter = quarter
        self.first = first.wholeSeconds
        self.last = last.wholeSeconds
        self.times = times
        self.seconds = seconds
        self.version = version
        self.frame = frame
        self.clock = clock
    }

    private enum CodingKeys: String, CodingKey { case quarter, first, last, times, seconds, version, frame, clock }

    /// Reads the item's keys from the same object.
    public init(from decoder: any Decoder) throws {
        let played = try PlayedItem(from: decoder)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let quarter = try container.decode(Date.self, forKey: .quarter)
        let first = try container.decode(Date.self, forKey: .first)
        let last = try container.decode(Date.self, forKey: .last)
        let times = try container.decodeWhole(forKey: .times)
        let seconds = try container.decodeWhole(forKey: .seconds)
        let version = try container.decodeWholeIfPresent(forKey: .version)
        let frame = try container.decode(Digest.self, forKey: .frame)
        let clock = try container.decode(ClockTrust.self, forKey: .clock)
        self = try decoder.validated {
            try PlayRecord(
                played: played, quarter: quarter, first: first, last: last, times: times, seconds: seconds,
                version: version, frame: frame, clock: clock)
        }
    }

    /// Writes the item's keys into the same object.
    public func encode(to encoder: any Encoder) throws {
        try played.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(quarter, forKey: .quarter)
        try container.encode(first, forKey: .first)
        try container.encode(last, forKey: .last)
        try container.encode(times, forKey: .times)
        try container.encode(seconds, forKey: .seconds)
        try container.encodeIfPresent(version, forKey: .version)
        try container.encode(frame, forKey: .frame)
        try container.encode(clock, forKey: .clock)
    }
}
