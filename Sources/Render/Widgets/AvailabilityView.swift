import Foundation
import Signage

/// How many of something are free, a row a station.
struct AvailabilityView: TimedSectionView {
    /// A station, in the words of an instant.
    struct Item: Equatable {
        let title: String
        let counts: [Count]
        let isStale: Bool
        /// The date of old data; nil where the row above tells it.
        let stand: String?
    }

    /// A kind and how many of it are free.
    struct Count: Equatable {
        let name: String
        let number: Int
    }

    let context: WidgetContext
    let widget: FeedWidget
    let items: [Item]
    let instants: [Date]

    init(context: WidgetContext, widget: FeedWidget) {
        self.context = context
        self.widget = widget
        let known = (context.snapshot(of: widget.feed)?.items ?? []).compactMap {
            item -> (item: FeedItem, counts: [Count])? in
            guard case .availability(let vacancy) = item.content else { return nil }
            let counts = Self.counts(of: vacancy)
            return counts.isEmpty ? nil : (item: item, counts: counts)
        }
        .prefix(widget.most)
        let stands = known.map { context.stand(of: $0.item, after: Freshness.availability) }
        items = zip(known, WidgetContext.toldOnce(stands)).enumerated().map { index, entry in
            let ((item, counts), stand) = entry
            return Item(title: item.title, counts: counts, isStale: stands[index] != nil, stand: stand)
        }
        instants = known.map { context.staleness(of: $0.item, after: Freshness.availability) }
    }

    /// What is unknown is absent, never 0.
    private static func counts(of vacancy: FeedItem.Vacancy) -> [Count] {
        let order = names.map(\.key)
        let kinds = vacancy.free.filter { $0.value >= 0 }.sorted {
            (order.firstIndex(of: $0.key) ?? order.count, $0.key) < (
                order.firstIndex(of: $1.key) ?? order.count, $1.key
            )
        }
        let free = kinds.map { kind, number in
            Count(name: names.first { $0.key == kind }?.words ?? kind, number: number)
        }
        return free
            + [vacancy.docks].compactMap { $0 }.filter { $0 >= 0 }.map { Count(name: "Rückgabeplätze", number: $0) }
    }

    private static let names: [(key: String, words: String)] = [
        ("bike", "Räder"), ("bicycle", "Räder"), ("ebike", "E-Räder"), ("cargo", "Lastenräder"),
        ("cargobike", "Lastenräder"), ("cargo_bicycle", "Lastenräder"), ("scooter", "Roller"), ("moped", "Roller"),
        ("car", "Autos"), ("charger", "Ladepunkte"), ("charging", "Ladepunkte"), ("usb", "USB-Ladebuchsen"),
        ("parking", "Stellplätze"), ("disabled", "Behindertenparkplätze"),
    ]

    var note: String? { nil }
    var none: String { "Zurzeit liegen keine Angaben vor." }

    private var metrics: Metrics { context.metrics }
    private var surface: Theme.Surface { context.surface }

    func row(_ item: Item, growth: Double, width: Double) -> SectionRow {
        let colour = item.isStale ? surface.muted : surface.text
        let plain = context.style(.detail, 2 + growth, .regular, colour, lineHeight: 1.2)
        let cap = plain.capHeight
        guard
            let title = context.whole(
                item.title, context.style(.detail, 2 + growth, .semibold, colour, lineHeight: 1.2),
                width: width, mostLines: 2, growth: growth)
        else { return .tooLarge }
        let lines = item.counts.map { count in
            let number = context.text(
                "\(Figures.decimal(Double(count.number), digits: 0) ?? "")\u{A0}frei",
                context.style(.detail, 2 + growth, item.isStale ? .regular : .bold, colour))
            return (
                name: context.whole(count.name, plain, width: width - number.width - cap, mostLines: 1, growth: growth),
                number: number
            )
        }
        if lines.contains(where: { $0.name == nil }) { return .tooLarge }
        let pitch = cap * 1.9
        let row = SectionRow(height: title.height + Double(lines.count) * pitch) { list, x, y in
            title.draw(on: &list, x: x, y: y)
            var line = y + title.height - cap
            for (name, number) in lines {
                line += pitch
                name?.draw(on: &list, x: x, y: line)
                number.draw(on: &list, x: x + width - number.width, y: line)
            }
        }
        return row.below(item.stand, growth: growth, width: width, in: context)
    }
}
