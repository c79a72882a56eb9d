import Foundation
import Signage

/// The next meetings that citizens may attend, with as much of their agenda as there is room for.
struct MeetingsView: WidgetView {
    let context: WidgetContext
    private let widget: FeedWidget
    /// As many as are shown at most, with their words glued: they are set many times until they fit.
    private let entries: [MeetingList.Entry]
    private let nextChange: Date?

    /// So many items of an agenda are tried at first, and one more so often.
    private static let (someAgenda, moreAgenda) = (3, 6)

    init(context: WidgetContext, widget: FeedWidget) {
        self.context = context
        self.widget = widget
        let list = MeetingList(
            context.snapshot(of: widget.feed), at: context.scene.now, zone: context.scene.stage.settings.zone)
        nextChange = list.nextChange
        entries = list.entries.prefix(widget.most).map { entry in
            var entry = entry
            entry.title = Glue.joined(entry.title)
            entry.event.location = entry.event.location.map(Glue.joined)
            entry.agenda = entry.agenda.prefix(Self.someAgenda + Self.moreAgenda).map { item in
                var item = item
                item.title = Glue.joined(item.title)
                return item
            }
            return entry
        }
    }

    var isEmpty: Bool { entries.isEmpty }
    var isUnknown: Bool { context.snapshot(of: widget.feed) == nil }

    func nextChange(in box: Box) -> Date? { nextChange }

    private var metrics: Metrics { context.metrics }
    private var surface: Theme.Surface { context.surface }

    /// One meeting, set.
    private struct Row {
        let date: [TextBlock]
        let lines: [(block: TextBlock, gap: Double, indent: Double, number: TextBlock?)]
        let badge: TextBlock?
        let height: Double
    }

    private struct Setting {
        let rows: [Row]
        let indent: Double
        let padding: Double
        let height: Double
    }

    private func style(
        _ step: Double, _ weight: TextStyle.Weight, _ colour: Colour, lineHeight: Double = 1.25
    ) -> TextStyle {
        context.style(.detail, step, weight, colour, lineHeight: lineHeight)
    }

    private var section: Section {
        Section(context: context, title: widget.title ?? widget.kind.title, note: isEmpty ? nil : "öffentlich")
    }

    func naturalHeight(in box: Box) -> Double {
        let inner = section.inner(box)
        let content =
            entries.isEmpty
            ? metrics.unit * 2 + emptyText(width: inner.width).height
            : set(entries, growth: 0, agenda: entries.map { _ in 0 }, width: inner.width).height
        return box.height - inner.height + section.headingHeight(growth: 0) + content
    }

    func leastHeight(in box: Box) -> Double {
        let inner = section.inner(box)
        guard let first = entries.first else { return naturalHeight(in: box) }
        return box.height - inner.height + section.headingHeight(growth: 0)
            + set([first], growth: 0, agenda: [0], width: inner.width).height
    }

    func growth(in box: Box) -> Double? {
        isEmpty ? nil : Double(halfSteps(in: section.inner(box))) / 2
    }

    func draw(on list: inout DrawList, in box: Box) {
        let inner = section.inner(box)
        let (setting, growth) = fitted(in: inner)
        var y = section.drawHeading(on: &list, in: inner, growth: growth)
        guard !entries.isEmpty else {
            emptyText(width: inner.width).draw(on: &list, x: inner.x, y: y + metrics.unit * 2)
            return
        }
        // Rows take some of what room is left.
        let spare = max(0, inner.maxY - y - setting.height) / Double(2 * setting.rows.count)
        let padding = setting.padding + min(spare, setting.padding * 0.6).rounded(.down)
        for (index, row) in setting.rows.enumerated() {
            if index > 0 { section.drawLine(on: &list, in: inner, y: y) }
            draw(row, on: &list, x: inner.x, y: y + padding, indent: setting.indent)
            y += row.height + 2 * padding
        }
    }

