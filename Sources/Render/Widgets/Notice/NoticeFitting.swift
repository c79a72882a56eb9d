import Foundation
import Signage

/// Finds the size at which a notice fills its zone: the largest step of the scale at which all of it fits, else pages at the smallest legible one.
struct NoticeFitting {
    let context: WidgetContext
    let words: NoticeWords
    /// For the text, without margins.
    let box: Box
    private var hasSmallCode = false
    private let units: [(unit: BodyUnit, gap: BodyUnit.Gap)]

    private var metrics: Metrics { context.metrics }
    private var surface: Theme.Surface { context.surface }

    /// The large text of an emergency is read with less distance between its lines.
    private var bodyLineHeight: Double { metrics.isEmergency ? 1.26 : 1.36 }
    /// A page with less text than this is not worth turning.
    private static let fewLines = 3.0

    init(context: WidgetContext, words: NoticeWords, box: Box) {
        self.context = context
        self.words = words
        self.box = box
        units = BodyUnit.units(of: words.body)
    }

    /// The setting that is shown.
    func fitted() -> NoticeSetting {
        let setting = sized()
        guard setting.pages.count > 1, words.link != nil, !hasSmallCode else { return setting }
        // Better a code that people step nearer for than one more page.
        var other = self
        other.hasSmallCode = true
        let smaller = other.sized()
        return smaller.pages.count == 1 ? smaller : setting
    }

    private func sized() -> NoticeSetting {
        // A headline alone may be much larger than one with a text to leave room for.
        let largest = units.isEmpty ? 18 : metrics.isEpaper ? 8 : 10
        // Three lines of headline are read at a glance; only where no size does with three may it have more.
        for headlineLines in [3, 6] {
            guard var best = whole(0, headlineLines: headlineLines) else { continue }
            var (low, high) = (0, largest + 1)
            while high - low > 1 {
                let middle = (low + high) / 2
                if let setting = whole(middle, headlineLines: headlineLines) {
                    (low, best) = (middle, setting)
                } else {
                    high = middle
                }
            }
            return metrics.isEmergency ? filled(best, step: Double(low) / 2) : best
        }
        return metrics.isEmergency ? filled(paged(), step: 0) : paged()
    }

    /// With a text as large as the room that the headline leaves: in an emergency none stays empty. A headline with a long word cannot grow with it.
    private func filled(_ setting: NoticeSetting, step: Double) -> NoticeSetting {
        guard setting.pages.count == 1 else { return setting }
        let room = box.height - setting.headHeight - setting.footHeight
        var best = setting
        for extra in stride(from: 0.5, through: 5, by: 0.5) {
            let setter = setter(step: step + extra)
            // The headline stays the larger of the two.
            guard setter.style.size <= setting.headline.capHeight / Fonts.capHeight * 0.72 else { break }
            let lines = setter.lines(of: units)
            guard BodySetter.height(of: lines) <= room else { break }
            best = setting.with(pages: [NoticeSetting.Page(lines: lines)])
        }
        return best
    }

    /// The height that the notice needs on one page at the smallest legible size, in pixels.
    func naturalHeight() -> Double {
        let setting = head(step: 0)
        return setting.headHeight + BodySetter.height(of: setter(step: 0).lines(of: units)) + setting.footHeight
    }

    /// On one page at a half step of the scale; nil when it does not fit.
    private func whole(_ halfStep: Int, headlineLines: Int) -> NoticeSetting? {
        let step = Double(halfStep) / 2
        let setting = head(step: step)
        guard setting.headline.lineCount <= headlineLines, !setting.headline.breaksWord else { return nil }
        let room = box.height - setting.headHeight - setting.footHeight
        guard room >= 0 else { return nil }
        let lines = setter(step: step).lines(of: units)
        guard BodySetter.height(of: lines) <= room else { return nil }
        return setting.with(pages: [NoticeSetting.Page(lines: lines)])
    }

