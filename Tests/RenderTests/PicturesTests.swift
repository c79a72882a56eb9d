import Foundation
import Signage
import Testing

@testable import Render

/// What every picture of the gallery keeps to, whatever its panel.
@Suite struct PicturesTests {
    @Test("a short emergency stands on one page, and every page of a long one says what to do")
    func emergencies() throws {
        for name in Seen.names("emergency") { #expect(try Seen(name).report.pages == 1, "\(name)") }
        for name in Seen.names("long-emergency") {
            let report = try Seen(name).report
            #expect(report.pages <= 8, "\(name)")
            #expect(report.lines.first { $0.part == .body }?.pages == report.pages, "\(name)")
        }
    }

    @Test("no warning is left out without a word, and none is cut", arguments: Seen.names("environment"))
    func warnings(name: String) throws {
        let texts = try Seen(name).texts
        #expect(texts.contains("Frost") || texts.contains("und 1 weitere Warnung"))
        #expect(texts.contains { $0.hasPrefix("Schließen Sie alle Fenster und Türen!") })
        #expect(!texts.contains { $0.hasSuffix("…") })
    }

    @Test(
        "the headings of a picture have one size",
        arguments: ["environment", "mobility", "council-week", "notice-with-sidebar", "stale-environment"])
    func headings(situation: String) throws {
        let titles: Set = [
            "Warnungen", "Wetter", "Luft", "Grundwasser", "Pegel Elbe", "Abfahrten", "Baustellen", "Leihräder",
            "Sitzungen", "Aktuelles", "Abfuhr",
        ]
        for name in Seen.names(situation) {
            let sizes = try Seen(name).blocks.filter { titles.contains($0.plain) }.map(\.capHeight)
            #expect(!sizes.isEmpty && Set(sizes).count == 1, "\(name)")
        }
    }

    @Test("a list is at most one step larger than the smallest, and warnings are never the smaller ones")
    func balance() throws {
        let name = try Name("list")
        let lists = try [FeedWidget.Kind.works, .departures].map { try FeedWidget(kind: $0, feed: name) }
        var surroundings = Surroundings()
        surroundings.balance([(lists[0], 0.5), (lists[1], 4)])
        #expect(surroundings.headingGrowth == 0.5 && surroundings.mostGrowth == 1.5)
        surroundings.balance([(lists[1], 4), (try FeedWidget(kind: .alerts, feed: name), 1), (lists[0], 0.5)])
        #expect(surroundings.mostGrowth == 1)
    }

    @Test("zones of which nothing is known leave their room on every panel", arguments: Seen.names("unknown-feeds"))
    func unknown(name: String) throws {
        #expect(try Seen(name).places.allSatisfy { $0.zone.widget.feed == nil })
    }

    @Test("a panel of empty lists shows the evergreen content", arguments: Seen.names("empty-feeds"))
    func empty(name: String) throws {
        let seen = try Seen(name)
        #expect(seen.places.contains { $0.zone.widget == .notice })
        #expect(seen.texts.contains("Willkommen in unserer Gemeinde"))
    }

    @Test("of a picture no more than a third of a side is cut off", arguments: Seen.names("picture-with-sidebar"))
    func cut(name: String) throws {
        let bounds = try Seen(name).marks.compactMap { mark -> PixelRect? in
            if case .picture(let raster, _, _) = mark.shape, raster.isPhoto { mark.bounds } else { nil }
        }
        let photo = try #require(bounds.first)
        let ratio = Double(photo.width) / Double(photo.height) / (4.0 / 3)
        #expect((0.66...1.51).contains(ratio))
    }

    @Test("a code that telephones could not read is an address in words")
    func address() throws {
        for name in Seen.names("picture-with-sidebar") {
            let seen = try Seen(name)
            let hasCode = seen.fills(Colour(red: 0, green: 0, blue: 0)) > 100
            #expect(hasCode != seen.texts.contains("example.org/advent"), "\(name)")
        }
    }

    @Test("old departures are gone, with the date of what was known last", arguments: Seen.names("stale-feeds"))
    func departures(name: String) throws {
        let texts = try Seen(name).texts
        #expect(!texts.contains("Magdeburg ZOB") && !texts.contains("+3"))
    }

    @Test("a warning that may be over is no signal on coloured paper")
    func staleWarning() throws {
        let red = Colour(red: 0xB2, green: 0x13, blue: 0x18)
        func hasSignal(_ name: String) throws -> Bool {
            try Seen(name).marks.contains { if case .polygon(_, red) = $0.shape { true } else { false } }
        }
        #expect(try hasSignal("environment.bench-epaper-7"))
        #expect(try !hasSignal("stale-environment.bench-epaper-7"))
    }

    @Test("names and date of the masthead are read at ease, and no emergency is pale on a screen")
    func ownRules() throws {
        for situation in ["council-week", "notice-alone", "mobility"] {
            for name in Seen.names(situation) {
                let line = try Seen(name).report.lines.first { $0.zone == "masthead" }
                #expect(line == nil || line?.verdict == .good, "\(name)")
            }
        }
        for name in Seen.names("emergency") where !name.contains("epaper-7") {
            #expect(try Seen(name).report.verdict == .good, "\(name)")
        }
    }

    @Test("alarm is red on paper that has a red on which white is legible, else black")
    func alarm() throws {
        let renderer = try Renderer()
        let zone = Zone(widget: .notice, surface: "alarm", distance: .headline)
        for (device, ground) in [
            ("bench-epaper-7", Colour(red: 0xB2, green: 0x13, blue: 0x18)),
            ("bench-epaper-13", Colour(red: 0, green: 0, blue: 0)),
        ] {
            let scene = try Examples.scene("emergency", device, notices: [Examples.boiling()])
            let surface = renderer.context(of: zone, in: scene).surface
            #expect(surface.background == ground)
            #expect(Contrast.ratio(surface.text, ground) >= Contrast.least)
        }
    }

    @Test("a code is a tenth of its distance wide, with modules that do not run together", arguments: ViewBench.devices)
    func codes(device: String) throws {
        let scene = try Examples.scene("notice-alone", device, notices: [])
        let zone = Zone(widget: .notice, surface: "paper", distance: .headline)
        let link = "https://www.example.org/bau/610"
        let drawing = CodeDrawing(context: try Renderer().context(of: zone, in: scene))
        let (side, size) = (try #require(drawing.leastSide(of: link)), try QRCode(link).size)
        let module = side / Double(size + 8)
        let panel = scene.stage.profile.panel
        #expect(module >= 2 && module * panel.pixelMillimetres >= 0.5)
        let width = module * Double(size) * panel.pixelMillimetres
        #expect(width >= scene.stage.profile.viewing.detailMetres * 100)
    }

    @Test("white arms keep their edge on white paper")
    func outline() throws {
        let white = Data(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\"><path d=\"M0 0h8v8H0z\" fill=\"#fff\"/></svg>"
                .utf8)
        let raster = try ImageDecoder.decode(white, fitting: (32, 32), mode: .fit)
        let outlined = try raster.outlined(width: 2)
        #expect(Pictures.pixel(of: outlined, x: 16, y: 16) == 0xFFFF_FFFF)
        #expect(Pictures.pixel(of: raster, x: 0, y: 16) == 0xFFFF_FFFF)
        #expect([0, 1, 30, 31].allSatisfy { Pictures.pixel(of: outlined, x: $0, y: 16) == 0xFF00_0000 })
    }
}
