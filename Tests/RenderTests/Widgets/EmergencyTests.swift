import Foundation
import Signage
import Testing

@testable import Render

@Suite struct EmergencyTests {
    private static let banner = Box(x: 0, y: 0, width: 1600, height: 130)

    private func drawn(_ widget: Widget, _ notices: [Notice], on device: String = "board-landscape-55") throws -> Drawn
    {
        try Drawn(widget, on: device, notices: notices, layout: "emergency", surface: "alarm-head")
    }

    @Test("the head of an emergency says that it is a warning, and the time where the panel is fast enough")
    func banner() throws {
        let notice = try Examples.boiling()
        #expect(try drawn(.banner, [notice]).texts(in: Self.banner) == ["Amtliche Warnung", "14:07"])
        #expect(try drawn(.banner, [notice], on: "bench-epaper-13").texts(in: Self.banner) == ["Amtliche Warnung"])
        #expect(try drawn(.banner, [notice]).untold(in: Self.banner, steps: 3) == [])
    }

    @Test("an exercise is told from danger by words", arguments: ["Übung", "Warntag · Probealarm", "Testwarnung"])
    func exercise(category: String) throws {
        let texts = try drawn(.banner, [Examples.boiling(category: category)]).texts(in: Self.banner)
        #expect(texts.first == "Übung – keine Gefahr")
        let real = try drawn(.banner, [Examples.boiling(category: "Trinkwasser · Atestdorf")]).texts(in: Self.banner)
        #expect(real.first == "Amtliche Warnung")
    }

    @Test("in an emergency no word is parted that fits a line", arguments: ListViewsTests.devices)
    func whole(device: String) throws {
        let notice = try Drawn(
            .notice, on: device, notices: [Examples.boiling()], layout: "emergency", surface: "alarm")
        for mark in notice.marks(in: Box(x: 0, y: 0, width: 1_080, height: 1_600)) {
            guard case .text(let block, _, _) = mark.shape, block.part == .body else { continue }
            #expect(!block.content.text.contains("\u{AD}"), "\(block.content.text)")
        }
    }

    @Test("a drill says so at the top, as large as the headline", arguments: ListViewsTests.devices)
    func drill(device: String) throws {
        let drill = try Interrupt(
            id: Name("drill"), headline: "Überschwemmung am Mittellandkanal", isDrill: true, issued: Examples.now,
            until: Examples.now + 3_600)
        let notice = drill.notice(from: Examples.now)
        let scene = try Examples.scene("emergency", device, notices: [notice])
        let renderer = try Renderer()
        #expect(try drawn(.banner, [notice]).texts(in: Self.banner).first == "Übung – keine Gefahr")
        let place = try #require(renderer.arrange(scene).places.first { $0.zone.widget == .notice })
        var list = DrawList(in: place.box.rounded)
        renderer.context(of: place.zone, in: scene).view(of: .notice).draw(on: &list, in: place.box)
        let headline = try #require(
            list.marks.lazy.compactMap { mark -> TextBlock? in
                guard case .text(let block, _, _) = mark.shape else { return nil }
                return block
            }.first)
        #expect(headline.part == .headline && headline.content.text.hasPrefix("ÜBUNG:"))
        // The dots stay below the banner.
        #expect(list.marks.allSatisfy { Double($0.bounds.y) >= place.box.y })
    }

    @Test("the layout that is built in for interrupts is the project's own")
    func builtIn() throws {
        #expect(try Examples.layout("emergency") == Layout.emergency)
    }

    @Test("without a notice nothing is called a warning, and the foot leaves its room")
    func nothing() throws {
        #expect(try drawn(.banner, []).texts(in: Self.banner).first == "Gemeinde Barleben")
        let foot = try drawn(.validity, [])
        #expect(foot.view().isEmpty && foot.view().naturalHeight(in: Self.banner) == 0)
    }

    @Test("the foot says who says so, since when and until when, today by the hour")
    func validity() throws {
        let foot = try drawn(.validity, [Examples.boiling()])
        #expect(
            foot.texts(in: Self.banner) == [
                "Gemeinde Barleben mit Gesundheitsamt Börde · seit 13:58 Uhr", "gilt bis 22 Uhr",
            ])
        let long = try drawn(.validity, [Examples.bomb()])
        #expect(long.texts(in: Self.banner).contains("gilt bis 25. November, 18 Uhr"))
        #expect(long.untold(in: Self.banner) == [] && foot.untold(in: Self.banner) == [])
        let midnight = try drawn(.validity, [Examples.boiling(until: "2026-11-24T00:00:00+01:00")])
        #expect(midnight.texts(in: Self.banner).contains("gilt bis 24 Uhr"))
    }

    @Test("in a narrow foot the end comes first, and who says so stands below", arguments: ListViewsTests.devices)
    func narrow(device: String) throws {
        let foot = try drawn(.validity, [Examples.bomb()], on: device)
        var box = Box(x: 0, y: 0, width: 640, height: 400)
        box.height = foot.view().naturalHeight(in: box).rounded(.up)
        #expect(foot.texts(in: box).first == "gilt bis 25. November, 18 Uhr")
        #expect(foot.texts(in: box).last == "Ordnungsamt und Polizeirevier Börde")
        #expect(foot.outside(box) == [])
    }

    @Test("an emergency fills the panel, and no word of its headline is broken", arguments: ListViewsTests.devices)
    func fills(device: String) throws {
        for notice in [try Examples.boiling(), try Examples.bomb()] {
            let scene = try Examples.scene("emergency", device, notices: [notice])
            let renderer = try Renderer()
            let place = try #require(renderer.arrange(scene).places.first { $0.zone.widget == .notice })
            var list = DrawList(in: place.box.rounded)
            renderer.context(of: place.zone, in: scene).view(of: .notice).draw(on: &list, in: place.box)
            let texts = list.marks.compactMap { mark -> TextBlock? in
                guard case .text(let block, _, _) = mark.shape else { return nil }
                return block
            }
            #expect(!texts.isEmpty && texts.allSatisfy { !$0.breaksWord })
            let least = Metrics(scene.stage).size(.detail) * Fonts.capHeight
            #expect(texts.allSatisfy { $0.capHeight >= least - 0.01 })
            let bottom = list.marks.map { Double($0.bounds.y + $0.bounds.height) }.max() ?? 0
            #expect(bottom > place.box.y + place.box.height * 0.6)
        }
    }
}
