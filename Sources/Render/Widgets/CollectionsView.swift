import Foundation
import Signage

/// When which waste is collected: a row a day.
struct CollectionsView: TimedSectionView {
    /// A day with what is collected on it, in the words of an instant.
    struct Item: Equatable {
        let day: String
        let fractions: [Fraction]
    }

    /// What is collected, and where if that is not everywhere.
    struct Fraction: Hashable {
        let name: String
        let place: String?

        var words: String { place.map { "\(name) (\($0))" } ?? name }
    }

    let context: WidgetContext
    let widget: FeedWidget
    let items: [Item]
    let instants: [Date]

    init(context: WidgetContext, widget: FeedWidget) {
        self.context = context
        self.widget = widget
        let zone = context.scene.stage.settings.zone
        let today = CalendarDate(context.scene.now, in: zone)
        let coming = (context.snapshot(of: widget.feed)?.items ?? []).compactMap {
            item -> (day: CalendarDate, name: String, place: String?)? in
            guard case .collection(let collection) = item.content else { return nil }
            let day: CalendarDate =
                switch collection.date {
                case .date(let day): day
                case .instant(let instant): CalendarDate(instant, in: zone)
                }
            return day >= today ? (day: day, name: collection.fraction, place: item.place) : nil
        }
        let hasPlaces = Set(coming.map(\.place)).count > 1
        let days = Dictionary(grouping: coming, by: \.day).sorted { $0.key < $1.key }.prefix(widget.most)
        items = days.map { day, collections in
            var seen = Set<Fraction>()
            let fractions = collections.map { Fraction(name: $0.name, place: hasPlaces ? $0.place : nil) }
                .filter { seen.insert($0).inserted }
            return Item(day: context.wording.saidDay(day.start(in: zone)), fractions: fractions)
        }
        let calendar = Calendar.gregorian(in: zone)
        // The day before it is "morgen", then "heute", then gone.
        instants = days.flatMap { day, _ in
            (-1...1).compactMap { calendar.date(byAdding: .day, value: $0, to: day.start(in: zone)) }
        }
    }

    var note: String? { nil }
    var none: String { "Zurzeit ist keine Abfuhr angekündigt." }

    private var metrics: Metrics { context.metrics }
    private var surface: Theme.Surface { context.surface }

    func row(_ item: Item, growth: Double, width: Double) -> SectionRow {
        let isWide = width > metrics.unit * 56
        let style = context.style(.detail, 2 + growth, .semibold, surface.text, lineHeight: 1.2)
        let cap = style.capHeight
        let widest = items.map { context.text($0.day, style).width }.max() ?? 0
        let left = isWide ? widest + cap * 2 : 0
        guard let day = context.whole(item.day, style, width: width, mostLines: 1, growth: growth) else {
            return .tooLarge
        }
        guard let (lines, words) = fractions(item.fractions, growth: growth, width: width - left) else {
            return .tooLarge
        }
        let top = isWide ? 0 : cap * 1.95
        let pitch = cap * 1.95
        return SectionRow(height: top + Double(lines - 1) * pitch + cap) { list, x, y in
            day.draw(on: &list, x: x, y: y)
            for word in words {
                let (across, down) = (x + left + word.x, y + top + Double(word.line) * pitch)
                draw(
                    word.name, on: &list, in: Box(x: across, y: down - cap * 0.15, width: cap * 1.3, height: cap * 1.3))
                word.text.draw(on: &list, x: across + cap * 1.9, y: down)
            }
        }
    }

    /// A fraction in its place.
    private struct Placed {
        let name: String
        let text: TextBlock
        let x: Double
        let line: Int
    }

    /// Fractions beside each other, in as many lines as they need; nil when one would have to be cut at this size.
    private func fractions(_ fractions: [Fraction], growth: Double, width: Double) -> (lines: Int, words: [Placed])? {
        let style = context.style(.detail, 2 + growth, .regular, surface.text)
        let cap = style.capHeight
        var (x, line) = (0.0, 0)
        var placed: [Placed] = []
        for fraction in fractions {
            guard
                let text = context.whole(fraction.words, style, width: width - cap * 1.9, mostLines: 1, growth: growth)
            else { return nil }
            let needed = cap * 1.9 + text.width
            if x > 0, x + needed > width { (x, line) = (0, line + 1) }
            placed.append(Placed(name: fraction.name, text: text, x: x, line: line))
            x += needed + cap * 1.5
        }
        return (line + 1, placed)
    }

    /// Draws the bin's colour; on e-paper its letter in a box.
    private func draw(_ name: String, on list: inout DrawList, in box: Box) {
        guard metrics.isEpaper else {
            let colour = WasteColour.colour(of: name, isDark: Signals.isDark(surface.background))
            return list.fill(box, colour ?? surface.muted)
        }
        let line = metrics.hairline
        let colour = WasteColour.colour(of: name, isDark: false)
        let paint = colour.flatMap { $0.isChromatic ? context.paint($0) : nil }
        list.fill(box, surface.text)
        list.fill(
            box.inset(left: line, top: line, right: line, bottom: line), paint?.ground ?? surface.background)
        let style = TextStyle(
            size: metrics.size(.detail), role: .detail, weight: .bold, colour: paint?.ink ?? surface.text)
        let letter = context.text(String(name.prefix(1)).uppercased(), style)
        list.clipped(to: box) { list in
            letter.draw(
                on: &list, x: box.x + (box.width - letter.width) / 2, y: box.y + (box.height - letter.height) / 2)
        }
    }
}
