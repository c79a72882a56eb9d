import Foundation
import Signage

/// For how long what a feed tells is taken for the truth of now, in seconds from the time of the data.
enum Freshness {
    static let departures = 300.0
    /// Timetables hold until others come.
    static let timetable = 86_400.0
    static let measurements = 10_800.0
    static let forecast = 43_200.0
    static let availability = 900.0
}

extension WidgetContext {
    /// The same widget's context at another instant.
    func at(_ date: Date) -> WidgetContext {
        WidgetContext(
            scene: Scene(stage: scene.stage, programme: scene.programme, now: date), metrics: metrics,
            surface: surface, typesetter: typesetter, pictures: pictures,
            wording: Wording(now: date, zone: scene.stage.settings.zone), nextPicture: nextPicture,
            distance: distance, surroundings: surroundings)
    }

    /// When an item becomes too old to be shown as the truth of now.
    func staleness(of item: FeedItem, after seconds: Double) -> Date {
        (item.observedAt ?? item.fetchedAt).addingTimeInterval(seconds)
    }

    /// The date of an item that is too old to be shown as the truth of now, as "Stand Mo, 23. November, 6:00"; nil for one that is not.
    func stand(of item: FeedItem, after seconds: Double) -> String? {
        guard staleness(of: item, after: seconds) <= scene.now else { return nil }
        return "Stand\u{A0}" + wording.dated(item.observedAt ?? item.fetchedAt)
    }

    /// The date of each row that is old, left out where the row above it tells the same.
    static func toldOnce(_ stands: [String?]) -> [String?] {
        stands.enumerated().map { index, stand in index > 0 && stands[index - 1] == stand ? nil : stand }
    }

    /// Whether a whole snapshot is too old to say that there is nothing.
    func isStale(_ feed: Name, after seconds: Double) -> Bool {
        guard let snapshot = snapshot(of: feed) else { return false }
        return (snapshot.observedAt ?? snapshot.fetchedAt).addingTimeInterval(seconds) <= scene.now
    }
}

extension SectionRow {
    /// The same row below the date of its data; itself where there is none.
    func below(_ stand: String?, growth: Double, width: Double, in context: WidgetContext) -> SectionRow {
        guard let stand, height.isFinite else { return self }
        let style = context.style(.detail, 0.5 + growth, .regular, context.surface.muted)
        let (text, row) = (context.text(stand, style, width: width, mostLines: 2), self)
        let top = text.height + text.capHeight * 1.5
        return SectionRow(height: top + height) { list, x, y in
            text.draw(on: &list, x: x, y: y)
            row.draw(&list, x, y + top)
        }
    }
}

/// A section whose rows say in their items all that time changes: what is drawn at an instant follows from the items of that instant.
protocol TimedSectionView: SectionView where Item: Equatable {
    init(context: WidgetContext, widget: FeedWidget)
    /// Every instant at which ``SectionView/items``, ``SectionView/note`` or ``SectionView/none`` may change, besides midnight.
    var instants: [Date] { get }
}

extension TimedSectionView {
    func nextChange(in box: Box) -> Date? {
        let now = context.scene.now
        let shown = Array(items.prefix(widget.most))
        return Set(instants + context.wording.nextDays).filter { $0 > now }.sorted().first { instant in
            let then = Self(context: context.at(instant), widget: widget)
            return Array(then.items.prefix(widget.most)) != shown || then.note != note || then.none != none
        }
    }
}
