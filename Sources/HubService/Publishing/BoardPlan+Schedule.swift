import Signage

extension BoardPlan {
    /// What the board makes of its notices.
    /// - Throws: when the layout does not decode.
    func schedule(of notices: [Notice]) throws -> Schedule {
        Schedule(
            notices: notices, layout: try WireCoding.decode(Layout.self, from: layout.bytes), on: profile.panel,
            clock: WallClock(zone: settings.zone), calendars: DayCalendars(schoolHolidays: schoolHolidays?.table))
    }
}
