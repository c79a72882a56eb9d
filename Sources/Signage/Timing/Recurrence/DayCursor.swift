/// A day with what rules ask about it, moved on without looking the calendar up anew.
struct DayCursor {
    /// Days since 1970-01-01, 0 or more.
    private(set) var day: Int
    private(set) var year: Int
    private(set) var month: Int
    private(set) var dayOfMonth: Int
    private(set) var monthLength: Int
    /// The year's 1 January, as a day.
    private(set) var yearStart: Int
    private(set) var yearLength: Int

    /// A day from 1970 to 9999; the nearest of them for any other.
    init(day: Int) {
        self.day = max(0, min(2_932_896, day))
        let date = CalendarDate(daysSince1970: self.day)
        year = date?.year ?? 1970
        month = date?.month ?? 1
        dayOfMonth = date?.day ?? 1
        yearLength = Self.isLeap(year) ? 366 : 365
        yearStart = Self.firstDay(year: year, month: 1)
        monthLength = Self.length(month: month, leap: yearLength == 366)
    }

    /// 0 for the year's first day.
    var dayOfYear: Int { day - yearStart }

    mutating func advance() {
        day += 1
        dayOfMonth += 1
        guard dayOfMonth > monthLength else { return }
        dayOfMonth = 1
        month += 1
        if month > 12 {
            month = 1
            year += 1
            yearStart += yearLength
            yearLength = Self.isLeap(year) ? 366 : 365
        }
        monthLength = Self.length(month: month, leap: yearLength == 366)
    }

    /// Goes to a later day.
    mutating func move(to next: Int) {
        if next == day + 1 { advance() } else if next != day { self = DayCursor(day: next) }
    }

    static func isLeap(_ year: Int) -> Bool { year & 3 == 0 && (year % 100 != 0 || year % 400 == 0) }

    static func length(month: Int, leap: Bool) -> Int {
        month == 2 ? (leap ? 29 : 28) : 30 + ((month + month >> 3) & 1)
    }

    /// The first day of a month from 1970 on, as a day; months beyond 12 are those of later years.
    static func firstDay(year: Int, month: Int) -> Int {
        let months = year * 12 + month - 1
        // The year begins in March, so that the leap day is its last.
        let (years, fromMarch) = ((months - 2) / 12, (months - 2) % 12)
        return years * 365 + years / 4 - years / 100 + years / 400 + (fromMarch * 153 + 2) / 5 - 719_468
    }
}
