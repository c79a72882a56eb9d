import Foundation
import Signage

/// Reads the sensors, and decides when what they say is worth a report.
struct HealthMonitor {
    /// From one look at the sensors to the next.
    static let period: Duration = .seconds(5)
    /// Reports are never closer, however much changes; a report at connecting is the exception.
    static let shortest: Duration = .seconds(10)
    /// Reports are never farther apart, less up to ``jitter``.
    static let longest: Duration = .seconds(60)
    /// Spreads the reports of boards that started together.
    static let jitter: Duration = .seconds(10)
    /// The least change of temperature that counts, in degrees.
    static let step = 1.0

    private struct Sent {
        let temperature: Double?
        let version: Int?
        let clock: ClockTrust
        let at: ContinuousClock.Instant
        let jitter: Duration
    }

    let sensors: [SensorSource]
    /// Root of the sysfs tree.
    let sysfs: String
    /// The folder whose file system's free space is told.
    let folder: String
    private var sent: Sent?

    init(sensors: [SensorSource], sysfs: String, folder: String) {
        self.sensors = sensors
        self.sysfs = sysfs
        self.folder = folder
    }

    /// What the sensors say; those that are absent or broken are left out.
    func readings(at now: Date) -> [Reading] {
        sensors.compactMap { $0.reading(below: sysfs, at: now) }
            + [ProcessSensor.freeDisk(of: folder, at: now), ProcessSensor.residentMemory(at: now)].compactMap(\.self)
    }

    /// Whether a report is due: the first, one of a significant change, or one that the longest silence asks for.
    func isDue(
        _ readings: [Reading], version: Int?, clock: ClockTrust = .system, at instant: ContinuousClock.Instant
    ) -> Bool {
        guard let sent else { return true }
        let silence = instant - sent.at
        if silence >= Self.longest - sent.jitter - Self.period { return true }
        guard silence >= Self.shortest else { return false }
        if version != sent.version || clock != sent.clock { return true }
        return switch (Self.temperature(of: readings), sent.temperature) {
        case (let now?, let before?): abs(now - before) >= Self.step
        case (nil, nil): false
        default: true
        }
    }

    /// Remembers what was reported.
    mutating func remember(
        _ readings: [Reading], version: Int?, clock: ClockTrust = .system, at instant: ContinuousClock.Instant,
        using generator: inout some RandomNumberGenerator
    ) {
        sent = Sent(
            temperature: Self.temperature(of: readings), version: version, clock: clock, at: instant,
            jitter: Self.jitter * Double.random(in: 0...1, using: &generator))
    }

    private static func temperature(of readings: [Reading]) -> Double? {
        readings.filter { $0.quantity == .temperatureCelsius }.map(\.value).max()
    }
}
