import Foundation
import Signage
import Testing

@testable import Render

@Suite struct ForecastViewTests {
    private func items(_ snapshot: FeedSnapshot, at now: Date = Examples.now) throws -> [ForecastView.Item] {
        let bench = try ViewBench("board-landscape-55")
        let scene = try bench.scene([snapshot], at: now)
        return try #require(bench.view(FeedViewTests.widget(.forecast), scene) as? ForecastView).items
    }

    @Test("hours are taken together by the days of the board's zone, today from now on")
    func days() throws {
        let items = try items(Examples.forecast())
        #expect(items.map(\.day) == ["heute", "Dienstag", "Mittwoch", "Donnerstag"])
        #expect(items.map(\.maximum) == ["9°", "7°", "6°", "3°"])
        #expect(items.map(\.minimum) == ["4°", "3°", "\u{2212}1°", "\u{2212}4°"])
        #expect(items.map(\.weather) == [.fair, .rain, .clear, .fair])
        #expect(items[1].chance == "Regen 85\u{A0}%")
        let later = try self.items(Examples.forecast(), at: Examples.time("2026-11-23T18:00:00+01:00"))
        #expect(later[0].maximum == "7°")
        #expect(try self.items(Examples.forecast(), at: Examples.now + 86_400)[0].day == "heute")
    }

    @Test("what is not known is absent, never 0")
    func unknown() throws {
        let snapshot = try Examples.forecast()
        var item = snapshot.items[0]
        var step = FeedItem.Forecast.Step(from: Examples.now, to: Examples.now + 3_600)
        item.content = .forecast(.init(steps: [step]))
        #expect(try items(FeedViewTests.changed(snapshot, [item])).isEmpty)
        step.temperatureCelsius = -0.3
        item.content = .forecast(.init(steps: [step]))
        let shown = try items(FeedViewTests.changed(snapshot, [item]))
        #expect(shown.map(\.maximum) == ["0°"])
        #expect(shown[0].minimum == nil && shown[0].chance == nil && shown[0].weather == nil)
    }

    @Test(
        "every code of the table that forecasts use has its weather",
        arguments: [
            (0, Weather.clear), (2, .fair), (3, .cloudy), (45, .fog), (51, .rain), (61, .rain), (68, .sleet),
            (71, .snow),
            (80, .rain), (86, .snow), (95, .thunder),
        ])
    func codes(code: Int, weather: Weather) {
        #expect(Weather(code: code) == weather)
        #expect(
            (0...99).allSatisfy { Weather(code: $0) != nil } && Weather(code: 100) == nil && Weather(code: -1) == nil)
    }

    @Test("thunder makes a day's weather at any time, rain from a fifth of the time on")
    func summary() {
        #expect(Weather.summary(of: [(.clear, 40), (.thunder, 1)]) == .thunder)
        #expect(Weather.summary(of: [(.clear, 81), (.rain, 19)]) == .clear)
        #expect(Weather.summary(of: [(.clear, 80), (.rain, 20)]) == .rain)
        #expect(Weather.summary(of: [(.clear, 50), (.cloudy, 50)]) == .fair)
        #expect(Weather.summary(of: []) == nil)
    }

    @Test("an old forecast is dated on its first day alone")
    func stale() throws {
        #expect(try items(Examples.forecast(observed: Examples.now - 43_199)).allSatisfy { !$0.isStale })
        let old = try items(Examples.forecast(observed: Examples.now - 43_200))
        #expect(old.allSatisfy { $0.isStale })
        #expect(old.map(\.stand) == ["Stand\u{A0}Mo,\u{A0}23.\u{A0}November, 2:07\u{A0}Uhr", nil, nil, nil])
    }
}
