public import Foundation

/// The clock on the walls of a time zone: turns instants into what it shows, and back.
///
/// Where clocks change, RFC 5545 section 3.3.5 holds: a time that is skipped means the instant that it would have been without the
/// change, and of a time that comes twice the first is meant.
public struct WallClock: Hashable, Sendable {
    /// Where it hangs.
    public let zone: TimeZone
    /// Since when (seconds since 1970) which offset from UTC (seconds) holds; the first holds ever since. Up to ``lastYear``.
    private let offsets: [(since: Int, offset: Int)]

    /// Reads all changes of the zone's clock until the end of 2099; later ones do not take place.
    public init(zone: TimeZone) {
        self.zone = zone
        var offsets = [(since: Int.min, offset: zone.secondsFromGMT(for: Date(timeIntervalSince1970: 0)))]
        var instant = Date(timeIntervalSince1970: 0)
        while let change = zone.nextDaylightSavingTimeTransition(after: instant), change > instant,
            change.timeIntervalSince1970 < 4_102_444_800
        {
            offsets.append((Int(change.timeIntervalSince1970), zone.secondsFromGMT(for: change)))
            instant = change
        }
        self.offsets = offsets
    }

    /// What the clock shows at an instant; parts of a second are cut off.
    public func wall(at instant: Date) -> WallTime {
        let seconds = instant.boundedSeconds
        return WallTime(seconds: seconds + offsets[index(at: seconds)].offset)
    }

    /// The instant at which the clock shows a time.
    public func instant(of wall: WallTime) -> Date {
        // No offset is more than a day from another, so that this is before the change that counts.
        var index = index(at: wall.seconds - 2 * 86_400)
        while index + 1 < offsets.count, wall.seconds - offsets[index].offset >= offsets[index + 1].since { index += 1 }
        return Date(timeIntervalSince1970: Double(wall.seconds - offset(before: index, showing: wall)))
    }

    /// A time in a gap is counted with the offset before it: it lies after the change by either count.
    private func offset(before index: Int, showing wall: WallTime) -> Int {
        guard index > 0, wall.seconds - offsets[index].offset < offsets[index].since else {
            return offsets[index].offset
        }
        return offsets[index - 1].offset
    }

    /// The first change of the clock after an instant; nil when there is none.
    public func nextChange(after instant: Date) -> Date? {
        let seconds = instant.boundedSeconds
        let next = index(at: seconds) + 1
        return next < offsets.count ? Date(timeIntervalSince1970: Double(offsets[next].since)) : nil
    }

    private func index(at seconds: Int) -> Int {
        var (low, high) = (0, offsets.count - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if offsets[middle].since <= seconds { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// Clocks of the same zone are the same.
    public static func == (left: WallClock, right: WallClock) -> Bool { left.zone == right.zone }

    /// By the zone.
    public func hash(into hasher: inout Hasher) { hasher.combine(zone) }
}

extension Date {
    /// Whole seconds since 1970, parts cut off; bounded where no calendar goes, as not every Double fits an Int.
    var boundedSeconds: Int { Int(max(-1e12, min(1e12, timeIntervalSince1970.rounded(.down)))) }
}
