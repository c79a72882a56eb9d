import Foundation
import Signage

/// The notice whose turn it is, or the evergreen content: as large as all of it fits, else in pages.
struct NoticeView: WidgetView {
    /// What was composed last: it is drawn and asked for its next change.
    private final class Memory {
        var last: (box: Box, composition: Composition)?
    }

    let context: WidgetContext
    private let memory = Memory()

    init(context: WidgetContext) { self.context = context }

    private var metrics: Metrics { context.metrics }
    private var surface: Theme.Surface { context.surface }
    private var words: NoticeWords { NoticeWords(context.scene, context.wording) }

    private func inner(_ box: Box) -> Box {
        let bottom = metrics.isEmergency ? 2.8 : metrics.isEpaper ? 4.2 : 4.6
        return metrics.content(of: box).inset(top: topMargin, bottom: metrics.unit * bottom)
    }

    /// Above the cap line of what stands first.
    private var topMargin: Double { metrics.unit * (metrics.isEmergency ? 3.2 : metrics.isEpaper ? 4.2 : 4.4) }

    func naturalHeight(in box: Box) -> Double {
        let inner = inner(box)
        return box.height - inner.height + NoticeFitting(context: context, words: words, box: inner).naturalHeight()
    }

    // MARK: Pages

    /// When another page of the notice is due or the words for its end change; nil when neither will be.
    func nextChange(in box: Box) -> Date? {
        let pages = composed(in: inner(box)).setting.pages
        let page = pages.count > 1 ? page(of: pages)?.end : nil
        let expires = context.scene.programme.notice.flatMap { $0.facts.isEmpty ? $0.window.expires : nil }
        let end = expires.flatMap { expires in context.wording.nextChange { $0.end(expires) } }
        return [page, end].compactMap { $0 }.min()
    }

    /// Which page is due, and until when; nil when nothing takes turns.
    private func page(of pages: [NoticeSetting.Page]) -> (index: Int, end: Date)? {
        guard let turn = context.scene.programme.noticeTurn, turn.seconds > 0 else { return nil }
        let now = context.scene.now
        // Alone on the board, a notice has its turns one after the other.
        let begun = now - turn.elapsed(at: now)
        let shortest = metrics.panel.shortestTurnSeconds
        guard shortest > 0 else {
            let dwells = ReadingTime.dwells(ofPages: pages.map(\.words), turnSeconds: turn.seconds)
            var end = begun
            for (index, dwell) in dwells.enumerated() {
                end += dwell
                // Ends are no whole numbers of clock ticks: a moment after one, the next page has begun for certain.
                if end > now { return (index, end + 0.001) }
            }
            return (pages.count - 1, end + 0.001)
        }
        // Where a picture has to stay for long, a turn has time for some of the pages only; the next turn goes on from there.
        let pagesPerTurn = max(1, min(pages.count, Int(turn.seconds / shortest)))
        let seconds = turn.seconds / Double(pagesPerTurn)
        var passed = (max(0, now.timeIntervalSince(turn.start)) / seconds).rounded(.down)
        var end: Date { turn.start.addingTimeInterval((passed + 1) * seconds) }
        // A third of a turn is no whole number of clock ticks: at the end of a page the next one has begun.
        if end <= now { passed += 1 }
        return ((turn.number * pagesPerTurn + Int(passed)) % pages.count, end)
    }

    // MARK: Drawing

    /// A notice in a box: its setting, and where the picture stands that goes with it.
    private struct Composition {
        let fitting: NoticeFitting
        let setting: NoticeSetting
        var picture: (raster: Raster, box: PixelRect)?
    }

    /// Text and picture beside each other in a wide zone, else the picture above; smaller where the text would turn pages for it.
    private func composed(in box: Box) -> Composition {
        if let (known, composition) = memory.last, known == box { return composition }
        var composition = compose(in: box)
        let overhang = composition.setting.overhang - (topMargin - metrics.unit)
        if overhang > 0 { composition = compose(in: box.inset(top: overhang)) }
        memory.last = (box, composition)
        return composition
    }

    private func compose(in box: Box) -> Composition {
        let words = words
        func fit(_ text: Box) -> Composition {
            let fitting = NoticeFitting(context: context, words: words, box: text)
            return Composition(fitting: fitting, setting: fitting.fitted(), picture: nil)
        }
        // A picture that is missing or broken leaves its room to the text.
        guard let image = words.image, context.scene.stage.images[image.document] != nil else { return fit(box) }
        let gap = metrics.unit * 3.4
        var (chosen, place): (Composition?, PixelRect?)
        for share in [0.42, 0.34, 0.26] {
            let (text, picture) = parts(of: box, share: share, gap: gap)
            guard let cut = cut(image.document, to: picture) else { continue }
            let composition = fit(text)
            let isWhole = composition.setting.pages.count == 1
            if isWhole || chosen == nil { (chosen, place) = (composition, cut.rounded) }
            if isWhole { break }
        }
        guard var chosen, let place,
            let raster = context.pictures.raster(
                image.document, of: context.scene, width: place.width, height: place.height, fills: true)
        else { return fit(box) }
        chosen.picture = (raster, place)
        return chosen
    }

