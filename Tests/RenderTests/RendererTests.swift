import Foundation
import Signage
import SignageTesting
import Testing

@testable import Render

@Suite struct RendererTests {
    /// A device of this project with a coarser panel of the same size, for pictures in plenty.
    static func coarse(_ name: String) throws -> DeviceProfile {
        let profile = try Examples.profile(name)
        let panel = profile.panel
        return try DeviceProfile(
            name: profile.name, title: profile.title,
            panel: Panel(
                width: panel.width / 3, height: panel.height / 3, widthMillimetres: panel.widthMillimetres,
                heightMillimetres: panel.heightMillimetres, technology: panel.technology,
                pixelFormat: panel.pixelFormat), viewing: profile.viewing, evergreen: profile.evergreen)
    }

    private static func scene(
        _ layout: String, _ device: String, _ notices: [Notice], feeds: [FeedSnapshot] = [], at now: Date = Examples.now
    ) throws -> Scene {
        let profile = try coarse(device)
        let scene = try Examples.scene(layout, device, notices: notices, feeds: feeds, at: now)
        let stage = Stage(
            layout: scene.stage.layout, profile: profile, settings: scene.stage.settings, feeds: scene.stage.feeds)
        return Scene(stage: stage, programme: scene.programme, now: now)
    }

    private static let long = (1...40).map { "\($0). Die Gemeindeverwaltung bleibt an zwei Tagen geschlossen." }
        .joined(separator: "\n\n")

    @Test("the same scene gives the same bytes, twice and in a fresh renderer", arguments: GoldenTests.devices)
    func deterministic(device: String) throws {
        let renderer = try Renderer()
        let scene = try Self.scene(
            "notice-with-meetings", device, [Examples.closure(), Examples.bathing()], feeds: [Examples.council()])
        let first = try renderer.draw(scene)
        let other = try Self.scene("notice-alone", device, [Examples.notice("x", headline: "🚧", body: Self.long)])
        #expect(try renderer.draw(other) != first)
        #expect(try renderer.draw(scene) == first)
        #expect(try Renderer().draw(scene) == first)
    }

    @Test("a frame is in the panel's own format, and e-paper's is black and white", arguments: GoldenTests.devices)
    func format(device: String) throws {
        let scene = try Self.scene(
            "notice-with-meetings", device, [Examples.closure()], feeds: [Examples.council()])
        let frame = try Renderer().draw(scene)
        #expect(frame.format == scene.stage.profile.panel.pixelFormat)
        #expect(frame.pixels.count == scene.stage.profile.panel.frameLength)
        guard frame.format == .mono1 else { return }
        #expect(Set(Golden.Pixels(try frame.png()).values) == [0, 0xFF_FFFF])
    }

    @Test("a picture that travels is as wide as asked, and never wider than the panel")
    func smallPicture() throws {
        let frame = try Renderer().draw(try Self.scene("notice-alone", "board-landscape-55", [Examples.bathing()]))
        let small = Golden.Pixels(try frame.png(maximumWidth: 320))
        #expect(small.width == 320 && small.height == 180)
        #expect(Golden.Pixels(try frame.png(maximumWidth: 4_000)).width == frame.width)
    }

    static let extremes: [(name: String, headline: String, body: String)] = [
        ("emoji", "👨‍👩‍👧‍👦 Familienfest 🎉🚧", String(repeating: "🇩🇪🏳️‍🌈 ", count: 200)),
        ("arabic", "إعلان هام لجميع السكان", "يغلق مكتب البلدية أبوابه يوم الجمعة.\n\nشكرا"),
        ("cyrillic", "Объявление для жителей", "Администрация закрыта в пятницу."),
        ("vietnamese", "Thông báo quan trọng", "Văn phòng đóng cửa vào thứ Sáu.".decomposedStringWithCanonicalMapping),
        ("right-to-left marks", "abc \u{200F}def إعلان 10-12", "x\u{200F}y\u{200E}z 039203 565-0"),
        ("long word", String(repeating: "W", count: 160), String(repeating: "w", count: 300)),
        ("long headline", String(repeating: "Amtliche Bekanntmachung ", count: 7).prefix(160).description, "Kurz."),
        (
            "long body", "Satzung",
            String(String(repeating: "Die Gemeinde gibt bekannt, dass\n\n", count: 300).prefix(8_000))
        ),
        (
            "one paragraph", "Satzung",
            String(String(repeating: "Die Gemeinde gibt bekannt, dass ", count: 300).prefix(8_000))
        ),
        ("many lines", "Liste", String(String(repeating: "a\n", count: 4_000).prefix(7_999))),
    ]

