extension NoticeDraft {
    /// How staff say that a notice comes again: on which days, and at which hours of them.
    public struct Repetition: Hashable, Sendable, Codable {
        /// The days, counted from the one on which the notice begins.
        public let rule: RecurrenceRule
        /// When it begins on each of them.
        public let from: TimeOfDay
        /// When it ends; on the next day where that is not after ``from``.
        public let to: TimeOfDay

        /// The whole day where no hours are given.
        public init(rule: RecurrenceRule, from: TimeOfDay = .midnight, to: TimeOfDay = .endOfDay) {
            self.rule = rule
            self.from = from
            self.to = to
        }

        /// Only `rule` is required.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            self.init(
                rule: try container.decode(RecurrenceRule.self, forKey: .rule),
                from: try container.decodeIfPresent(TimeOfDay.self, forKey: .from) ?? .midnight,
                to: try container.decodeIfPresent(TimeOfDay.self, forKey: .to) ?? .endOfDay)
        }

        /// The recurrence, counted from a day.
        func recurrence(from day: CalendarDate) throws(InvalidValue) -> Recurrence {
            let seconds = to.seconds - from.seconds
            return try Recurrence(
                start: WallTime(day, from), durationSeconds: seconds > 0 ? seconds : seconds + 86_400, rule: rule)
        }
    }
}
