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

    func naturalHeight(in box: Box) -> Double {
        let cap = metrics.size(.detail, step: clock ? 5 : 2) * Fonts.capHeight
        return cap + metrics.unit * (metrics.isEpaper ? 5.6 : 4.4) + (metrics.isEpaper ? metrics.rule : 0)
    }

    func nextChange(in box: Box) -> Date? { clock ? context.wording.nextMinute : nil }

    /// The municipality's arms, as high as the masthead has room for them.
    private func arms(in box: Box) -> Raster? {
        // In black and white alone, nobody would know them again.
        guard let arms = context.scene.stage.settings.arms, metrics.panel.pixelFormat != .mono1 else { return nil }
        let height = Int((box.height - metrics.unit * 2.4).rounded())
        return context.pictures.raster(arms, of: context.scene, width: height, height: height, fills: false)
    }

    func draw(on list: inout DrawList, in box: Box) {
        let content = metrics.content(of: box)
        let municipality = block(context.scene.stage.settings.municipality, step: 2.5, .semibold, surface.text)
        // Both lines of text stand on the clock's baseline.
        let time = block(context.wording.clock(context.scene.now), step: 5, .bold, surface.text)
        let baseline =
            metrics.isEpaper
            ? box.maxY - metrics.unit * 1.6 - metrics.rule
            : box.y + ((box.height + (clock ? time.height : municipality.height)) / 2).rounded()
        var x = content.x
        if let arms = arms(in: box) {
            list.draw(arms, x: Int(x.rounded()), y: Int((box.y + (box.height - Double(arms.height)) / 2).rounded()))
            x += Double(arms.width) + metrics.unit * 1.6
        } else if !metrics.isEpaper {
            let bar = Box(
                x: x, y: baseline - municipality.height * 1.3, width: metrics.unit * 0.6,
                height: municipality.height * 1.6)
            list.fill(bar, surface.accent)
            x += metrics.unit * 1.8
        }
        municipality.draw(on: &list, x: x, y: baseline - municipality.height)
        let title = block(
            context.scene.stage.settings.title, step: 2, metrics.isEpaper ? .semibold : .regular, surface.muted)
        var right = content.maxX
        if clock {
            time.draw(on: &list, x: right - time.width, y: baseline - time.height)
            right -= time.width + metrics.unit * 2.2
            let date = block(context.wording.weekdayAndDay(context.scene.now), step: 2, .regular, surface.muted)
            let room = right - date.width - (x + municipality.width + metrics.unit * 4)
            if room > 0 {
                date.draw(on: &list, x: right - date.width, y: baseline - date.height)
                right -= date.width + metrics.unit * 4
            }
            x += municipality.width + metrics.unit * 1.6
            if x + title.width <= right { title.draw(on: &list, x: x, y: baseline - title.height) }
        } else if x + municipality.width + metrics.unit * 2 + title.width <= right {
            title.draw(on: &list, x: right - title.width, y: baseline - title.height)
        }
        if metrics.isEpaper {
            let line = Box(
                x: content.x, y: box.maxY - metrics.rule, width: content.width, height: metrics.rule)
            list.fill(line, surface.rule)
        }
    }
}
