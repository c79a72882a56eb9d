public import Foundation

/// A time of which a board does not say what was on its panel.
public struct ProofGap: Hashable, Sendable, Codable {
    /// Why it does not.
    public enum Reason: String, Hashable, Sendable, Word {
        /// The program was ended in order.
        case stopped
        /// The program was cut off: by the power, or killed. The record before tells of less than was shown, by a minute at most.
        case interrupted
        /// The program did not run for minutes, and then went on.
        case asleep
        /// What the disk had of the time before is lost.
        case lost
    }

    /// Why it does not.
    public let reason: Reason
    /// When it said so last; nil when that is lost.
    public let from: Date?
    /// When it began again.
    public let to: Date
    /// Who said that it was ``to``. Where one of the two clocks was wrong, that may even be before ``from``.
    public let clock: ClockTrust

    /// Times in whole seconds.
    /// - Throws: when the beginning is missing though it is not lost, or is there though it is.
    public init(reason: Reason, from: Date?, to: Date, clock: ClockTrust) throws(InvalidValue) {
        guard (from == nil) == (reason == .lost) else {
            throw InvalidValue(field: "from", reason: reason == .lost ? "must be missing: it is lost" : "is missing")
        }
        self.init(unchecked: reason, from: from, to: to, clock: clock)
    }

    private init(unchecked reason: Reason, from: Date?, to: Date, clock: ClockTrust) {
        self.reason = reason
        self.from = from?.wholeSeconds
        self.to = to.wholeSeconds
        self.clock = clock
    }

    /// From the last instant that was recorded to the next one.
    public static func since(_ from: Date, wasOrderly: Bool, to: Date, clock: ClockTrust) -> ProofGap {
        ProofGap(unchecked: wasOrderly ? .stopped : .interrupted, from: from, to: to, clock: clock)
    }

    /// Of a board that knows nothing any more of what it recorded before.
    public static func lost(to: Date, clock: ClockTrust) -> ProofGap {
        ProofGap(unchecked: .lost, from: nil, to: to, clock: clock)
    }

    /// In which a program did not run.
    static func asleep(from: Date, to: Date, clock: ClockTrust) -> ProofGap {
        ProofGap(unchecked: .asleep, from: from, to: to, clock: clock)
    }

    /// Decodes through the validating initializer.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let reason = try container.decode(Reason.self, forKey: .reason)
        let from = try container.decodeIfPresent(Date.self, forKey: .from)
        let to = try container.decode(Date.self, forKey: .to)
        let clock = try container.decode(ClockTrust.self, forKey: .clock)
        self = try decoder.validated { try ProofGap(reason: reason, from: from, to: to, clock: clock) }
    }
}

/// The clock of a board was set: records before and after tell times by different clocks.
public struct ClockStep: Hashable, Sendable, Codable {
    /// What time it would have been.
    public let from: Date
    /// What time it was instead.
    public let to: Date
    /// Who said so.
    public let clock: ClockTrust

    /// Times in whole seconds.
    public init(from: Date, to: Date, clock: ClockTrust) {
        self.from = from.wholeSeconds
        self.to = to.wholeSeconds
        self.clock = clock
    }
}

/// What a board had no room for any more.
public struct ProofLoss: Hashable, Sendable, Codable {
    /// How many records of the chain it has dropped since the last one of these, the oldest first.
    public let records: Int
    /// How many incidents.
    public let incidents: Int
    /// When it had room again.
    public let at: Date

    /// Times in whole seconds.
    /// - Throws: when a number is negative.
    public init(records: Int, incidents: Int, at: Date) throws(InvalidValue) {
        for (field, count) in [("records", records), ("incidents", incidents)] where count < 0 {
            throw InvalidValue(field: field, reason: "must not be negative")
        }
        self.records = records
        self.incidents = incidents
        self.at = at.wholeSeconds
    }

    /// Decodes through the validating initializer.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let records = try container.decodeWhole(forKey: .records)
        let incidents = try container.decodeWhole(forKey: .incidents)
        let at = try container.decode(Date.self, forKey: .at)
        self = try decoder.validated { try ProofLoss(records: records, incidents: incidents, at: at) }
    }
}
