public import Foundation

extension Schedule {
    /// So far ahead is looked for conflicts where no end is given: 28 days.
    public static let conflictSeconds: TimeInterval = 28 * 86_400

    /// What keeps one item from being seen as whoever schedules it would expect, the worst first; empty when all is well or
    /// there is no such item.
    ///
    /// What is looked at is what the board will do: every turn of its place between two instants. An item whose rules leave
    /// it time elsewhere, but none in that span, has no conflict there. Rules are followed for a year.
    /// - Parameters:
    ///   - id: the item's.
    ///   - place: the one that it wants time in.
    ///   - from: nothing before that counts.
    ///   - to: nil for ``conflictSeconds`` from the first instant at which it is on by its own rules.
    public func conflicts(
        of id: Name, in place: Name = .notices, from: Date, to: Date? = nil
    ) -> [ScheduleConflict] {
        guard let index = items.firstIndex(where: { $0.id == id && $0.place == place }),
            let number = places.firstIndex(where: { $0.name == place })
        else { return [] }
        let (item, onset) = (items[index], max(from, items[index].onset))
        let start = firstStretch(of: item, from: onset)?.lowerBound ?? onset
        let end = min(to ?? start + Self.conflictSeconds, end(of: item, from: start))
        return ConflictSearch(self, place: number, span: start..<max(start + 1, end)).conflicts(of: index)
    }

    /// The conflicts of all items between two instants, in the order of ``items``.
    /// - Parameters:
    ///   - from: nothing before that counts.
    ///   - to: nil for ``conflictSeconds`` later.
    public func conflicts(from: Date, to: Date? = nil) -> [ScheduleConflict] {
        let span = from..<max(from, to ?? from + Self.conflictSeconds)
        var found: [Int: [ScheduleConflict]] = [:]
        for (number, place) in places.enumerated() {
            let search = ConflictSearch(self, place: number, span: span)
            for index in place.classes.joined() { found[index] = search.conflicts(of: index) }
        }
        return items.indices.flatMap { found[$0] ?? [] }
    }

    /// The conflicts of what is on within a span. A day says little of what comes once a week: they are looked for in the whole
    /// of the span and of ``conflictSeconds`` from its start.
    func conflicts(during span: Range<Date>) -> [ScheduleConflict] {
        let end = max(span.upperBound, span.lowerBound + Self.conflictSeconds)
        let found = conflicts(from: span.lowerBound, to: end)
        let keys = Set(found.map { [$0.place, $0.item] })
        let concerned = items.filter { keys.contains([$0.place, $0.id]) }
        let open = Set(concerned.filter { $0.airtime.window.isOpen(during: span) }.map { [$0.place, $0.id] })
        let on = Set(concerned.filter { !stretches(of: $0, during: span).isEmpty }.map { [$0.place, $0.id] })
        return found.filter { conflict in
            switch conflict.kind {
            // Its rules may be the reason why it is not on.
            case .neverOn, .unknownDays: open.contains([conflict.place, conflict.item])
            default: on.contains([conflict.place, conflict.item])
            }
        }
    }

    /// When an item is on by its own rules.
    func stretches(of item: ScheduledItem, during span: Range<Date>) -> [Range<Date>] {
        item.airtime.stretches(
            from: max(span.lowerBound, item.onset), to: span.upperBound, clock: clock, calendars: calendars)
    }

    /// Its window's end, or how far its rules are followed from an instant on.
    func end(of item: ScheduledItem, from: Date) -> Date {
        let year = max(from, item.onset) + Recurrence.longestQuerySeconds
        return item.airtime.window.expires.map { min($0, year) } ?? year
    }

    /// The first time at which an item is on by its own rules, up to a year from an instant on.
    func firstStretch(of item: ScheduledItem, from: Date) -> Range<Date>? {
        let end = end(of: item, from: from)
        var start = max(from, item.onset)
        while start < end {
            let next = min(end, start + Self.conflictSeconds)
            if let first = stretches(of: item, during: start..<next).first { return first }
            start = next
        }
        return nil
    }
}