    /// The most of a picture's width or height that is cut off to fill its box.
    private static let mostCut = 1.0 / 3

    /// Where a picture stands in a box: it fills it, or is shown whole where too much would be cut off; nil where it would be tiny.
    private func cut(_ document: DocumentID, to box: Box) -> Box? {
        guard
            let whole = context.pictures.size(
                of: document, of: context.scene, fitting: (Int(box.width), Int(box.height)))
        else { return nil }
        // Of the picture that fills the box, this part of one side is seen.
        let (across, down) = (Double(whole.width) / box.width, Double(whole.height) / box.height)
        if min(across, down) >= 1 - Self.mostCut { return box }
        let least = metrics.unit * 16
        guard Double(min(whole.width, whole.height)) >= least else { return nil }
        return Box(x: box.x, y: box.y, width: Double(whole.width), height: Double(whole.height))
    }

    private func parts(of box: Box, share: Double, gap: Double) -> (text: Box, picture: Box) {
        if box.width > box.height * 1.25 {
            let width = ((box.width - gap) * share).rounded()
            let text = box.inset(right: width + gap)
            return (text, Box(x: text.maxX + gap, y: box.y, width: width, height: box.height))
        }
        let height = (box.height * share * 0.86).rounded()
        return (box.inset(top: height + gap), Box(x: box.x, y: box.y, width: box.width, height: height))
    }

    func draw(on list: inout DrawList, in box: Box) { draw(page: nil, on: &list, in: box) }

    /// How many pages the notice has in a box.
    func pageCount(in box: Box) -> Int { composed(in: inner(box)).setting.pages.count }

    /// - Parameter page: counted from 0; nil for the one that is due.
    func draw(page: Int?, on list: inout DrawList, in box: Box) {
        let composition = composed(in: inner(box))
        let (fitting, setting) = (composition.fitting, composition.setting)
        let inner = fitting.box
        if let (raster, place) = composition.picture { list.draw(raster, x: place.x, y: place.y) }
        let index = max(0, min(page ?? self.page(of: setting.pages)?.index ?? 0, setting.pages.count - 1))
        let page = setting.pages[index]
        var y = inner.y
        if page.hasHeadline {
            y = drawHead(setting, fitting, on: &list, in: inner)
        } else if let head = setting.runningHead {
            head.draw(on: &list, x: inner.x, y: y)
            y += head.height + setting.gaps.headline
        }
        for (index, line) in page.lines.enumerated() {
            if index > 0 { y += line.gap }
            if index > 0, line.hasRule {
                let rule = Box(
                    x: inner.x, y: y - line.gap / 2 - metrics.hairline / 2, width: inner.width, height: metrics.hairline
                )
                list.fill(rule, surface.rule)
            }
            for (block, x, dy) in line.texts { block.draw(on: &list, x: inner.x + x, y: y + dy) }
            y += line.height
        }
        drawFoot(setting, page, on: &list, in: inner)
        if setting.pages.count > 1 { drawMark(setting, fitting, index: index, on: &list, in: inner) }
    }

    private func drawHead(
        _ setting: NoticeSetting, _ fitting: NoticeFitting, on list: inout DrawList, in inner: Box
    ) -> Double {
        let x = inner.x
        var y = inner.y
        if let category = setting.category {
            // The disc stands where the text begins.
            let isMirrored = Bidi.isRightToLeft(category.content.text)
            if !metrics.isEpaper {
                let radius = fitting.discRadius(category.capHeight)
                list.fillDisc(
                    x: isMirrored ? inner.maxX - radius : x + radius, y: y + category.capHeight / 2, radius: radius,
                    surface.accent)
            }
            category.draw(on: &list, x: isMirrored ? x : x + fitting.discRoom(category.capHeight), y: y)
            y += category.height + setting.gaps.category
        }
        setting.headline.balance()
        setting.headline.draw(on: &list, x: x, y: y)
        return y + setting.headline.height + setting.gaps.headline
    }

    private func drawFoot(
        _ setting: NoticeSetting, _ page: NoticeSetting.Page, on list: inout DrawList, in inner: Box
    ) {
        guard page.hasFacts else { return }
        var y = inner.maxY - setting.factsHeight
        for fact in setting.facts {
            fact.label.draw(on: &list, x: inner.x, y: y)
            fact.value.draw(on: &list, x: inner.x + setting.factIndent, y: y)
            y += max(fact.value.height, fact.label.height) + setting.gaps.fact
        }
        guard let link = words.link, setting.codeSide > 0 else { return }
        let ground = Box(
            x: inner.maxX - setting.codeSide, y: inner.maxY - setting.codeSide, width: setting.codeSide,
            height: setting.codeSide)
        CodeDrawing(context: context).draw(link, on: &list, in: ground, alignment: .lowerTrailing)
    }

    private func drawMark(
        _ setting: NoticeSetting, _ fitting: NoticeFitting, index: Int, on list: inout DrawList, in inner: Box
    ) {
        let mark = fitting.pageMark(index: index, count: setting.pages.count, factSize: setting.factSize)
        let right = inner.maxX - (setting.codeSide > 0 ? setting.codeSide + metrics.unit * 2.4 : 0)
        mark.draw(on: &list, x: right - mark.width, y: inner.maxY - mark.height)
    }
}
