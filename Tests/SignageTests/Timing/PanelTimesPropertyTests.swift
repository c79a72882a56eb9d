import Foundation
import Testing

@testable import Signage

@Suite struct PanelTimesPropertyTests {
    private func dayparts(_ count: Int, using generator: inout SeededGenerator) throws -> [Daypart] {
        try (0..<count).map { _ in
            let from = TimeOfDay(seconds: Int.random(in: 0..<86_400, using: &generator))
            let to = TimeOfDay(seconds: Int.random(in: 1...86_400, using: &generator))
            let days = Weekday.allCases.filter { _ in Bool.random(using: &generator) }
            return try Daypart(
                days: days.isEmpty ? nil : days, from: from == to ? nil : from, to: from == to ? .midnight : to,
                on: Int.random(in: 0..<5, using: &generator) == 0 ? [.publicHolidays] : [])
        }
    }

    /// All but `until`.
    private func shown(_ state: PanelState) -> PanelState {
        PanelState(
            isOn: state.isOn, brightnessPercent: state.brightnessPercent, isDark: state.isDark, isQuiet: state.isQuiet,
            until: nil)
    }

    @Test("a panel stays as it is up to, and not at, its next change, which is to come")
    func constant() throws {
        var generator = SeededGenerator(seed: 31)
        let zones = ["Europe/Berlin", "Australia/Lord_Howe", "America/St_Johns"].map {
            WallClock(zone: Examples.zone($0))
        }
        for index in 0..<90 {
            let times = try PanelTimes(
                off: dayparts(index % 3, using: &generator), quiet: dayparts(index % 2, using: &generator),
                night: dayparts(index % 4 == 0 ? 1 : 0, using: &generator),
                nightPercent: index % 7 == 0 ? 100 : 30, followsTwilight: index % 5 != 0)
            let place =
                try index % 6 == 0
                ? nil
                : Geometry.Position(
                    latitude: Double.random(in: -90...90, using: &generator),
                    longitude: Double.random(in: -180...180, using: &generator))
            let (clock, power) = (zones[index % 3], PowerLevel.allCases[index % 3 == 0 ? 0 : 2 - index % 2])
            func state(_ instant: Date) -> PanelState {
                times.state(
                    at: instant, place: place, clock: clock, calendars: .publicHolidaysOnly, power: power,
                    hasInterrupt: index % 10 == 9)
            }
            var now =
                Examples.time(index % 2 == 0 ? "2026-03-27T00:00:00Z" : "2026-10-23T00:00:00Z")
                + Double.random(in: 0..<86_400, using: &generator)
            for _ in 0..<8 {
                let programme = state(now)
                let next = try #require(programme.until)
                #expect(next > now)
                for _ in 0..<5 {
                    let probe = now + next.timeIntervalSince(now) * Double.random(in: 0..<1, using: &generator)
                    #expect(shown(state(probe)) == shown(programme), "at \(probe), since \(now), until \(next)")
                }
                #expect(shown(state(next - 0.001)) == shown(programme))
                if next < now + PanelTimes.horizonSeconds { #expect(shown(state(next)) != shown(programme)) }
                now = next
            }
        }
    }

    @Test("a panel does at each fifth minute what its hours and the sun say then, through changes of the clock")
    func sampled() throws {
        let clock = WallClock(zone: Examples.berlin)
        let place = try Geometry.Position(latitude: 52.2, longitude: 11.6)
        var generator = SeededGenerator(seed: 32)
        for start in ["2026-03-28T00:00:00Z", "2026-10-24T00:00:00Z", "2026-12-31T00:00:00Z"] {
            let (off, quiet) = (try dayparts(2, using: &generator), try dayparts(2, using: &generator))
            let times = try PanelTimes(off: off, quiet: quiet)
            for step in 0..<576 {
                let now = Examples.time(start) + Double(step) * 300
                let wall = clock.wall(at: now)
                let state = times.state(at: now, place: place, clock: clock, calendars: .publicHolidaysOnly)
                #expect(state.isOn == !off.hold(at: wall, .publicHolidaysOnly))
                #expect(state.isQuiet == quiet.hold(at: wall, .publicHolidaysOnly))
                let date = try #require(CalendarDate(daysSince1970: wall.day))
                guard case .between(let dawn, let dusk) = SolarTime.civilDaylight(on: date, at: place) else {
                    Issue.record("the sun rises in Barleben")
                    return
                }
                #expect(state.isDark == !(dawn <= now && now < dusk), "\(now)")
                #expect(state.brightnessPercent == (state.isOn ? (state.isDark ? 30 : 100) : 0))
            }
        }
    }
}
