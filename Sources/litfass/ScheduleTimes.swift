import Foundation
import Signage

/// Times by the clocks of a board's zone, around one day. On a day on which clocks change each has its offset.
struct ScheduleTimes {
    private let clock: WallClock
    private let day: Int
    /// Whether clocks change on the day.
    let clocksChange: Bool

    /// - Parameters:
    ///   - zone: an IANA name; UTC where this machine does not know it.
    ///   - day: an instant of the day.
    init(zone: String, day instant: Date) {
        let clock = WallClock(zone: TimeZone(identifier: zone) ?? .gmt)
        self.clock = clock
        let day = clock.wall(at: instant).day
        self.day = day
        let start = clock.instant(of: WallTime(seconds: day * 86_400))
        clocksChange = clock.nextChange(after: start - 1).map { clock.wall(at: $0).day == day } ?? false
    }

    /// Such as `Sunday, 2026-10-25`.
    var dayName: String {
        let name = "\(Weekday(day: day))"
        return "\(name.prefix(1).uppercased() + name.dropFirst()), \(Self.date(day))"
    }

    /// Such as `Europe/Berlin`.
    var zoneWords: String { clock.zone.identifier }

    /// Such as `07:00`, `07:00:30`, `2026-10-26 07:00` on another day, `24:00` where the day ends, `02:30 +02:00` on a day on
    /// which clocks change.
    func text(_ instant: Date) -> String {
        let wall = clock.wall(at: instant)
        let endsDay = wall.seconds == (day + 1) * 86_400
        let time = TimeOfDay(seconds: endsDay ? 86_400 : wall.secondsOfDay).map(\.description) ?? ""
        let date = wall.day == day || endsDay ? "" : Self.date(wall.day) + " "
        return date + time + (clocksChange ? " " + offset(at: instant) : "")
    }

    private func offset(at instant: Date) -> String {
        let minutes = clock.zone.secondsFromGMT(for: instant) / 60
        return String(format: "%@%02d:%02d", minutes < 0 ? "-" : "+", abs(minutes) / 60, abs(minutes) % 60)
    }

    private static func date(_ day: Int) -> String {
        CalendarDate(daysSince1970: day).map(\.description) ?? "day \(day)"
    }
}
