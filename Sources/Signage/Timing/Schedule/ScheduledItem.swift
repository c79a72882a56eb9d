public import Foundation

/// Something that wants time in a zone of a board.
public struct ScheduledItem: Hashable, Sendable, Identifiable {
    /// What there is to show.
    public enum Content: Hashable, Sendable {
        /// A notice.
        case notice(Notice)
        /// One of the zones that take turns in a place of the layout.
        case zone(Zone)
    }

    /// Unique in its schedule.
    public let id: Name
    /// The place that it wants time in.
    public let place: Name
    /// What there is to show.
    public let content: Content
    /// What it comes before.
    public let priority: Priority
    /// Its share of the time of its class, as a part of the sum of the weights of all that are on; above 0.
    public let weight: Double
    /// When it is on.
    public let airtime: Airtime
    /// How long it stays at a time, in whole seconds: at least as long as it takes to read. The weights say how long it is between the two.
    public let dwellSeconds: ClosedRange<Int>
    /// When it was published, for what is shown at once; nil for what waits for its turn.
    public let published: Date?

    /// A board's clock may be so many seconds behind the hub's: what was published for now is current all the same.
    static let toleranceSeconds = 5

    /// Takes the values as they are, but for a weight that is none (1 instead) and a dwell that has no length (one second).
    public init(
        id: Name, place: Name, content: Content, priority: Priority, weight: Double, airtime: Airtime,
        dwellSeconds: ClosedRange<Int>, published: Date? = nil
    ) {
        self.id = id
        self.place = place
        self.content = content
        self.priority = priority
        self.weight = weight.isFinite && weight > 0 ? weight : 1
        self.airtime = airtime
        let shortest = max(1, min(dwellSeconds.lowerBound, Self.longestDwellSeconds))
        self.dwellSeconds = shortest...max(shortest, min(dwellSeconds.upperBound, Self.longestDwellSeconds))
        self.published = published
    }

    private static let longestDwellSeconds = 86_400

    /// The notice to show; nil for anything else.
    public var notice: Notice? { if case .notice(let notice) = content { notice } else { nil } }

    /// In words for staff, as in a list of what is on.
    public var title: String {
        switch content {
        case .notice(let notice): notice.headline
        case .zone(let zone): zone.widget.title ?? zone.widget.name
        }
    }

    /// The same on at any time since 1970, for a board that does not know what time it is; nil where a clock is needed to know
    /// that it is on: for rules, for an end, and for a beginning later than its publication.
    public var undated: ScheduledItem? {
        guard airtime.isUndated, published.map({ airtime.window.onset <= $0 }) ?? true else { return nil }
        return ScheduledItem(
            id: id, place: place, content: content, priority: priority, weight: weight,
            airtime: Airtime(window: .always), dwellSeconds: dwellSeconds)
    }

    /// The first instant at which it can be on: what is published when it is due already is only on from then.
    var onset: Date {
        guard let published, airtime.window.onset <= published else { return airtime.window.onset }
        return published.addingTimeInterval(-Double(Self.toleranceSeconds))
    }
}

extension ScheduledItem {
    /// A notice in the place for notices. It has as much of the time as it takes to read, as often as its weight says, and
    /// stays for one to three readings at a time.
    /// - Parameter shortestTurnSeconds: no turn is shorter, as on paper that takes its time to change.
    public init(_ notice: Notice, shortestTurnSeconds: TimeInterval) {
        let shortest = Int(max(shortestTurnSeconds, ReadingTime.seconds(of: notice)).rounded(.up))
        self.init(
            id: notice.id, place: .notices, content: .notice(notice), priority: notice.priority,
            weight: Double(shortest * notice.weight),
            airtime: Airtime(window: notice.window, dayparts: notice.dayparts, recurrence: notice.recurrence),
            dwellSeconds: shortest...(3 * shortest), published: notice.published)
    }
}
