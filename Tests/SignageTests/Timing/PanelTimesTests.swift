import Foundation
import Testing

@testable import Signage

@Suite struct PanelTimesTests {
    private let berlin = WallClock(zone: Examples.berlin)
    private let calendars = DayCalendars.publicHolidaysOnly

    private func times(_ json: String) throws -> PanelTimes {
        try WireCoding.decode(PanelTimes.self, from: Data(json.utf8))
    }

    private func barleben() throws -> Geometry.Position { try Geometry.Position(latitude: 52.2, longitude: 11.6) }

    private func state(
        _ times: PanelTimes, _ time: String, power: PowerLevel = .normal, hasInterrupt: Bool = false
    ) throws -> PanelState {
        times.state(
            at: Examples.time(time), place: try barleben(), clock: berlin, calendars: calendars, power: power,
            hasInterrupt: hasInterrupt)
    }

    @Test("a board without settings is always on, at 100 % by day and at 30 % from dusk to dawn")
    func standard() throws {
        let noon = try state(.standard, "2026-11-26T12:00:00+01:00")
        #expect(noon.isOn && noon.brightnessPercent == 100 && !noon.isDark && !noon.isQuiet)
        // Civil dusk in Barleben, after another implementation.
        let dusk = try #require(noon.until)
        #expect(abs(dusk.timeIntervalSince(Examples.time("2026-11-26T16:48:03+01:00"))) <= 60)
        let night = try state(.standard, "2026-11-24T20:00:00+01:00")
        #expect(night.isOn && night.brightnessPercent == 30 && night.isDark && !night.isQuiet)
        #expect(try times("{}") == .standard)
        #expect(try PanelTimes() == .standard)
    }

    @Test("hours turn the panel off, quiet hours stop what moves, and the power level dims or ends it")
    func hours() throws {
        let times = try times(
            #"{"off": [{"from": "23:00", "to": "05:00"}], "quiet": [{"from": "20:00", "to": "08:00"}], "nightPercent": 25}"#
        )
        let late = try state(times, "2026-11-24T21:00:00+01:00")
        #expect(late.isOn && late.brightnessPercent == 25 && late.isDark && late.isQuiet)
        #expect(late.until == Examples.time("2026-11-24T23:00:00+01:00"))
        let off = try state(times, "2026-11-24T23:00:00+01:00")
        #expect(!off.isOn && off.brightnessPercent == 0)
        #expect(off.until == Examples.time("2026-11-25T05:00:00+01:00"))
        let saved = try state(times, "2026-11-24T12:00:00+01:00", power: .saving)
        #expect(saved.isOn && saved.brightnessPercent == 50 && saved.isQuiet && !saved.isDark)
        #expect(try state(times, "2026-11-24T21:00:00+01:00", power: .saving).brightnessPercent == 13)
        #expect(try state(times, "2026-11-24T12:00:00+01:00", power: .emergencyOnly).isOn == false)
    }

