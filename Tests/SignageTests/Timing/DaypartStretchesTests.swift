import Foundation
import Testing

@testable import Signage

@Suite struct DaypartStretchesTests {
    private let berlin = WallClock(zone: Examples.berlin)

    private func calendars() throws -> DayCalendars {
        let data = try TimingFixture.project("Layouts/calendars/school-holidays-saxony-anhalt.json")
        return DayCalendars(schoolHolidays: try WireCoding.decode(SchoolHolidays.self, from: data))
    }

    /// A daypart with whole minutes; half of them reach over midnight.
    private func random(using generator: inout SeededGenerator) throws -> Daypart {
        func minute() -> TimeOfDay? { TimeOfDay(seconds: Int.random(in: 0..<1_440, using: &generator) * 60) }
        let (from, to) = (minute(), minute())
        let days = Weekday.allCases.filter { _ in Bool.random(using: &generator) }
        func calendars() -> [DayCalendar] {
            DayCalendar.allCases.filter { _ in Int.random(in: 0..<4, using: &generator) == 0 }
        }
        let (on, during) = (calendars(), calendars())
        return try Daypart(
            days: days.isEmpty || Bool.random(using: &generator) ? nil : days, from: from == to ? nil : from,
            to: from == to ? nil : to, on: on, during: during,
            not: calendars().filter { !on.contains($0) && !during.contains($0) })
    }

    @Test("each minute of the nights in which clocks change, 2024 to 2030, is as another implementation has it")
    func nights() throws {
        let lines = try TimingFixture.lines("dayparts.txt")
        #expect(lines.count == 7 * 2 * 12)
        for line in lines {
            let fields = line.split(separator: "|")
            let days =
                try fields[0] == "*"
                ? nil : fields[0].split(separator: ",").map { try #require(Weekday(abbreviation: $0)) }
            let daypart = try Daypart(days: days, from: TimeOfDay(fields[1]), to: TimeOfDay(fields[2]))
            let night = Date(timeIntervalSince1970: try #require(Double(fields[3])))
            var (minute, isOn) = (0, false)
            var expected: [Range<Date>] = []
            for run in try fields[4].split(separator: " ").map({ try #require(Int($0)) }) {
                let start = night + Double(minute) * 60
                if isOn { expected.append(start..<start + Double(run) * 60) }
                for _ in 0..<run {
                    let wall = berlin.wall(at: night + Double(minute) * 60)
                    #expect(daypart.holds(at: wall, .publicHolidaysOnly) == isOn, "\(line) at \(wall)")
                    minute += 1
                }
                isOn.toggle()
            }
            #expect(minute == 720)
            let stretches = [daypart].stretches(
                from: night, to: night + 720 * 60, clock: berlin, calendars: .publicHolidaysOnly)
            #expect(stretches == expected, "\(line)")
        }
    }

    @Test(
        "stretches are what asking for every minute gives, in weeks with a change of the clock, a year's border, a leap day, Easter",
        arguments: [
            ("Europe/Berlin", "2026-03-26T00:00:00Z"), ("Europe/Berlin", "2026-10-22T00:00:00Z"),
            ("Europe/Berlin", "2026-12-28T00:00:00Z"), ("Europe/Berlin", "2028-02-26T00:00:00Z"),
            ("Europe/Berlin", "2027-03-24T00:00:00Z"), ("Australia/Lord_Howe", "2026-10-01T00:00:00Z"),
            ("America/St_Johns", "2026-10-29T00:00:00Z"), ("UTC", "2026-12-22T00:00:00Z"),
        ])
    func sampled(zone: String, start: String) throws {
        let (clock, calendars) = (WallClock(zone: Examples.zone(zone)), try calendars())
        let from = Examples.time(start)
        let minutes = 7 * 1_440
        let walls = (0..<minutes).map { clock.wall(at: from + Double($0) * 60) }
        var generator = SeededGenerator(seed: 21)
        for index in 0..<25 {
            let dayparts = try (0..<[1, 1, 2, 3, 6][index % 5]).map { _ in try random(using: &generator) }
            var expected: [Range<Date>] = []
            for (minute, wall) in walls.enumerated() where dayparts.hold(at: wall, calendars) {
                let instant = from + Double(minute) * 60
                if let last = expected.last, last.upperBound == instant {
                    expected[expected.count - 1] = last.lowerBound..<instant + 60
                } else {
                    expected.append(instant..<instant + 60)
                }
            }
            let stretches = dayparts.stretches(
                from: from, to: from + Double(minutes) * 60, clock: clock, calendars: calendars)
            #expect(stretches == expected, "\(dayparts)")
        }
    }

    @Test("stretches of a part are those of the whole, cut; also between seconds")
    func cut() throws {
        var generator = SeededGenerator(seed: 22)
        let (from, calendars) = (Examples.time("2026-10-20T00:00:00Z"), try calendars())
        for _ in 0..<200 {
            let dayparts = try (0..<Int.random(in: 1...3, using: &generator)).map { _ in try random(using: &generator) }
            let whole = dayparts.stretches(from: from, to: from + 864_000, clock: berlin, calendars: calendars)
            let start = from + Double.random(in: 0..<800_000, using: &generator)
            let end = start + Double.random(in: 0..<300_000, using: &generator)
            let part = dayparts.stretches(
                from: start, to: Swift.min(end, from + 864_000), clock: berlin, calendars: calendars)
            #expect(
                part
                    == whole.filter { $0.overlaps(start..<end) && !$0.isEmpty }.map {
                        Swift.max($0.lowerBound, start)..<Swift.min($0.upperBound, end)
                    })
            for (earlier, later) in zip(part, part.dropFirst()) { #expect(earlier.upperBound < later.lowerBound) }
        }
    }

    @Test("days that follow each other without a gap are one stretch")
    func whole() throws {
        let from = Examples.time("2026-03-20T10:00:00Z")
        let all = [Daypart.always].stretches(from: from, to: from + 3e7, clock: berlin, calendars: .publicHolidaysOnly)
        #expect(all == [from..<from + 3e7])
        let halves = [try Daypart(to: TimeOfDay("12:00")), try Daypart(from: TimeOfDay("12:00"))]
        #expect(halves.stretches(from: from, to: from + 3e6, clock: berlin, calendars: .publicHolidaysOnly).count == 1)
        #expect([Daypart]().stretches(from: from, to: from + 60, clock: berlin, calendars: .publicHolidaysOnly).isEmpty)
        #expect(
            [Daypart.always].stretches(from: from, to: from, clock: berlin, calendars: .publicHolidaysOnly).isEmpty)
        #expect(
            [Daypart.always].stretches(from: from, to: from - 1, clock: berlin, calendars: .publicHolidaysOnly).isEmpty)
    }

    @Test("instants beyond all calendars do no harm")
    func farAway() {
        let far = Date(timeIntervalSince1970: 1e15)
        for (from, to) in [
            (far, far + 60), (Date(timeIntervalSince1970: -1e15), Date(timeIntervalSince1970: -1e15 + 60)),
        ] {
            _ = [Daypart.always].stretches(from: from, to: to, clock: berlin, calendars: .publicHolidaysOnly)
        }
    }
}
