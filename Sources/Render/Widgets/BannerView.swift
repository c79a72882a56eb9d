import Foundation
import Signage

/// The head of an emergency: a warning sign, what it is, and the time.
struct BannerView: WidgetView {
    let context: WidgetContext

    private var metrics: Metrics { context.metrics }
    private var surface: Theme.Surface { context.surface }

    private var size: Double { metrics.size(.detail, step: 1) }

    func naturalHeight(in box: Box) -> Double {
        size * Fonts.capHeight + metrics.unit * (metrics.isEpaper ? 5.6 : 6) + (metrics.isEpaper ? metrics.rule : 0)
    }

    /// E-paper tells no time: it would have to be drawn anew every minute.
    func nextChange(in box: Box) -> Date? { showsClock ? context.wording.nextMinute : nil }

    private var showsClock: Bool { !metrics.isEpaper && context.scene.stage.isTimeKnown }

    /// What it is. Nothing but a notice is a warning.
    private var words: String {
        guard let notice = context.scene.programme.notice else { return context.scene.stage.settings.municipality }
        return Self.isExercise(notice) ? "Übung – keine Gefahr" : "Amtliche Warnung"
    }

    /// Whether a notice says that it is no real one: as an interrupt that is a drill, or by its category.
    private static func isExercise(_ notice: Notice) -> Bool {
        if notice.headline.hasPrefix(Interrupt.drillMark) { return true }
        let category = (notice.category ?? "").lowercased()
        return ["übung", "probe", "test"].contains { word in
            category.split { !$0.isLetter }.contains { $0.hasPrefix(word) }
        }
    }

    func draw(on list: inout DrawList, in box: Box) {
        let content = metrics.content(of: box)
        let ground = metrics.isEpaper ? box.height - metrics.rule : box.height
        var x = content.x
        let words = context.text(words, context.style(.detail, 1, .bold, surface.accent))
        let capHeight = size * Fonts.capHeight
        let y = (box.y + (ground - capHeight) / 2).rounded()
        if context.scene.programme.notice != nil {
            let colours = Signals.Paint(ground: surface.accent, ink: surface.background)
            let sign = WarningSign(colours, on: surface, height: capHeight * 1.72)
            sign.draw(on: &list, x: x, y: (box.y + (ground - sign.height) / 2).rounded())
            x += sign.width + metrics.unit * 1.9
        }
        words.draw(on: &list, x: x, y: y)
        // Beside a black ground, the head needs no line.
        guard showsClock else { return }
        let time = context.text(
            context.wording.clock(context.scene.now), context.style(.detail, 0.5, .semibold, surface.text))
        guard x + words.width + metrics.unit * 2 + time.width <= content.maxX else { return }
        time.draw(on: &list, x: content.maxX - time.width, y: y + capHeight - time.height)
    }
}
