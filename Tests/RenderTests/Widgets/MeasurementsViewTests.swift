import Foundation
import Signage
import Testing

@testable import Render

@Suite struct MeasurementsViewTests {
    @Test(
        "figures are written as people write them",
        arguments: [
            (8.0, "ug/m3", "8"), (7.4, "Cel", "7,4"), (1.82, "m", "1,82"), (-3.5, "Cel", "\u{2212}3,5"),
            (-0.04, "Cel", "0,0"), (1013.25, "hPa", "1013"), (15_000, "1", "15\u{A0}000"), (0.05, "mg/L", "0,05"),
            (12.34, "m3/s", "12,3"), (7, "Cel", "7,0"),
        ])
    func figures(value: Double, unit: String, words: String) {
        #expect(Figures.decimal(value, digits: Figures.digits(of: value, in: unit)) == words)
    }

    @Test("what is no number is absent", arguments: [Double.nan, .infinity, -.infinity, 1e300])
    func absent(value: Double) throws {
        let bench = try ViewBench("board-landscape-55")
        let scene = try bench.scene([Examples.airAlone(value)])
        #expect(bench.view(try FeedViewTests.widget(.measurements), scene).isEmpty)
    }

    @Test(
        "a value is called by the step it is in",
        arguments: [
            (-1.0, 0, "unter\u{A0}sehr gut", Signals.Level.good), (0, 0, "sehr gut", .good),
            (9.9, 0, "sehr gut", .good),
            (10, 1, "gut", .fair), (24.9, 2, "mäßig", .moderate), (49, 3, "schlecht", .poor),
            (50, 4, "sehr schlecht", .bad),
            (900, 4, "sehr schlecht", .bad),
        ])
    func steps(value: Double, index: Int, word: String, level: Signals.Level) throws {
        let scale = try #require(Scale(Examples.air(value)))
        #expect(scale.word == word && scale.level == level)
        #expect(value < 0 || scale.index == index)
        #expect((0...1).contains(scale.part))
    }

    @Test(
        "the classes of the air quality index have colours that can be told apart",
        arguments: [Theme.Appearance.light, .dark])
    func colours(appearance: Theme.Appearance) throws {
        let bench = try ViewBench("board-landscape-55", appearance: appearance)
        let zone = Zone(widget: .notice, surface: "sand", distance: .detail)
        let context = bench.renderer.context(of: zone, in: try bench.scene([]))
        let grounds = try #require(Scale(Examples.air(8))).steps.map { $0.level.flatMap(context.signal)?.ground }
        #expect(grounds.count == 5 && Set(grounds).count == 5)
        for (one, other) in zip(grounds, grounds.dropFirst()) {
            let (one, other) = (try #require(one), try #require(other))
            let parts = [(one.red, other.red), (one.green, other.green), (one.blue, other.blue)]
            #expect(parts.map { abs(Int($0.0) - Int($0.1)) }.reduce(0, +) > 60)
        }
    }

    @Test("where higher is better the colours turn round, and where neither is there are none")
    func direction() throws {
        var value = Examples.air(60)
        value.better = .higher
        #expect(Scale(value)?.level == .good)
        value.better = .neither
        #expect(Scale(value)?.level == nil)
        #expect(Scale(Examples.water()) == nil)
        #expect(Scale(Examples.river())?.word == "unter\u{A0}Meldestufe 1")
    }

    @Test(
        "every signal's ink is legible on it, and every signal text on its ground",
        arguments: Signals.Level.allCases, [Theme.Appearance.light, .dark])
    func contrast(level: Signals.Level, appearance: Theme.Appearance) throws {
        for device in ViewBench.devices {
            let bench = try ViewBench(device, appearance: appearance)
            let scene = try bench.scene([])
            for surface in ["ink", "paper", "sand", "foot"] {
                let zone = Zone(widget: .notice, surface: surface, distance: .detail)
                let context = bench.renderer.context(of: zone, in: scene)
                #expect(Contrast.ratio(context.signalText(level), context.surface.background) >= 4.5)
                guard let paint = context.signal(level) else { continue }
                #expect(Contrast.ratio(paint.ink, paint.ground) >= 4.5)
            }
        }
    }
}
