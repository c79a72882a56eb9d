import Signage

/// Who speaks and where one stands: municipality, board and, where wanted, date and time.
struct MastheadView: WidgetView {
    let context: WidgetContext
    let clock: Bool

    let isEmpty = false
    private var metrics: Metrics { context.metrics }
    private var surface: Theme.Surface { context.surface }

    private func block(_ text: String, step: Double, _ weight: TextStyle.Weight, _ colour: Colour) -> TextBlock {
        context.text(
            text, TextStyle(size: metrics.size(.detail, step: step), weight: weight, colour: colour))
    }

    func naturalHeight(in box: Box) -> Double {
        let cap = metrics.size(.detail, step: clock ? 5 : 2) * Fonts.capHeight
        return cap + metrics.unit * (metrics.isEpaper ? 5.6 : 4.4) + (metrics.isEpaper ? metrics.rule : 0)
    }

    func draw(on canvas: Canvas, in box: Box) {
        let content = metrics.content(of: box)
        let municipality = block(context.scene.settings.municipality, step: 2.5, .semibold, surface.text)
        // Both lines of text stand on the clock's baseline.
        let time = block(context.wording.clock(context.scene.now), step: 5, .bold, surface.text)
        let baseline =
            metrics.isEpaper
            ? box.maxY - metrics.unit * 1.6 - metrics.rule
            : box.y + ((box.height + (clock ? time.height : municipality.height)) / 2).rounded()
        var x = content.x
        if !metrics.isEpaper {
            let bar = Box(
                x: x, y: baseline - municipality.height * 1.3, width: metrics.unit * 0.6,
                height: municipality.height * 1.6)
            canvas.fill(bar, surface.accent)
            x += metrics.unit * 1.8
        }
        municipality.draw(on: canvas, x: x, y: baseline - municipality.height)
        let title = block(
            context.scene.settings.title, step: 2, metrics.isEpaper ? .semibold : .regular, surface.muted)
        var right = content.maxX
        if clock {
            time.draw(on: canvas, x: right - time.width, y: baseline - time.height)
            right -= time.width + metrics.unit * 2.2
            let date = block(context.wording.weekdayAndDay(context.scene.now), step: 2, .regular, surface.muted)
            let room = right - date.width - (x + municipality.width + metrics.unit * 4)
            if room > 0 {
                date.draw(on: canvas, x: right - date.width, y: baseline - date.height)
                right -= date.width + metrics.unit * 4
            }
            x += municipality.width + metrics.unit * 1.6
            if x + title.width <= right { title.draw(on: canvas, x: x, y: baseline - title.height) }
        } else if x + municipality.width + metrics.unit * 2 + title.width <= right {
            title.draw(on: canvas, x: right - title.width, y: baseline - title.height)
        }
        if metrics.isEpaper {
            let line = Box(
                x: content.x, y: box.maxY - metrics.rule, width: content.width, height: metrics.rule)
            canvas.fill(line, surface.rule)
        }
    }
}
