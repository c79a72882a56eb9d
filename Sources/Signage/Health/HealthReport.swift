public import Foundation

/// How a board says it is: the payload of `up/health`. Sent on change, at least ten seconds apart, and at least every minute.
public struct HealthReport: Hashable, Sendable, Codable {
    /// The board's connection, as in its ``Availability``.
    public let session: UInt64
    /// By the board's own clock.
    public let at: Date
    /// Since the player started.
    public let uptimeSeconds: Int
    /// What its sensors gave; a sensor that is absent or broken is left out.
    public let readings: [Reading]
    /// The version of the programme that plays; nil while it plays evergreen content for lack of one.
    public let programmeVersion: Int?
    /// SHA-256 of the frame that is on the panel, in the panel's own pixel format, as hexadecimal digits; nil before the first.
    public let frame: String?
    /// Connections made since the player started, without the first.
    public let reconnects: Int
    /// Who says what time it is there; nil from a board that does not tell.
    public let clock: ClockTrust?

    /// Times in whole seconds.
    public init(
        session: UInt64, at: Date, uptimeSeconds: Int, readings: [Reading], programmeVersion: Int?, frame: String?,
        reconnects: Int, clock: ClockTrust? = nil
    ) {
        self.session = session
        self.at = at.wholeSeconds
        self.uptimeSeconds = uptimeSeconds
        self.readings = readings
        self.programmeVersion = programmeVersion
        self.frame = frame
        self.reconnects = reconnects
        self.clock = clock
    }

    /// The latest value of each quantity that was measured at most so many seconds before the report. Both times are of the board's
    /// clock, whatever that says.
    public func values(within seconds: TimeInterval) -> [Quantity: Double] {
        var latest: [Quantity: Reading] = [:]
        for reading in readings where at.timeIntervalSince(reading.measuredAt) <= seconds {
            if let known = latest[reading.quantity], known.measuredAt >= reading.measuredAt { continue }
            latest[reading.quantity] = reading
        }
        return latest.mapValues(\.value)
    }
}
