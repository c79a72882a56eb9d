import Foundation
import Testing

@testable import Signage

@Suite struct SolarTimeTests {
    private let barleben = SolarTimeTests.place(52.2, 11.6)

    private static func place(_ latitude: Double, _ longitude: Double) -> Geometry.Position {
        do {
            return try Geometry.Position(latitude: latitude, longitude: longitude)
        } catch { preconditionFailure("\(error)") }
    }

    /// By how many seconds two instants are off; nil when the crossing is none, as the other implementation has it.
    private func check(
        _ crossing: SolarTime.Crossing, _ rises: Substring, _ sets: Substring, within tolerance: Double,
        _ line: Substring
    ) throws {
        switch crossing {
        case .between(let ours, let oursToo):
            let (theirs, theirsToo) = (try #require(Double(rises)), try #require(Double(sets)))
            #expect(abs(ours.timeIntervalSince1970 - theirs) <= tolerance, "\(line)")
            #expect(abs(oursToo.timeIntervalSince1970 - theirsToo) <= tolerance, "\(line)")
        case .above, .below: #expect(rises == "-" && sets == "-", "\(line)")
        }
    }

    @Test("the sun rises, sets, dawns and dusks when another implementation says so, in Barleben within a minute")
    func agrees() throws {
        let lines = try TimingFixture.lines("sun.txt")
        #expect(lines.count == 583)
        for line in lines {
            let fields = line.split(separator: " ")
            let place = try Geometry.Position(
                latitude: try #require(Double(fields[1])), longitude: try #require(Double(fields[2])))
            let date = try #require(CalendarDate(String(fields[3])))
            let tolerance: Double = fields[0] == "barleben" ? 60 : 120
            let sunlight = SolarTime.sunlight(on: date, at: place)
            let daylight = SolarTime.civilDaylight(on: date, at: place)
            try check(sunlight, fields[4], fields[5], within: tolerance, line)
            try check(daylight, fields[6], fields[7], within: tolerance, line)
        }
    }

    @Test(
        "where the sun does not reach a height, polar day and polar night are told apart",
        arguments: [
            (78.22, "2025-06-21", SolarTime.Crossing.above, SolarTime.Crossing.above),
            (78.22, "2025-12-21", .below, .below), (-80, "2025-06-21", .below, .below),
            (-80, "2025-12-21", .above, .above), (90, "2025-06-21", .above, .above), (90, "2025-12-21", .below, .below),
            (-90, "2025-06-21", .below, .below), (-90, "2025-12-21", .above, .above),
        ])
    func polar(latitude: Double, day: String, sun: SolarTime.Crossing, twilight: SolarTime.Crossing) throws {
        let (date, place) = (try #require(CalendarDate(day)), Self.place(latitude, 15.6))
        #expect(SolarTime.sunlight(on: date, at: place) == sun)
        #expect(SolarTime.civilDaylight(on: date, at: place) == twilight)
    }

    @Test("in Tromsø there is twilight, but no sun, at Christmas, and light all night in May")
    func between() throws {
        let tromso = Self.place(69.65, 18.96)
        let christmas = try #require(CalendarDate("2025-12-25"))
        #expect(SolarTime.sunlight(on: christmas, at: tromso) == .below)
        guard case .between = SolarTime.civilDaylight(on: christmas, at: tromso) else {
            Issue.record("there is twilight")
            return
        }
        let may = try #require(CalendarDate("2025-05-10"))
        #expect(SolarTime.civilDaylight(on: may, at: tromso) == .above)
    }

    @Test(
        "civil daylight has one stretch a day, without a gap where night never comes, wherever on earth",
        arguments: [
            (52.2, 11.6), (0, 0), (0, 180), (0, -180), (65, 25.5), (69.65, 18.96), (78.22, 15.63), (-80, 100), (90, 0),
        ])
    func stretches(latitude: Double, longitude: Double) {
        let place = Self.place(latitude, longitude)
        let start = Examples.time("2026-01-01T00:00:00Z")
        let all = SolarTime.civilDaylight(from: start, to: start + 366 * 86_400, at: place)
        for (earlier, later) in zip(all, all.dropFirst()) {
            #expect(earlier.upperBound < later.lowerBound)
            // Never a flicker of night between two days of light: the sun takes its time.
            #expect(later.lowerBound.timeIntervalSince(earlier.upperBound) > 120, "\(earlier) \(later)")
        }
        #expect(all.count <= 367 && !all.isEmpty)
        // A part is the whole, cut.
        let part = SolarTime.civilDaylight(from: start + 1e7, to: start + 1.1e7, at: place)
        let cut = all.filter { $0.overlaps(start + 1e7..<start + 1.1e7) }
            .map { max($0.lowerBound, start + 1e7)..<min($0.upperBound, start + 1.1e7) }
        #expect(part == cut)
    }

    @Test("noon in Barleben is when the sun stands highest, between 12:00 and 12:30 by the winter's clock")
    func noon() throws {
        for month in 1...12 {
            let date = try #require(CalendarDate(year: 2026, month: month, day: 15))
            let seconds =
                SolarTime.noon(on: date, at: barleben).timeIntervalSince1970 + 3_600
                - Double(date.daysSince1970) * 86_400
            #expect((43_200 - 300...43_200 + 1_800).contains(seconds))
        }
    }
}
