import Foundation

/// When a board's panel is on and how bright, a part of the board's settings.
///
/// Of what applies at once, the first of these decides:
/// 1. An interrupt (an emergency) turns the panel on, at any hour and power level, as bright as by day and not quiet.
/// 2. ``PowerLevel/emergencyOnly`` turns it off.
/// 3. A daypart of ``off`` turns it off.
/// 4. It is on: by night at ``nightPercent``, else at ``dayPercent``; with ``PowerLevel/saving`` at half of that.
///
/// It is night in a daypart of ``night``, and where ``followsTwilight`` is set and the board's place known also from civil dusk to civil
/// dawn. It is quiet in a daypart of ``quiet`` and while power is saved. Without a trusted clock none of the times count: see
/// ``state(withoutTimeAt:hasInterrupt:)``.
public struct PanelTimes: Hashable, Sendable {
    /// A panel that is on is never darker than this: it would look broken.
    public static let leastPercent = 5

    /// When it shows nothing.
    public let off: [Daypart]
    /// When nothing moves or sounds.
    public let quiet: [Daypart]
    /// When it is night, beside twilight.
    public let night: [Daypart]
    /// How bright it is by day, ``leastPercent`` to 100.
    public let dayPercent: Int
    /// How bright it is by night, ``leastPercent`` to 100.
    public let nightPercent: Int
    /// Whether it is night from civil dusk to civil dawn.
    public let followsTwilight: Bool

    /// Always on, at 100 % by day and at 30 % from dusk to dawn.
    public static let standard = PanelTimes(
        checkedOff: [], quiet: [], night: [], dayPercent: 100, nightPercent: 30, followsTwilight: true)

    /// - Throws: when a brightness is out of range, the panel would always be off, or there are more than 50 dayparts of a kind.
    public init(
        off: [Daypart] = [], quiet: [Daypart] = [], night: [Daypart] = [],
        dayPercent: Int = standard.dayPercent, nightPercent: Int = standard.nightPercent,
        followsTwilight: Bool = standard.followsTwilight
    ) throws(InvalidValue) {
        for (name, dayparts) in [("off", off), ("quiet", quiet), ("night", night)] where dayparts.count > 50 {
            throw InvalidValue(field: name, reason: "must be at most 50 dayparts")
        }
        if let index = off.firstIndex(of: .always) {
            throw InvalidValue(
                field: "off.\(index)",
                reason: "must not be every hour of every day: the board would never show anything")
        }
        guard !Self.coversYear(off) else {
            throw InvalidValue(
                field: "off",
                reason: "must not be together every hour of every day: the board would never show anything")
        }
        for (name, percent) in [("dayPercent", dayPercent), ("nightPercent", nightPercent)]
        where !(Self.leastPercent...100).contains(percent) {
            throw InvalidValue(
                field: name, reason: "must be \(Self.leastPercent) to 100; to turn the panel off name the hours in off")
        }
        self.init(
            checkedOff: off, quiet: quiet, night: night, dayPercent: dayPercent, nightPercent: nightPercent,
            followsTwilight: followsTwilight)
    }

    /// Whether dayparts leave no second of a year. Of those that ask when schools are closed none counts, as nobody knows here.
    private static func coversYear(_ dayparts: [Daypart]) -> Bool {
        let known = dayparts.filter { !$0.calendars.contains(.schoolHolidays) }
        let start = Date(timeIntervalSince1970: 1_767_225_600)
        let year = start..<start.addingTimeInterval(365 * 86_400)
        return known.stretches(
            from: year.lowerBound, to: year.upperBound, clock: WallClock(zone: .gmt), calendars: .publicHolidaysOnly)
            == [year]
    }

    private init(
        checkedOff off: [Daypart], quiet: [Daypart], night: [Daypart], dayPercent: Int, nightPercent: Int,
        followsTwilight: Bool
    ) {
        self.off = off
        self.quiet = quiet
        self.night = night
        self.dayPercent = dayPercent
        self.nightPercent = nightPercent
        self.followsTwilight = followsTwilight
    }

    /// The calendars that its dayparts ask, in order.
    public var calendars: [DayCalendar] { Set((off + quiet + night).flatMap(\.calendars)).sorted() }
}

extension PanelTimes: Codable {
    private enum CodingKeys: String, CodingKey { case off, quiet, night, dayPercent, nightPercent, followsTwilight }

    /// Decodes through the validating initializer; what is missing is as in ``standard``.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func dayparts(_ key: CodingKeys) throws -> [Daypart] {
            try container.decodeIfPresent([Daypart].self, forKey: key) ?? []
        }
        let (off, quiet, night) = (try dayparts(.off), try dayparts(.quiet), try dayparts(.night))
        let day = try container.decodeWholeIfPresent(forKey: .dayPercent) ?? Self.standard.dayPercent
        let dimmed = try container.decodeWholeIfPresent(forKey: .nightPercent) ?? Self.standard.nightPercent
        let twilight =
            try container.decodeIfPresent(Bool.self, forKey: .followsTwilight) ?? Self.standard.followsTwilight
        self = try decoder.validated {
            try PanelTimes(
                off: off, quiet: quiet, night: night, dayPercent: day, nightPercent: dimmed, followsTwilight: twilight)
        }
    }
}
