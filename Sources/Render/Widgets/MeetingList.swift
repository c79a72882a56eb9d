import Foundation
import Signage

/// The meetings of a feed that citizens may attend and that are not over, the next one first.
struct MeetingList {
    /// A meeting and the day it is on.
    struct Entry {
        var title: String
        let start: FeedTime
        let startsAt: Date
        var event: FeedItem.Event
        /// Items of the agenda that citizens may know, without headings.
        var agenda: [FeedItem.Event.AgendaItem]
    }

    let entries: [Entry]
    /// When the first of them is over.
    let nextChange: Date?

    init(_ snapshot: FeedSnapshot?, at now: Date, zone: TimeZone) {
        let calendar = Calendar.gregorian(in: zone)
        // Without a known end, a meeting stays until the end of its day.
        func midnight(after date: Date) -> Date {
            calendar.date(byAdding: .day, value: 1, to: calendar.startOfDay(for: date)) ?? date
        }
        let ends: [(Entry, Date)] = (snapshot?.items ?? []).compactMap { item in
            guard case .event(let event) = item.content, event.publicity != .closed else { return nil }
            let start = event.start.start(in: zone)
            let end: Date =
                switch event.end {
                case .instant(let instant): max(instant, start)
                // A day is meant whole: a meeting that ends on it is not over when it begins.
                case .date(let day): max(midnight(after: day.start(in: zone)), start)
                case nil: midnight(after: start)
                }
            guard end > now else { return nil }
            let agenda = event.agenda.filter { !$0.isHeading && $0.publicity != .closed }
            return (Entry(title: item.title, start: event.start, startsAt: start, event: event, agenda: agenda), end)
        }
        entries = ends.map(\.0).sorted { ($0.startsAt, $0.title) < ($1.startsAt, $1.title) }
        nextChange = ends.map(\.1).min()
    }
}