    /// In pages, at the smallest legible size.
    private func paged() -> NoticeSetting {
        let setter = setter(step: 0)
        let few = setter.style.size * (Self.fewLines * bodyLineHeight - 1 + Fonts.capHeight)
        var setting = head(step: 0, isPaged: true)
        // Headlines are not parted at the ends of lines, but for a word that is longer than a line.
        var hyphenation = TextStyle.Hyphenation.never
        for more in [TextStyle.Hyphenation.ifNeeded, .always] where isTooLarge(setting) {
            hyphenation = more
            setting = head(step: 0, hyphenation: hyphenation, isPaged: true)
        }
        // One that is too high for the zone all the same has no better size than a smaller one.
        var size = metrics.size(.headline)
        let least = metrics.size(.body)
        while size > least, isTooLarge(setting) {
            size = max(least, size * 0.92)
            setting = head(step: 0, headlineSize: size, hyphenation: hyphenation, isPaged: true)
        }
        let room = box.height - setting.headHeight
        let foot = max(setting.footHeight, markHeight(setting))
        if room - foot >= few { return turning(setting, setter, room: room - foot) }
        if room - markHeight(setting) >= few {
            // Facts that leave no room for the text have the last page for themselves.
            let pages = turning(setting, setter, room: room - markHeight(setting)).pages.map {
                NoticeSetting.Page(lines: $0.lines, hasFacts: false)
            }
            return setting.with(pages: pages + [NoticeSetting.Page()])
        }
        // A headline that leaves no room has the first page for itself; the others say at their head what they belong to.
        let running = context.text(
            words.headline,
            TextStyle(
                size: least, role: .body, part: .headline, weight: .bold, colour: surface.text, lineHeight: 1.15),
            width: box.width)
        let headed = setting.with(runningHead: running)
        let left = max(few, box.height - running.height - headed.gaps.headline)
        let hasFacts = setting.footHeight > 0 && left - foot >= few
        var pages = turning(headed, setter, room: max(few, left - (hasFacts ? foot : markHeight(setting)))).pages
        for index in pages.indices {
            pages[index].hasHeadline = false
            pages[index].hasFacts = hasFacts
        }
        if units.isEmpty { pages = [] }
        if !hasFacts, setting.footHeight > 0 {
            pages.append(NoticeSetting.Page(hasHeadline: false))
        }
        return headed.with(pages: [NoticeSetting.Page(hasFacts: false)] + pages)
    }

    /// "Seite 1 von 3".
    func pageMark(index: Int, count: Int, factSize: Double) -> TextBlock {
        context.text(
            "Seite \(index + 1) von \(count)",
            TextStyle(size: factSize, role: .detail, weight: .semibold, colour: surface.muted))
    }

    /// What "Seite 1 von 3" takes at the foot of a page, in pixels.
    private func markHeight(_ setting: NoticeSetting) -> Double {
        setting.factSize * Fonts.capHeight + setting.gaps.foot
    }

    private func isTooLarge(_ setting: NoticeSetting) -> Bool {
        setting.headline.breaksWord || setting.headHeight - setting.gaps.headline > box.height
    }

    private func turning(_ setting: NoticeSetting, _ setter: BodySetter, room: Double) -> NoticeSetting {
        setting.with(pages: setter.pages(of: units, height: room).map { NoticeSetting.Page(lines: $0) })
    }

    private func setter(step: Double) -> BodySetter {
        let style = TextStyle(
            size: metrics.size(.body, step: step), role: .body, part: .body,
            weight: metrics.isEpaper ? .medium : .regular, colour: surface.text, lineHeight: bodyLineHeight,
            tracking: -0.008, hyphenation: .always)
        return BodySetter(
            typesetter: context.typesetter, style: style, accent: surface.accent, width: box.width)
    }

