/// A day of the week in a rule: every one of them, or the n-th of a month or a year (RFC 5545's `weekdaynum`).
public struct OrdinalWeekday: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Which day.
    public let weekday: Weekday
    /// 1 to 53 from the start, -1 to -53 from the end; nil for every one.
    public let ordinal: Int?

    /// - Parameters:
    ///   - weekday: which day.
    ///   - ordinal: which of them; nil for every one.
    /// - Throws: for an ordinal that no year has.
    public init(_ weekday: Weekday, ordinal: Int? = nil) throws(InvalidValue) {
        if let ordinal, !(1...53).contains(abs(max(-99, ordinal))) {
            throw InvalidValue(
                field: "", reason: "BYDAY counts from 1 to 53, or from -1 to -53 from the end, not \(ordinal)")
        }
        self.weekday = weekday
        self.ordinal = ordinal
    }

    /// As in a rule: `FR`, `2MO`, `-1SU`.
    public var description: String { (ordinal.map(String.init) ?? "") + weekday.abbreviation }

    /// By ordinal, then by weekday; those without an ordinal first.
    public static func < (left: OrdinalWeekday, right: OrdinalWeekday) -> Bool {
        (left.ordinal ?? -99, left.weekday) < (right.ordinal ?? -99, right.weekday)
    }
}
