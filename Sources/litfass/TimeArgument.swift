import Foundation
import ProgramSupport
import Signage

/// A time on the command line: `2026-11-25`, `2026-11-25T07:00` or `2026-11-25 07:00` in the machine's zone, or RFC 3339 with an offset.
struct TimeArgument {
    /// The instant; of a day, its first one.
    let start: Date
    /// The instant; of a day, the first one after it.
    let end: Date

    init(_ text: String, zone: TimeZone = .current) throws(UsageError) {
        if let day = CalendarDate(text) {
            let calendar = Calendar.gregorian(in: zone)
            start = day.start(in: zone)
            end = calendar.date(byAdding: .day, value: 1, to: start).map(calendar.startOfDay) ?? start
        } else if let instant = Self.instant(text, zone: zone) {
            start = instant
            end = instant
        } else {
            throw UsageError("\"\(text)\" is no time; write 2026-11-25 or 2026-11-25T07:00")
        }
    }

    private static func instant(_ text: String, zone: TimeZone) -> Date? {
        if let date = WireCoding.date(text) { return date }
        let parts = text.split(whereSeparator: { $0 == "T" || $0 == " " })
        guard parts.count == 2, let day = CalendarDate(String(parts[0])) else { return nil }
        let clock = parts[1].split(separator: ":", omittingEmptySubsequences: false)
        guard clock.count == 2, clock.allSatisfy({ $0.utf8.count == 2 && $0.allSatisfy(\.isWholeNumber) }),
            let hour = Int(clock[0]),
            let minute = Int(clock[1]),
            (0...23).contains(hour), (0...59).contains(minute)
        else { return nil }
        let components = DateComponents(
            year: day.year, month: day.month, day: day.day, hour: hour, minute: minute)
        return Calendar.gregorian(in: zone).date(from: components)
    }
}
