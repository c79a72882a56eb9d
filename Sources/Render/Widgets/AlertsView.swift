import Foundation
import Signage

/// Official warnings that hold now or soon, the worst first.
struct AlertsView: SectionView {
    let context: WidgetContext
    let widget: FeedWidget

    /// A warning and the title of its item.
    struct Item {
        let title: String
        let alert: FeedItem.Alert
        /// When it is over; nil when the source gives no end.
        let end: Date?
    }

    private var metrics: Metrics { context.metrics }
    private var surface: Theme.Surface { context.surface }
    private var wording: Wording { context.wording }
    private var snapshot: FeedSnapshot? { context.snapshot(of: widget.feed) }

    /// How much is told of what to do.
    private enum Telling { case all, firstSentence, nothing }
    private var telling = Telling.all

    init(context: WidgetContext, widget: FeedWidget) {
        self.context = context
        self.widget = widget
    }

    var briefer: AlertsView? {
        var view = self
        switch telling {
        case .all: view.telling = .firstSentence
        case .firstSentence: view.telling = .nothing
        case .nothing: return nil
        }
        return view
    }

    func more(_ count: Int) -> String? {
        count == 1 ? "und 1 weitere Warnung" : "und \(count) weitere Warnungen"
    }

    /// Rather all warnings without what to do than one with it.
    func leastHeight(in box: Box) -> Double {
        var view = self
        view.telling = .nothing
        return view.naturalHeight(in: box)
    }

    /// Warnings that were fetched longer ago than this may have been lifted or joined by worse ones, in seconds.
    private static let fresh: TimeInterval = 3_600

    private var staleFrom: Date? { snapshot.map { $0.fetchedAt + Self.fresh } }
    private var isStale: Bool { staleFrom.map { $0 <= context.scene.now } ?? false }

    var note: String? { nil }
    /// Old news of no danger is no news.
    var none: String { isStale ? "Zurzeit ohne aktuelle Angaben." : "Zurzeit keine Warnungen." }

    private var all: [Item] {
        (snapshot?.items ?? []).compactMap { item in
            guard case .alert(let alert) = item.content, alert.urgency != .past else { return nil }
            return Item(title: item.title, alert: alert, end: alert.expires ?? item.validTo.map(wording.end(of:)))
        }
    }

    var items: [Item] {
        all.filter { item in item.end.map { $0 > context.scene.now } ?? true }
            .sorted {
                let (left, right) = ($0.alert, $1.alert)
                return (left.severity.rank, left.onset ?? .distantPast)
                    < (right.severity.rank, right.onset ?? .distantPast)
            }
    }

    func nextChange(in box: Box) -> Date? {
        let words = items.prefix(widget.most).map { item in
            wording.nextChange(about: [item.alert.onset, item.end].compactMap { $0 }) {
                $0.span(from: item.alert.onset, to: item.end) ?? ""
            }
        }
        let stale = isStale ? nil : staleFrom
        let stand = isStale && !items.isEmpty ? snapshot?.fetchedAt : nil
        let dated = stand.flatMap { date in wording.nextChange(about: [date]) { $0.standWithWeekday(date) } }
        return (items.map(\.end) + words + [stale, dated]).compactMap { $0 }.filter { $0 > context.scene.now }.min()
    }

    /// What to do, as much of it as is told; nil for nothing.
    private func instruction(of alert: FeedItem.Alert) -> String? {
        let words = (alert.instruction ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
        switch telling {
        case _ where words.isEmpty: return nil
        case .all: return words
        case .firstSentence: return Self.firstSentence(of: words)
        case .nothing: return nil
        }
    }

    private static func firstSentence(of text: String) -> String {
        let spaces = text.utf8.enumerated().lazy.filter { $0.element == 0x20 }.map { $0.offset + 1 }
        guard let end = spaces.first(where: { Sentences.lastEnd(in: text, upTo: $0) != nil }) else { return text }
        return String(decoding: text.utf8.prefix(end - 1), as: UTF8.self)
    }

    func row(_ item: Item, growth: Double, width: Double) -> SectionRow {
        let alert = item.alert
        let colour = isStale ? surface.muted : surface.text
        let heading = context.style(.detail, 2 + growth, .bold, colour, lineHeight: 1.2)
        let meta = context.style(.detail, 0.8 + growth, .regular, surface.muted, lineHeight: 1.3)
        let strong = context.strong(meta, colour)
        let colours =
            // What may be over is no signal any more.
            isStale
            ? Signals.Paint(ground: surface.muted, ink: surface.background)
            : WarningColours(context: context).colours(of: alert.severity)
        let sign = WarningSign(colours, on: surface, height: heading.capHeight * 2.1)
        let indent = (sign.width + metrics.unit * 1.8).rounded()
        let room = max(1, width - indent)
        guard let title = context.whole(item.title, heading, width: room, mostLines: 3, growth: growth) else {
            return .tooLarge
        }
        var lines = LineStack()
        lines.add(title, gap: 0)
        let span = wording.span(from: alert.onset, to: item.end)
        let words = [alert.severity.word, span].compactMap { $0 }.joined(separator: " · ")
        if !words.isEmpty { lines.add(context.text(words, strong, width: room), gap: meta.size * 0.8) }
        if let areas = Self.areas(alert.areas.map(\.name)) {
            // Names of places are better not parted.
            var names = meta
            names.hyphenation = .never
            lines.add(context.text(areas, names, width: room, mostLines: 2), gap: meta.size * 0.7)
        }
        if let instruction = instruction(of: alert) {
            var body = meta
            body.colour = colour
            lines.add(context.text(Glue.joined(instruction), body, width: room), gap: meta.size * 0.9)
        }
        let dated = isStale ? snapshot.map { "Stand\u{A0}" + wording.standWithWeekday($0.fetchedAt) } : nil
        let issuer = [alert.issuer, dated].compactMap { $0 }.joined(separator: " · ")
        if !issuer.isEmpty { lines.add(context.text(issuer, meta, width: room, mostLines: 2), gap: meta.size * 0.7) }
        let height = max(lines.height, sign.height)
        return SectionRow(height: height) { list, x, y in
            sign.draw(on: &list, x: x, y: y - heading.capHeight * 0.25)
            lines.draw(on: &list, x: x + indent, y: y)
        }
    }

    /// As "Barleben, Ebendorf, Wolmirstedt und 4 weitere Gebiete".
    private static func areas(_ names: [String]) -> String? {
        var seen = Set<String>()
        let names = names.filter { !$0.isEmpty && seen.insert($0).inserted }
        guard names.count > 4 else { return names.isEmpty ? nil : names.joined(separator: ", ") }
        return names.prefix(3).joined(separator: ", ") + " und\u{A0}\(names.count - 3) weitere Gebiete"
    }
}

extension FeedItem.Alert.Severity {
    /// Worse ones first.
    fileprivate var rank: Int {
        switch self {
        case .extreme: 0
        case .severe: 1
        case .moderate: 2
        case .minor: 3
        case .unknown: 4
        }
    }

    /// So that it does not depend on colour.
    fileprivate var word: String? {
        switch self {
        case .extreme: "Extreme Gefahr"
        case .severe: "Große Gefahr"
        case .moderate: "Gefahr"
        case .minor: "Vorsicht"
        case .unknown: nil
        }
    }
}
