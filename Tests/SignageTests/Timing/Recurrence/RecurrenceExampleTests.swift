import Foundation
import Testing

@testable import Signage

@Suite struct RecurrenceExampleTests {
    private let newYork = WallClock(zone: Examples.zone("America/New_York"))

    @Test("an example of RFC 5545 gives the dates listed there", arguments: RecurrenceExamples.all)
    func example(_ example: RecurrenceExamples.Example) throws {
        let expected = try example.expected.map { try WallTime($0) }
        let recurrence = try Recurrence(
            start: WallTime(example.start), durationSeconds: 60, rule: RecurrenceRule("RRULE:" + example.rule),
            exceptions: example.exceptions.map { try WallTime($0) })
        let end = try WallTime("2100-01-01T00:00")
        let starts = recurrence.starts(from: recurrence.start, to: end, clock: newYork)
        let found = example.isWhole ? Array(starts) : Array(starts.prefix(expected.count))
        #expect(found == expected)
        #expect(recurrence.startFollowsRule == (found.first == recurrence.start))
    }

    @Test("an example of RFC 5545 comes back from its own text", arguments: RecurrenceExamples.all)
    func roundTrip(_ example: RecurrenceExamples.Example) throws {
        let rule = try RecurrenceRule(example.rule)
        #expect(try RecurrenceRule(rule.description) == rule)
        #expect(try RecurrenceRule(rule.description.lowercased()) == rule)
        let shuffled = "RRULE:" + example.rule.split(separator: ";").reversed().joined(separator: ";")
        #expect(try RecurrenceRule(shuffled).description == rule.description)
    }
}