    /// Unknown is told apart from none.
    private func emptyText(width: Double) -> TextBlock {
        let words =
            context.snapshot(of: widget.feed) == nil
            ? "Termine liegen zurzeit nicht vor." : "Zurzeit ist keine öffentliche Sitzung angesetzt."
        return section.emptyText(words, width: width)
    }

    private func draw(_ row: Row, on list: inout DrawList, x: Double, y: Double, indent: Double) {
        var dateY = y
        for block in row.date {
            block.draw(on: &list, x: x, y: dateY)
            dateY += block.height + metrics.unit * 1.3
        }
        var lineY = y
        for line in row.lines {
            lineY += line.gap
            line.number?.draw(on: &list, x: x + indent, y: lineY)
            line.block.draw(on: &list, x: x + indent + line.indent, y: lineY)
            lineY += line.block.height
        }
        guard let badge = row.badge else { return }
        let padding = badge.height * 0.55
        let ground = Box(
            x: x + indent, y: lineY + metrics.unit * 1.1, width: badge.width + 2 * padding,
            height: badge.height + 2 * padding)
        list.fill(ground, metrics.isEpaper ? surface.text : Self.signal)
        badge.draw(on: &list, x: ground.x + padding, y: ground.y + padding)
    }

    /// A signal colour for changes, with dark text on it in every theme.
    private static let signal = Colour(red: 0xF2, green: 0xB4, blue: 0x1F)
    private static let onSignal = Colour(red: 0x17, green: 0x21, blue: 0x2B)

    // MARK: Fitting

    /// As ``set(_:growth:agenda:width:)``, with the heading; nil when it is higher than the box.
    private func fitting(
        _ box: Box, _ shown: [MeetingList.Entry], growth: Double, agenda: [Int]
    ) -> Setting? {
        let setting = set(shown, growth: growth, agenda: agenda, width: box.width)
        return section.headingHeight(growth: growth) + setting.height <= box.height ? setting : nil
    }

    /// How large all meetings fit with some agenda, in half steps of the scale.
    private func halfSteps(in box: Box) -> Int {
        let some = entries.map { min(Self.someAgenda, $0.agenda.count) }
        // What fits at one size fits at every smaller one; each size that is tried costs more than all the drawing.
        var (low, high) = (0, Int(context.surroundings.mostGrowth * 2) + 1)
        while high - low > 1 {
            let middle = (low + high) / 2
            if fitting(box, entries, growth: Double(middle) / 2, agenda: some) != nil {
                low = middle
            } else {
                high = middle
            }
        }
        return low
    }

    /// All meetings, as large as they fit with some agenda; what room is left goes to more of their agendas, in turn.
    private func fitted(in box: Box) -> (Setting, growth: Double) {
        guard !entries.isEmpty else { return (set([], growth: 0, agenda: [], width: box.width), 0) }
        let growth = Double(halfSteps(in: box)) / 2
        var shown = entries
        while shown.count > 1, fitting(box, shown, growth: growth, agenda: shown.map { _ in 0 }) == nil {
            shown.removeLast()
        }
        var agenda = shown.map { growth > 0 ? min(Self.someAgenda, $0.agenda.count) : 0 }
        var best = set(shown, growth: growth, agenda: agenda, width: box.width)
        for _ in 0..<Self.moreAgenda {
            for index in shown.indices where agenda[index] < shown[index].agenda.count {
                agenda[index] += 1
                if let setting = fitting(box, shown, growth: growth, agenda: agenda) {
                    best = setting
                } else {
                    agenda[index] -= 1
                }
            }
        }
        return (best, growth)
    }

