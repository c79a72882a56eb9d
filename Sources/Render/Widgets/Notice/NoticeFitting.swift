import Foundation
import Signage

/// Finds the size at which a notice fills its zone: the largest step of the scale at which all of it fits, else pages at the smallest legible one.
struct NoticeFitting {
    let context: WidgetContext
    let words: NoticeWords
    /// For the text, without margins.
    let box: Box
    /// Whether the distances between the parts are the least: in an emergency, before pages are turned.
    private var isTight = false
    /// Whether the text stands beside the code rather than above it.
    private var isBesideCode = false
    /// Whether a link stands in words, where a code that can be read has no room.
    private var hasCode = true
    private let units: [(unit: BodyUnit, gap: BodyUnit.Gap)]

    private var metrics: Metrics { context.metrics }
    private var surface: Theme.Surface { context.surface }

    /// The large text of an emergency is read with less distance between its lines.
    private var bodyLineHeight: Double { isTight ? 1.18 : metrics.isEmergency ? 1.26 : 1.36 }
    /// A page with less text than this is not worth turning.
    private static let fewLines = 3.0

    init(context: WidgetContext, words: NoticeWords, box: Box) {
        self.context = context
        self.words = words
        self.box = box
        units = BodyUnit.units(of: words.body, hasColours: !context.metrics.isEpaper)
    }

    /// The setting that is shown.
    func fitted() -> NoticeSetting {
        guard words.link != nil else { return sized() }
        var inWords = self
        inWords.hasCode = false
        var beside = self
        beside.isBesideCode = true
        // The larger one of those with a code, else the address in words: a code that is too small is of no use.
        let settings = codeSide > 0 && !metrics.isEmergency ? [self, beside].compactMap { $0.largest() } : []
        let best = settings.max { $0.step < $1.step }
        return best ?? inWords.sized()
    }

    private func sized() -> NoticeSetting {
        if let best = largest() { return best }
        return metrics.isEmergency ? dense() : paged()
    }

    /// On one page, as large as it fits; nil where it does not.
    private func largest() -> NoticeSetting? {
        // A headline alone may be much larger than one with a text to leave room for.
        let largest = units.isEmpty ? 18 : metrics.isEpaper ? 8 : 10
        // Three lines of headline are read at a glance; only where no size does with three may it have more.
        for headlineLines in [3, 6] {
            guard var best = whole(0, headlineLines: headlineLines) else { continue }
            var (low, high) = (0, largest + 1)
            while high - low > 1 {
                let middle = (low + high) / 2
                if let setting = whole(Double(middle) / 2, headlineLines: headlineLines) {
                    (low, best) = (middle, setting)
                } else {
                    high = middle
                }
            }
            // The headline stays the larger of the two; in an emergency no room stays empty.
            return filled(best, upTo: metrics.isEmergency ? 0.72 : 0.58)
        }
        return nil
    }

    /// An emergency that is too long for the usual distances: what to do stands beside what has happened on every page.
    private func dense() -> NoticeSetting {
        var tight = self
        tight.isTight = true
        // A headline may get as small as the text before any of this is left to another page.
        let (largest, least) = (metrics.size(.headline), metrics.size(.body))
        for size in stride(from: largest, to: least, by: -max(1, (largest - least) / 8)) {
            for fitting in [self, tight] {
                guard let setting = fitting.whole(0, headlineLines: 6, headlineSize: size) else { continue }
                return fitting.filled(setting, upTo: 0.92)
            }
        }
        return tight.whole(0, headlineLines: 6, headlineSize: least) ?? tight.paged()
    }

