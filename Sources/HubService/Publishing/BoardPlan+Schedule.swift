import Signage

extension BoardPlan {
    /// What the board makes of its notices: its panel's shortest turn, its zone.
    func schedule(of notices: [Notice]) -> Schedule {
        Schedule(
            notices: notices, shortestTurnSeconds: profile.panel.shortestTurnSeconds,
            clock: WallClock(zone: settings.zone),
            calendars: DayCalendars(schoolHolidays: schoolHolidays?.table))
    }
}
