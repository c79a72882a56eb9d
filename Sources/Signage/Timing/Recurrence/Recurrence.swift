/// What comes again: a first time, how long each time lasts, the rule, and the times that are added to it or left out
/// (RFC 5545's `DTSTART`, `DURATION`, `RRULE`, `RDATE` and `EXDATE`).
///
/// All times are those of the clock on the wall; ``WallClock`` says which instants they are.
///
/// A start that does not match the rule is not an occurrence: it says from when on, at what time, and from where intervals
/// are counted. RFC 5545 section 3.8.5.3 leaves open what such a start means; a board shows what its rule says and nothing
/// beside it. `COUNT`, too, counts what matches. Who reads a file in which such a start is meant adds it to ``additions``, see
/// ``startFollowsRule``.
public struct Recurrence: Hashable, Sendable {
    /// The longest time that one occurrence lasts: 31 days.
    public static let longestSeconds = 31 * 86_400
    /// The most times that can be added, and that can be left out.
    public static let mostExtras = 500

    /// The first time, in the years 1971 to ``RecurrenceRule/lastYear``; also the only one when there is no rule.
    public let start: WallTime
    /// How long each time lasts: 1 to ``longestSeconds``. Exactly so also where clocks change, unless it ``endsByTheWall``.
    public let durationSeconds: Int
    /// Whether each time ends when the clock on the wall shows so many seconds more than at its start: a whole day then has
    /// its 23 or 25 hours where clocks change. (RFC 5545 has an exact `DURATION` only.)
    public let endsByTheWall: Bool
    /// How it comes again; nil when it does not.
    public let rule: RecurrenceRule?
    /// More starts, in ascending order (`RDATE`).
    public let additions: [WallTime]
    /// Starts that are left out, whatever brings them in, in ascending order (`EXDATE`).
    public let exceptions: [WallTime]

    let plan: RecurrencePlan?
    /// The wall second of the last start that there may be; `UNTIL` in UTC is looked at later, as it needs a clock.
    let last: Int

    /// - Throws: for values out of range and for lists that are too long.
    public init(
        start: WallTime, durationSeconds: Int, endsByTheWall: Bool = false, rule: RecurrenceRule? = nil,
        additions: [WallTime] = [], exceptions: [WallTime] = []
    ) throws(InvalidValue) {
        try Self.check("start", start)
        guard (1...Self.longestSeconds).contains(durationSeconds) else {
            throw InvalidValue(
                field: "durationSeconds", reason: "must be from 1 to \(Self.longestSeconds) seconds, which are 31 days")
        }
        for (field, times) in [("additions", additions), ("exceptions", exceptions)] {
            guard times.count <= Self.mostExtras else {
                throw InvalidValue(field: field, reason: "must be at most \(Self.mostExtras) times; a rule says more")
            }
            for (index, time) in times.enumerated() { try Self.check("\(field).\(index)", time) }
        }
        self.start = start
        self.durationSeconds = durationSeconds
        self.endsByTheWall = endsByTheWall
        self.rule = rule
        self.additions = Set(additions).sorted()
        self.exceptions = Set(exceptions).sorted()
        plan = rule.map { RecurrencePlan($0, start: start) }
        last = Self.last(of: rule, plan)
    }

    private static func check(_ field: String, _ time: WallTime) throws(InvalidValue) {
        guard (365 * 86_400..<(lastDay + 1) * 86_400).contains(time.seconds) else {
            throw InvalidValue(field: field, reason: "must be in the years 1971 to \(RecurrenceRule.lastYear)")
        }
    }

    /// 31 December of the last year.
    static let lastDay = DayCursor.firstDay(year: RecurrenceRule.lastYear + 1, month: 1) - 1

    /// So that no question need count from the start, the last of a count is looked up once.
    private static func last(of rule: RecurrenceRule?, _ plan: RecurrencePlan?) -> Int {
        let end = lastDay * 86_400 + 86_399
        guard let rule, let plan else { return end }
        switch rule.end {
        case .never, .instant: return end
        case .day(let date): return date.daysSince1970 * 86_400 + 86_399
        case .wall(let wall): return wall.seconds
        case .count(let count):
            var starts = RuleStarts(plan, first: plan.start, last: end)
            for _ in 1..<count { guard starts.next() != nil else { return end } }
            return starts.next() ?? end
        }
    }

    /// Whether the start is what the rule itself begins with; true without a rule.
    public var startFollowsRule: Bool {
        guard let plan else { return true }
        var starts = RuleStarts(plan, first: start.seconds, last: start.seconds)
        return starts.next() != nil
    }

    /// By what was given.
    public static func == (left: Recurrence, right: Recurrence) -> Bool {
        left.start == right.start && left.durationSeconds == right.durationSeconds
            && left.endsByTheWall == right.endsByTheWall && left.rule == right.rule && left.additions == right.additions
            && left.exceptions == right.exceptions
    }

    /// By what was given.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(start)
        hasher.combine(durationSeconds)
        hasher.combine(endsByTheWall)
        hasher.combine(rule)
        hasher.combine(additions)
        hasher.combine(exceptions)
    }
}
