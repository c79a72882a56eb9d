import Foundation
import Signage

/// The next departures; what is known in real time is told apart from what is only the timetable's.
struct DeparturesView: TimedSectionView {
    /// A departure, in the words of an instant.
    struct Item: Equatable {
        let line: String
        let isTrain: Bool
        let headsign: String
        let time: String
        /// Minutes against the timetable, such as "+3".
        let delay: String?
        let isRealtime: Bool
        let isCancelled: Bool
        /// What else there is to know.
        let detail: String?
        let isStale: Bool
        /// The date of old data; nil where the row above tells it.
        var stand: String?
    }

    /// A departure stays so long after its time, in seconds.
    private static let grace = 30.0
    /// What was known in real time so long ago says nothing of now, in seconds.
    private static let gone = 3_600.0
    /// One that is farther off is told with its day, in seconds.
    private static let far = 43_200.0

    let context: WidgetContext
    let widget: FeedWidget
    let items: [Item]
    let instants: [Date]

    init(context: WidgetContext, widget: FeedWidget) {
        self.context = context
        self.widget = widget
        let now = context.scene.now
        let coming = (context.snapshot(of: widget.feed)?.items ?? []).compactMap {
            item -> (item: FeedItem, departure: FeedItem.Departure)? in
            guard case .departure(let departure) = item.content, Self.end(of: departure) > now,
                context.staleness(of: item, after: Self.gone(departure)) > now
            else { return nil }
            return (item: item, departure: departure)
        }
        .sorted { (Self.end(of: $0.departure), $0.item.id) < (Self.end(of: $1.departure), $1.item.id) }
        .prefix(widget.most)
        let shown = coming.map { Self.shown($0.departure, $0.item, in: context) }
        items = zip(shown, WidgetContext.toldOnce(shown.map(\.stand))).map { item, stand in
            var item = item
            item.stand = stand
            return item
        }
        instants =
            coming.flatMap { item, departure in
                [
                    Self.end(of: departure), departure.planned.addingTimeInterval(-Self.far),
                    context.staleness(of: item, after: Self.limit(of: departure)),
                    context.staleness(of: item, after: Self.gone(departure)),
                ]
            }
            + [context.snapshot(of: widget.feed)].compactMap { $0 }.map {
                ($0.observedAt ?? $0.fetchedAt) + Freshness.departures
            }
    }

    private static func end(of departure: FeedItem.Departure) -> Date {
        (departure.estimated ?? departure.planned) + grace
    }

    private static func gone(_ departure: FeedItem.Departure) -> Double {
        departure.realtime ? gone : Freshness.timetable
    }

    private static func limit(of departure: FeedItem.Departure) -> Double {
        departure.realtime ? Freshness.departures : Freshness.timetable
    }

    private static func shown(_ departure: FeedItem.Departure, _ item: FeedItem, in context: WidgetContext) -> Item {
        let stand = context.stand(of: item, after: limit(of: departure))
        let minutes = departure.estimated.map { Int(($0.timeIntervalSince(departure.planned) / 60).rounded()) } ?? 0
        let isFar = departure.planned.addingTimeInterval(-far) > context.scene.now
        let isTrain = isTrain(departure.line)
        var details: [String] = []
        if departure.cancelled {
            details.append("fällt aus")
        } else if let platform = departure.platform, let planned = departure.plannedPlatform, platform != planned {
            let word =
                platform.first?.isNumber == true || platform.count < 3 ? isTrain ? "Gleis\u{A0}" : "Steig\u{A0}" : ""
            details.append("\(word)\(platform) statt\u{A0}\(planned)")
        }
        if isFar { details.append(context.wording.saidDay(departure.planned)) }
        return Item(
            line: departure.line, isTrain: isTrain, headsign: departure.headsign,
            time: context.wording.clock(departure.planned),
            delay: departure.cancelled || !departure.realtime || stand != nil ? nil : Figures.delay(minutes),
            isRealtime: departure.realtime, isCancelled: departure.cancelled,
            detail: details.isEmpty ? nil : details.joined(separator: " · "), isStale: stand != nil, stand: stand)
    }

    private static func isTrain(_ line: String) -> Bool {
        let letters = line.prefix { $0.isLetter }
        return ["S", "RE", "RB", "IC", "ICE", "EC", "HBX"].contains(letters)
            && line.dropFirst(letters.count).contains(where: \.isNumber)
    }

    var note: String? {
        if items.contains(where: \.isStale) { return nil }
        if items.allSatisfy(\.isRealtime) { return "Echtzeit" }
        return items.contains(where: \.isRealtime) ? "teils Echtzeit" : "Fahrplan"
    }

    var none: String {
        guard let snapshot = context.snapshot(of: widget.feed),
            context.isStale(widget.feed, after: Freshness.departures)
        else { return "Zurzeit sind keine Abfahrten gemeldet." }
        let stand = context.wording.dated(snapshot.observedAt ?? snapshot.fetchedAt)
        return "Zurzeit keine aktuellen Abfahrten. Stand\u{A0}\(stand)"
    }

    // MARK: Setting

    private var metrics: Metrics { context.metrics }
    private var surface: Theme.Surface { context.surface }

    /// The block with a line's name.
    private func lineBlock(_ item: Item, step: Double, width: Double) -> (text: TextBlock, ground: Colour) {
        let isTrain = item.isTrain && item.line.hasPrefix("S")
        let paint =
            item.isStale && !metrics.isEpaper
            ? Signals.Paint(ground: surface.muted, ink: surface.background)
            : context.block(isTrain ? Self.green : Self.blue)
        let style = context.style(.detail, step, .bold, paint.ink)
        // A line's name is short; a replacement service's words may be long.
        return (context.text(item.line, style, width: width * 0.3, mostLines: 1), paint.ground)
    }

