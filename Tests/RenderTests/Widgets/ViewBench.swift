import Foundation
import Signage
import SignageTesting

@testable import Render

/// Draws single widgets into zones of real panels, without the rest of a board.
struct ViewBench {
    let renderer: Renderer
    let device: String
    var appearance = Theme.Appearance.light

    init(_ device: String, appearance: Theme.Appearance = .light) throws {
        renderer = try Renderer()
        self.device = device
        self.appearance = appearance
    }

    /// The devices that views are tried on.
    static let devices = ["board-landscape-55", "board-portrait-32", "bench-epaper-13", "bench-epaper-7"]

    func scene(_ feeds: [FeedSnapshot], at now: Date = Examples.now) throws -> Scene {
        try Examples.scene("notice-alone", device, notices: [], feeds: feeds, appearance: appearance, at: now)
    }

    func view(_ widget: FeedWidget, _ scene: Scene, surface: String = "sand") -> any WidgetView {
        let zone = Zone(widget: .feed(widget), surface: surface, distance: .detail)
        return renderer.context(of: zone, in: scene).view(of: zone.widget)
    }

    /// A sidebar of the panel, or a part of it as wide as the panel.
    func box(_ scene: Scene, isWide: Bool = false) -> Box {
        let panel = scene.stage.profile.panel
        let (width, height) = (Double(panel.width), Double(panel.height))
        return isWide
            ? Box(x: 0, y: 0, width: width, height: (height * 0.5).rounded())
            : Box(x: (width * 0.66).rounded(), y: 20, width: (width * 0.34).rounded(), height: (height * 0.8).rounded())
    }

    /// What a widget draws in a box, not clipped to it.
    func marks(_ widget: FeedWidget, _ scene: Scene, in box: Box) -> [DrawList.Mark] {
        var list = DrawList(in: PixelRect(x: -20_000, y: -20_000, width: 60_000, height: 60_000))
        view(widget, scene).draw(on: &list, in: box)
        return list.marks
    }

    /// What of it would lie outside of the box.
    func outside(_ widget: FeedWidget, _ scene: Scene, in box: Box) -> [PixelRect] {
        marks(widget, scene, in: box).map(\.bounds).filter { $0.intersection(box.rounded) != $0 }
    }

    /// The pixels of a widget in a box.
    func pixels(_ widget: FeedWidget, _ scene: Scene, in box: Box) throws -> Data {
        let panel = scene.stage.profile.panel
        let canvas = try Canvas(width: panel.width, height: panel.height)
        let zone = Zone(widget: .feed(widget), surface: "sand", distance: .detail)
        var list = DrawList(in: box.rounded)
        list.fill(box, renderer.context(of: zone, in: scene).surface.background)
        view(widget, scene).draw(on: &list, in: box)
        canvas.paint(list.marks, in: box.rounded)
        try canvas.check()
        var pixels = Data()
        canvas.withPixels { pixels = Data(buffer: $0) }
        return pixels
    }
}
