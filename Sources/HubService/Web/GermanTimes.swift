import Foundation

/// Times in the words that people in the council's zone say.
struct GermanTimes: Sendable {
    let zone: TimeZone

    /// Such as `7:05 Uhr`.
    func time(_ date: Date) -> String { date.formatted(style) + " Uhr" }

    /// Such as `Mi, 25. November, 14:07 Uhr`.
    func dayAndTime(_ date: Date) -> String { "\(day(date)), \(time(date))" }

    /// The time alone when it is of today, else with its day.
    func sinceWords(_ date: Date, now: Date) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return calendar.isDate(date, inSameDayAs: now) ? time(date) : dayAndTime(date)
    }

    private func day(_ date: Date) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let parts = calendar.dateComponents([.weekday, .day, .month], from: date)
        let weekday = Self.weekdays[(parts.weekday ?? 1) - 1]
        return "\(weekday), \(parts.day ?? 0). \(Self.months[(parts.month ?? 1) - 1])"
    }

    private var style: Date.VerbatimFormatStyle {
        Date.VerbatimFormatStyle(
            format: "\(hour: .defaultDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits)",
            timeZone: zone, calendar: Calendar(identifier: .gregorian))
    }

    private static let weekdays = ["So", "Mo", "Di", "Mi", "Do", "Fr", "Sa"]
    private static let months = [
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
        "Dezember",
    ]
}
