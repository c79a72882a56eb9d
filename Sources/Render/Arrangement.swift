import Signage

/// Where every zone of a layout lies on a panel.
struct Arrangement {
    /// A zone and its place.
    struct Place {
        let zone: Zone
        let box: Box
        /// See ``WidgetView/growth(in:)``.
        var growth: Double?
    }

    private(set) var places: [Place] = []
    /// Lines between columns that stand on the same ground.
    private(set) var rules: [Place] = []
    private let metrics: Metrics
    /// What the zones have to know of each other.
    private(set) var surroundings = Surroundings()
    private let makeView: (Zone, Surroundings) -> any WidgetView

    /// - Parameters:
    ///   - hidden: feeds of the layout whose zones have not their turn.
    ///   - known: how far a list grows in its place where that is known already; else nil.
    ///   - view: makes the view that will draw a zone.
    init(
        _ region: Region, hidden: Set<Name> = [], metrics: Metrics, known: (Place) -> Double? = { _ in nil },
        view: @escaping (Zone, Surroundings) -> any WidgetView
    ) {
        self.metrics = metrics
        makeView = view
        let panel = Box(x: 0, y: 0, width: Double(metrics.panel.width), height: Double(metrics.panel.height))
        let region = hasContent(region) ? region : Self.evergreen(region)
        place(region, in: panel)
        let feeds = Set(places.compactMap(\.zone.widget.feed))
        if feeds != Set(region.zones.compactMap(\.widget.feed)).union(hidden) {
            // Whose zone is left out is no source of this picture, so that its foot may be lower.
            surroundings.feeds = feeds
            (places, rules) = ([], [])
            place(region, in: panel)
        }
        for index in places.indices {
            let place = places[index]
            places[index].growth = known(place) ?? self.view(place.zone).growth(in: place.box)
        }
        surroundings.balance(
            places.compactMap { place in
                guard case .feed(let widget) = place.zone.widget, let growth = place.growth else { return nil }
                return (widget, growth)
            })
    }

    private func view(_ zone: Zone) -> any WidgetView { makeView(zone, surroundings) }

    // MARK: Nothing to show

    /// Whether a layout of lists has anything to list; others always have.
    private func hasContent(_ region: Region) -> Bool {
        let lists = region.zones.filter { $0.widget.feed != nil }
        let isOfLists = region.zones.allSatisfy {
            switch $0.widget {
            case .masthead, .sources, .feed: true
            default: false
            }
        }
        return !isOfLists || lists.isEmpty || !lists.allSatisfy { view($0).isEmpty }
    }

    /// The same division with the notice or the evergreen content in place of all lists.
    private static func evergreen(_ region: Region) -> Region {
        let zone = Zone(widget: .notice, surface: "paper", distance: .headline)
        let notice = Region(weight: 1, content: .zone(zone))
        guard case .rows(let rows) = region.content else { return notice }
        func isOfLists(_ region: Region) -> Bool { region.zones.contains { $0.widget.feed != nil } }
        guard let first = rows.firstIndex(where: isOfLists) else { return region }
        let others = rows.enumerated().compactMap { index, row in
            index == first ? notice : isOfLists(row) ? nil : row
        }
        return Region(weight: region.weight, minimum: region.minimum, content: .rows(others))
    }

    private mutating func place(_ region: Region, in box: Box) {
        switch region.content {
        case .zone(let zone): places.append(Place(zone: zone, box: box))
        // Resolved before; the first stands for all.
        case .turns(let zones): places.append(Place(zone: zones[0], box: box))
        case .rows(let regions): placeRows(regions, in: box)
        case .columns(let all):
            // A column with nothing to show leaves its room to the others.
            let regions = all.contains { !isEmpty($0) } ? all.filter { !isEmpty($0) } : all
            var x = box.x
            for (region, width) in zip(regions, widths(of: regions, in: box)) {
                let column = Box(x: x, y: box.y, width: width, height: box.height)
                if metrics.isEpaper, x > box.x, let zone = region.zones.first {
                    let line = Box(x: x - metrics.rule, y: box.y, width: metrics.rule, height: box.height)
                    rules.append(Place(zone: zone, box: line))
                }
                place(region, in: column)
                x += width
            }
        }
    }

