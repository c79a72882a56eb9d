import Foundation

/// When something is on: all of its rules hold together.
public struct Airtime: Hashable, Sendable {
    /// From when to when; without an end only for what shows when there is nothing else.
    public let window: DisplayWindow
    /// Hours of days; it is on in any of them, and at all times where there are none.
    public let dayparts: [Daypart]
    /// What comes again; nil for what does not.
    public let recurrence: Recurrence?

    /// Takes the values as they are.
    public init(window: DisplayWindow, dayparts: [Daypart] = [], recurrence: Recurrence? = nil) {
        self.window = window
        self.dayparts = dayparts
        self.recurrence = recurrence
    }

    /// Whether only its window counts.
    public var isPlain: Bool { dayparts.isEmpty && recurrence == nil }

    /// Whether no clock is needed to know that it is on.
    public var isUndated: Bool { isPlain && window.expires == nil }

    /// When it is on between an instant, which may be a little before its onset, and another: in order, apart from each
    /// other, and clipped to what was asked for.
    func stretches(
        from start: Date, to end: Date, clock: WallClock, calendars: DayCalendars
    ) -> [Range<Date>] {
        let end = min(end, window.expires ?? end)
        guard start < end else { return [] }
        if dayparts.isEmpty {
            return recurrence?.occurrences(from: start, to: end, clock: clock) ?? [start..<end]
        }
        let hours = dayparts.stretches(from: start, to: end, clock: clock, calendars: calendars)
        guard let recurrence, !hours.isEmpty else { return hours }
        return Self.intersection(hours, recurrence.occurrences(from: start, to: end, clock: clock))
    }

    static func intersection(_ left: [Range<Date>], _ right: [Range<Date>]) -> [Range<Date>] {
        var both: [Range<Date>] = []
        var (i, j) = (0, 0)
        while i < left.count, j < right.count {
            let start = max(left[i].lowerBound, right[j].lowerBound)
            let end = min(left[i].upperBound, right[j].upperBound)
            if start < end { both.append(start..<end) }
            if left[i].upperBound < right[j].upperBound { i += 1 } else { j += 1 }
        }
        return both
    }
}
