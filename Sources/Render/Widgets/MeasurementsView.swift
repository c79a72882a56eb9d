import Foundation
import Signage

/// What is measured: one quantity as a large figure with its scale, several as a table.
struct MeasurementsView: TimedSectionView {
    /// A measurement, in the words of an instant.
    struct Item: Equatable {
        let title: String
        let figure: String
        let unit: String
        let scale: Scale?
        let trend: FeedItem.Measurement.Trend?
        let place: String?
        let isStale: Bool
        /// The date of old data; nil where the row above tells it.
        let stand: String?
    }

    let context: WidgetContext
    let widget: FeedWidget
    let items: [Item]
    let instants: [Date]

    init(context: WidgetContext, widget: FeedWidget) {
        self.context = context
        self.widget = widget
        // A value that is none is absent, never 0.
        let known = (context.snapshot(of: widget.feed)?.items ?? []).compactMap {
            item -> (item: FeedItem, value: FeedItem.Measurement, figure: String)? in
            guard case .measurement(let value) = item.content,
                let figure = Figures.decimal(value.value, digits: Figures.digits(of: value.value, in: value.unit))
            else { return nil }
            return (item: item, value: value, figure: figure)
        }
        .prefix(widget.most)
        // A place that all of them share is told once, by the layout's title.
        let places = Set(known.map(\.item.place))
        let stands = known.map { context.stand(of: $0.item, after: Freshness.measurements) }
        items = zip(known, WidgetContext.toldOnce(stands)).enumerated().map { index, entry in
            let ((item, value, figure), stand) = entry
            return Item(
                title: item.title, figure: figure, unit: value.displayUnit, scale: Scale(value), trend: value.trend,
                place: places.count > 1 || known.count == 1 ? item.place : nil, isStale: stands[index] != nil,
                stand: stand)
        }
        instants = known.map { context.staleness(of: $0.item, after: Freshness.measurements) }
    }

    /// The place or the quantity is told in the rows.
    var note: String? { nil }
    var none: String { "Zurzeit liegen keine Messwerte vor." }

    private var metrics: Metrics { context.metrics }
    private var surface: Theme.Surface { context.surface }

    private func style(_ step: Double, _ weight: TextStyle.Weight, _ colour: Colour) -> TextStyle {
        context.style(.detail, step, weight, colour, lineHeight: 1.2)
    }

    private func colour(_ item: Item) -> Colour { item.isStale ? surface.muted : surface.text }

    /// Between two lines of a row, in pixels.
    private func drop(_ growth: Double) -> Double { metrics.size(.detail, step: 0.5 + growth) * 0.62 }

    func row(_ item: Item, growth: Double, width: Double) -> SectionRow {
        let row =
            items.count == 1 ? single(item, growth: growth, width: width) : line(item, growth: growth, width: width)
        return row.below(item.stand, growth: growth, width: width, in: context)
    }

    // MARK: A table

    private func figures(_ item: Item, step: Double, growth: Double) -> (figure: TextBlock, unit: TextBlock) {
        (
            context.text(item.figure, style(step, item.isStale ? .regular : .bold, colour(item))),
            context.text(item.unit, style(0.5 + growth, .regular, surface.muted))
        )
    }

    /// What all rows of a table share: their size as a step of the scale, and the widths of their columns in pixels.
    private struct Columns {
        let step: Double
        let cap: Double
        let mark: Double
        let left: Double
        let figures: Double
        let units: Double
        let arrows: Double
        let room: Double
    }

    /// In the smaller size of the section where a title has no room in the larger one.
    private func columns(growth: Double, width: Double) -> Columns {
        func columns(_ step: Double) -> Columns {
            let cap = metrics.size(.detail, step: step) * Fonts.capHeight
            let all = items.map { figures($0, step: step, growth: growth) }
            let mark = items.contains { $0.scale?.level != nil } ? cap * (metrics.isEpaper ? 2.4 : 1) : 0
            let left = mark > 0 ? mark + cap * 0.7 : 0
            let numbers = all.map(\.figure.width).max() ?? 0
            let units = all.map(\.unit.width).max() ?? 0
            let arrows = items.contains { $0.trend != nil } ? cap * 1.6 : 0
            return Columns(
                step: step, cap: cap, mark: mark, left: left, figures: numbers, units: units, arrows: arrows,
                room: width - left - numbers - units - arrows - cap)
        }
        let large = columns(2 + growth)
        let fits = items.allSatisfy {
            context.text($0.title, style(large.step, .regular, surface.text)).width <= large.room
        }
        return fits ? large : columns(0.5 + growth)
    }

