import Foundation
import Signage

/// The notice whose turn it is, or the evergreen content: as large as all of it fits, else in pages.
struct NoticeView: WidgetView {
    let context: WidgetContext

    let isEmpty = false
    private var metrics: Metrics { context.metrics }
    private var surface: Theme.Surface { context.surface }

    /// One thing to say, in the parts that stand on the panel.
    private struct Words {
        var category: String?
        var headline: String
        var paragraphs: [String]
        var facts: [(label: String, value: String)]
    }

    /// One setting of the words that fits.
    private struct Setting {
        let category: TextBlock?
        let headline: TextBlock
        let pages: [[TextBlock]]
        let facts: [(label: TextBlock, value: TextBlock)]
        let factIndent: Double
        let gaps: Gaps
        let factSize: Double
        /// Whether the facts stand on the last page only.
        var factsStandAlone = false
    }

    /// Distances between baseline and cap line, in pixels.
    private struct Gaps {
        let category: Double
        let headline: Double
        let paragraph: Double
        let fact: Double
        let facts: Double
    }

    private var words: Words {
        guard let notice = context.scene.programme.notice else {
            let evergreen = context.scene.profile.evergreen
            return Words(
                category: nil, headline: Glue.joined(evergreen.headline), paragraphs: Self.paragraphs(evergreen.body),
                facts: [])
        }
        // Without facts of its own, a notice says at least until when it holds.
        let facts =
            notice.facts.isEmpty
            ? [(label: "Bis", value: context.wording.end(notice.window.expires))]
            : notice.facts.map { (label: $0.label, value: Glue.joined($0.value)) }
        return Words(
            category: notice.category.map(Glue.joined), headline: Glue.joined(notice.headline),
            paragraphs: Self.paragraphs(notice.body), facts: facts)
    }

    private static func paragraphs(_ body: String) -> [String] {
        body.components(separatedBy: "\n\n").filter { !$0.isEmpty }.map(Glue.joined)
    }

    private func inner(_ box: Box) -> Box {
        let top = metrics.unit * (metrics.isEpaper ? 4.2 : 5)
        return metrics.content(of: box).inset(top: top, bottom: metrics.unit * (metrics.isEpaper ? 4.2 : 4.6))
    }

    func naturalHeight(in box: Box) -> Double {
        let words = words
        let setting = set(words, step: 0, in: inner(box), isCut: false)
        let body = setting.pages.first.map { height(of: $0, gap: setting.gaps.paragraph) } ?? 0
        return box.height - inner(box).height + headHeight(setting) + body + factsHeight(setting)
    }

    /// When another page of the notice is due or the words for its end change; nil when neither will be.
    func nextChange(in box: Box) -> Date? {
        let count = fitted(in: inner(box)).pages.count
        let page = count > 1 ? page(of: count)?.end : nil
        let expires = context.scene.programme.notice.flatMap { $0.facts.isEmpty ? $0.window.expires : nil }
        let end = expires.flatMap { expires in context.wording.nextChange { $0.end(expires) } }
        return [page, end].compactMap { $0 }.min()
    }

    private func page(of count: Int) -> (index: Int, end: Date)? {
        let programme = context.scene.programme
        guard programme.turnSeconds > 0 else { return nil }
        // Where a picture has to stay for long, a turn has time for some of the pages only; the next turn goes on from there.
        let shortest = metrics.panel.shortestTurnSeconds
        let pagesPerTurn = shortest > 0 ? max(1, min(count, Int(programme.turnSeconds / shortest))) : count
        let seconds = programme.turnSeconds / Double(pagesPerTurn)
        var passed = (context.scene.now.timeIntervalSince(programme.turnStart) / seconds).rounded(.down)
        var end: Date { programme.turnStart.addingTimeInterval((passed + 1) * seconds) }
        // A third of a turn is no whole number of clock ticks: at the end of a page the next one has begun.
        if end <= context.scene.now { passed += 1 }
        return ((programme.turn * pagesPerTurn + Int(passed)) % count, end)
    }

