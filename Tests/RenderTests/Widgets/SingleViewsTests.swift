import Foundation
import Signage
import Testing

@testable import Render

@Suite struct SingleViewsTests {
    private static let boxes = [
        Box(x: 0, y: 0, width: 1200, height: 500), Box(x: 300, y: 100, width: 480, height: 620),
    ]

    @Test(
        "the clock fills its zone, stays in it at every time, and changes with the minute",
        arguments: ListViewsTests.devices)
    func clock(device: String) throws {
        let drawn = try Drawn(.clock, on: device)
        for box in Self.boxes where drawn.view().naturalHeight(in: box) <= box.height {
            for hour in stride(from: 0.0, to: 24, by: 3.9) {
                #expect(drawn.outside(box, at: Examples.now + hour * 3_600) == [])
            }
            #expect(drawn.texts(in: box) == ["14:07", "Montag, 23. November"])
            #expect(drawn.view().nextChange(in: box) == Examples.now + 60)
            #expect(drawn.untold(in: box, steps: 3) == [])
        }
    }

    @Test(
        "a code keeps four white modules around it and is exactly as large as its modules",
        arguments: [100.0, 137, 260])
    func code(side: Double) throws {
        let drawn = try Drawn(.code(link: "https://www.barleben.de", label: ""), on: "board-landscape-55")
        let scene = Scene(stage: drawn.stage, programme: drawn.programme, now: Examples.now)
        let drawing = CodeDrawing(context: drawn.renderer.context(of: drawn.zone, in: scene))
        let square = Box(x: 10, y: 20, width: side, height: side)
        let size = try QRCode("https://www.barleben.de").size
        for (alignment, right) in [(CodeDrawing.Alignment.lowerTrailing, 0.0), (.centre, 0.5), (.lowerLeading, 1)] {
            var list = DrawList(in: PixelRect(x: 0, y: 0, width: 500, height: 500))
            let ground = try #require(
                drawing.draw("https://www.barleben.de", on: &list, in: square, alignment: alignment))
            let module = ground.width / Double(size + 8)
            #expect(module == module.rounded() && module >= 1 && ground.width == ground.height)
            #expect(ground.width <= side && ground.width + Double(size + 8) > side)
            #expect(list.marks.first?.bounds == ground.rounded)
            #expect(abs(square.maxX - ground.maxX - (side - ground.width) * right) <= 0.5)
            let dark = list.marks.dropFirst().map(\.bounds)
            #expect(dark.map(\.x).min() == Int(ground.x + 4 * module))
            #expect(dark.map { $0.y + $0.height }.max() == Int(ground.maxY - 4 * module))
        }
        var list = DrawList(in: PixelRect(x: 0, y: 0, width: 500, height: 500))
        let tiny = Box(x: 0, y: 0, width: 20, height: 20)
        #expect(drawing.draw("https://www.barleben.de", on: &list, in: tiny, alignment: .centre) == nil)
        #expect(list.marks.isEmpty)
    }

    @Test("a code and its words stay in their zone, beside or below each other", arguments: ListViewsTests.devices)
    func codeView(device: String) throws {
        for label in ["", "Mehr dazu", "Alle Bekanntmachungen der Gemeinde zum Nachlesen und Vorlesenlassen"] {
            let drawn = try Drawn(.code(link: "https://www.barleben.de/aktuelles", label: label), on: device)
            for box in Self.boxes where drawn.view().naturalHeight(in: box) <= box.height {
                #expect(drawn.outside(box) == [])
                #expect(drawn.texts(in: box) == (label.isEmpty ? [] : [label]))
            }
        }
        #expect(try Drawn(.code(link: String(repeating: "ß", count: 1_300), label: ""), on: device).view().isEmpty)
    }

    @Test("a picture that is missing or broken leaves its room, a good one lies in the middle")
    func image() throws {
        let document = try DocumentID(String(repeating: "0", count: 64))
        let missing = try Drawn(.image(document), on: "board-landscape-55")
        let broken = try Drawn(.image(document), on: "board-landscape-55", images: [document: Data("GIF89a".utf8)])
        for drawn in [missing, broken] {
            #expect(drawn.view().isEmpty)
            #expect(drawn.view().naturalHeight(in: Self.boxes[0]) == 0)
            #expect(drawn.marks(in: Self.boxes[0]).isEmpty)
        }
        let svg =
            #"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="red"/></svg>"#
        let good = try Drawn(.image(document), on: "board-landscape-55", images: [document: Data(svg.utf8)])
        #expect(!good.view().isEmpty)
        let bounds = try #require(good.marks(in: Self.boxes[1]).first).bounds
        #expect(abs(Double(bounds.width) - 2 * Double(bounds.height)) <= 2)
        #expect(good.outside(Self.boxes[1]) == [])
    }

    @Test("a board that waits shows its code in groups, and where to enter it", arguments: ListViewsTests.devices)
    func joining(device: String) throws {
        for code in ["K7M-4QX", "K7M4QX", "K7M 4QX"] {
            let drawn = try Drawn(.joining(code: code, link: "https://litfass.barleben.de/tafeln/"), on: device)
            let panel = drawn.stage.profile.panel
            let box = Box(x: 0, y: 0, width: Double(panel.width), height: Double(panel.height))
            let texts = drawn.texts(in: box)
            #expect(texts.contains("K7M") && texts.contains("4QX"))
            #expect(texts.contains("litfass.barleben.de/tafeln"))
            #expect(texts.contains("Diese Tafel ist noch nicht angemeldet."))
            #expect(drawn.outside(box) == [])
            // No two texts lie upon each other.
            let bounds = drawn.marks(in: box).compactMap { mark -> PixelRect? in
                if case .text = mark.shape { mark.bounds } else { nil }
            }
            for (index, one) in bounds.enumerated() {
                #expect(
                    !bounds.dropFirst(index + 1).contains { $0.intersection(one).height > 12 && $0.intersects(one) })
            }
        }
        let layout = Layout.joining(code: "K7M-4QX", link: "https://a.de")
        #expect(layout.arrangement(for: try Examples.profile(device).panel).zones.count == 1)
    }
}
