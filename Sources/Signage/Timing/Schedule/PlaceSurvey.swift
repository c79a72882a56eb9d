import Foundation

/// What happens in one place in some span of time, as far as conflicts are about it.
struct PlaceSurvey {
    /// A time in which the same class is on, with as many that take turns.
    struct Run {
        /// In seconds since 1970, from the first up to, not at, the second.
        let start: Int
        fileprivate(set) var end: Int
        /// Nil when nothing is on.
        let priority: Priority?
        let count: Int
        let roundSeconds: Int
        /// The items that had turns in it, and for how many seconds.
        fileprivate(set) var seconds: [Int: Int] = [:]
    }

    /// How long an item shows.
    struct Showing {
        /// Within the span.
        var seconds = 0
        /// Without a break, in part perhaps before or after the span.
        var longest = 0
    }

    /// In seconds since 1970.
    let span: Range<Int>
    /// In order, without a gap.
    private(set) var runs: [Run] = []
    private(set) var showings: [Int: Showing] = [:]
    /// The item that is on, since when, and whether in the span.
    private var current: (item: Int, start: Int, isInSpan: Bool) = (-1, 0, false)

    /// Goes through the plans of all weeks that the span touches; a plan is kept no longer than that takes.
    init(_ schedule: Schedule, place: Int, span: Range<Date>) {
        self.span = span.lowerBound.boundedSeconds..<span.upperBound.boundedSeconds
        guard !span.isEmpty else { return }
        let first = Week.number(at: span.lowerBound, clock: schedule.clock)
        let last = Week.number(at: span.upperBound, clock: schedule.clock)
        var end = self.span.lowerBound
        for number in first...last {
            let plan = schedule.plan(of: number, place: place)
            for index in plan.entries.indices {
                let entry = plan.entries[index]
                let start = plan.week.start + Int(entry.since)
                end = plan.end(of: index)
                add(
                    entry, from: start, to: end,
                    priority: entry.item < 0 ? nil : schedule.items[Int(entry.item)].priority)
            }
        }
        finish(at: end)
    }

    private mutating func add(_ entry: WeekPlan.Entry, from start: Int, to end: Int, priority: Priority?) {
        let item = Int(entry.item)
        if item != current.item {
            finish(at: start)
            current = (item, start, false)
        }
        let (from, to) = (max(start, span.lowerBound), min(end, span.upperBound))
        guard from < to else { return }
        current.isInSpan = true
        let (count, round) = (Int(entry.count), Int(entry.roundSeconds))
        if let run = runs.last, (run.priority, run.count, run.roundSeconds) == (priority, count, round) {
            runs[runs.count - 1].end = to
        } else {
            runs.append(Run(start: from, end: to, priority: priority, count: count, roundSeconds: round))
        }
        guard item >= 0 else { return }
        runs[runs.count - 1].seconds[item, default: 0] += to - from
        showings[item, default: Showing()].seconds += to - from
    }

    private mutating func finish(at time: Int) {
        guard current.item >= 0, current.isInSpan else { return }
        showings[current.item, default: Showing()].longest = max(
            showings[current.item]?.longest ?? 0, time - current.start)
    }

    /// The runs that touch a stretch of time, and for how many seconds each.
    func forEachRun(in stretch: Range<Int>, _ body: (Run, Int) -> Void) {
        var (low, high) = (0, runs.count)
        while low < high {
            let middle = (low + high) / 2
            if runs[middle].end <= stretch.lowerBound { low = middle + 1 } else { high = middle }
        }
        while low < runs.count, runs[low].start < stretch.upperBound {
            body(runs[low], min(runs[low].end, stretch.upperBound) - max(runs[low].start, stretch.lowerBound))
            low += 1
        }
    }
}
