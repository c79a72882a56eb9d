import Foundation
import Testing

@testable import Signage

@Suite struct RecurrenceFixtureTests {
    private let clock = RecurrenceFixture.clock

    @Test("2,000 random rules start when python-dateutil says")
    func agreesWithDateutil() throws {
        let entries = try RecurrenceFixture.entries()
        #expect(entries.count == 2_000)
        for entry in entries {
            let starts = Array(entry.recurrence.starts(from: entry.from, to: entry.to, clock: clock))
            #expect(starts == entry.starts, "\(entry.line.prefix(200))")
        }
    }

    @Test("a question cut in two anywhere has the same answer")
    func split() throws {
        for (index, entry) in try RecurrenceFixture.entries().enumerated() {
            let length = entry.to.seconds - entry.from.seconds
            var cuts = [entry.from.seconds + length * (index % 7) / 7]
            // At a start and right after it, where a cut could count it twice or not at all.
            if let start = entry.starts.dropFirst(index % 5).first { cuts += [start.seconds, start.seconds + 1] }
            for cut in cuts.map(WallTime.init(seconds:)) {
                let before = entry.recurrence.starts(from: entry.from, to: cut, clock: clock)
                let after = entry.recurrence.starts(from: cut, to: entry.to, clock: clock)
                #expect(Array(before) + Array(after) == entry.starts, "\(entry.line.prefix(200)) cut at \(cut)")
            }
        }
    }

    @Test("stepping from one start to the next gives all of them")
    func stepping() throws {
        for entry in try RecurrenceFixture.entries() {
            var time = WallTime(seconds: entry.from.seconds - 1)
            for start in entry.starts.prefix(12) {
                let next = entry.recurrence.next(after: time, clock: clock)
                #expect(next == start, "\(entry.line.prefix(200))")
                time = start
            }
            let last = entry.starts.last ?? time
            let beyond = entry.recurrence.next(after: last, clock: clock)
            #expect(beyond.map { $0 >= entry.to } ?? true, "\(entry.line.prefix(200))")
        }
    }

    @Test("a later part of all starts is what a question from there on finds")
    func suffix() throws {
        let end = try WallTime("2045-01-01T00:00")
        for entry in try RecurrenceFixture.entries() {
            let all = Array(entry.recurrence.starts(from: WallTime(seconds: .min), to: end, clock: clock).prefix(200))
            guard let last = all.last else { continue }
            let middle = all[all.count / 2]
            let found = entry.recurrence.starts(from: middle, to: last, clock: clock)
            #expect(Array(found) == all.filter { $0 >= middle && $0 < last }, "\(entry.line.prefix(200))")
            #expect(zip(all, all.dropFirst()).allSatisfy { $0 < $1 })
        }
    }

    @Test("a rule comes back from its text and a recurrence from its JSON")
    func roundTrip() throws {
        for entry in try RecurrenceFixture.entries() {
            let rule = try #require(entry.recurrence.rule)
            #expect(try RecurrenceRule(rule.description) == rule)
            let json = try JSONEncoder().encode(entry.recurrence)
            #expect(try JSONDecoder().decode(Recurrence.self, from: json) == entry.recurrence)
        }
    }
}
