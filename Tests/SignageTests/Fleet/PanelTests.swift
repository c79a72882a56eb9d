import Foundation
import SignageTesting
import Testing

@testable import Signage

@Suite struct PanelTests {
    private static let colours = ##"["#191e21", "#e8e8e8", "#efde44", "#b21318", "#2157ba", "#125f20"]"##

    private static func json(
        _ width: Int = 800, _ height: Int = 480, technology: String = "epaper", format: String = "mono1", more: String
    ) -> String {
        """
        {"width": \(width), "height": \(height), "widthMillimetres": \(width / 5), "heightMillimetres": \(height / 5),
         "technology": "\(technology)", "pixelFormat": "\(format)"\(more.isEmpty ? "" : ", " + more)}
        """
    }

    private static func panel(_ text: String) throws -> Panel {
        try WireCoding.decode(Panel.self, from: Data(text.utf8))
    }

    @Test(
        "a row holds whole bytes in every format",
        arguments: [
            (Panel.PixelFormat.xrgb8888, 17, 68), (.rgb888, 17, 51), (.rgb565, 17, 34), (.grey16, 17, 9),
            (.grey16, 16, 8), (.grey4, 17, 5), (.grey4, 16, 4), (.mono1, 17, 3), (.palette6, 17, 9),
        ])
    func rows(format: Panel.PixelFormat, width: Int, bytes: Int) {
        #expect(format.bytesPerRow(width: width) == bytes)
    }

    @Test("what a panel does not say about its mounting and its refresh follows from its technology")
    func defaults() throws {
        let epaper = try Self.panel(Self.json(more: ""))
        #expect(epaper.rotation == .upright)
        #expect(epaper.palette == [])
        #expect(epaper.refresh == .epaper)
        #expect(epaper.shortestTurnSeconds == 180)
        let lcd = try Self.panel(Self.json(technology: "lcd", format: "rgb565", more: ""))
        #expect(lcd.refresh == .instant)
        #expect(lcd.shortestTurnSeconds == 0)
        #expect(try roundTrip(lcd) == lcd)
    }

    @Test("a refresh policy that says little has the defaults of e-paper for the rest")
    func refresh() throws {
        let panel = try Self.panel(Self.json(more: #""refresh": {"partial": true, "fullAfterPartials": 20}"#))
        #expect(try panel.refresh == RefreshPolicy(partial: true, fullAfterPartials: 20, shortestTurnSeconds: 180))
        #expect(try Self.panel(Self.json(more: #""refresh": {}"#)).refresh == .epaper)
        let slow = try Self.panel(Self.json(more: #""refresh": {"shortestTurnSeconds": 600}"#))
        #expect(slow.shortestTurnSeconds == 600)
        #expect(try roundTrip(slow) == slow)
    }

    @Test(
        "a value that a panel cannot have is refused with its name",
        arguments: [
            (#""rotation": 45"#, "rotation: must be 0, 90, 180 or 270 degrees"),
            (#""rotation": "left""#, "rotation: must be a number"),
            (#""refresh": {"fullAfterPartials": 1001}"#, "refresh.fullAfterPartials: must be 0 to 1000 refreshes"),
            (#""refresh": {"alignmentPixels": 0}"#, "refresh.alignmentPixels: must be 1 to 256 pixels"),
            (#""refresh": {"partialSeconds": -1}"#, "refresh.partialSeconds: must be 0 to 120 seconds"),
            (#""refresh": {"fullSeconds": 121}"#, "refresh.fullSeconds: must be 0 to 120 seconds"),
            (#""refresh": {"shortestTurnSeconds": 86401}"#, "refresh.shortestTurnSeconds: must be 0 to 86400 seconds"),
            (##""palette": ["#000000"]"##, "palette: must be absent with the pixel format mono1"),
        ])
    func refused(more: String, sentence: String) {
        #expect(refusal(Panel.self, Self.json(more: more))?.description == sentence)
    }

    @Test(
        "a six-colour panel names six different colours",
        arguments: [
            "", #""palette": []"#,
            ##""palette": ["#191e21", "#e8e8e8", "#efde44", "#b21318", "#2157ba", "#191e21"]"##,
        ])
    func palette(more: String) throws {
        #expect(
            refusal(Panel.self, Self.json(format: "palette6", more: more))?.description
                == "palette: must have 6 different colours with the pixel format palette6")
        let panel = try Self.panel(Self.json(format: "palette6", more: "\"palette\": \(Self.colours)"))
        #expect(panel.palette.map(\.description).last == "#125f20")
        #expect(try roundTrip(panel) == panel)
    }

    @Test("a palette's colour that cannot be read is named by its place")
    func colour() {
        let text = Self.json(
            format: "palette6", more: "\"palette\": " + Self.colours.replacingOccurrences(of: "#efde44", with: "gelb"))
        #expect(refusal(Panel.self, text)?.description == "palette.2: must be a colour such as #17212b")
    }

    @Test(
        "the memory of a panel mounted sideways is as wide as the picture is high",
        arguments: zip(Panel.Rotation.allCases, [(801, 480), (480, 801), (801, 480), (480, 801)]))
    func memory(rotation: Panel.Rotation, size: (Int, Int)) throws {
        let panel = try Panel(
            width: 801, height: 480, widthMillimetres: 801, heightMillimetres: 480, technology: .epaper,
            pixelFormat: .mono1, rotation: rotation)
        #expect((panel.memoryWidth, panel.memoryHeight) == size)
        #expect((panel.width, panel.height) == (801, 480))
        #expect(panel.frameLength == (size.0 + 7) / 8 * size.1)
        #expect(try roundTrip(panel) == panel)
    }

    @Test(
        "a panel is small before it is e-paper, and e-paper before it has a shape",
        arguments: [
            (800, 595, Panel.Technology.epaper, Panel.Class.small), (800, 600, .epaper, .epaper),
            (595, 800, .lcd, .small), (600, 800, .lcd, .portrait), (800, 600, .lcd, .landscape),
        ])
    func panelClass(width: Int, height: Int, technology: Panel.Technology, panelClass: Panel.Class) throws {
        let panel = try Panel(
            width: width, height: height, widthMillimetres: Double(width) / 5, heightMillimetres: Double(height) / 5,
            technology: technology, pixelFormat: .xrgb8888)
        #expect(panel.panelClass == panelClass)
    }
}
