import Foundation

/// Looks for what keeps the items of one place from being seen.
struct ConflictSearch {
    private let schedule: Schedule
    private let span: Range<Date>
    private let survey: PlaceSurvey

    /// More than so many seconds for a round of all is reported.
    static let longestRoundSeconds = 3_600
    /// What is left with less of its time than that is reported.
    static let leastShare = 0.1
    private static let mostRivals = 3

    init(_ schedule: Schedule, place: Int, span: Range<Date>) {
        self.schedule = schedule
        self.span = span
        survey = PlaceSurvey(schedule, place: place, span: span)
    }

    /// What the runs say about one item's time.
    private struct Tally {
        /// By its own rules, and so far that no higher class is on.
        var (on, free) = (0, 0)
        /// Of the run with the longest round.
        var (count, roundSeconds) = (1, 0)
        /// Seconds of each item of a higher class, and of each other interrupt where this is one.
        var rivals: [Int: Int] = [:]
    }

    func conflicts(of index: Int) -> [ScheduleConflict] {
        let item = schedule.items[index]
        let stretches = schedule.stretches(of: item, during: span)
        let kinds = stretches.isEmpty ? neverOn(item).map { [$0] } ?? [] : shown(index, item, stretches)
        return (kinds + gaps(of: item)).map { ScheduleConflict(item, $0, clock: schedule.clock) }
    }

    private func shown(_ index: Int, _ item: ScheduledItem, _ stretches: [Range<Date>]) -> [ScheduleConflict.Kind] {
        let tally = tally(index, item, stretches)
        let showing = survey.showings[index] ?? PlaceSurvey.Showing()
        func rivals() -> ScheduleConflict.Rivals { self.rivals(tally.rivals, of: stretches) }
        guard showing.seconds > 0 else {
            // That others are on is what evergreen content is for.
            guard tally.free > 0 else { return item.priority == .evergreen ? [] : [.crowdedOut(by: rivals())] }
            return [
                .neverItsTurn(count: tally.count, roundSeconds: tally.roundSeconds, freeSeconds: tally.free)
            ]
        }
        var kinds: [ScheduleConflict.Kind] = []
        let share = Double(tally.free) / Double(max(1, tally.on))
        if share < Self.leastShare, item.priority != .evergreen { kinds.append(.squeezed(share: share, by: rivals())) }
        if showing.longest < item.dwellSeconds.lowerBound {
            kinds.append(.cutShort(longestSeconds: showing.longest, neededSeconds: item.dwellSeconds.lowerBound))
        }
        if tally.roundSeconds > Self.longestRoundSeconds {
            kinds.append(.longRound(count: tally.count, roundSeconds: tally.roundSeconds))
        }
        if item.priority == .interrupt, !tally.rivals.isEmpty { kinds.append(.sharedInterrupt(with: rivals())) }
        return kinds
    }

    private func tally(_ index: Int, _ item: ScheduledItem, _ stretches: [Range<Date>]) -> Tally {
        var tally = Tally()
        for stretch in stretches {
            let seconds = stretch.lowerBound.boundedSeconds..<stretch.upperBound.boundedSeconds
            tally.on += seconds.count
            survey.forEachRun(in: seconds) { run, overlap in
                guard let priority = run.priority else { return }
                if priority == item.priority {
                    tally.free += overlap
                    if run.roundSeconds > tally.roundSeconds {
                        (tally.count, tally.roundSeconds) = (run.count, run.roundSeconds)
                    }
                }
                guard priority > item.priority || priority == .interrupt else { return }
                for (rival, seconds) in run.seconds where rival != index {
                    tally.rivals[rival, default: 0] += min(seconds, overlap)
                }
            }
        }
        return tally
    }

    private func rivals(_ seconds: [Int: Int], of stretches: [Range<Date>]) -> ScheduleConflict.Rivals {
        let most = seconds.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.mostRivals)
        let rivals = most.compactMap { index, _ -> ScheduleConflict.Rival? in
            let rival = schedule.items[index]
            let both = Airtime.intersection(stretches, schedule.stretches(of: rival, during: span))
            guard let first = both.first, let last = both.last else { return nil }
            return ScheduleConflict.Rival(
                item: rival.id, title: rival.title, during: first.lowerBound..<last.upperBound)
        }
        return ScheduleConflict.Rivals(items: rivals, more: seconds.count - rivals.count)
    }

    // MARK: Rules alone

    /// Nil where it is on at some other time.
    private func neverOn(_ item: ScheduledItem) -> ScheduleConflict.Kind? {
        let start = max(span.lowerBound, item.onset)
        let end = schedule.end(of: item, from: start)
        if let expires = item.airtime.window.expires, expires <= item.onset {
            return .neverOn(.published, from: item.airtime.window.onset, to: expires)
        }
        guard start < end, start < span.upperBound, schedule.firstStretch(of: item, from: start) == nil,
            schedule.firstStretch(of: item, from: item.onset) == nil
        else { return nil }
        let (clock, calendars) = (schedule.clock, schedule.calendars)
        if let recurrence = item.airtime.recurrence,
            recurrence.occurrences(from: start, to: end, clock: clock).isEmpty
        {
            return .neverOn(.recurrence, from: start, to: end)
        }
        let hours = item.airtime.dayparts.stretches(from: start, to: end, clock: clock, calendars: calendars)
        return .neverOn(hours.isEmpty ? .dayparts : .both, from: start, to: end)
    }

    private func gaps(of item: ScheduledItem) -> [ScheduleConflict.Kind] {
        let end = schedule.end(of: item, from: span.lowerBound)
        guard !item.airtime.dayparts.isEmpty, span.lowerBound < end, item.onset < span.upperBound,
            let first = CalendarDate(daysSince1970: schedule.clock.wall(at: max(item.onset, span.lowerBound)).day),
            let last = CalendarDate(daysSince1970: schedule.clock.wall(at: end - 1).day), first <= last
        else { return [] }
        let calendars = Set(item.airtime.dayparts.flatMap(\.calendars)).sorted()
        return calendars.flatMap { schedule.calendars.gaps(in: $0, during: first...last) }.map { .unknownDays($0) }
    }
}
