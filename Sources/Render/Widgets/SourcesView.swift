import Foundation
import Signage

/// The foot: who is the source of what, how old it is, and whose turn it is among the notices.
struct SourcesView: WidgetView {
    let context: WidgetContext

    /// The feeds that the layout shows, with what people call their content; each once.
    private var feeds: [(label: String, feed: Name)] {
        var seen = Set<Name>()
        return context.scene.stage.layout.arrangement(for: context.scene.stage.profile.panel).zones.compactMap { zone in
            guard case .feed(let widget) = zone.widget, seen.insert(widget.feed).inserted else { return nil }
            return (widget.title ?? widget.kind.title, widget.feed)
        }
    }

    /// With neither a source nor a turn to tell, there is no foot.
    var isEmpty: Bool {
        feeds.allSatisfy { context.scene.stage.feeds[$0.feed] == nil } && context.scene.programme.items.count < 2
    }

    private var metrics: Metrics { context.metrics }
    private var surface: Theme.Surface { context.surface }

    func naturalHeight(in box: Box) -> Double {
        guard !isEmpty else { return 0 }
        let cap = metrics.size(.detail, step: 0.4) * Fonts.capHeight
        return cap + metrics.unit * (metrics.isEpaper ? 4.6 : 3.2) + (metrics.isEpaper ? metrics.rule : 0)
    }

    /// When the age of a source is told in other words, or the time of e-paper's next picture comes near enough to be told.
    func nextChange(in box: Box) -> Date? {
        let ages = feeds.compactMap { context.scene.stage.feeds[$0.feed] }.map { snapshot in
            context.wording.nextChange { $0.stand(snapshot.observedAt ?? snapshot.fetchedAt) }
        }
        let announced = context.nextPicture?.addingTimeInterval(-86_400)
        return (ages + [announced]).compactMap { $0 }.filter { $0 > context.scene.now }.min()
    }

    private func block(_ text: String) -> TextBlock {
        let weight: TextStyle.Weight = metrics.isEpaper ? .semibold : .regular
        return context.text(
            text, TextStyle(size: metrics.size(.detail, step: 0.4), role: .detail, weight: weight, colour: surface.muted))
    }

    func draw(on list: inout DrawList, in box: Box) {
        var content = metrics.content(of: box)
        if metrics.isEpaper {
            list.fill(Box(x: box.x, y: box.y, width: box.width, height: metrics.rule), surface.rule)
            content = content.inset(top: metrics.rule)
        }
        let right = drawTurn(on: &list, in: content)
        var x = content.x
        for (label, feed) in feeds {
            guard let snapshot = context.scene.stage.feeds[feed] else { continue }
            let words = snapshot.attribution.text
            let source = words.hasPrefix("Quelle: ") ? String(words.dropFirst("Quelle: ".count)) : words
            let stand = context.wording.stand(snapshot.observedAt ?? snapshot.fetchedAt)
            // Attribution is always drawn: where it does not fit whole, it is cut, not left out.
            let text = block("\(label): \(source), Stand\u{A0}\(stand)")
            list.clipped(to: Box(x: x, y: box.y, width: max(0, right - x), height: box.height)) { list in
                text.draw(on: &list, x: x, y: content.y + (content.height - text.height) / 2)
            }
            x += text.width + metrics.unit * 2.6
        }
    }

    /// Draws whose turn it is at the right; returns where the room for the sources ends.
    private func drawTurn(on list: inout DrawList, in content: Box) -> Double {
        let programme = context.scene.programme
        if metrics.isEpaper {
            guard let next = context.nextPicture, next.timeIntervalSince(context.scene.now) <= 86_400 else {
                return content.maxX
            }
            let text = block("nächstes Bild \(context.wording.clock(next))")
            text.draw(on: &list, x: content.maxX - text.width, y: content.y + (content.height - text.height) / 2)
            return content.maxX - text.width - metrics.unit * 2.6
        }
        let count = programme.items.count
        guard count > 1 else { return content.maxX }
        guard count <= 8 else {
            let text = block("Aushang \(programme.position + 1) von \(count)")
            text.draw(on: &list, x: content.maxX - text.width, y: content.y + (content.height - text.height) / 2)
            return content.maxX - text.width - metrics.unit * 2.6
        }
        let (width, gap, height) = (metrics.unit * 2.8, metrics.unit * 0.6, metrics.unit * 0.5)
        let start = content.maxX - Double(count) * (width + gap) + gap
        for index in 0..<count {
            let mark = Box(
                x: start + Double(index) * (width + gap), y: content.y + (content.height - height) / 2, width: width,
                height: height)
            list.fill(mark, index == programme.position ? surface.text : surface.rule)
        }
        return start - metrics.unit * 2.6
    }
}
