import Foundation
import Signage

/// Road works and closures that are not over: what hinders most now or within a week first, then what is to come.
struct WorksView: SectionView {
    let context: WidgetContext
    let widget: FeedWidget

    /// A hindrance with the times that it is known to have.
    struct Item {
        let title: String
        let place: String?
        let works: FeedItem.Works
        /// Nil when unknown.
        let start: Date?
        /// The first instant after it; nil when open or unknown.
        let end: Date?
    }

    private var metrics: Metrics { context.metrics }
    private var surface: Theme.Surface { context.surface }
    private var wording: Wording { context.wording }
    private var snapshot: FeedSnapshot? { context.snapshot(of: widget.feed) }

    /// A list that nobody has looked after for longer than this may tell of works that are over, in seconds.
    private static let fresh: TimeInterval = 7 * 86_400

    /// In seconds.
    private static let soon: TimeInterval = 7 * 86_400

    private var observed: Date? { snapshot.map { $0.observedAt ?? $0.fetchedAt } }
    private var staleFrom: Date? { observed.map { $0 + Self.fresh } }
    private var isStale: Bool { staleFrom.map { $0 <= context.scene.now } ?? false }

    var note: String? { nil }
    /// An old list of nothing says nothing of today.
    var none: String { isStale ? "Zurzeit ohne aktuelle Angaben." : "Zurzeit keine Baustellen." }

    var items: [Item] {
        let all: [Item] = (snapshot?.items ?? []).compactMap { item in
            guard case .works(let works) = item.content else { return nil }
            return Item(
                title: item.title, place: item.place, works: works,
                start: (works.from ?? item.validFrom).map(wording.start(of:)),
                end: (works.to ?? item.validTo).map(wording.end(of:)))
        }
        let now = context.scene.now
        // What begins soon is planned for now.
        func rank(_ item: Item) -> Int {
            item.start.map { $0 - Self.soon <= now } ?? true ? item.works.impact.rank : 9
        }
        return all.filter { item in item.end.map { $0 > now } ?? true }
            .sorted {
                (rank($0), $0.start ?? .distantPast) < (rank($1), $1.start ?? .distantPast)
            }
    }

    /// Whether the way round is told.
    private var tellsDetours = true

    init(context: WidgetContext, widget: FeedWidget) {
        self.context = context
        self.widget = widget
    }

    var briefer: WorksView? {
        guard tellsDetours else { return nil }
        var view = self
        view.tellsDetours = false
        return view
    }

    func more(_ count: Int) -> String? {
        count == 1 ? "und 1 weitere Baustelle" : "und \(count) weitere Baustellen"
    }

    func nextChange(in box: Box) -> Date? {
        let items = items
        let words = items.map { item in
            wording.nextChange(about: [item.start, item.end].compactMap { $0 }) { Self.duration(of: item, $0) }
        }
        let stand = isStale && !items.isEmpty ? observed : nil
        let dated = stand.flatMap { date in wording.nextChange(about: [date]) { $0.standWithWeekday(date) } }
        return
            (items.flatMap { [$0.start.map { $0 - Self.soon }, $0.start, $0.end] } + words + [
                isStale ? nil : staleFrom, dated,
            ]).compactMap { $0 }
            .filter { $0 > context.scene.now }.min()
    }

    /// As "bis 18. Dezember", "ab Mi, 25. November, bis auf Weiteres".
    private static func duration(of item: Item, _ wording: Wording) -> String {
        let until = item.end.map { "bis\u{A0}" + wording.end($0) } ?? "bis auf Weiteres"
        guard let start = item.start, start > wording.now else { return until }
        let from: String =
            if case .instant = item.works.from { wording.point(start) } else { wording.shortWeekdayAndDay(start) }
        return "ab\u{A0}\(from), \(until)"
    }

    func row(_ item: Item, growth: Double, width: Double) -> SectionRow {
        let colour = isStale ? surface.muted : surface.text
        guard let start = context.titled(item.title, colour, growth: growth, width: width) else {
            return .tooLarge
        }
        var lines = start.lines
        let meta = start.meta
        let strong = context.strong(meta, colour)
        if let place = item.place, !place.isEmpty, !item.title.contains(place) {
            lines.add(context.text(place, meta, width: width, mostLines: 2), gap: meta.size * 0.7)
        }
        // The badge with the times beside it, or below where they do not fit.
        let badge = Badge(item.works.impact, context: context, isStale: isStale, size: meta.size)
        let dated = isStale ? observed.map { "Stand\u{A0}" + wording.standWithWeekday($0) } : nil
        let duration = [Self.duration(of: item, wording), dated].compactMap { $0 }.joined(separator: " · ")
        let gap = badge == nil ? meta.size * 0.8 : meta.size * 0.95
        let badgeY = lines.height + gap
        if let badge {
            let room = width - badge.width - metrics.unit * 1.4
            let beside = context.text(duration, strong)
            if beside.width <= room {
                lines.add(beside, gap: gap + badge.padding, indent: badge.width + metrics.unit * 1.4)
                lines.add(space: badge.padding)
            } else {
                lines.add(space: gap + badge.height)
                lines.add(context.text(duration, strong, width: width), gap: meta.size * 0.8)
            }
        } else {
            lines.add(context.text(duration, strong, width: width), gap: gap)
        }
        if tellsDetours, let detour = item.works.detour, !detour.isEmpty {
            let words = detour.hasPrefix("Umleitung") ? detour : "Umleitung: \(detour)"
            lines.add(context.text(words, meta, width: width, mostLines: 3), gap: meta.size * 0.75)
        }
        return SectionRow(height: lines.height) { list, x, y in
            lines.draw(on: &list, x: x, y: y)
            badge?.draw(on: &list, x: x, y: y + badgeY)
        }
    }
}

/// What works do to those who pass, on a ground of a signal's colour.
private struct Badge {
    let text: TextBlock
    let ground: Colour
    let padding: Double

    init?(_ impact: FeedItem.Works.Impact, context: WidgetContext, isStale: Bool, size: Double) {
        guard let word = impact.word, let colours = WarningColours(context: context).colours(of: impact) else {
            return nil
        }
        let surface = context.surface
        let isGrey = isStale && !context.metrics.isEpaper
        var style = context.style(.detail, 0, .bold, isGrey ? surface.background : colours.ink)
        style.size = size
        text = context.text(word, style)
        ground = isGrey ? surface.muted : colours.ground
        padding = (text.height * 0.55).rounded()
    }

    /// With its ground, in pixels.
    var width: Double { (text.width + 2 * padding).rounded(.up) }
    var height: Double { text.height + 2 * padding }

    /// Draws with its upper left corner at a place.
    func draw(on list: inout DrawList, x: Double, y: Double) {
        list.fill(Box(x: x, y: y, width: width, height: height), ground)
        text.draw(on: &list, x: x + padding, y: y + padding)
    }
}

extension FeedItem.Works.Impact {
    /// What hinders more comes first.
    fileprivate var rank: Int {
        switch self {
        case .closed: 0
        case .oneDirectionClosed: 1
        case .narrowed: 2
        case .unknown: 3
        case .none: 4
        }
    }

    fileprivate var word: String? {
        switch self {
        case .closed: "gesperrt"
        case .oneDirectionClosed: "halbseitig gesperrt"
        case .narrowed: "Fahrbahn verengt"
        case .none, .unknown: nil
        }
    }
}
