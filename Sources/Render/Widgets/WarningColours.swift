import Signage

/// The colours of danger and hindrance, with what is legible on each: at least 4.5:1.
struct WarningColours {
    let context: WidgetContext

    private static let yellow = Colour(red: 0xFF, green: 0xDD, blue: 0x33)
    private static let orange = Colour(red: 0xF3, green: 0x92, blue: 0x1E)
    private static let red = Colour(red: 0xC4, green: 0x16, blue: 0x2E)
    private static let violet = Colour(red: 0x7A, green: 0x1F, blue: 0x7E)

    /// After the warning levels of the Deutscher Wetterdienst.
    func colours(of severity: FeedItem.Alert.Severity) -> Signals.Paint {
        switch severity {
        case .extreme: pair(Self.violet, Signals.white, palette: 3)
        case .severe: pair(Self.red, Signals.white, palette: 3)
        case .moderate: pair(Self.orange, Signals.ink, palette: 2)
        case .minor: pair(Self.yellow, Signals.ink, palette: 2)
        case .unknown:
            Signals.Paint(ground: context.surface.muted, ink: context.surface.background)
        }
    }

    /// Nil for what hinders nobody.
    func colours(of impact: FeedItem.Works.Impact) -> Signals.Paint? {
        switch impact {
        case .closed: pair(Self.red, Signals.white, palette: 3)
        case .oneDirectionClosed: pair(Self.orange, Signals.ink, palette: 2)
        case .narrowed: pair(Self.yellow, Signals.ink, palette: 2)
        case .none, .unknown: nil
        }
    }

    /// - Parameter palette: the ink of six-colour paper that comes nearest.
    private func pair(_ ground: Colour, _ ink: Colour, palette: Int) -> Signals.Paint {
        guard context.metrics.isEpaper else { return Signals.Paint(ground: ground, ink: ink) }
        let panel = context.metrics.panel
        guard panel.pixelFormat == .palette6 else {
            return Signals.Paint(ground: context.surface.text, ink: context.surface.background)
        }
        return Signals.Paint(ground: panel.palette[palette], ink: panel.palette[ink == Signals.white ? 1 : 0])
    }
}

/// The triangle with an exclamation mark.
struct WarningSign {
    let colours: Signals.Paint
    /// Around a triangle that would hardly stand out from its ground; nil for none.
    let edge: Colour?
    /// In pixels.
    let height: Double

    init(_ colours: Signals.Paint, on surface: Theme.Surface, height: Double) {
        self.colours = colours
        edge = Contrast.ratio(colours.ground, surface.background) < Contrast.leastForLargeText ? surface.text : nil
        self.height = height
    }

    /// In pixels.
    var width: Double { height * 1.14 }

    /// Draws with the upper left corner of its box at a place.
    func draw(on list: inout DrawList, x: Double, y: Double) {
        func triangle(_ inset: Double) -> [DrawList.Point] {
            // A border of even width is thicker along the slopes' direction than across them.
            let (side, top) = (inset * 1.72, inset * 2.02)
            return [
                DrawList.Point(x: x + width / 2, y: y + top),
                DrawList.Point(x: x + width - side, y: y + height - inset),
                DrawList.Point(x: x + side, y: y + height - inset),
            ]
        }
        if let edge { list.fill(triangle(0), edge) }
        list.fill(triangle(edge == nil ? 0 : height * 0.055), colours.ground)
        let middle = x + width / 2
        let (top, bottom) = (height * 0.075, height * 0.052)
        let stroke = [
            DrawList.Point(x: middle - top, y: y + height * 0.35),
            DrawList.Point(x: middle + top, y: y + height * 0.35),
            DrawList.Point(x: middle + bottom, y: y + height * 0.70),
            DrawList.Point(x: middle - bottom, y: y + height * 0.70),
        ]
        list.fill(stroke, colours.ink)
        list.fillDisc(x: middle, y: y + height * 0.82, radius: height * 0.07, colours.ink)
    }
}