    private func line(_ item: Item, growth: Double, width: Double) -> SectionRow {
        let columns = columns(growth: growth, width: width)
        if growth > 0, columns.step < 2 + growth { return .tooLarge }
        let (cap, left, drop) = (columns.cap, columns.left, drop(growth))
        let (figure, unit) = figures(item, step: columns.step, growth: growth)
        let style = style(columns.step, .regular, colour(item))
        let beside = context.whole(item.title, style, width: max(1, columns.room), mostLines: 2, growth: 1)
        if growth > 0, beside == nil { return .tooLarge }
        // A title that has no room beside its figure stands above it.
        let title = beside ?? context.text(item.title, style, width: width - left, mostLines: 2)
        let figureY = beside == nil ? title.height + drop : 0
        let words = [item.scale?.word, item.place].compactMap { $0 }.joined(separator: " · ")
        var small = self.style(0.5 + growth, .regular, surface.muted)
        small.hyphenation = .never
        let below = words.isEmpty ? nil : context.text(words, small, width: width - left, mostLines: 2)
        let belowY = (beside == nil ? figureY + cap : title.height) + drop
        let height = below.map { belowY + $0.height } ?? belowY - drop
        return SectionRow(height: height) { list, x, y in
            drawMark(item, on: &list, in: Box(x: x, y: y, width: columns.mark, height: cap))
            title.draw(on: &list, x: x + left, y: y)
            below?.draw(on: &list, x: x + left, y: y + belowY)
            let unitX = x + width - columns.arrows - columns.units
            figure.draw(on: &list, x: unitX - cap * 0.3 - figure.width, y: y + figureY)
            unit.draw(on: &list, x: unitX, y: y + figureY + cap - unit.height)
            guard let trend = item.trend else { return }
            list.fill(trend.arrow(x: x + width - cap, y: y + figureY, size: cap), colour(item))
        }
    }

    /// Draws the colour of a value's step; on e-paper a small scale.
    private func drawMark(_ item: Item, on list: inout DrawList, in box: Box) {
        guard let scale = item.scale, let level = scale.level else { return }
        guard !metrics.isEpaper else { return context.draw(scale, isStale: item.isStale, on: &list, in: box) }
        list.fill(box, item.isStale ? surface.rule : context.signal(level)?.ground ?? surface.rule)
    }

    // MARK: One figure

    private func single(_ item: Item, growth: Double, width: Double) -> SectionRow {
        let (drop, small) = (drop(growth), style(0.5 + growth, .regular, surface.muted))
        var large = style(5 + growth, .bold, colour(item))
        large.isHeadline = true
        large.tracking = -0.02
        let names = [item.title, item.place].compactMap { $0 }
        let isOneLine = context.text(names.joined(separator: " · "), small).width <= width
        // A place that has no room beside the quantity stands below it.
        let label = context.text(names.joined(separator: isOneLine ? " · " : "\n"), small, width: width, mostLines: 3)
        let figure = context.text(item.figure, large)
        let unit = context.text(item.unit, style(2 + growth, .regular, surface.muted))
        let figureWidth = figure.width + (item.unit.isEmpty ? 0 : unit.width + unit.capHeight * 0.5)
        if growth > 0, figureWidth > width { return .tooLarge }
        let word = item.scale?.word.map {
            context.text($0, style(2 + growth, .semibold, colour(item)), width: width, mostLines: 1)
        }
        let trend = item.trend.map { ($0, context.text($0.word, small)) }
        let cap = unit.capHeight
        // Beside the figure where there is room for a scale that can be read, else below it.
        let isBeside = width - figureWidth - cap * 2 > max(width * 0.42, (word?.width ?? 0) + cap)
        let bar = cap * 0.6
        let barX = isBeside ? figureWidth + cap * 2 : 0
        let isTrendBelow = trend.map { (word?.width ?? 0) + cap * 3 + $0.1.width > width - barX } ?? false
        let hasBar = item.scale != nil
        let words = (word != nil || (trend != nil && !isTrendBelow) ? cap : 0) + (isTrendBelow ? drop + cap : 0)
        let side = (hasBar ? bar : 0) + (hasBar && words > 0 ? drop * 1.3 : 0) + words
        let top = label.height + drop * 1.4
        let middle = isBeside ? max(figure.height, side) : figure.height + (side > 0 ? drop * 1.8 + side : 0)
        return SectionRow(height: top + middle) { list, x, y in
            label.draw(on: &list, x: x, y: y)
            let base = y + top + figure.height
            figure.draw(on: &list, x: x, y: y + top)
            unit.draw(on: &list, x: x + figure.width + cap * 0.5, y: base - unit.height)
            // The last line of the words stands on the figure's baseline.
            var line = isBeside ? y + top + max(0, figure.height - side) : base + drop * 1.8
            if let scale = item.scale {
                let box = Box(x: x + barX, y: line, width: width - barX, height: bar)
                context.draw(scale, isStale: item.isStale, on: &list, in: box)
                line += bar + drop * 1.3
            }
            word?.draw(on: &list, x: x + barX, y: line)
            if let (trend, text) = trend {
                if isTrendBelow && word != nil { line += cap + drop }
                let start = isTrendBelow || word == nil ? x + barX : x + width - text.width - cap * 1.5
                list.fill(trend.arrow(x: start, y: line, size: cap), colour(item))
                text.draw(on: &list, x: start + cap * 1.5, y: line + cap - text.height)
            }
        }
    }
}
