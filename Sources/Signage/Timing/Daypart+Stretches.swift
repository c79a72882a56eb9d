public import Foundation

extension [Daypart] {
    /// Whether one of them holds while the clock on the wall shows a time. None of no dayparts does.
    public func hold(at wall: WallTime, _ calendars: DayCalendars) -> Bool {
        contains { $0.holds(at: wall, calendars) }
    }

    /// When one of them holds, from an instant up to another: in order, and apart from each other.
    ///
    /// Exact to the second through every change of the clock: an instant is in a stretch when, and only when, a daypart holds
    /// at what the clock on the wall shows then. An end that is not after the start gives none.
    public func stretches(
        from start: Date, to end: Date, clock: WallClock, calendars: DayCalendars
    ) -> [Range<Date>] {
        guard start < end else { return [] }
        var stretches: [Range<Date>] = []
        // Between two changes of the clock the wall and the instants differ by a fixed number of seconds.
        var since = start
        while since < end {
            let until = clock.nextChange(after: since).map { Swift.min($0, end) } ?? end
            let wall = clock.wall(at: since).seconds
            let offset = wall - since.boundedSeconds
            let last = offset + until.boundedSeconds
            append(wall...Swift.max(wall, last), calendars, offset: offset, within: since..<until, to: &stretches)
            since = until
        }
        return stretches
    }

    /// Adds the stretches of some seconds of the wall, each less the offset, so far as they are within two instants.
    private func append(
        _ wall: ClosedRange<Int>, _ calendars: DayCalendars, offset: Int, within span: Range<Date>,
        to stretches: inout [Range<Date>]
    ) {
        let days = (WallTime(seconds: wall.lowerBound).day - 1)...WallTime(seconds: wall.upperBound).day
        if stretches.isEmpty { stretches.reserveCapacity(days.count) }
        func add(_ seconds: Range<Int>) {
            let start = Swift.max(span.lowerBound, Date(timeIntervalSince1970: Double(seconds.lowerBound - offset)))
            let end = Swift.min(span.upperBound, Date(timeIntervalSince1970: Double(seconds.upperBound - offset)))
            guard start < end else { return }
            if let last = stretches.last, start <= last.upperBound {
                stretches[stretches.count - 1] = last.lowerBound..<Swift.max(last.upperBound, end)
            } else {
                stretches.append(start..<end)
            }
        }
        if count == 1, let daypart = first {
            for day in days where daypart.begins(on: day, calendars) { add(daypart.seconds(from: day)) }
            return
        }
        var all: [Range<Int>] = []
        all.reserveCapacity(days.count * count)
        for day in days {
            for daypart in self where daypart.begins(on: day, calendars) {
                // Of few dayparts and days in order, so that the place is nearly always the last.
                let seconds = daypart.seconds(from: day)
                var place = all.endIndex
                while place > 0, all[place - 1].lowerBound > seconds.lowerBound { place -= 1 }
                all.insert(seconds, at: place)
            }
        }
        all.forEach(add)
    }
}

extension Daypart {
    /// The seconds of the wall that it takes when it begins on a day.
    fileprivate func seconds(from day: Int) -> Range<Int> {
        let midnight = day * 86_400
        return midnight + from.seconds..<midnight + to.seconds + (isOverMidnight ? 86_400 : 0)
    }
}