    private static let blue = Colour(red: 0x24, green: 0x63, blue: 0xA3)
    private static let green = Colour(red: 0x1F, green: 0x6B, blue: 0x4E)

    /// What all rows share: their size as a step of the scale, and the widths of their columns in pixels.
    private struct Columns {
        let step: Double
        let line: Double
        let time: Double
        /// 0 where each row has its delay's own width.
        let delay: Double
        let gap: Double
    }

    /// A column for delays, unless a headsign needs its room; in the smaller size of the section where even that is not enough.
    private func columns(growth: Double, width: Double) -> Columns {
        func columns(step: Double, hasDelays: Bool) -> Columns {
            let cap = metrics.size(.detail, step: step) * Fonts.capHeight
            let lines = items.map { lineBlock($0, step: step, width: width).text.width }
            let times = items.map { time($0, step: step).width }
            let delays = hasDelays ? items.map { delayWidth($0, growth: growth) } : []
            return Columns(
                step: step, line: (lines.max() ?? 0) + cap * 1.1, time: times.max() ?? 0, delay: delays.max() ?? 0,
                gap: cap * 0.8)
        }
        func holds(_ columns: Columns, lines: Int) -> Bool {
            items.allSatisfy {
                var style = headsignStyle($0, columns.step)
                style.hyphenation = .never
                let room = max(1, roomForHeadsign($0, columns, growth: growth, width: width))
                let block = context.text($0.headsign, style, width: room)
                return block.lineCount <= lines && !block.breaksWord
            }
        }
        let large = columns(step: 2 + growth, hasDelays: true)
        if holds(large, lines: 1) { return large }
        let dense = columns(step: 2 + growth, hasDelays: false)
        // A long headsign may go on below the time, but a word is not parted for a larger size.
        if holds(dense, lines: growth > 0 ? 1 : .max) { return dense }
        return columns(step: 0.5 + growth, hasDelays: false)
    }

    private func roomForHeadsign(_ item: Item, _ columns: Columns, growth: Double, width: Double) -> Double {
        let delay = columns.delay > 0 ? columns.delay : delayWidth(item, growth: growth)
        return width - columns.line - 2 * columns.gap - columns.time - delay
    }

    private func headsignStyle(_ item: Item, _ step: Double) -> TextStyle {
        context.style(.detail, step, .regular, colour(item), lineHeight: 1.2)
    }

    private func colour(_ item: Item) -> Colour { item.isStale ? surface.muted : surface.text }

    private func time(_ item: Item, step: Double) -> TextBlock {
        let isSure = item.isRealtime && !item.isCancelled && !item.isStale
        return context.text(item.time, context.style(.detail, step, isSure ? .bold : .regular, colour(item)))
    }

    private func delay(_ item: Item, growth: Double) -> TextBlock? {
        item.delay.map {
            let colour = item.isStale ? surface.muted : context.signalText(.bad)
            return context.text($0, context.style(.detail, 0.5 + growth, .semibold, colour))
        }
    }

    private func delayWidth(_ item: Item, growth: Double) -> Double {
        delay(item, growth: growth).map { $0.width + $0.capHeight * 0.7 } ?? 0
    }

    func row(_ item: Item, growth: Double, width: Double) -> SectionRow {
        let columns = columns(growth: growth, width: width)
        // A smaller size with room for all headsigns is better than a larger one that cuts them.
        if growth > 0, columns.step < 2 + growth { return .tooLarge }
        let line = lineBlock(item, step: columns.step, width: width)
        let (time, delay) = (time(item, step: columns.step), delay(item, growth: growth))
        let (cap, left) = (line.text.capHeight, columns.line + columns.gap)
        let style = headsignStyle(item, columns.step)
        let room = roomForHeadsign(item, columns, growth: growth, width: width)
        let beside = context.whole(item.headsign, style, width: max(1, room), mostLines: growth > 0 ? 1 : 2, growth: 1)
        if growth > 0, beside == nil { return .tooLarge }
        // A headsign that has no room beside the time stands below it.
        let isBelow = beside == nil
        let headsign = beside ?? context.text(item.headsign, style, width: width, mostLines: 2)
        let (headsignX, headsignY) = isBelow ? (0, cap * 2.1) : (left, 0)
        let isAlarm = item.isCancelled && !item.isStale
        let small = context.style(.detail, 0.5 + growth, .semibold, isAlarm ? context.signalText(.bad) : colour(item))
        let detail = item.detail.map { context.text($0, small, width: width - headsignX, mostLines: 2) }
        let detailY = headsignY + headsign.height + cap * 0.75
        let row = SectionRow(height: detail.map { detailY + $0.height } ?? headsignY + headsign.height) { list, x, y in
            list.fill(Box(x: x, y: y - cap * 0.5, width: columns.line, height: cap * 2), line.ground)
            line.text.draw(on: &list, x: x + (columns.line - line.text.width) / 2, y: y)
            headsign.draw(on: &list, x: x + headsignX, y: y + headsignY)
            detail?.draw(on: &list, x: x + headsignX, y: y + detailY)
            let right = x + width - (columns.delay > 0 ? columns.delay : delayWidth(item, growth: growth))
            time.draw(on: &list, x: right - time.width, y: y)
            if let delay { delay.draw(on: &list, x: x + width - delay.width, y: y + time.height - delay.height) }
            guard item.isCancelled else { return }
            let strike = Box(
                x: right - time.width, y: y + (cap - metrics.rule) / 2, width: time.width, height: metrics.rule)
            list.fill(strike, colour(item))
        }
        return row.below(item.stand, growth: growth, width: width, in: context)
    }
}