    @Test("an interrupt turns the panel on whatever the hour and the power, bright and not quiet")
    func interrupt() throws {
        let times = try times(#"{"off": [{"from": "23:00", "to": "05:00"}], "quiet": [{}], "dayPercent": 80}"#)
        for power in PowerLevel.allCases {
            for hour in 0..<24 {
                let now = Examples.time("2026-11-24T00:00:00+01:00") + Double(hour) * 3_600
                let state = times.state(
                    at: now, place: try barleben(), clock: berlin, calendars: calendars, power: power,
                    hasInterrupt: true)
                #expect(state.isOn && state.brightnessPercent == 80 && !state.isQuiet)
            }
            #expect(times.state(withoutTimeAt: power, hasInterrupt: true).isOn)
        }
    }

    @Test("without a trusted clock the panel is on as by day, whatever the hours, until something else changes")
    func withoutTime() throws {
        let times = try times(#"{"off": [{"from": "08:00", "to": "07:00"}], "quiet": [{}], "night": [{}]}"#)
        let expected = PanelState(isOn: true, brightnessPercent: 100, isDark: false, isQuiet: false, until: nil)
        #expect(times.state(withoutTimeAt: .normal) == expected)
        #expect(times.state(withoutTimeAt: .saving).brightnessPercent == 50)
        #expect(!times.state(withoutTimeAt: .emergencyOnly).isOn)
    }

    @Test("without a place it is night in the dayparts that say so, and else day")
    func withoutPlace() throws {
        let times = try times(#"{"night": [{"from": "21:00", "to": "06:00"}]}"#)
        func state(_ time: String) -> PanelState {
            times.state(at: Examples.time(time), place: nil, clock: berlin, calendars: calendars)
        }
        #expect(state("2026-11-24T20:59:59+01:00").brightnessPercent == 100)
        #expect(state("2026-11-24T20:59:59+01:00").until == Examples.time("2026-11-24T21:00:00+01:00"))
        #expect(state("2026-11-24T21:00:00+01:00").brightnessPercent == 30)
        #expect(state("2026-11-24T21:00:00+01:00").until == Examples.time("2026-11-25T06:00:00+01:00"))
    }

    @Test("where nothing will change, one asks again after eight days")
    func horizon() throws {
        let now = Examples.time("2026-11-24T12:00:00+01:00")
        let times = try times(#"{"followsTwilight": false}"#)
        #expect(times.state(at: now, place: try barleben(), clock: berlin, calendars: calendars).until == now + 691_200)
        // The polar night lasts longer than that.
        let north = try Geometry.Position(latitude: 78.22, longitude: 15.63)
        let state = PanelTimes.standard.state(at: now, place: north, clock: berlin, calendars: calendars)
        #expect(state.isDark && state.until == now + 691_200)
    }

    @Test("instants beyond all calendars do no harm")
    func farAway() throws {
        let times = try times(#"{"off": [{"from": "23:00", "to": "05:00"}]}"#)
        for now in [Date.distantPast, .distantFuture, Date(timeIntervalSince1970: 1e15)] {
            _ = times.state(at: now, place: try barleben(), clock: berlin, calendars: calendars)
        }
    }

    @Test("hours follow the wall's clock through both changes of summer time")
    func summerTime() throws {
        let times = try times(#"{"off": [{"from": "22:00", "to": "06:00"}], "followsTwilight": false}"#)
        let spring = try state(times, "2026-03-28T22:00:00+01:00")
        #expect(!spring.isOn && spring.until == Examples.time("2026-03-29T06:00:00+02:00"))
        let autumn = try state(times, "2026-10-24T22:00:00+02:00")
        #expect(!autumn.isOn && autumn.until == Examples.time("2026-10-25T06:00:00+01:00"))
    }

    @Test(
        "settings that would leave a panel dark for good, or make no sense, are refused with the field",
        arguments: [
            (#"{"off": [{"from": "20:00"}, {}]}"#, "off.1"), (#"{"dayPercent": 0}"#, "dayPercent"),
            (#"{"nightPercent": 4}"#, "nightPercent"), (#"{"dayPercent": 101}"#, "dayPercent"),
            (#"{"dayPercent": 50.5}"#, "dayPercent"), (#"{"off": [{"from": "08:00", "to": "08:00"}]}"#, "off.0.to"),
            (#"{"followsTwilight": "yes"}"#, "followsTwilight"),
        ])
    func refused(json: String, field: String) {
        #expect(refusal(PanelTimes.self, json)?.field == field)
    }

    @Test("settings come back from their bytes, and name the calendars that they ask")
    func coding() throws {
        let times = try times(
            #"{"off": [{"days": ["SU"], "on": ["public-holidays"]}], "night": [{"during": ["school-holidays"]}], "dayPercent": 90}"#
        )
        #expect(try roundTrip(times) == times)
        #expect(times.calendars == [.publicHolidays, .schoolHolidays])
        #expect(refusal([PowerLevel].self, #"["low"]"#) != nil)
        #expect(try roundTrip(PowerLevel.allCases) == PowerLevel.allCases)
        #expect(PowerLevel.emergencyOnly < .saving && PowerLevel.saving < .normal)
    }

    @Test("hours that together are all hours are refused, and so are none that leave a minute")
    func allHours() throws {
        let (day, night) = try (
            Daypart(from: TimeOfDay("6:00"), to: TimeOfDay("22:00")),
            Daypart(from: TimeOfDay("22:00"), to: TimeOfDay("6:00"))
        )
        let (workdays, others) = try (
            Daypart(days: [.monday, .tuesday, .wednesday, .thursday, .friday], not: [.publicHolidays]),
            Daypart(days: [.saturday, .sunday], on: [.publicHolidays])
        )
        for off in [[day, night], [workdays, others]] {
            #expect(refusal { _ = try PanelTimes(off: off) }?.field == "off")
        }
        let short = try Daypart(from: TimeOfDay("22:00"), to: TimeOfDay("5:59"))
        #expect(try PanelTimes(off: [day, short]).off.count == 2)
        #expect(try PanelTimes(off: [workdays]).off.count == 1)
        #expect(try PanelTimes(off: [Daypart(not: [.schoolHolidays])]).off.count == 1)
    }
}