    @Test(
        "any text is drawn, and nothing of it outside of its zone or in its margins", arguments: extremes.indices,
        GoldenTests.devices)
    func extreme(index: Int, device: String) throws {
        let (_, headline, body) = Self.extremes[index]
        let renderer = try Renderer()
        let facts = (1...6).map { ("Beschriftung Nummer \($0)", String(repeating: "Wert ", count: $0 * 4)) }
        for facts in [[], facts] {
            let notice = try Examples.notice(
                "a", headline: headline, body: body, category: String(repeating: "Straßenbau ", count: 5), facts: facts)
            let plain = try Examples.notice("a", headline: "A")
            let scene = try Self.scene("notice-with-meetings", device, [notice], feeds: [Examples.council()])
            let other = try Self.scene("notice-with-meetings", device, [plain], feeds: [Examples.council()])
            let place = try #require(renderer.arrange(scene).places.first { $0.zone.widget == .notice })
            #expect(renderer.arrange(other).places.map(\.box) == renderer.arrange(scene).places.map(\.box))
            let width = scene.stage.profile.panel.width
            let now = Golden.Pixels(try renderer.draw(scene).png()).values
            let before = Golden.Pixels(try renderer.draw(other).png()).values
            // Half of the inner margin stays free on either side: italics and marks may lean over the edge of a line a little.
            let margin = Metrics(scene.stage).unit * 1.7
            let (left, right) = (Int(place.box.x + margin), Int(place.box.maxX - margin))
            let (top, bottom) = (Int(place.box.y), Int(place.box.maxY))
            var outside: [String] = []
            // The foot of e-paper tells when the next page comes, so that it is another one for another notice.
            let foot = renderer.arrange(scene).places.first {
                device == "bench-epaper-13" && $0.zone.widget == .sources
            }
            for index in now.indices where now[index] != before[index] {
                let (x, y) = (index % width, index / width)
                if let foot, y >= Int(foot.box.y) { continue }
                if x < left || x >= right || y < top || y >= bottom { outside.append("\(x), \(y)") }
            }
            #expect(outside.isEmpty, "\(outside.count) pixels, the first at \(outside.first ?? "")")
        }
    }

    @Test("no text of a step is smaller than the smallest legible one", arguments: GoldenTests.devices)
    func legible(device: String) throws {
        let profile = try Examples.profile(device)
        let metrics = Metrics(try Examples.scene("notice-alone", device, notices: []).stage)
        for role in [ViewingDistances.Role.headline, .body, .detail] {
            let least = profile.viewing.smallestCapHeightMillimetres(for: role)
            for step in stride(from: 0.0, through: 6, by: 0.2) {
                let capHeight = metrics.size(role, step: step) * Fonts.capHeight * profile.panel.pixelMillimetres
                #expect(capHeight >= least - 1e-9)
            }
        }
        #expect(metrics.size(.headline) >= metrics.size(.body) && metrics.size(.body) >= metrics.size(.detail))
    }

    /// Schedules that change for every reason there is.
    private func programmes() throws -> [(notices: [Notice], feeds: [FeedSnapshot])] {
        let later = try Examples.notice("later", headline: "Später", from: "2026-11-23T15:00:00+01:00")
        let endless = try Examples.notice("endless", headline: "Dauerhaft", until: "2027-06-01T00:00:00+02:00")
        return [
            ([], []), ([], [try Examples.council()]), ([try Examples.closure()], [try Examples.council()]),
            ([try Examples.closure(), try Examples.bathing(), later], []),
            ([try Examples.notice("long", headline: "Satzung", body: Self.long)], []),
            ([endless], [try Examples.council()]),
        ]
    }

    @Test(
        "the next change is to come, and the picture is the same until just before it",
        arguments: 0..<6, GoldenTests.devices)
    func nextChange(index: Int, device: String) throws {
        let renderer = try Renderer()
        let (notices, feeds) = try programmes()[index]
        var now = Examples.now + 3.25
        for _ in 0..<3 {
            let scene = try Self.scene("notice-with-meetings", device, notices, feeds: feeds, at: now)
            guard let next = renderer.nextChange(of: scene) else { return }
            #expect(next > now)
            let picture = try renderer.draw(scene)
            for part in [0.5, 0.999_9] {
                // Ends of pages are told a moment late.
                let then = min(now + next.timeIntervalSince(now) * part, next - 0.002)
                let before = try Self.scene("notice-with-meetings", device, notices, feeds: feeds, at: then)
                #expect(try renderer.draw(before) == picture, "\(now) until \(next), at \(then)")
            }
            now = next
        }
    }

    @Test("from one change to the next, every page of a long notice is shown in its turn", arguments: [1, 2])
    func pages(length: Int) throws {
        let renderer = try Renderer()
        let notice = try Examples.notice(
            "long", headline: "Satzung", body: Array(repeating: Self.long, count: length).joined(separator: "\n\n"))
        let turn = ReadingTime.seconds(of: notice)
        let start = notice.current + turn * 100
        var (now, shown) = (start, [Frame]())
        while now < start + turn {
            let scene = try Self.scene("notice-alone", "board-landscape-55", [notice], at: now)
            shown.append(try renderer.draw(scene))
            now = try #require(renderer.nextChange(of: scene))
        }
        #expect(shown.count > 2)
        #expect(Set(shown).count == shown.count, "no page comes twice, none is left out")
    }

    @Test("a source read yesterday is not told as one of today, on a panel without a clock too")
    func midnight() throws {
        let renderer = try Renderer()
        let midnight = Examples.time("2026-11-24T00:00:00+01:00")
        let scene = try Self.scene("notice-with-meetings", "bench-epaper-13", [], feeds: [Examples.council()])
        #expect(renderer.nextChange(of: scene) == midnight)
        let after = try Self.scene(
            "notice-with-meetings", "bench-epaper-13", [], feeds: [Examples.council()], at: midnight)
        #expect(try renderer.draw(after) != renderer.draw(scene))
    }
}