    private func set(_ entries: [MeetingList.Entry], growth: Double, agenda: [Int], width: Double) -> Setting {
        let isWide = width > metrics.unit * 56
        let padding = metrics.unit * (isWide ? 2.6 : 1.9)
        let dates = entries.map { date(of: $0, growth: growth, isWide: isWide) }
        let indent = (dates.flatMap { $0 }.map(\.width).max() ?? 0) + metrics.unit * (isWide ? 4 : 1.7)
        // Where words of titles would be parted beside the dates, the dates stand above them.
        var plain = titleStyle(growth)
        plain.hyphenation = .never
        let isStacked = entries.contains {
            context.text($0.title, plain, width: max(1, width - indent)).breaksWord
        }
        let rows = entries.indices.map { index in
            row(
                entries[index], date: isStacked ? [] : dates[index], growth: growth, agenda: agenda[index],
                width: isStacked ? width : width - indent)
        }
        let height = rows.reduce(0) { $0 + $1.height + 2 * padding }
        return Setting(rows: rows, indent: isStacked ? 0 : indent, padding: padding, height: height)
    }

    private func titleStyle(_ growth: Double) -> TextStyle {
        style(2 + growth, metrics.isEpaper ? .bold : .semibold, surface.text, lineHeight: 1.2)
    }

    private func date(of entry: MeetingList.Entry, growth: Double, isWide: Bool) -> [TextBlock] {
        let wording = context.wording
        guard isWide else {
            return [context.text(wording.shortDate(entry.startsAt), style(1.5 + growth, .bold, surface.text))]
        }
        var large = style(4 + growth, .bold, surface.text)
        large.isHeadline = true
        return [
            context.text(wording.shortWeekdayAndNumber(entry.startsAt), large),
            context.text(wording.month(entry.startsAt), style(1.5 + growth, .semibold, surface.muted)),
        ]
    }

    /// - Parameter date: what stands beside the meeting; empty when its date is to stand above it.
    private func row(
        _ entry: MeetingList.Entry, date: [TextBlock], growth: Double, agenda: Int, width: Double
    ) -> Row {
        let meta = style(0.8 + growth, .regular, surface.muted)
        let time: String? =
            if case .instant(let start) = entry.start { context.wording.hour(start) } else { nil }
        let place = entry.event.location
        var lines: [(block: TextBlock, gap: Double, indent: Double, number: TextBlock?)] = []
        if date.isEmpty {
            let words = [context.wording.shortDate(entry.startsAt), time].compactMap { $0 }.joined(separator: " · ")
            lines.append((context.text(words, style(1 + growth, .semibold, surface.text), width: width), 0, 0, nil))
        }
        let title = context.text(entry.title, titleStyle(growth), width: width)
        lines.append((title, lines.isEmpty ? 0 : meta.size * 0.75, 0, nil))
        let words = [date.isEmpty ? nil : time, place].compactMap { $0 }.joined(separator: " · ")
        if !words.isEmpty { lines.append((context.text(words, meta, width: width), meta.size * 0.7, 0, nil)) }
        for item in entry.agenda.prefix(agenda) {
            let size = style(0.8 + growth, .regular, surface.text)
            let number = context.text(item.number ?? "–", style(0.8 + growth, .semibold, surface.accent))
            let indent = max(number.width, size.size) + size.size * 0.4
            let title = context.text(item.title, size, width: width - indent)
            lines.append((title, size.size * 0.72, indent, number))
        }
        let badge = badge(of: entry.event.status).map {
            context.text($0, style(0.6 + growth, .bold, metrics.isEpaper ? surface.background : Self.onSignal))
        }
        let right =
            lines.reduce(0) { $0 + $1.gap + $1.block.height }
            + (badge.map { $0.height * 2.1 + metrics.unit * 1.1 } ?? 0)
        let left = date.reduce(0) { $0 + $1.height } + metrics.unit * 1.3 * Double(max(0, date.count - 1))
        return Row(date: date, lines: lines, badge: badge, height: max(right, left))
    }

    private func badge(of status: FeedItem.Event.Status) -> String? {
        switch status {
        case .scheduled: nil
        case .tentative: "unter Vorbehalt"
        case .moved: "geändert"
        case .cancelled: "fällt aus"
        }
    }
}
