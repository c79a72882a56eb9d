import Foundation
import Signage

/// The foot of an emergency: who says so, since when, until when.
struct ValidityView: WidgetView {
    let context: WidgetContext

    private var metrics: Metrics { context.metrics }
    private var surface: Theme.Surface { context.surface }
    private var notice: Notice? { context.scene.programme.notice }

    /// Without a notice nothing is said and nothing ends.
    var isEmpty: Bool { notice == nil }

    private static func since(_ notice: Notice, _ wording: Wording) -> String {
        "seit\u{A0}" + wording.hourOrDay(notice.current)
    }

    private static func until(_ notice: Notice, _ wording: Wording) -> String {
        "gilt bis\u{A0}" + (notice.window.expires.map(wording.hourOrEnd) ?? "auf Weiteres")
    }

    func nextChange(in box: Box) -> Date? {
        guard let notice else { return nil }
        return context.wording.nextChange(about: [notice.current, notice.window.expires].compactMap { $0 }) {
            Self.since(notice, $0) + Self.until(notice, $0)
        }
    }

    /// The texts, set for a width.
    private struct Setting {
        let issuer: TextBlock
        let since: TextBlock
        let until: TextBlock
        /// Whether who says so has a line of its own, below the times.
        let isStacked: Bool
        let gap: Double

        var height: Double { isStacked ? until.height + gap + issuer.height : until.height }
    }

    private func set(width: Double) -> Setting? {
        guard let notice else { return nil }
        let issuer = Glue.joined(notice.issuer ?? context.scene.stage.settings.municipality)
        let since = Self.since(notice, context.wording)
        let style = context.style(.detail, 0, .regular, surface.text, lineHeight: 1.3)
        let strong = context.style(.detail, 0, .bold, surface.text, lineHeight: 1.3)
        let words = Self.until(notice, context.wording)
        let until = context.text(words, strong)
        let said = context.text("\(issuer) · \(since)", style)
        let isStacked = said.width + metrics.unit * 3 + until.width > width
        return Setting(
            issuer: isStacked ? context.text(issuer, style, width: width, mostLines: 3) : said,
            since: context.text(since, style),
            until: isStacked ? context.text(words, strong, width: width) : until, isStacked: isStacked,
            gap: style.size * 0.75)
    }

    func naturalHeight(in box: Box) -> Double {
        set(width: metrics.content(of: box).width).map { $0.height + metrics.unit * 5 } ?? 0
    }

    func draw(on list: inout DrawList, in box: Box) {
        let content = metrics.content(of: box)
        guard let setting = set(width: content.width) else { return }
        let y = (box.y + (box.height - setting.height) / 2).rounded()
        guard setting.isStacked else {
            setting.issuer.draw(on: &list, x: content.x, y: y)
            return setting.until.draw(on: &list, x: content.maxX - setting.until.width, y: y)
        }
        // Until when it holds matters more than who says so.
        setting.until.draw(on: &list, x: content.x, y: y)
        if setting.until.width + metrics.unit * 3 + setting.since.width <= content.width {
            setting.since.draw(on: &list, x: content.maxX - setting.since.width, y: y)
        }
        setting.issuer.draw(on: &list, x: content.x, y: y + setting.until.height + setting.gap)
    }
}
