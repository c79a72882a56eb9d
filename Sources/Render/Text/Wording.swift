import Foundation
import Signage

/// Dates and times in the words that people in Germany say. Tables of our own, so that the machine's language data change no pixel.
struct Wording {
    let now: Date
    let calendar: Calendar
    private let partsOfNow: DateComponents

    init(now: Date, zone: TimeZone) {
        self.now = now
        calendar = .gregorian(in: zone)
        partsOfNow = Self.parts(now, in: calendar)
    }

    private static let months = [
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
        "Dezember",
    ]
    private static let shortMonths = [
        "Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez.",
    ]
    private static let weekdays = [
        "Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag",
    ]

    func parts(_ date: Date) -> DateComponents { date == now ? partsOfNow : Self.parts(date, in: calendar) }

    private static func parts(_ date: Date, in calendar: Calendar) -> DateComponents {
        calendar.dateComponents([.year, .month, .day, .weekday, .hour, .minute], from: date)
    }

    /// As "14:07", for clocks and columns; in sentences a time has its "Uhr".
    func clock(_ date: Date) -> String {
        let parts = parts(date)
        let minute = parts.minute ?? 0
        return "\(parts.hour ?? 0):\(minute < 10 ? "0" : "")\(minute)"
    }

    /// As "14:07 Uhr", also at a full hour: the time of data.
    func minute(_ date: Date) -> String { clock(date) + "\u{A0}Uhr" }

    /// As "7 Uhr" or "18:30 Uhr", held together.
    func hour(_ date: Date) -> String {
        let parts = parts(date)
        return (parts.minute == 0 ? String(parts.hour ?? 0) : clock(date)) + "\u{A0}Uhr"
    }

    /// As "23. November", with the year when it is another one.
    func day(_ date: Date) -> String {
        let parts = parts(date)
        let year = parts.year == self.parts(now).year ? "" : "\u{A0}\(parts.year ?? 0)"
        return "\(parts.day ?? 0).\u{A0}\(Self.months[(parts.month ?? 1) - 1])\(year)"
    }

    /// As "Montag, 23. November".
    func weekdayAndDay(_ date: Date) -> String {
        "\(Self.weekdays[(parts(date).weekday ?? 1) - 1]), \(day(date))"
    }

    /// As "Di".
    func shortWeekday(_ date: Date) -> String { String(Self.weekdays[(parts(date).weekday ?? 1) - 1].prefix(2)) }

    /// As "Di, 1.", where the month stands beside it.
    func shortWeekdayAndNumber(_ date: Date) -> String { "\(shortWeekday(date)),\u{A0}\(parts(date).day ?? 0)." }

    /// As "Dezember".
    func month(_ date: Date) -> String { Self.months[(parts(date).month ?? 1) - 1] }

    /// As "Di, 1. Dez.", for columns.
    func shortDate(_ date: Date) -> String {
        "\(shortWeekdayAndNumber(date))\u{A0}\(Self.shortMonths[(parts(date).month ?? 1) - 1])"
    }

    /// The last moment of a window, as "6. Dezember" where it ends with the day, else "6. Dezember, 18 Uhr".
    func end(_ expires: Date) -> String {
        let parts = parts(expires)
        if (parts.hour, parts.minute) == (0, 0) { return day(expires.addingTimeInterval(-1)) }
        return (parts.hour, parts.minute) == (23, 59) ? day(expires) : "\(day(expires)), \(hour(expires))"
    }

    /// The age of data: the time alone when it is of today, else with its day.
    func stand(_ date: Date) -> String {
        calendar.isDate(date, inSameDayAs: now) ? minute(date) : "\(day(date)), \(minute(date))"
    }

    /// The next instant at which words that depend on what is today or this year will be other ones; nil when they stay.
    func nextChange(of words: (Wording) -> String) -> Date? {
        nextDays.first { words(Wording(now: $0, zone: calendar.timeZone)) != words(self) }
    }

    /// The next full minute.
    var nextMinute: Date { Date(timeIntervalSince1970: (now.timeIntervalSince1970 / 60).rounded(.down) * 60 + 60) }

    /// The time of old data, as "Mo, 23. November, 6:00 Uhr", with the year when it is another one.
    func dated(_ date: Date) -> String { "\(shortWeekdayAndDay(date)), \(minute(date))" }

    /// A day as people say it: "heute", "morgen" or "Mi, 25. November".
    func saidDay(_ date: Date) -> String {
        if calendar.isDate(date, inSameDayAs: now) { return "heute" }
        if let next = nextDays.first, calendar.isDate(date, inSameDayAs: next) { return "morgen" }
        return shortWeekdayAndDay(date)
    }

    /// As "Mittwoch"; today is "heute".
    func weekday(_ date: Date) -> String {
        calendar.isDate(date, inSameDayAs: now) ? "heute" : Self.weekdays[(parts(date).weekday ?? 1) - 1]
    }

    /// The instants at which today and this year end.
    var nextDays: [Date] {
        let year = DateComponents(year: (parts(now).year ?? 1970) + 1, month: 1, day: 1)
        return [
            calendar.date(byAdding: .day, value: 1, to: calendar.startOfDay(for: now)), calendar.date(from: year),
        ].compactMap { $0 }
    }
}