    /// With a text as large as the room that the headline leaves: one with a long word cannot grow with it.
    /// - Parameter share: the most of the headline's size that it gets.
    private func filled(_ setting: NoticeSetting, upTo share: Double) -> NoticeSetting {
        let room = box.height - setting.headHeight - setting.footHeight
        var best = setting
        for extra in stride(from: 0.5, through: 5, by: 0.5) {
            let setter = setter(step: setting.step + extra, besideCode: isBesideCode ? setting.codeSide : 0)
            guard setter.style.size <= setting.headline.capHeight / Fonts.capHeight * share else { break }
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

    /// On one page at a step of the scale; nil when it does not fit.
    /// - Parameter headlineSize: in pixels; nil for the step's own.
    private func whole(_ step: Double, headlineLines: Int, headlineSize: Double? = nil) -> NoticeSetting? {
        let setting = head(step: step, headlineSize: headlineSize)
        guard setting.headline.lineCount <= headlineLines, !setting.headline.breaksWord else { return nil }
        let room = box.height - setting.headHeight - setting.footHeight
        guard room >= 0, setting.headHeight + setting.codeSide <= box.height else { return nil }
        let lines = setter(step: step, besideCode: isBesideCode ? setting.codeSide : 0).lines(of: units)
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
        let least = metrics.size(.body)
        var size = isTight ? least : metrics.size(.headline)
        if isTight { setting = head(step: 0, headlineSize: size, hyphenation: hyphenation, isPaged: true) }
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

    /// - Parameter code: the side of a code that stands beside the text, in pixels; 0 for none.
    private func setter(step: Double, besideCode code: Double = 0) -> BodySetter {
        let style = TextStyle(
            size: metrics.size(.body, step: step), role: .body, part: .body,
            weight: metrics.isEpaper ? .medium : .regular, colour: surface.text, lineHeight: bodyLineHeight,
            tracking: -0.008, hyphenation: metrics.isEmergency ? .ifNeeded : .always)
        return BodySetter(
            typesetter: context.typesetter, style: style, accent: surface.accent,
            width: code > 0 ? box.width - code - metrics.unit * 3 : box.width)
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
        // A smaller one is made for those who can read the text.
        let role: ViewingDistances.Role = headlineSize < metrics.size(.headline) * 0.999 ? .body : .headline
        // Facts and category are of lesser rank than the body, yet never smaller than detail's distance asks for.
        let factSize = max(detail, bodySize * 0.72)
        let gaps = NoticeSetting.Gaps(
            category: headlineSize * 0.42,
            headline: max(headlineSize * (isTight ? 0.3 : metrics.isEmergency ? 0.46 : 0.62), bodySize * 0.55),
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
                size: headlineSize, role: role, part: .headline, weight: metrics.isEpaper ? .extraBold : .bold,
                colour: surface.text, lineHeight: 1.08, tracking: -0.018, isHeadline: true,
                hyphenation: hyphenation), width: box.width)
        let facts = words.facts + (hasCode ? [] : [words.address].compactMap { $0.map { (label: "Mehr", value: $0) } })
        let labels = facts.map {
            context.text(
                $0.label,
                TextStyle(
                    size: factSize, role: .detail, part: .facts, weight: metrics.isEpaper ? .medium : .regular,
                    colour: surface.muted))
        }
        let indent = (labels.map(\.width).max() ?? 0) + factSize * 0.9
        let codeSide = codeSide
        let mark = isPaged ? pageMark(index: 8, count: 9, factSize: factSize).width + metrics.unit * 2.4 : 0
        let room = box.width - indent - mark - (codeSide > 0 ? codeSide + metrics.unit * 3 : 0)
        let values = facts.map {
            context.text(
                $0.value,
                TextStyle(
                    size: factSize, role: .detail, part: .facts, weight: metrics.isEpaper ? .bold : .semibold,
                    colour: surface.text),
                width: max(1, room))
        }
        return NoticeSetting(
            step: step, category: category, headline: headline, runningHead: nil, pages: [],
            facts: Array(zip(labels, values)), factIndent: indent, gaps: gaps, factSize: factSize, codeSide: codeSide,
            isBesideCode: isBesideCode)
    }

    /// With the white around it, in pixels; 0 for none, and where one that telephones can read would crowd out the text.
    private var codeSide: Double {
        guard hasCode, let link = words.link, let side = CodeDrawing(context: context).leastSide(of: link),
            side <= box.width * 0.4, side <= box.height * 0.6
        else { return 0 }
        return side
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
            step: step, category: category, headline: headline, runningHead: runningHead, pages: pages, facts: facts,
            factIndent: factIndent, gaps: gaps, factSize: factSize, codeSide: codeSide, isBesideCode: isBesideCode)
    }

    fileprivate func with(runningHead: TextBlock) -> NoticeSetting {
        NoticeSetting(
            step: step, category: category, headline: headline, runningHead: runningHead, pages: pages, facts: facts,
            factIndent: factIndent, gaps: gaps, factSize: factSize, codeSide: codeSide, isBesideCode: isBesideCode)
    }
}
