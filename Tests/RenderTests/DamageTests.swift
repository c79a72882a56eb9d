import Foundation
import Signage
import SignageTesting
import Testing

@testable import Render

@Suite struct DamageTests {
    /// The same steps every time a seed is used.
    private struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var word = state
            word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
            word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
            return word ^ word >> 31
        }
    }

    @Test("a picture that is moved within the same clip is another mark")
    func moved() throws {
        let raster = try ImageDecoder.decode(try Pictures.data("rgb.png"), fitting: (64, 64))
        func marks(_ x: Int, _ y: Int) -> [DrawList.Mark] {
            var list = DrawList(in: PixelRect(x: 0, y: 0, width: 8, height: 8))
            list.draw(raster, x: x, y: y)
            return list.marks
        }
        #expect(marks(-9, -9) == marks(-9, -9))
        #expect(marks(-9, -9) != marks(-8, -9))
        #expect(marks(-9, -9) != marks(-9, -8))
    }

    /// A board to which things happen.
    private struct Walk {
        var dice: Dice
        let layouts: [Layout]
        let device: DeviceProfile
        let notices: [Notice]
        let feeds: [FeedSnapshot]
        let images: [DocumentID: Data]
        var now = Examples.now
        var on: [Notice] = []
        var stage: Stage

        init(seed: UInt64, device name: String) throws {
            dice = Dice(state: seed)
            device = try RendererTests.coarse(name)
            layouts = try ["notice-with-meetings", "notice-alone"].map(Examples.layout)
            (notices, images) = try DamageTests.notices()
            feeds = [try Examples.council()]
            on = [notices[0]]
            let settings = try Self.settings(dark: false)
            stage = Stage(layout: layouts[0], profile: device, settings: settings, feeds: [:], images: images)
        }

        private static func settings(dark: Bool) throws -> BoardSettings {
            try BoardSettings(
                municipality: "Gemeinde Barleben", title: dark ? "Bahnhof" : "Marktplatz", timeZone: "Europe/Berlin",
                pictureIntervalSeconds: 60)
        }

        /// Time always goes on, mostly by a little; sometimes something else happens too.
        mutating func step() throws -> Scene {
            now += [0.25, 1, 7, 20, 60, 60, 600, 30_000].randomElement(using: &dice) ?? 1
            switch Int.random(in: 0..<10, using: &dice) {
            case 0, 1: on = notices.filter { _ in Bool.random(using: &dice) }
            case 2, 3:
                let isDark = Bool.random(using: &dice)
                stage = Stage(
                    layout: layouts.randomElement(using: &dice) ?? layouts[0], profile: device,
                    settings: try Self.settings(dark: isDark),
                    feeds: Dictionary(
                        uniqueKeysWithValues: feeds.filter { _ in Bool.random(using: &dice) }.map { ($0.feed, $0) }),
                    images: Bool.random(using: &dice) ? images : [:], appearance: isDark ? .dark : .light)
            // The clock was set right.
            case 4: now -= 90
            default: break
            }
            let schedule = Schedule(
                notices: on, shortestTurnSeconds: device.panel.shortestTurnSeconds,
                clock: WallClock(zone: stage.settings.zone))
            return Scene(stage: stage, programme: schedule.programme(at: now), now: now)
        }
    }

    private static func notices() throws -> (notices: [Notice], images: [DocumentID: Data]) {
        let arms = Data(
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><rect width="40" height="30" fill="#2a6"/>\
            <circle cx="17" cy="13" r="9" fill="#fd3" fill-opacity="0.6"/></svg>
            """.utf8)
        let id = try DocumentID(String(repeating: "a", count: 64))
        let long = (1...30).map { "\($0). Die Gemeindeverwaltung bleibt an zwei Tagen geschlossen." }
        let pictured = try Notice(
            id: Name("pictured"), headline: "Dorffest im Juli", body: "Kommen Sie **alle**, وشكرا, 🎉.",
            link: "https://www.barleben.de/fest", image: Notice.Image(document: id, description: "Arms"),
            window: DisplayWindow(onset: Examples.now - 60, expires: Examples.now + 900_000),
            published: Examples.now - 60)
        let all = [
            try Examples.closure(), try Examples.bathing(), pictured,
            try Examples.notice("long", headline: "Satzung", body: long.joined(separator: "\n\n")),
        ]
        return (all, [id: arms])
    }

    @Test(
        "a clipped redraw equals a full redraw byte for byte, whatever changes", arguments: 1...3, GoldenTests.devices)
    func clipped(seed: Int, device: String) throws {
        var walk = try Walk(seed: UInt64(seed), device: device)
        let renderer = try Renderer()
        // Not a fresh one each time, which would read all the fonts: it forgets its picture with another panel's.
        let whole = try Renderer()
        let other = try Examples.scene("notice-alone", "bench-epaper-13", notices: [])
        var clipped = 0
        for step in 1...60 {
            let scene = try walk.step()
            let before = Self.pixels(of: renderer)
            let drawing = try renderer.paint(scene)
            _ = try whole.paint(other)
            _ = try whole.paint(scene)
            let after = Self.pixels(of: renderer)
            // Compared outside of the macro, which would print two million pixels.
            let isSame = after == Self.pixels(of: whole)
            try #require(isSame, "step \(step) at \(scene.now): \(drawing.damage)")
            let area = scene.stage.profile.panel.width * scene.stage.profile.panel.height
            if !drawing.damage.isEmpty, drawing.damage.reduce(0, { $0 + $1.area }) < area { clipped += 1 }
            guard before.count == after.count else { continue }
            let width = scene.stage.profile.panel.width
            let beyond = after.indices.first { index in
                after[index] != before[index]
                    && !drawing.damage.contains {
                        $0.intersects(PixelRect(x: index % width, y: index / width, width: 1, height: 1))
                    }
            }
            #expect(beyond == nil, "step \(step) changed pixel \(beyond ?? 0) outside of its damage")
        }
        #expect(clipped > 5, "the walk has clipped redraws to speak of")
    }

    private static func pixels(of renderer: Renderer) -> [UInt32] {
        var pixels: [UInt32] = []
        renderer.withPicture { pixels = Array($0.pixels) }
        return pixels
    }
}
