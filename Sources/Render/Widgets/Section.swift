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
            top: metrics.unit * (metrics.isEpaper ? 4.2 : 4), bottom: metrics.unit * 2)
    }

    /// Of the heading with its rule, in pixels.
    func headingHeight(growth: Double) -> Double {
        metrics.size(.detail, step: 2 + growth) * Fonts.capHeight + headingGap(growth: growth) + metrics.rule
    }

    /// Between the heading's baseline and its rule: on small panels the letters are large beside the grid.
    private func headingGap(growth: Double) -> Double {
        max(metrics.unit * 1.5, metrics.size(.detail, step: 2 + growth) * 0.36)
    }

    private func headingStyle(growth: Double) -> TextStyle {
        context.style(.detail, 2 + growth, .semibold, surface.text)
    }

    /// Whether the heading is no wider than its zone.
    func headingFits(growth: Double, width: Double) -> Bool {
        context.text(title, headingStyle(growth: growth)).width <= width
    }

    /// Draws the heading and its rule; returns where the first row begins.
    func drawHeading(on list: inout DrawList, in inner: Box, growth: Double) -> Double {
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
}

extension SectionView {
    var isEmpty: Bool { items.isEmpty }

    private var section: Section {
        Section(context: context, title: widget.title ?? widget.kind.title, note: items.isEmpty ? nil : note)
    }

    /// What the source has not told yet is not the same as what it says there is none of.
    private var emptyWords: String { context.snapshot(of: widget.feed) == nil ? "Zurzeit ohne Angaben." : none }

    /// Between a line and the row below or above it, in pixels.
    private func padding(growth: Double) -> Double {
        max(context.metrics.unit * (1.9 + growth * 0.3), context.metrics.size(.detail, step: growth) * 0.75)
    }

    func naturalHeight(in box: Box) -> Double {
        let inner = section.inner(box)
        let shown = items.prefix(widget.most)
        let content =
            shown.isEmpty
            ? context.metrics.unit * 2 + section.emptyText(emptyWords, width: inner.width).height
            : height(of: shown.map { row($0, growth: 0, width: inner.width) }, growth: 0)
        return box.height - inner.height + section.headingHeight(growth: 0) + content
    }

    func leastHeight(in box: Box) -> Double {
        let inner = section.inner(box)
        guard let first = items.first else { return naturalHeight(in: box) }
        return box.height - inner.height + section.headingHeight(growth: 0)
            + height(of: [row(first, growth: 0, width: inner.width)], growth: 0)
    }

    private func height(of rows: [SectionRow], growth: Double) -> Double {
        rows.reduce(0) { $0 + $1.height + 2 * padding(growth: growth) } - padding(growth: growth)
    }

    func draw(on list: inout DrawList, in box: Box) {
        let inner = section.inner(box)
        let (rows, growth) = fitted(in: inner)
        var y = section.drawHeading(on: &list, in: inner, growth: growth)
        guard !rows.isEmpty else {
            let text = section.emptyText(emptyWords, width: inner.width)
            return text.draw(on: &list, x: inner.x, y: y + context.metrics.unit * 2)
        }
        for (index, row) in rows.enumerated() {
            if index > 0 { section.drawLine(on: &list, in: inner, y: y) }
            row.draw(&list, inner.x, y + padding(growth: growth))
            y += row.height + 2 * padding(growth: growth)
        }
    }

    /// As many rows as fit, as large as they fit.
    private func fitted(in inner: Box) -> ([SectionRow], growth: Double) {
        let shown = Array(items.prefix(widget.most))
        // Rather all of them small than some of them large.
        for count in stride(from: shown.count, to: 0, by: -1) {
            guard var best = rows(shown.prefix(count), halfStep: 0, fitting: inner) else { continue }
            // What fits at one size fits at every smaller one; each size that is tried costs more than all the drawing.
            var (low, high) = (0, 9)
            while high - low > 1 {
                let middle = (low + high) / 2
                if let larger = rows(shown.prefix(count), halfStep: middle, fitting: inner) {
                    (low, best) = (middle, larger)
                } else {
                    high = middle
                }
            }
            return (best, Double(low) / 2)
        }
        return (shown.prefix(1).map { row($0, growth: 0, width: inner.width) }, 0)
    }

    /// Rows at a half step of the scale; nil when they or the heading do not fit.
    private func rows(_ items: ArraySlice<Item>, halfStep: Int, fitting inner: Box) -> [SectionRow]? {
        let growth = Double(halfStep) / 2
        guard growth == 0 || section.headingFits(growth: growth, width: inner.width) else { return nil }
        let room = inner.height - section.headingHeight(growth: growth)
        var rows: [SectionRow] = []
        for item in items {
            rows.append(row(item, growth: growth, width: inner.width))
            guard height(of: rows, growth: growth) <= room else { return nil }
        }
        return rows
    }
}
