public import Foundation

extension Recurrence {
    /// The longest stretch of time that one question is answered for: 366 days.
    public static let longestQuerySeconds: TimeInterval = 366 * 86_400

    /// When it holds, between one instant and another: each stretch from its first instant up to, not at, its end, in order.
    ///
    /// Clipped to what was asked for; occurrences that overlap or touch are one stretch, so that between two there is
    /// always time in which it does not hold. What lies beyond ``longestQuerySeconds`` after `from` is not looked at.
    ///
    /// An occurrence starts when the clock shows its time: where clocks change, a time that is skipped is the instant that it
    /// would have been, of a time that comes twice the first is meant (RFC 5545 section 3.3.5), and two starts that fall on
    /// one instant are one. (Section 3.3.10 would leave out what is skipped; on a board, late is better than not at all.)
    public func occurrences(from: Date, to: Date, clock: WallClock) -> [Range<Date>] {
        let to = min(to, from.addingTimeInterval(Self.longestQuerySeconds))
        guard from < to else { return [] }
        // A clock's change moves times by no more than a day.
        let first = clock.wall(at: from).seconds - durationSeconds - 86_400
        let end = clock.wall(at: to).seconds + 86_400
        var stretches: [Range<Date>] = []
        var isAscending = true
        for start in RecurrenceStarts(self, from: first, to: end, clock: clock) {
            let instant = clock.instant(of: start)
            let (begin, finish) = (max(from, instant), min(to, finish(of: start, at: instant, clock: clock)))
            guard begin < finish else { continue }
            if let before = stretches.last {
                if before.lowerBound <= begin, begin <= before.upperBound {
                    stretches[stretches.count - 1] = before.lowerBound..<max(before.upperBound, finish)
                    continue
                }
                isAscending = isAscending && before.upperBound < begin
            }
            stretches.append(begin..<finish)
        }
        return isAscending ? stretches : Self.merged(stretches)
    }

    private func finish(of start: WallTime, at instant: Date, clock: WallClock) -> Date {
        guard endsByTheWall else { return instant.addingTimeInterval(Double(durationSeconds)) }
        return clock.instant(of: WallTime(seconds: start.seconds + durationSeconds))
    }

    /// A skipped time comes after the times that follow it on the clock's face.
    private static func merged(_ stretches: [Range<Date>]) -> [Range<Date>] {
        stretches.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { merged, next in
            if let before = merged.last, next.lowerBound <= before.upperBound {
                merged[merged.count - 1] = before.lowerBound..<max(before.upperBound, next.upperBound)
            } else {
                merged.append(next)
            }
        }
    }
}
