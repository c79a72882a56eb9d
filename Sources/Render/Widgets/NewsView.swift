import Foundation
import Signage

/// The latest news: titles with their dates, and what they are about where there is room.
struct NewsView: SectionView {
    let context: WidgetContext
    let widget: FeedWidget

    /// A piece of news.
    struct Item {
        let title: String
        let summary: String?
        /// Nil when unknown.
        let published: Date?
        /// When it no longer holds; nil when the source gives no end.
        let end: Date?
    }

    private var surface: Theme.Surface { context.surface }
    private var wording: Wording { context.wording }

    var note: String? { nil }
    var none: String { "Zurzeit keine Neuigkeiten." }

    var items: [Item] {
        let all: [Item] = (context.snapshot(of: widget.feed)?.items ?? []).compactMap { item in
            guard case .article(let article) = item.content else { return nil }
            return Item(
                title: item.title, summary: item.summary, published: article.publishedAt.map(wording.start(of:)),
                end: item.validTo.map(wording.end(of:)))
        }
        return all.filter { item in item.end.map { $0 > context.scene.now } ?? true }
            .sorted { $1.published ?? .distantPast < $0.published ?? .distantPast }
    }

    func nextChange(in box: Box) -> Date? {
        let items = items
        let words = items.prefix(widget.most).compactMap(\.published).map { date in
            wording.nextChange(about: [date]) { $0.dayOrToday(date) }
        }
        return (items.map(\.end) + words).compactMap { $0 }.filter { $0 > context.scene.now }.min()
    }

    func row(_ item: Item, growth: Double, width: Double) -> SectionRow {
        guard let start = context.titled(item.title, surface.text, growth: growth, width: width) else {
            return .tooLarge
        }
        var lines = start.lines
        let meta = start.meta
        if let published = item.published {
            // "heute" alone would read as the day that the title tells of.
            let words = "gemeldet\u{A0}" + wording.dayOrToday(published)
            lines.add(context.text(words, meta, width: width), gap: meta.size * 0.75)
        }
        // What it is about is told where there is room for more than the smallest rows.
        let summary = item.summary?.split(whereSeparator: \.isWhitespace).joined(separator: " ") ?? ""
        if growth > 0, !summary.isEmpty, summary != item.title {
            var body = meta
            body.colour = surface.text
            lines.add(context.text(summary, body, width: width, mostLines: 4), gap: meta.size * 0.85)
        }
        return SectionRow(height: lines.height) { list, x, y in lines.draw(on: &list, x: x, y: y) }
    }
}
