import Foundation
import Signage

extension Wording {
    private func isToday(_ date: Date) -> Bool { calendar.isDate(date, inSameDayAs: now) }

    private func isMidnight(_ date: Date) -> Bool { calendar.startOfDay(for: date) == date }

    /// As "Mi, 25. November".
    func shortWeekdayAndDay(_ date: Date) -> String { "\(shortWeekday(date)),\u{A0}\(day(date))" }

    /// As "Mi, 25. November" or "heute".
    func dayOrToday(_ date: Date) -> String { isToday(date) ? "heute" : shortWeekdayAndDay(date) }

    /// As "7 Uhr" of today, else "Mi, 25. November, 7 Uhr".
    func point(_ date: Date) -> String {
        isToday(date) ? hour(date) : "\(shortWeekdayAndDay(date)), \(hour(date))"
    }

    /// The end of something as people say it: midnight is the end of the day before.
    private func endPoint(_ date: Date) -> String {
        guard isMidnight(date) else { return point(date) }
        let day = date.addingTimeInterval(-1)
        return isToday(day) ? "24\u{A0}Uhr" : "\(shortWeekdayAndDay(day)), 24\u{A0}Uhr"
    }

    /// As "14:07 Uhr" of today, else "23. November, 14 Uhr".
    func hourOrDay(_ date: Date) -> String { isToday(date) ? hour(date) : "\(day(date)), \(hour(date))" }

    /// The end of a window by the hour where it is today: "22 Uhr", "24 Uhr", else "25. November, 18 Uhr".
    func hourOrEnd(_ expires: Date) -> String {
        if isToday(expires) { return hour(expires) }
        return isMidnight(expires) && isToday(expires.addingTimeInterval(-1)) ? "24\u{A0}Uhr" : end(expires)
    }

    /// From when until when something holds: "bis 18 Uhr", "heute von 15 bis 18 Uhr", "heute 20 Uhr bis Di, 24. November, 9 Uhr"; nil when nothing is known of it.
    func span(from onset: Date?, to expires: Date?) -> String? {
        guard let onset, onset > now else {
            if let expires { return "bis " + endPoint(expires) }
            return onset.map { "seit " + point($0) }
        }
        guard let expires else { return "ab " + point(onset) }
        guard calendar.isDate(onset, inSameDayAs: expires.addingTimeInterval(-1)) else {
            return isToday(onset)
                ? "heute \(point(onset)) bis \(endPoint(expires))" : "\(point(onset)) bis \(endPoint(expires))"
        }
        let from = hour(onset).split(separator: "\u{A0}").first ?? ""
        let to = isMidnight(expires) ? "24\u{A0}Uhr" : hour(expires)
        return "\(dayOrToday(onset))\(isToday(onset) ? "" : ",") von\u{A0}\(from) bis\u{A0}\(to)"
    }

    /// The next instant at which words about some instants will be other ones: when one of them comes, its day begins or is over, or its year does; nil when they stay.
    func nextChange(about dates: [Date], of words: (Wording) -> String) -> Date? {
        let candidates = dates.flatMap { date -> [Date] in
            let year = parts(date).year ?? 1970
            let day = calendar.startOfDay(for: date)
            return [
                date, day, calendar.date(byAdding: .day, value: 1, to: day), calendar.startOfDay(for: date - 1),
                calendar.date(from: DateComponents(year: year, month: 1, day: 1)),
                calendar.date(from: DateComponents(year: year + 1, month: 1, day: 1)),
            ].compactMap { $0 }
        }
        let before = words(self)
        return candidates.filter { $0 > now }.sorted().first {
            words(Wording(now: $0, zone: calendar.timeZone)) != before
        }
    }

    /// The first instant that no longer belongs to a time that a feed gave as the last one: a day is meant whole.
    func end(of time: FeedTime) -> Date {
        switch time {
        case .instant(let date): return date
        case .date(let day):
            let start = day.start(in: calendar.timeZone)
            return calendar.date(byAdding: .day, value: 1, to: start) ?? start
        }
    }

    /// The first instant of a time that a feed gave.
    func start(of time: FeedTime) -> Date { time.start(in: calendar.timeZone) }

    /// The time of old data: the clock when it is of today, else "Mo, 23. November, 6:00 Uhr".
    func standWithWeekday(_ date: Date) -> String {
        isToday(date) ? minute(date) : dated(date)
    }
}
