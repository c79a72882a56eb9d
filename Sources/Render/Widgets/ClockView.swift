import Foundation
import Signage

/// The time, as large as its zone, with the date under it.
struct ClockView: WidgetView {
    let context: WidgetContext

    private var metrics: Metrics { context.metrics }

    /// Time and date, set at one step of the scale.
    private struct Setting {
        let time: TextBlock
        let date: TextBlock
        let gap: Double

        var height: Double { time.height + gap + date.height }
        var width: Double { max(time.width, date.width) }
    }

    /// A wrong time is worse than none; the place stays free.
    private var isKnown: Bool { context.scene.stage.isTimeKnown }

    func nextChange(in box: Box) -> Date? { isKnown ? context.wording.nextMinute : nil }

    private func inner(_ box: Box) -> Box {
        metrics.content(of: box).inset(top: metrics.unit * 4, bottom: metrics.unit * 4)
    }

    private func set(_ step: Double) -> Setting {
        var large = context.style(.detail, 5 + step, .bold, context.surface.text)
        large.isHeadline = true
        large.tracking = -0.02
        let time = context.text(context.wording.clock(context.scene.now), large)
        let small = context.style(.detail, 0.5 + step * 0.7, .regular, context.surface.muted, lineHeight: 1.25)
        let date = context.text(context.wording.weekdayAndDay(context.scene.now), small)
        return Setting(time: time, date: date, gap: time.height * 0.34)
    }

    /// Whether it fits at a step; a time of four figures is given the room of one of five, so that the size is the same at 9:59 and at 10:00.
    private func fits(_ step: Double, in inner: Box) -> Bool {
        let setting = set(step)
        let digit = setting.time.width / Double(max(4, context.wording.clock(context.scene.now).count))
        let widest = max(setting.time.width, digit * 5, setting.date.width)
        return widest <= inner.width && setting.height <= inner.height
    }

    func naturalHeight(in box: Box) -> Double { set(0).height + box.height - inner(box).height }

    func draw(on list: inout DrawList, in box: Box) {
        guard isKnown else { return }
        let inner = inner(box)
        let step = stride(from: 14, through: 0, by: -0.5).first { fits($0, in: inner) }
        var setting = set(step ?? 0)
        if step == nil {
            // A zone that is too narrow for the smallest legible date shows the time alone.
            setting = Setting(
                time: setting.time, date: context.text("", context.style(.detail, 0, .regular, context.surface.muted)),
                gap: 0)
        }
        let y = (inner.y + max(0, inner.height - setting.height) / 2).rounded()
        setting.time.draw(on: &list, x: inner.x, y: y)
        setting.date.draw(on: &list, x: inner.x, y: y + setting.time.height + setting.gap)
    }
}
