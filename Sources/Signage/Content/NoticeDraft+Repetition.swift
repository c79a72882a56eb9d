extension NoticeDraft {
    /// How staff say that a notice comes again: on which days, and at which hours of them.
    public struct Repetition: Hashable, Sendable, Codable {
        /// The days, counted from the one on which the notice begins, or the next where the first one's hours are over by then.
        public let rule: RecurrenceRule
        /// When it begins on each of them, by the clock on the wall.
        public let from: TimeOfDay
        /// When it ends, by the clock on the wall; on the next day where that is before ``from``.
        public let to: TimeOfDay

        /// The whole day where no hours are given.
        /// - Throws: when it begins at 24:00 or where it ends.
        public init(
            rule: RecurrenceRule, from: TimeOfDay = .midnight, to: TimeOfDay = .endOfDay
        ) throws(InvalidValue) {
            // The hours are those of a daypart, and so is what is wrong with them.
            _ = try Daypart(from: from, to: to)
            self.rule = rule
            self.from = from
            self.to = to
        }

        /// Only `rule` is required.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            let rule = try container.decode(RecurrenceRule.self, forKey: .rule)
            let from = try container.decodeIfPresent(TimeOfDay.self, forKey: .from) ?? .midnight
            let to = try container.decodeIfPresent(TimeOfDay.self, forKey: .to) ?? .endOfDay
            self = try decoder.validated { try Repetition(rule: rule, from: from, to: to) }
        }

        /// The recurrence, counted from the first of all days whose hours are not over.
        /// - Parameter onset: when the notice begins, by the clock on the wall.
        func recurrence(from onset: WallTime) throws(InvalidValue) -> Recurrence {
            let seconds = to.seconds - from.seconds
            let length = seconds > 0 ? seconds : seconds + 86_400
            var start = onset.day * 86_400 + from.seconds
            if start + length <= onset.seconds { start += 86_400 }
            return try Recurrence(
                start: WallTime(seconds: start), durationSeconds: length, endsByTheWall: true, rule: rule)
        }
    }
}
