public import Foundation

extension PanelTimes {
    /// How far ahead ``PanelState/until`` looks for a change, in seconds: eight days.
    public static let horizonSeconds: TimeInterval = 691_200

    /// What the panel does at an instant.
    /// - Parameters:
    ///   - now: by a trusted clock.
    ///   - place: where the board stands; nil where that is not known, and twilight does not count.
    ///   - clock: that of the board's zone.
    ///   - calendars: those that its dayparts ask.
    ///   - power: how much power it may take.
    ///   - hasInterrupt: whether an interrupt is on that is addressed to the board.
    public func state(
        at now: Date, place: Geometry.Position?, clock: WallClock, calendars: DayCalendars,
        power: PowerLevel = .normal, hasInterrupt: Bool = false
    ) -> PanelState {
        let end = now.addingTimeInterval(Self.horizonSeconds)
        func stretches(_ dayparts: [Daypart]) -> [Range<Date>] {
            dayparts.isEmpty ? [] : dayparts.stretches(from: now, to: end, clock: clock, calendars: calendars)
        }
        let (off, quiet, night) = (stretches(off), stretches(quiet), stretches(night))
        let twilight = followsTwilight ? place : nil
        let light = twilight.map { SolarTime.civilDaylight(from: now, to: end, at: $0) }

        func state(at instant: Date, until: Date) -> PanelState {
            func holds(_ stretches: [Range<Date>]) -> Bool { stretches.contains { $0.contains(instant) } }
            let isDark = holds(night) || light.map { !holds($0) } ?? false
            return self.state(
                isOff: holds(off), isDark: isDark, isQuiet: holds(quiet), power: power, hasInterrupt: hasInterrupt,
                until: until)
        }
        let first = state(at: now, until: end)
        let edges = (off + quiet + night + (light ?? [])).flatMap { [$0.lowerBound, $0.upperBound] }
        // Not every edge changes something: dusk inside of a daypart of night, or while an interrupt is on.
        let change = edges.filter { now < $0 && $0 < end }.sorted().first { state(at: $0, until: end) != first }
        return change.map { state(at: now, until: $0) } ?? first
    }

    /// What the panel does while no clock can be trusted: it is on as bright as by day, unless there is no power for it.
    public func state(withoutTimeAt power: PowerLevel, hasInterrupt: Bool = false) -> PanelState {
        state(isOff: false, isDark: false, isQuiet: false, power: power, hasInterrupt: hasInterrupt, until: nil)
    }

    private func state(
        isOff: Bool, isDark: Bool, isQuiet: Bool, power: PowerLevel, hasInterrupt: Bool, until: Date?
    ) -> PanelState {
        guard !hasInterrupt else {
            return PanelState(
                isOn: true, brightnessPercent: dayPercent, isDark: isDark, isQuiet: false, until: until)
        }
        let isQuiet = isQuiet || power != .normal
        guard !isOff, power != .emergencyOnly else {
            return PanelState(isOn: false, brightnessPercent: 0, isDark: isDark, isQuiet: isQuiet, until: until)
        }
        let percent = isDark ? nightPercent : dayPercent
        return PanelState(
            isOn: true, brightnessPercent: power == .saving ? max(Self.leastPercent, (percent + 1) / 2) : percent,
            isDark: isDark, isQuiet: isQuiet, until: until)
    }
}