    /// All but the text.
    /// - Parameters:
    ///   - headlineSize: in pixels; nil for the step's own.
    ///   - hyphenation: of the headline.
    ///   - isPaged: whether the facts leave room for the number of the page beside them.
    private func head(
        step: Double, headlineSize: Double? = nil, hyphenation: TextStyle.Hyphenation = .never, isPaged: Bool = false
    ) -> NoticeSetting {
        let detail = metrics.size(.detail)
        let bodySize = metrics.size(.body, step: step)
        let headlineSize = headlineSize ?? metrics.size(.headline, step: step)
        // Facts and category are of lesser rank than the body, yet never smaller than detail's distance asks for.
        let factSize = max(detail, bodySize * 0.72)
        let gaps = NoticeSetting.Gaps(
            category: headlineSize * 0.42, headline: headlineSize * (metrics.isEmergency ? 0.46 : 0.62),
            fact: factSize * 0.72, foot: bodySize * 1.1)
        let categoryStyle = TextStyle(
            size: max(detail, factSize * 0.95), role: .detail, part: .category,
            weight: metrics.isEpaper ? .bold : .semibold, colour: surface.accent)
        let category = words.category.map {
            context.text($0, categoryStyle, width: max(1, box.width - discRoom(categoryStyle.capHeight)))
        }
        let headline = context.text(
            words.headline,
            TextStyle(
                size: headlineSize, role: .headline, part: .headline, weight: metrics.isEpaper ? .extraBold : .bold,
                colour: surface.text, lineHeight: 1.08, tracking: -0.018, isHeadline: true,
                hyphenation: hyphenation), width: box.width)
        let labels = words.facts.map {
            context.text(
                $0.label,
                TextStyle(
                    size: factSize, role: .detail, part: .facts, weight: metrics.isEpaper ? .medium : .regular,
                    colour: surface.muted))
        }
        let indent = (labels.map(\.width).max() ?? 0) + factSize * 0.9
        let codeSide = words.link == nil ? 0 : codeSide
        let mark = isPaged ? pageMark(index: 8, count: 9, factSize: factSize).width + metrics.unit * 2.4 : 0
        let room = box.width - indent - mark - (codeSide > 0 ? codeSide + metrics.unit * 3 : 0)
        let values = words.facts.map {
            context.text(
                $0.value,
                TextStyle(
                    size: factSize, role: .detail, part: .facts, weight: metrics.isEpaper ? .bold : .semibold,
                    colour: surface.text),
                width: max(1, room))
        }
        return NoticeSetting(
            category: category, headline: headline, runningHead: nil, pages: [], facts: Array(zip(labels, values)),
            factIndent: indent, gaps: gaps, factSize: factSize, codeSide: codeSide)
    }

    /// A code is read by a telephone from ten times its side: a sixteenth of its zone's distance, where there is room; in whole pixels.
    private var codeSide: Double {
        let part = metrics.pixels(ofDetailDistanceOver: hasSmallCode ? 28 : 16)
        return min(metrics.unit * 20, max(metrics.unit * (hasSmallCode ? 9 : 12), part)).rounded()
    }

    /// The disc before a category, beside the first of its lines.
    func discRadius(_ capHeight: Double) -> Double { capHeight * 0.42 }

    /// The room that the disc takes.
    func discRoom(_ capHeight: Double) -> Double {
        metrics.isEpaper ? 0 : discRadius(capHeight) * 2 + metrics.unit * 1.2
    }
}

extension NoticeSetting {
    fileprivate func with(pages: [Page]) -> NoticeSetting {
        NoticeSetting(
            category: category, headline: headline, runningHead: runningHead, pages: pages, facts: facts,
            factIndent: factIndent, gaps: gaps, factSize: factSize, codeSide: codeSide)
    }

    fileprivate func with(runningHead: TextBlock) -> NoticeSetting {
        NoticeSetting(
            category: category, headline: headline, runningHead: runningHead, pages: pages, facts: facts,
            factIndent: factIndent, gaps: gaps, factSize: factSize, codeSide: codeSide)
    }
}