    private mutating func placeRows(_ all: [Region], in box: Box) {
        // A row of which nothing is known has nothing to say, unless all would be gone.
        let known = all.filter { !isUnknown($0) }
        var regions = known.contains { $0.weight != nil } ? known : all
        // A list that has not even room for its first item is left out rather than cut, the last one first.
        while regions.reduce(0, { $0 + least($1, in: box) }) > box.height,
            let last = regions.lastIndex(where: { $0.weight != nil && !isFlexible($0) }),
            regions.contains(where: { $0.weight != nil && $0 != regions[last] })
        {
            regions.remove(at: last)
        }
        // A row with nothing to show takes only what it needs to say so, unless all of them would.
        let isIdle = regions.allSatisfy { $0.weight == nil || isEmpty($0) }
        let weights = regions.map { !isIdle && isEmpty($0) ? nil : $0.weight }
        let needs = regions.map { isFlexible($0) ? $0.minimum * metrics.unit : height(of: $0, in: box) }
        var floors = zip(regions, needs).map { min($1, least($0, in: box)) }
        // Warnings take what they need from all that can give way.
        for index in regions.indices where isUrgent(regions[index]) {
            let spare = max(0, box.height - floors.reduce(0, +))
            floors[index] += min(needs[index] - floors[index], spare)
        }
        var y = box.y
        for (region, height) in zip(regions, Self.share(box.height, needs, weights, least: floors)) where height > 0 {
            place(region, in: Box(x: box.x, y: y, width: box.width, height: height))
            y += height
        }
    }

    /// A notice turns pages where its room is small; what else has a weight gets at least what it needs.
    private func isFlexible(_ region: Region) -> Bool {
        region.weight != nil && region.zones.contains { $0.widget == .notice }
    }

    private func least(_ region: Region, in box: Box) -> Double {
        if isFlexible(region) { return region.minimum * metrics.unit }
        return height(of: region, in: box, least: region.weight != nil)
    }

    private func isUnknown(_ region: Region) -> Bool { region.zones.allSatisfy { view($0).isUnknown } }

    private func isUrgent(_ region: Region) -> Bool {
        region.zones.contains { if case .feed(let widget) = $0.widget { widget.kind == .alerts } else { false } }
    }

    private func isEmpty(_ region: Region) -> Bool { region.zones.allSatisfy { view($0).isEmpty } }

    private func widths(of regions: [Region], in box: Box) -> [Double] {
        Self.share(box.width, regions.map { $0.minimum * metrics.unit }, regions.map(\.weight))
    }

    /// - Parameter least: whether lists may show their first item only.
    private func height(of region: Region, in box: Box, least: Bool = false) -> Double {
        let needed: Double =
            switch region.content {
            case .turns(let zones): height(of: Region(content: .zone(zones[0])), in: box, least: least)
            case .zone(let zone): least ? view(zone).leastHeight(in: box) : view(zone).naturalHeight(in: box)
            case .rows(let regions): regions.reduce(0) { $0 + height(of: $1, in: box, least: least) }
            case .columns(let regions): heightOfColumns(regions, in: box, least: least)
            }
        return max(needed, region.minimum * metrics.unit).rounded(.up)
    }

    private func heightOfColumns(_ regions: [Region], in box: Box, least: Bool) -> Double {
        var (x, most) = (box.x, 0.0)
        for (region, width) in zip(regions, widths(of: regions, in: box)) {
            let column = Box(x: x, y: box.y, width: width, height: box.height)
            most = max(most, height(of: region, in: column, least: least))
            x += width
        }
        return most
    }

    /// Gives every part what it needs and shares the rest by weight; whole pixels, adding up to `length`.
    ///
    /// A weighted part never gets less than its need. When all needs together are too large, parts give way down to what
    /// they need at least, the last one first; and if that is too much, all shrink in proportion.
    static func share(
        _ length: Double, _ needs: [Double], _ weights: [Double?], least: [Double]? = nil
    ) -> [Double] {
        var sizes = needs
        let total = needs.reduce(0, +)
        let least = least ?? needs.map { _ in 0 }
        let floor = least.reduce(0, +)
        if floor > length {
            sizes = least.map { $0 * length / floor }
        } else if total > length {
            var spare = length - floor
            sizes = zip(needs, least).map { need, least in
                let more = min(need - least, spare)
                spare -= more
                return least + more
            }
        } else {
            // In their order: a sum of fractions depends on it, and with it which of two parts gets a pixel.
            var open = weights.indices.filter { weights[$0] != nil }
            var rest = length - needs.indices.filter { weights[$0] == nil }.reduce(0) { $0 + needs[$1] }
            while !open.isEmpty {
                let weight = open.reduce(0) { $0 + (weights[$1] ?? 0) }
                // Parts whose share would be under their need get the need; the others share what then is left.
                let short = open.filter { rest * (weights[$0] ?? 0) / weight < needs[$0] }
                guard !short.isEmpty else {
                    for part in open { sizes[part] = rest * (weights[part] ?? 0) / weight }
                    break
                }
                for part in short { rest -= needs[part] }
                open.removeAll { short.contains($0) }
            }
        }
        var (edge, last) = (0.0, 0.0)
        return sizes.enumerated().map { index, size in
            edge += size
            let end = index == sizes.count - 1 && weights.contains { $0 != nil } ? length : edge.rounded()
            defer { last = end }
            return end - last
        }
    }
}
