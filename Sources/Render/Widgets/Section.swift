import Foundation
import Signage

/// The frame of every zone that lists something: a heading over a rule, then rows parted by thin lines.
struct Section {
    let context: WidgetContext
    let title: String
    /// A word at the right end of the heading, such as "Echtzeit"; nil for none.
    let note: String?

    private var metrics: Metrics { context.metrics }
    private var surface: Theme.Surface { context.surface }

    /// A zone without its margins.
    func inner(_ box: Box) -> Box {
        metrics.content(of: box).inset(
            top: metrics.unit * (metrics.isEpaper ? 4.2 : 4.4), bottom: metrics.unit * 2)
    }

    /// Of the heading with its rule, in pixels.
    func headingHeight(growth: Double) -> Double {
        let growth = headingGrowth(growth)
        return metrics.size(.detail, step: 2 + growth) * Fonts.capHeight + headingGap(growth: growth) + metrics.rule
    }

    /// Of the heading of a list that grows so far.
    private func headingGrowth(_ growth: Double) -> Double { context.surroundings.headingGrowth ?? growth }

    /// Between the heading's baseline and its rule: on small panels the letters are large beside the grid.
    private func headingGap(growth: Double) -> Double {
        max(metrics.unit * 1.5, metrics.size(.detail, step: 2 + growth) * 0.36)
    }

    private func headingStyle(growth: Double) -> TextStyle {
        context.style(.detail, 2 + growth, .semibold, surface.text)
    }

    /// Whether the heading is no wider than its zone.
    func headingFits(growth: Double, width: Double) -> Bool {
        context.text(title, headingStyle(growth: headingGrowth(growth))).width <= width
    }

    /// Draws the heading and its rule; returns where the first row begins.
    func drawHeading(on list: inout DrawList, in inner: Box, growth: Double) -> Double {
        let growth = headingGrowth(growth)
        let heading = context.text(title, headingStyle(growth: growth), width: inner.width, mostLines: 1)
        heading.draw(on: &list, x: inner.x, y: inner.y)
        if let note {
            let text = context.text(note, context.style(.detail, 0.5, .regular, surface.muted))
            if heading.width + text.width + metrics.unit * 2 <= inner.width {
                text.draw(on: &list, x: inner.maxX - text.width, y: inner.y + heading.height - text.height)
            }
        }
        let y = inner.y + heading.height + headingGap(growth: growth)
        list.fill(Box(x: inner.x, y: y, width: inner.width, height: metrics.rule), surface.text)
        return y + metrics.rule
    }

    /// A line between two rows.
    func drawLine(on list: inout DrawList, in inner: Box, y: Double) {
        list.fill(Box(x: inner.x, y: y, width: inner.width, height: metrics.hairline), surface.rule)
    }

    /// What stands in place of rows; unknown is told apart from none.
    func emptyText(_ words: String, width: Double) -> TextBlock {
        context.text(
            words, context.style(.detail, 1.5, .regular, surface.muted, lineHeight: 1.4),
            width: width)
    }
}

/// A row of a section, set.
struct SectionRow {
    /// From its first cap line to its last baseline, in pixels.
    let height: Double
    /// Draws it with its first cap line at `y`, from `x` on, as wide as it was set.
    let draw: (_ list: inout DrawList, _ x: Double, _ y: Double) -> Void
}

/// A widget that shows items of a feed as rows: as many as the layout asks for, as large as they all fit.
protocol SectionView: WidgetView {
    associatedtype Item
    var context: WidgetContext { get }
    var widget: FeedWidget { get }
    /// What there is to show now, first things first; not yet cut to the widget's `most`.
    var items: [Item] { get }
    /// A word at the right end of the heading; nil for none.
    var note: String? { get }
    /// What is said when the feed is known and has nothing to show, such as "Zurzeit keine Warnungen."
    var none: String { get }
    /// Sets one row.
    /// - Parameters:
    ///   - growth: steps of the scale above the smallest size, 0 to 4 in halves.
    ///   - width: in pixels.
    func row(_ item: Item, growth: Double, width: Double) -> SectionRow
    /// The same list with less told of each item; nil when there is no less to tell.
    var briefer: Self? { get }
    /// Says that so many items have no room; nil where that needs no word.
    func more(_ count: Int) -> String?
}

extension SectionView {
    var isEmpty: Bool { items.isEmpty }
    var isUnknown: Bool { context.snapshot(of: widget.feed) == nil }
    var briefer: Self? { nil }
    func more(_ count: Int) -> String? { nil }

    private var section: Section {
        Section(context: context, title: widget.title ?? widget.kind.title, note: items.isEmpty ? nil : note)
    }

