import Foundation
import Signage

/// Building projects and plans on public display: first those in which citizens can still take part.
struct ProjectsView: SectionView {
    let context: WidgetContext
    let widget: FeedWidget

    /// A project.
    struct Item {
        let title: String
        let place: String?
        let phase: String?
        /// The first instant at which citizens can no longer take part; nil when they cannot.
        let participation: Date?
        /// When it is over; nil when the source gives no end.
        let end: Date?
    }

    private var surface: Theme.Surface { context.surface }
    private var wording: Wording { context.wording }

    var note: String? { nil }
    var none: String { "Zurzeit keine Vorhaben." }

    var items: [Item] {
        let now = context.scene.now
        let all: [Item] = (context.snapshot(of: widget.feed)?.items ?? []).compactMap { item in
            guard case .project(let project) = item.content else { return nil }
            return Item(
                title: item.title, place: item.place, phase: project.phase,
                participation: project.participationUntil.map(wording.end(of:)).flatMap { $0 > now ? $0 : nil },
                end: item.validTo.map(wording.end(of:)))
        }
        return all.filter { item in item.end.map { $0 > now } ?? true }
            .sorted { $0.participation ?? .distantFuture < $1.participation ?? .distantFuture }
    }

    func nextChange(in box: Box) -> Date? {
        let items = items
        let words = items.compactMap(\.participation).map { date in
            wording.nextChange(about: [date]) { $0.end(date) }
        }
        return (items.flatMap { [$0.participation, $0.end] } + words).compactMap { $0 }
            .filter { $0 > context.scene.now }.min()
    }

    func row(_ item: Item, growth: Double, width: Double) -> SectionRow {
        guard let start = context.titled(item.title, surface.text, growth: growth, width: width) else {
            return .tooLarge
        }
        var lines = start.lines
        let meta = start.meta
        let facts = [item.place.flatMap { item.title.contains($0) ? nil : $0 }, item.phase].compactMap { $0 }
            .filter { !$0.isEmpty }
        if !facts.isEmpty {
            let words = facts.joined(separator: " · ")
            lines.add(context.text(words, meta, width: width, mostLines: 2), gap: meta.size * 0.75)
        }
        if let participation = item.participation {
            let words = "Beteiligung bis\u{A0}" + wording.end(participation)
            lines.add(context.text(words, context.strong(meta, surface.accent), width: width), gap: meta.size * 0.8)
        }
        return SectionRow(height: lines.height) { list, x, y in lines.draw(on: &list, x: x, y: y) }
    }
}