    func draw(on canvas: Canvas, in box: Box) {
        let inner = inner(box)
        let setting = fitted(in: inner)
        var y = inner.y
        if let category = setting.category {
            var x = inner.x
            if !metrics.isEpaper {
                let radius = discRadius(category.capHeight)
                canvas.fillDisc(x: x + radius, y: y + category.capHeight / 2, radius: radius, surface.accent)
                x += discRoom(category.capHeight)
            }
            category.draw(on: canvas, x: x, y: y)
            y += category.height + setting.gaps.category
        }
        setting.headline.balance()
        setting.headline.draw(on: canvas, x: inner.x, y: y)
        y += setting.headline.height + setting.gaps.headline
        let page = page(of: setting.pages.count)?.index ?? 0
        for block in setting.pages.indices.contains(page) ? setting.pages[page] : [] {
            block.draw(on: canvas, x: inner.x, y: y)
            y += block.height + setting.gaps.paragraph
        }
        var factY = inner.maxY - factsHeight(setting) + setting.gaps.facts
        let showsFacts = !setting.factsStandAlone || page == setting.pages.count - 1
        for fact in showsFacts ? setting.facts : [] {
            fact.label.draw(on: canvas, x: inner.x, y: factY)
            fact.value.draw(on: canvas, x: inner.x + setting.factIndent, y: factY)
            factY += max(fact.value.height, fact.label.height) + setting.gaps.fact
        }
        guard setting.pages.count > 1 else { return }
        let mark = context.text(
            "Seite \(page + 1) von \(setting.pages.count)",
            TextStyle(size: setting.factSize, weight: .semibold, colour: surface.muted))
        mark.draw(on: canvas, x: inner.maxX - mark.width, y: inner.maxY - mark.height)
    }

    /// The disc before a category, beside the first of its lines.
    private func discRadius(_ capHeight: Double) -> Double { capHeight * 0.42 }

    private func discRoom(_ capHeight: Double) -> Double {
        metrics.isEpaper ? 0 : discRadius(capHeight) * 2 + metrics.unit * 1.2
    }

    // MARK: Fitting

    /// The largest step of the scale at which all fits; where none does, the smallest legible one, in pages.
    private func fitted(in box: Box) -> Setting {
        let words = words
        let largest = metrics.isEpaper ? 8 : 10
        func fits(_ halfStep: Int, headlineLines: Int) -> Setting? {
            let setting = set(words, step: Double(halfStep) / 2, in: box, isCut: false)
            let isCalm = setting.headline.lineCount <= headlineLines && !setting.headline.breaksWord
            return setting.pages.count == 1 && isCalm ? setting : nil
        }
        // Three lines of headline are read at a glance; only where no size does with three may it have more.
        for headlineLines in [3, 6] {
            guard var best = fits(0, headlineLines: headlineLines) else { continue }
            var (low, high) = (0, largest + 1)
            while high - low > 1 {
                let middle = (low + high) / 2
                if let setting = fits(middle, headlineLines: headlineLines) {
                    (low, best) = (middle, setting)
                } else {
                    high = middle
                }
            }
            return best
        }
        return paged(words, in: box)
    }

    /// In pages, at the smallest legible size. A headline that leaves no room for them steps down as far as the body's size.
    private func paged(_ words: Words, in box: Box) -> Setting {
        let smallest = metrics.size(.body)
        var headlineSize = metrics.size(.headline)
        while headlineSize > smallest {
            let setting = set(words, step: 0, headlineSize: headlineSize, in: box, isCut: false)
            let room = box.height - headHeight(setting) - factsHeight(setting)
            if room >= Self.fewLines(smallest), !setting.headline.breaksWord { break }
            headlineSize = max(smallest, headlineSize * 0.9)
        }
        return set(words, step: 0, headlineSize: headlineSize, in: box, isCut: true)
    }

    /// The height of three lines of body text: with less, a page is not worth turning.
    private static func fewLines(_ bodySize: Double) -> Double { bodySize * (2 * bodyLineHeight + Fonts.capHeight) }