    /// What the source has not told yet is not the same as what it says there is none of.
    private var emptyWords: String { context.snapshot(of: widget.feed) == nil ? "Zurzeit ohne Angaben." : none }

    /// Between a line and the row below or above it, in pixels.
    private func padding(growth: Double) -> Double {
        max(context.metrics.unit * (1.9 + growth * 0.3), context.metrics.size(.detail, step: growth) * 0.75)
    }

    func naturalHeight(in box: Box) -> Double { height(ofFirst: widget.most, in: box) }

    func leastHeight(in box: Box) -> Double { height(ofFirst: 1, in: box) }

    /// The height of the zone when it shows so many items at the smallest size.
    func height(ofFirst count: Int, in box: Box) -> Double {
        let inner = section.inner(box)
        let shown = items.prefix(min(count, widget.most))
        let content =
            shown.isEmpty
            ? context.metrics.unit * 2 + section.emptyText(emptyWords, width: inner.width).height
            : height(of: rows(shown, growth: 0, width: inner.width), growth: 0)
        return box.height - inner.height + section.headingHeight(growth: 0) + content
    }

    private func height(of rows: [SectionRow], growth: Double) -> Double {
        rows.reduce(0) { $0 + $1.height + 2 * padding(growth: growth) } - padding(growth: growth)
    }

    func growth(in box: Box) -> Double? { isEmpty ? nil : fitted(in: section.inner(box)).growth }

    func draw(on list: inout DrawList, in box: Box) {
        let inner = section.inner(box)
        let (rows, growth) = fitted(in: inner)
        var y = section.drawHeading(on: &list, in: inner, growth: growth)
        guard !rows.isEmpty else {
            let text = section.emptyText(emptyWords, width: inner.width)
            return text.draw(on: &list, x: inner.x, y: y + context.metrics.unit * 2)
        }
        // Rows take some of what room is left.
        let least = padding(growth: growth)
        let spare = inner.maxY - y - height(of: rows, growth: growth)
        let padding = least + min(max(0, spare / Double(2 * rows.count)), least * 0.6).rounded(.down)
        for (index, row) in rows.enumerated() {
            if index > 0 { section.drawLine(on: &list, in: inner, y: y) }
            row.draw(&list, inner.x, y + padding)
            y += row.height + 2 * padding
        }
    }

    /// As many rows as fit, as large as they fit.
    private func fitted(in inner: Box) -> (rows: [SectionRow], growth: Double) {
        let shown = items.prefix(widget.most)
        // Rather less of all of them than nothing of some, and rather all of them small than some of them large.
        var view = self
        while true {
            if let best = view.fitted(shown, in: inner) { return best }
            guard let briefer = view.briefer else { break }
            view = briefer
        }
        for count in stride(from: shown.count - 1, to: 0, by: -1) {
            if let best = view.fitted(shown.prefix(count), in: inner) { return best }
        }
        return (view.rows(shown.prefix(1), growth: 0, width: inner.width), 0)
    }

    /// So many rows as large as they fit; nil when they do not.
    private func fitted(_ shown: ArraySlice<Item>, in inner: Box) -> (rows: [SectionRow], growth: Double)? {
        guard !shown.isEmpty, var best = rows(shown, halfStep: 0, fitting: inner) else { return nil }
        // What fits at one size fits at every smaller one; each size that is tried costs more than all the drawing.
        var (low, high) = (0, Int(context.surroundings.mostGrowth * 2) + 1)
        while high - low > 1 {
            let middle = (low + high) / 2
            if let larger = rows(shown, halfStep: middle, fitting: inner) {
                (low, best) = (middle, larger)
            } else {
                high = middle
            }
        }
        return (best, Double(low) / 2)
    }

    /// Rows at a half step of the scale; nil when they or the heading do not fit.
    private func rows(_ items: ArraySlice<Item>, halfStep: Int, fitting inner: Box) -> [SectionRow]? {
        let growth = Double(halfStep) / 2
        guard growth == 0 || section.headingFits(growth: growth, width: inner.width) else { return nil }
        let room = inner.height - section.headingHeight(growth: growth)
        let rows = rows(items, growth: growth, width: inner.width)
        return height(of: rows, growth: growth) <= room ? rows : nil
    }

    /// Rows, and below them how many more there are.
    private func rows(_ shown: ArraySlice<Item>, growth: Double, width: Double) -> [SectionRow] {
        var rows = shown.map { row($0, growth: growth, width: width) }
        let hidden = items.count - shown.count
        if hidden > 0, let words = more(hidden) {
            let style = context.style(.detail, 0.8 + growth, .semibold, context.surface.text)
            let text = context.text(words, style, width: width)
            rows.append(SectionRow(height: text.height) { list, x, y in text.draw(on: &list, x: x, y: y) })
        }
        return rows
    }
}
