import Foundation
import Signage

/// The weather of today from now on and of the next days.
struct ForecastView: TimedSectionView {
    /// A day, in the words of an instant. What is unknown is nil.
    struct Item: Equatable {
        let day: String
        /// Where that has no room.
        let shortDay: String
        let weather: Weather?
        let maximum: String?
        let minimum: String?
        /// Such as "Regen 80 %".
        let chance: String?
        /// The date of old data, on the first day.
        let stand: String?
        let isStale: Bool
    }

    /// More days than that no forecast knows well.
    private static let mostDays = 5

    let context: WidgetContext
    let widget: FeedWidget
    let items: [Item]
    let instants: [Date]
    let note: String?

    init(context: WidgetContext, widget: FeedWidget) {
        self.context = context
        self.widget = widget
        let (now, zone) = (context.scene.now, context.scene.stage.settings.zone)
        let forecasts = (context.snapshot(of: widget.feed)?.items ?? []).compactMap { item in
            if case .forecast(let forecast) = item.content { (item: item, steps: forecast.steps) } else { nil }
        }
        guard let (item, steps) = forecasts.first else {
            (items, instants, note) = ([], [], nil)
            return
        }
        let coming = steps.filter { $0.to > now && $0.to > $0.from }
        let days = Dictionary(grouping: coming) { CalendarDate(max($0.from, now), in: zone) }
            .sorted { $0.key < $1.key }.prefix(min(widget.most, Self.mostDays))
        let stand = context.stand(of: item, after: Freshness.forecast)
        items = days.enumerated().compactMap { index, day in
            Self.shown(
                day.value, of: day.key, stand: index == 0 ? stand : nil, isStale: stand != nil, in: context)
        }
        instants =
            coming.filter { $0.from <= now || CalendarDate($0.from, in: zone) == days.first?.key }.map(\.to)
            + coming.prefix(1).map(\.from) + [context.staleness(of: item, after: Freshness.forecast)]
        note = item.place
    }

    private static func shown(
        _ steps: [FeedItem.Forecast.Step], of day: CalendarDate, stand: String?, isStale: Bool,
        in context: WidgetContext
    ) -> Item? {
        let zone = context.scene.stage.settings.zone
        let calendar = Calendar.gregorian(in: zone)
        // What the sky does at night tells nobody how the day will be, unless the night is all that is left of it.
        let light = steps.filter { (6..<21).contains(calendar.component(.hour, from: $0.from)) }
        let spans = (light.isEmpty ? steps : light).compactMap { step in
            step.weatherCode.flatMap(Weather.init).map { (weather: $0, seconds: step.to.timeIntervalSince(step.from)) }
        }
        let temperatures = steps.flatMap { [$0.minimumCelsius, $0.maximumCelsius, $0.temperatureCelsius] }
            .compactMap { $0 }.filter(\.isFinite)
        let maximum = temperatures.max().flatMap(Figures.degrees)
        let minimum = temperatures.min().flatMap(Figures.degrees)
        let chance = steps.compactMap(\.precipitationProbability).filter(\.isFinite).max()
        let weather = Weather.summary(of: spans)
        guard maximum != nil || weather != nil else { return nil }
        return Item(
            day: context.wording.weekday(day.start(in: zone)),
            shortDay: context.wording.shortWeekday(day.start(in: zone)), weather: weather, maximum: maximum,
            minimum: minimum == maximum ? nil : minimum,
            chance: chance.map {
                // Nobody knows it to the percent.
                let percent = Int((min(max($0, 0), 1) * 20).rounded()) * 5
                return "\(weather?.falling ?? "Regen") \(percent)\u{A0}%"
            }, stand: stand, isStale: isStale)
    }

    var none: String { "Zurzeit liegt keine Vorhersage vor." }

    private var metrics: Metrics { context.metrics }
    private var surface: Theme.Surface { context.surface }

    private func colour(_ item: Item) -> Colour { item.isStale ? surface.muted : surface.text }

    private func temperatures(_ item: Item, growth: Double) -> (maximum: TextBlock, minimum: TextBlock) {
        let weight: TextStyle.Weight = item.isStale ? .regular : .bold
        return (
            context.text(item.maximum ?? "", context.style(.detail, 2 + growth, weight, colour(item))),
            context.text(item.minimum ?? "", context.style(.detail, 2 + growth, .regular, surface.muted))
        )
    }

    func row(_ item: Item, growth: Double, width: Double) -> SectionRow {
        let small = context.style(.detail, 0.5 + growth, .regular, surface.muted)
        let style = context.style(.detail, 2 + growth, .semibold, colour(item))
        let cap = style.capHeight
        let (gap, drop) = (cap * 0.9, small.size * 0.62)
        let (maximum, minimum) = temperatures(item, growth: growth)
        let slash = context.text("\u{A0}/\u{A0}", context.style(.detail, 2 + growth, .regular, surface.muted))
        // As high as both lines of text.
        let line = small.capHeight + drop
        let high = (cap + line) * (metrics.isEpaper ? 1.1 : 1.16)
        func room(_ item: Item) -> Double {
            let (maximum, minimum) = temperatures(item, growth: growth)
            return width - gap - maximum.width - (item.minimum == nil ? 0 : slash.width + minimum.width)
        }
        // Where room is short, weekdays are, and then the symbols go; in all rows alike.
        let isShort = items.contains { high + gap + context.text($0.day, style).width > room($0) }
        if growth > 0, isShort { return .tooLarge }
        let hasSymbols = items.allSatisfy { high + gap + context.text($0.shortDay, style).width <= room($0) }
        let day = context.text(isShort ? item.shortDay : item.day, style)
        let symbol = hasSymbols ? high : 0
        let left = symbol > 0 ? symbol + gap : 0
        let chance = item.chance.map { context.text($0, small) }
        var word = item.weather.map { context.text($0.word, small) }
        let roomForWord = width - left - (chance.map { $0.width + gap } ?? 0)
        // The symbol says it, too.
        if let needed = word?.width, needed > roomForWord {
            if growth > 0 { return .tooLarge }
            word = nil
        }
        let row = SectionRow(height: cap + line) { list, x, y in
            if let weather = item.weather, symbol > 0 {
                WeatherSymbol(weather: weather, context: context, isStale: item.isStale)
                    .draw(on: &list, x: x, y: y + (cap + line - symbol) / 2, size: symbol)
            }
            day.draw(on: &list, x: x + left, y: y)
            var right = x + width
            if item.minimum != nil {
                right -= minimum.width
                minimum.draw(on: &list, x: right, y: y)
                right -= slash.width
                slash.draw(on: &list, x: right, y: y)
            }
            maximum.draw(on: &list, x: right - maximum.width, y: y)
            let below = y + cap + drop
            word?.draw(on: &list, x: x + left, y: below)
            if let chance, chance.width <= width { chance.draw(on: &list, x: x + width - chance.width, y: below) }
        }
        return row.below(item.stand, growth: growth, width: width, in: context)
    }
}
