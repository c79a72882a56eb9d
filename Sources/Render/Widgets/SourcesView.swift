import Foundation
import Signage

/// The foot: who is the source of what, how old it is, and whose turn it is among the notices.
struct SourcesView: WidgetView {
    let context: WidgetContext

    /// The feeds that the picture shows, with what people call their content; each once.
    private var feeds: [(label: String, feed: Name)] {
        var seen = Set<Name>()
        return context.scene.stage.layout.arrangement(for: context.scene.stage.profile.panel).zones.compactMap { zone in
            guard case .feed(let widget) = zone.widget, context.surroundings.feeds?.contains(widget.feed) ?? true,
                seen.insert(widget.feed).inserted
            else { return nil }
            return (widget.title ?? widget.kind.title, widget.feed)
        }
    }

    /// With neither a source nor a turn to tell, there is no foot.
    var isEmpty: Bool {
        feeds.allSatisfy { context.scene.stage.feeds[$0.feed] == nil } && notices < 2
    }

    /// How many notices take turns.
    private var notices: Int {
        context.scene.programme.notice == nil ? 0 : context.scene.programme.noticeTurn?.count ?? 0
    }
    private var position: Int { context.scene.programme.noticeTurn?.position ?? 0 }
    private var metrics: Metrics { context.metrics }
    private var surface: Theme.Surface { context.surface }

    func naturalHeight(in box: Box) -> Double {
        guard !isEmpty else { return 0 }
        let margins = metrics.unit * (metrics.isEpaper ? 4.6 : 3.2) + (metrics.isEpaper ? metrics.rule : 0)
        let lines = lines(width: room(in: metrics.content(of: box)))
        return height(of: lines) + margins
    }

    /// From the first cap line to the last baseline, in pixels.
    private func height(of lines: [[TextBlock]]) -> Double {
        lines.reduce(0) { $0 + ($1.map(\.height).max() ?? 0) } + lineGap * Double(max(0, lines.count - 1))
    }

    private var lineGap: Double { metrics.unit * 1.2 }

    /// What is left for the sources beside whose turn it is.
    private func room(in content: Box) -> Double {
        guard let turn = turnWidth else { return content.width }
        return max(1, content.width - turn - metrics.unit * 2.6)
    }

    /// The sources of all feeds, in as many lines as they need: whoever gave the data is named in full.
    private func lines(width: Double) -> [[TextBlock]] {
        var (lines, used) = ([[TextBlock]()], 0.0)
        for (label, feed) in feeds {
            guard let snapshot = context.scene.stage.feeds[feed] else { continue }
            let words = snapshot.attribution.text
            let source = words.hasPrefix("Quelle: ") ? String(words.dropFirst("Quelle: ".count)) : words
            let stand = context.wording.stand(snapshot.observedAt ?? snapshot.fetchedAt)
            let text = block("\(label): \(source), Stand\u{A0}\(stand)", width: width)
            if used + text.width > width, used > 0 {
                lines.append([])
                used = 0
            }
            lines[lines.count - 1].append(text)
            used += text.width + gap
        }
        // With nothing to name, the height of one line stays for whose turn it is.
        return lines.count == 1 && lines[0].isEmpty ? [[block("–")]] : lines
    }

    private var gap: Double { metrics.unit * 2.6 }

    /// When the age of a source is told in other words, or the time of e-paper's next picture comes near enough to be told.
    func nextChange(in box: Box) -> Date? {
        let ages = feeds.compactMap { context.scene.stage.feeds[$0.feed] }.map { snapshot in
            context.wording.nextChange { $0.stand(snapshot.observedAt ?? snapshot.fetchedAt) }
        }
        let announced = context.nextPicture?.addingTimeInterval(-86_400)
        return (ages + [announced]).compactMap { $0 }.filter { $0 > context.scene.now }.min()
    }

    private func block(_ text: String, width: Double? = nil) -> TextBlock {
        let weight: TextStyle.Weight = metrics.isEpaper ? .semibold : .regular
        return context.text(
            text,
            TextStyle(size: metrics.size(.detail, step: 0.4), role: .detail, weight: weight, colour: surface.muted),
            width: width)
    }

    func draw(on list: inout DrawList, in box: Box) {
        var content = metrics.content(of: box)
        if metrics.isEpaper {
            list.fill(Box(x: box.x, y: box.y, width: box.width, height: metrics.rule), surface.rule)
            content = content.inset(top: metrics.rule)
        }
        drawTurn(on: &list, in: content)
        guard feeds.contains(where: { context.scene.stage.feeds[$0.feed] != nil }) else { return }
        let lines = lines(width: room(in: content))
        var y = content.y + (content.height - height(of: lines)) / 2
        for line in lines {
            var x = content.x
            for text in line {
                text.draw(on: &list, x: x, y: y)
                x += text.width + gap
            }
            y += (line.map(\.height).max() ?? 0) + lineGap
        }
    }

    // MARK: Turns

    /// The words that say whose turn it is or when the next picture comes; nil where marks say it, or nothing.
    private var turnText: TextBlock? {
        if metrics.isEpaper {
            guard context.scene.stage.isTimeKnown, let next = context.nextPicture,
                next.timeIntervalSince(context.scene.now) <= 86_400
            else {
                return nil
            }
            return block("nächstes Bild \(context.wording.minute(next))")
        }
        return notices > 8 ? block("Aushang \(position + 1) von \(notices)") : nil
    }

    /// Of a mark for one notice, and from one to the next.
    private var mark: (width: Double, gap: Double, height: Double) {
        (metrics.unit * 2.8, metrics.unit * 0.6, metrics.unit * 0.5)
    }

    /// How much room it takes at the right, in pixels; nil for none.
    private var turnWidth: Double? {
        // On e-paper the time is not known yet when the height is asked for; every time is as wide as this one.
        if metrics.isEpaper { return block("nächstes Bild 00:00\u{A0}Uhr").width }
        if let turnText { return turnText.width }
        let count = Double(notices)
        return count > 1 ? count * (mark.width + mark.gap) - mark.gap : nil
    }

    private func drawTurn(on list: inout DrawList, in content: Box) {
        if let text = turnText {
            let y = content.y + (content.height - text.height) / 2
            return text.draw(on: &list, x: content.maxX - text.width, y: y)
        }
        guard !metrics.isEpaper, let width = turnWidth else { return }
        for index in 0..<notices {
            let place = Box(
                x: content.maxX - width + Double(index) * (mark.width + mark.gap),
                y: content.y + (content.height - mark.height) / 2, width: mark.width, height: mark.height)
            list.fill(place, index == position ? surface.text : surface.rule)
        }
    }
}
