import Foundation
import Signage

/// Who speaks and where one stands: municipality, board and, where wanted, date and time.
struct MastheadView: WidgetView {
    let context: WidgetContext
    let clock: Bool

    private var metrics: Metrics { context.metrics }
    private var surface: Theme.Surface { context.surface }

    private func block(_ text: String, step: Double, _ weight: TextStyle.Weight, _ colour: Colour) -> TextBlock {
        context.text(
            text, TextStyle(size: metrics.size(.detail, step: step), role: .detail, weight: weight, colour: colour))
    }

    /// Steps of the scale: names and date are read at ease from where details are read.
    private static let (name, title, time) = (4.0, 3.6, 5.5)

    func naturalHeight(in box: Box) -> Double {
        let cap = metrics.size(.detail, step: clock ? Self.time : Self.name) * Fonts.capHeight
        return cap + metrics.unit * (metrics.isEpaper ? 4.8 : 4.4) + (metrics.isEpaper ? metrics.rule : 0)
    }

    /// Whether date and time are drawn: wanted, and known.
    private var showsClock: Bool { clock && context.scene.stage.isTimeKnown }

    func nextChange(in box: Box) -> Date? { showsClock ? context.wording.nextMinute : nil }

    /// The municipality's arms, as high as the masthead has room for them.
    private func arms(height: Double) -> Raster? {
        // In black and white alone, nobody would know them again.
        guard let arms = context.scene.stage.settings.arms, metrics.panel.pixelFormat != .mono1 else { return nil }
        let side = Int((height - metrics.unit * 2.4).rounded())
        // What is white in them would be lost on white paper.
        return context.pictures.raster(
            arms, of: context.scene, width: side, height: side, fills: false,
            outline: metrics.isEpaper ? Int(metrics.hairline) : 0)
    }

    func draw(on list: inout DrawList, in box: Box) {
        let content = metrics.content(of: box)
        let height = box.height - (metrics.isEpaper ? metrics.rule : 0)
        // All of it stands on one line through the middle.
        let middle = box.y + height / 2
        func draw(_ text: TextBlock, x: Double) {
            text.draw(on: &list, x: x, y: (middle - text.height / 2).rounded())
        }
        var x = content.x
        if let arms = arms(height: height) {
            list.draw(arms, x: Int(x.rounded()), y: Int((middle - Double(arms.height) / 2).rounded()))
            x += Double(arms.width) + metrics.unit * 1.6
        } else if !metrics.isEpaper {
            let high = metrics.size(.detail, step: Self.name) * Fonts.capHeight * 1.6
            list.fill(Box(x: x, y: middle - high / 2, width: metrics.unit * 0.6, height: high), surface.accent)
            x += metrics.unit * 1.8
        }
        let municipality = block(
            context.scene.stage.settings.municipality, step: Self.name, .semibold, surface.text)
        draw(municipality, x: x)
        x += municipality.width
        let title = block(
            context.scene.stage.settings.title, step: Self.title, metrics.isEpaper ? .semibold : .regular,
            surface.muted)
        var right = content.maxX
        if showsClock {
            let time = block(context.wording.clock(context.scene.now), step: Self.time, .bold, surface.text)
            right -= time.width
            draw(time, x: right)
            right -= metrics.unit * 2.2
            let date = block(
                context.wording.weekdayAndDay(context.scene.now), step: Self.title, .regular, surface.muted)
            if right - date.width > x + metrics.unit * 4 {
                right -= date.width
                draw(date, x: right)
                right -= metrics.unit * 4
            }
            x += metrics.unit * 1.6
            if x + title.width <= right { draw(title, x: x) }
        } else if x + metrics.unit * 2 + title.width <= right {
            draw(title, x: right - title.width)
        }
        if metrics.isEpaper {
            let line = Box(
                x: content.x, y: box.maxY - metrics.rule, width: content.width, height: metrics.rule)
            list.fill(line, surface.rule)
        }
    }
}