    private static let bodyLineHeight = 1.36

    /// - Parameters:
    ///   - headlineSize: in pixels; nil for the step's own.
    ///   - isCut: whether a text that does not fit is cut into pages, which takes long; else it has no page at all.
    private func set(
        _ words: Words, step: Double, headlineSize: Double? = nil, in box: Box, isCut: Bool
    ) -> Setting {
        let detail = metrics.size(.detail)
        let bodySize = metrics.size(.body, step: step)
        let headlineSize = headlineSize ?? metrics.size(.headline, step: step)
        // Facts and category are of lesser rank than the body, yet never smaller than detail's distance asks for.
        let factSize = max(detail, bodySize * 0.72)
        let gaps = Gaps(
            category: headlineSize * 0.42, headline: headlineSize * 0.62, paragraph: bodySize * 0.98,
            fact: factSize * 0.72, facts: bodySize * 1.1)
        let categoryStyle = TextStyle(
            size: max(detail, factSize * 0.95), weight: metrics.isEpaper ? .bold : .semibold, colour: surface.accent)
        let category = words.category.map {
            context.text($0, categoryStyle, width: max(1, box.width - discRoom(categoryStyle.capHeight)))
        }
        let headline = context.text(
            words.headline,
            TextStyle(
                size: headlineSize, weight: metrics.isEpaper ? .extraBold : .bold, colour: surface.text,
                lineHeight: 1.08, tracking: -0.016, isHeadline: true), width: box.width)
        let labels = words.facts.map {
            context.text(
                $0.label,
                TextStyle(size: factSize, weight: metrics.isEpaper ? .medium : .regular, colour: surface.muted))
        }
        let indent = (labels.map(\.width).max() ?? 0) + factSize * 0.9
        let values = words.facts.map {
            context.text(
                $0.value,
                TextStyle(size: factSize, weight: metrics.isEpaper ? .bold : .semibold, colour: surface.text),
                width: box.width - indent)
        }
        let body = TextStyle(
            size: bodySize, weight: metrics.isEpaper ? .medium : .regular, colour: surface.text,
            lineHeight: Self.bodyLineHeight, tracking: -0.008)
        let head = Setting(
            category: category, headline: headline, pages: [], facts: Array(zip(labels, values)), factIndent: indent,
            gaps: gaps, factSize: factSize)
        var room = box.height - headHeight(head) - factsHeight(head)
        // Facts that leave no room for the text have the last page for themselves.
        let factsStandAlone = isCut && !head.facts.isEmpty && room < Self.fewLines(bodySize)
        if factsStandAlone { room = box.height - headHeight(head) }
        func block(_ text: String) -> TextBlock { context.text(text, body, width: box.width) }
        var pages = [words.paragraphs.map(block)]
        if height(of: pages[0], gap: gaps.paragraph) > room {
            let cut = isCut ? Pages(words.paragraphs, height: room, gap: gaps.paragraph, set: block).pages : []
            pages = cut.map { $0.map(block) }
        }
        if factsStandAlone { pages.append([]) }
        return Setting(
            category: category, headline: headline, pages: pages, facts: head.facts, factIndent: indent, gaps: gaps,
            factSize: factSize, factsStandAlone: factsStandAlone)
    }

    private func headHeight(_ setting: Setting) -> Double {
        let category = setting.category.map { $0.height + setting.gaps.category } ?? 0
        return category + setting.headline.height + setting.gaps.headline
    }

    private func factsHeight(_ setting: Setting) -> Double {
        guard !setting.facts.isEmpty else { return 0 }
        let heights = setting.facts.map { max($0.value.height, $0.label.height) }.reduce(0, +)
        return setting.gaps.facts + heights + setting.gaps.fact * Double(setting.facts.count - 1)
    }

    private func height(of blocks: [TextBlock], gap: Double) -> Double {
        blocks.map(\.height).reduce(0, +) + gap * Double(max(0, blocks.count - 1))
    }
}
