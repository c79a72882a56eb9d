extension Region {
    /// Where zones take turns, and which: in reading order.
    struct TurningPlace: Hashable, Sendable {
        /// `notices` for zones that stand in for notices, else `zone-1`, `zone-2` and so on.
        let name: Name
        /// Two or more.
        let zones: [Zone]
    }

    /// All places in it where zones take turns.
    var turningPlaces: [TurningPlace] {
        var places: [TurningPlace] = []
        collectTurningPlaces(into: &places)
        return places
    }

    private func collectTurningPlaces(into places: inout [TurningPlace]) {
        switch content {
        case .zone: break
        case .turns(let zones):
            let isForNotices = zones.contains { $0.widget == .notice }
            places.append(TurningPlace(name: isForNotices ? .notices : .turns(places.count + 1), zones: zones))
        case .rows(let regions), .columns(let regions):
            for region in regions { region.collectTurningPlaces(into: &places) }
        }
    }

    /// The same with one zone in each place where zones take turns: the one whose turn it is, the notice where notices have theirs, and
    /// else the first.
    /// - Parameter turns: by place, see ``Programme/turns``.
    public func resolved(by turns: [Name: Turn]) -> Region {
        var rest = turningPlaces[...]
        return rest.isEmpty ? self : resolved(by: turns, &rest)
    }

    private func resolved(by turns: [Name: Turn], _ rest: inout ArraySlice<TurningPlace>) -> Region {
        func resolved(_ regions: [Region]) -> [Region] { regions.map { $0.resolved(by: turns, &rest) } }
        let content: Content =
            switch self.content {
            case .zone: self.content
            case .rows(let regions): .rows(resolved(regions))
            case .columns(let regions): .columns(resolved(regions))
            case .turns(let zones): .zone(Self.zone(of: zones, turn: turns[rest.removeFirst().name]))
            }
        return Region(weight: weight, minimum: minimum, content: content)
    }

    private static func zone(of zones: [Zone], turn: Turn?) -> Zone {
        let content = turn?.item.content
        return zones.first { zone in
            switch content {
            case .zone(let due): zone == due
            case .notice: zone.widget == .notice
            case nil: true
            }
        } ?? zones[0]
    }
}

extension Layout {
    /// How long a list stays before the next one has its turn, in seconds: long enough to find one's line in it.
    static let zoneTurnSeconds = 20.0

    /// The zones that take turns on a panel, always on and with equal shares; where notices have their turns, they come when none is on.
    public func turningZones(on panel: Panel) -> [ScheduledItem] {
        let seconds = Int(max(Self.zoneTurnSeconds, panel.shortestTurnSeconds).rounded(.up))
        return arrangement(for: panel).turningPlaces.flatMap { place in
            place.zones.enumerated().filter { $0.element.widget != .notice }.map { index, zone in
                ScheduledItem(
                    id: .turns(index + 1), place: place.name, content: .zone(zone), priority: .feed, weight: 1,
                    airtime: Airtime(window: .always), dwellSeconds: seconds...seconds)
            }
        }
    }
}

extension Schedule {
    /// What a board makes of its notices, and of the zones of its layout that take turns.
    public convenience init(
        notices: [Notice], layout: Layout, on panel: Panel, clock: WallClock,
        calendars: DayCalendars = .publicHolidaysOnly
    ) {
        let notices = notices.map { ScheduledItem($0, shortestTurnSeconds: panel.shortestTurnSeconds) }
        self.init(items: notices + layout.turningZones(on: panel), clock: clock, calendars: calendars)
    }
}

extension Name {
    /// A place or an item by its number.
    fileprivate static func turns(_ number: Int) -> Name { Name(unchecked: "zone-\(number)") }
}
