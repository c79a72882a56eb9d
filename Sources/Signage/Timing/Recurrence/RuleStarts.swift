/// The starts of a rule in ascending order, as seconds on the wall. Jumps to where it is asked for; nothing is kept.
struct RuleStarts: IteratorProtocol {
    private let plan: RecurrencePlan
    private let first: Int
    private let last: Int
    private let lastDay: Int
    private var cursor: DayCursor
    /// Which hour or minute since 1970 is next in steps within days; not used for others.
    private var unit = 0
    /// Whether the cursor's day was found allowed.
    private var isAllowed = false
    /// Which of the plan's times, or of the chosen starts, is next.
    private var index: Int
    /// The starts that `BYSETPOS` chose in the interval before the cursor.
    private var chosen: [Int] = []
    private var days: [Int] = []

    /// - Parameters:
    ///   - plan: of the rule.
    ///   - first: wall second from which on starts are asked for; the rule's own start when that is later.
    ///   - last: wall second of the last that may be; before the year 2200.
    init(_ plan: RecurrencePlan, first: Int, last: Int) {
        self.plan = plan
        self.first = max(first, plan.start)
        self.last = plan.isNever ? -1 : last
        lastDay = self.last >= 0 ? self.last / 86_400 : -1
        cursor = DayCursor(day: self.first / 86_400)
        index = plan.times.count
        if plan.frequency.isWithinDay {
            unit = firstUnit(from: self.first / unitSeconds)
            index = 0
        } else if !plan.setPositions.isEmpty {
            cursor.move(to: plan.firstDay(ofPeriodAt: cursor, later: 0))
            index = 0
        }
    }

    mutating func next() -> Int? {
        while let start = plan.frequency.isWithinDay
            ? nextInUnits() : plan.setPositions.isEmpty ? nextInDays() : nextInSets()
        {
            if start > last { break }
            if start >= first { return start }
        }
        return nil
    }

    private mutating func nextInDays() -> Int? {
        if index >= plan.times.count {
            if isAllowed { cursor.advance() }
            guard findDay(upTo: lastDay) else { return nil }
            isAllowed = true
            index = 0
        }
        defer { index += 1 }
        return cursor.day * 86_400 + plan.times[index]
    }

    /// Moves the cursor to the next allowed day; false when there is none.
    private mutating func findDay(upTo lastDay: Int) -> Bool {
        while cursor.day <= lastDay {
            if let later = plan.skip(cursor) {
                cursor.move(to: min(later, lastDay + 1))
            } else if plan.allows(cursor) {
                return true
            } else {
                cursor.advance()
            }
        }
        return false
    }

    private mutating func nextInSets() -> Int? {
        while index >= chosen.count {
            if let later = plan.skip(cursor) { cursor.move(to: min(later, lastDay + 1)) }
            guard cursor.day <= lastDay else { return nil }
            let end = plan.firstDay(ofPeriodAt: cursor, later: 1)
            days.removeAll(keepingCapacity: true)
            while findDay(upTo: end - 1), cursor.day < end {
                days.append(cursor.day)
                cursor.advance()
            }
            if cursor.day < end { cursor.move(to: end) }
            choose()
        }
        defer { index += 1 }
        return chosen[index]
    }

    private mutating func choose() {
        let count = days.count * plan.times.count
        chosen.removeAll(keepingCapacity: true)
        index = 0
        for position in plan.setPositions {
            let place = position > 0 ? position - 1 : count + position
            guard (0..<count).contains(place) else { continue }
            chosen.append(days[place / plan.times.count] * 86_400 + plan.times[place % plan.times.count])
        }
        chosen.sort()
        // The first from the start and the last from the end may be the same.
        for place in chosen.indices.dropFirst().reversed() where chosen[place] == chosen[place - 1] {
            chosen.remove(at: place)
        }
    }

    private var unitSeconds: Int { plan.frequency == .hourly ? 3_600 : 60 }

    /// The rule's first hour or minute from one on.
    private func firstUnit(from unit: Int) -> Int {
        let steps = (unit - plan.firstPeriod + plan.interval - 1) / plan.interval
        return plan.firstPeriod + max(0, steps) * plan.interval
    }

    private mutating func nextInUnits() -> Int? {
        let unitsPerHour = 3_600 / unitSeconds
        while true {
            let day = unit / (24 * unitsPerHour)
            if day != cursor.day || !isAllowed {
                guard day <= lastDay else { return nil }
                cursor.move(to: day)
                guard findDay(upTo: lastDay) else { return nil }
                isAllowed = true
                if cursor.day != day {
                    unit = firstUnit(from: cursor.day * 24 * unitsPerHour)
                    continue
                }
            }
            let hour = unit / unitsPerHour
            if plan.hours >> UInt32(hour % 24) & 1 == 0 {
                unit = firstUnit(from: (hour + 1) * unitsPerHour)
            } else if index >= plan.times.count || unitsPerHour > 1 && plan.minutes >> UInt64(unit % 60) & 1 == 0 {
                unit += plan.interval
                index = 0
            } else {
                defer { index += 1 }
                return unit * unitSeconds + plan.times[index]
            }
        }
    }
}

extension RecurrenceRule.Frequency {
    /// Whether a day holds several intervals.
    var isWithinDay: Bool { self == .minutely || self == .hourly }
}
