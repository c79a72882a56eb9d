import Foundation
import Testing

@testable import Signage

@Suite struct ScheduleTests {
    /// Schedules of every kind of item in weeks with and without a change of the clock, and instants of interest in each.
    private func examples(_ count: Int, seed: UInt64) throws -> [(schedule: Schedule, instants: [Date])] {
        var generator = SeededGenerator(seed: seed)
        return try (0..<count).map { index in
            let middle = ScheduleExamples.middles[index % ScheduleExamples.middles.count]
            let items = try ScheduleExamples.items(around: middle, using: &generator)
            let schedule = Schedule(items: items, clock: ScheduleExamples.clock)
            let random = (0..<8).map { _ in
                middle + Double(Int.random(in: -700_000...700_000, using: &generator)) + 0.25
            }
            let changes = items.flatMap { [$0.onset, $0.airtime.window.expires].compactMap { $0 } }
            return (schedule, random + changes + changes.map { $0 - 0.001 })
        }
    }

    @Test("the programme stays as it is from any instant until its next change, which is to come")
    func constant() throws {
        var generator = SeededGenerator(seed: 3)
        for (schedule, instants) in try examples(60, seed: 7) {
            for now in instants {
                let programme = schedule.programme(at: now)
                let next = programme.nextChange ?? now + 1e7
                #expect(next > now)
                // Eight weeks without a change are told as one.
                let isFar = next.timeIntervalSince(now) > 7 * 7 * 86_400
                for _ in 0..<4 {
                    let then = now + next.timeIntervalSince(now) * Double.random(in: 0..<1, using: &generator)
                    let still = schedule.programme(at: then)
                    #expect(still.turns == programme.turns)
                    #expect(still.nextChange == programme.nextChange || (isFar && programme.nextChange != nil))
                }
                let changed = schedule.programme(at: next)
                #expect(changed.turns != programme.turns || isFar)
            }
        }
    }

    @Test(
        "only what is on has a turn, nothing of a higher class is on then, and where something is on, something has a turn"
    )
    func onlyWhatIsOn() throws {
        for (schedule, instants) in try examples(60, seed: 8) {
            for now in instants {
                let turns = schedule.programme(at: now).turns
                for place in Set(schedule.items.map(\.place)) {
                    let on = schedule.items.filter {
                        $0.place == place && ScheduleExamples.isOn($0, at: now)
                    }
                    let highest = on.map(\.priority).max()
                    #expect(turns[place]?.item.priority == highest)
                    if let turn = turns[place] {
                        #expect(on.contains(turn.item))
                        #expect(turn.count == on.count { $0.priority == highest })
                        #expect((0..<turn.count).contains(turn.position))
                    }
                }
            }
        }
    }

    @Test("a timeline is what stepping from change to change gives")
    func timeline() throws {
        for (schedule, instants) in try examples(30, seed: 9) {
            let start = instants[0]
            let end = start + 3 * 86_400
            var (now, steps) = (start, [Timeline.Entry]())
            while now < end {
                let programme = schedule.programme(at: now)
                let next = min(programme.nextChange ?? end, end)
                steps.append(Timeline.Entry(start: now, end: next, turns: programme.turns))
                now = next
            }
            #expect(Array(schedule.timeline(from: start, to: end)) == steps)
            #expect(Array(schedule.timeline(from: end, to: start)).isEmpty)
        }
    }

    @Test("two boards agree, in whatever order items come and questions are asked")
    func agreement() throws {
        var generator = SeededGenerator(seed: 4)
        for (schedule, instants) in try examples(30, seed: 10) {
            let other = Schedule(items: schedule.items.shuffled(using: &generator), clock: schedule.clock)
            let answers = Dictionary(instants.map { ($0, schedule.programme(at: $0)) }) { first, _ in first }
            for now in instants.shuffled(using: &generator) { #expect(other.programme(at: now) == answers[now]) }
        }
    }

    @Test("taking away something of a lower class changes nothing for higher ones")
    func lowerClasses() throws {
        for (schedule, instants) in try examples(40, seed: 11) {
            for lowest in Priority.allCases.dropFirst() {
                let rest = Schedule(items: schedule.items.filter { $0.priority > lowest }, clock: schedule.clock)
                for now in instants {
                    for (place, turn) in schedule.programme(at: now).turns where turn.item.priority > lowest {
                        #expect(rest.programme(at: now).turns[place] == turn)
                    }
                }
            }
        }
    }

    @Test(
        "in any hour everything has its share of the time within one dwell, and the shares are all of the time",
        arguments: 1...12)
    func shares(count: Int) throws {
        var generator = SeededGenerator(seed: UInt64(count))
        let start = Examples.now - 86_400
        let items = try (0..<count).map { number in
            try ScheduleExamples.item(
                "n\(number)", weight: Double(Int.random(in: 1...4, using: &generator)), from: start,
                dwell: ScheduleExamples.dwell(using: &generator))
        }
        let schedule = Schedule(items: items, clock: ScheduleExamples.clock)
        let weights = items.reduce(0) { $0 + $1.weight }
        let longest = try #require(items.map(\.dwellSeconds.upperBound).max())
        for _ in 0..<40 {
            let from = start + 7_200 + Double(Int.random(in: 0...70_000, using: &generator))
            var had: [Name: TimeInterval] = [:]
            for entry in schedule.timeline(from: from, to: from + 3_600) {
                had[try #require(entry.turns[.notices]).item.id, default: 0] += entry.end.timeIntervalSince(entry.start)
            }
            #expect(had.values.reduce(0, +) == 3_600)
            for item in items {
                let share = item.weight / weights * 3_600
                #expect(abs((had[item.id] ?? 0) - share) <= Double(longest), "\(item.id) of \(count)")
            }
        }
    }

    @Test(
        "where the dwells do not fit into an hour, nobody waits longer than one full round, over the border of a week than two"
    )
    func rounds() throws {
        var generator = SeededGenerator(seed: 5)
        let start = try Date("2026-11-23T00:00:00Z", strategy: .iso8601)
        let items = try (0..<200).map { number in
            let dwell = Int.random(in: 20...60, using: &generator)
            return try ScheduleExamples.item(
                "n\(number)", weight: Double(dwell), from: start, dwell: dwell...(3 * dwell))
        }
        let round = Double(items.reduce(0) { $0 + $1.dwellSeconds.lowerBound })
        #expect(round > 3_600)
        var last: [Name: Date] = [:]
        // A week's plan knows nothing of the one before, so that a board that starts on Monday agrees with all others.
        let border = try Date("2026-11-29T23:00:00Z", strategy: .iso8601)
        let schedule = Schedule(items: items, clock: ScheduleExamples.clock)
        for entry in schedule.timeline(from: start, to: start + 13 * 86_400) {
            let id = try #require(entry.turns[.notices]).item.id
            if let before = last[id] {
                let isOverBorder = before < border && border < entry.start
                #expect(entry.start.timeIntervalSince(before) <= (isOverBorder ? 2 : 1) * round)
            }
            last[id] = entry.end
        }
        #expect(last.count == items.count)
    }

    @Test("what is on for minutes a day begins with others each week, so that all of it is seen")
    func minutesADay() throws {
        let start = try Date("2026-01-05T00:00:00Z", strategy: .iso8601)
        let daypart = try Daypart(from: TimeOfDay("8:00"), to: TimeOfDay("8:05"))
        let items = try (0..<120).map {
            try ScheduleExamples.item(
                "n\($0)", weight: 60, from: start, days: 365, dayparts: [daypart], dwell: 60...180)
        }
        let schedule = Schedule(items: items, clock: ScheduleExamples.clock)
        var seen = Set<Name>()
        for entry in schedule.timeline(from: start, to: start + 30 * 7 * 86_400) {
            if let turn = entry.turns[.notices] { seen.insert(turn.item.id) }
        }
        #expect(seen.count == items.count)
    }

    @Test("a notice that has just been published is shown at once, and those before it go on after it")
    func atOnce() throws {
        let before = try (0..<5).map { try Examples.notice("n\($0)", from: Examples.now - 3_600 - Double($0)) }
        for late in stride(from: 0.0, to: 60, by: 1) {
            let new = try Examples.notice("new", from: Examples.now + late, published: Examples.now + late)
            let schedule = Schedule(notices: before + [new], clock: ScheduleExamples.clock)
            #expect(schedule.programme(at: new.published).notice == new)
            let turn = try #require(schedule.programme(at: new.published).turns[.notices])
            #expect(turn.start == new.published && turn.elapsed(at: turn.start - 3) == 0)
            var seen = Set<Name>()
            for entry in schedule.timeline(from: new.published, to: new.published + 60) {
                seen.insert(try #require(entry.notice).id)
            }
            #expect(seen.count == 6)
        }
    }

    @Test("a notice published in the last moments of a week has its whole first turn in the next one", arguments: 1...9)
    func atOnceOverTheBorder(others: Int) throws {
        let border = try Date("2026-11-29T23:00:00Z", strategy: .iso8601)
        let before = try (0..<others).map {
            try Examples.notice("n\($0)", from: border - 86_400 - Double($0), until: border + 86_400)
        }
        for ahead in stride(from: 1.0, to: 30, by: 1) {
            let new = try Examples.notice("new", from: border - ahead, until: border + 86_400)
            let schedule = Schedule(notices: before + [new], clock: ScheduleExamples.clock)
            let dwell = try #require(schedule.programme(at: new.published).turns[.notices]).item.dwellSeconds.lowerBound
            let end = new.published + Double(dwell)
            for entry in schedule.timeline(from: new.published, to: end) { #expect(entry.notice == new) }
        }
    }

    @Test("a notice published just now shows on a board whose clock is five seconds behind, not six")
    func slowClocks() throws {
        let notice = try Examples.notice("now", published: Examples.now)
        let schedule = Schedule(notices: [notice], clock: ScheduleExamples.clock)
        #expect(schedule.programme(at: Examples.now - 5).notice == notice)
        #expect(schedule.programme(at: Examples.now - 5.5).notice == nil)
        let planned = try Examples.notice("later", published: Examples.now - 3_600)
        let later = Schedule(notices: [planned], clock: ScheduleExamples.clock)
        #expect(later.programme(at: Examples.now - 1).notice == nil)
        #expect(later.programme(at: Examples.now).notice == planned)
    }

    @Test("a notice alone stays, with no change before its end, also over weeks and changes of the clock")
    func alone() throws {
        let notice = try Examples.notice(until: Examples.now + 40 * 86_400, published: Examples.now)
        let schedule = Schedule(notices: [notice], clock: ScheduleExamples.clock)
        for days in 0..<40 {
            #expect(schedule.programme(at: Examples.now + Double(days) * 86_400).nextChange == notice.window.expires)
        }
        #expect(schedule.programme(at: Examples.now + 40 * 86_400) == Programme())
        #expect(Schedule(notices: [], clock: ScheduleExamples.clock).programme(at: Examples.now) == Programme())
    }

    @Test(
        "what stays after everything else has ended has no change but where its turn is counted from its own beginning")
    func lastOfAll() throws {
        let monday = Examples.time("2026-11-23T00:00:00+01:00")
        let stays = try ScheduleExamples.item(
            "stays", priority: .evergreen, from: monday - 10 * 86_400, days: nil, dwell: 20...60)
        let ends = try ScheduleExamples.item("ends", from: monday - 86_400, days: 3, dwell: 20...60)
        let schedule = Schedule(items: [stays, ends], clock: ScheduleExamples.clock)
        var now = monday + 2 * 86_400
        #expect(schedule.programme(at: now).turns[.notices]?.start == now)
        #expect(schedule.programme(at: now).nextChange == monday + 7 * 86_400)
        now = monday + 7 * 86_400
        #expect(schedule.programme(at: now).turns[.notices]?.start == stays.onset)
        #expect(schedule.programme(at: now).nextChange == nil)
    }

    @Test("with nothing current there is no notice, and the next change is the next onset")
    func later() throws {
        let later = try Examples.notice(
            from: Examples.now + 60, until: Examples.now + 90, published: Examples.now)
        let schedule = Schedule(notices: [later], clock: ScheduleExamples.clock)
        #expect(schedule.programme(at: Examples.now) == Programme(nextChange: Examples.now + 60))
        #expect(schedule.programme(at: Examples.now + 90) == Programme())
    }

    @Test("a board without a clock has only what is always on")
    func undated() throws {
        let dated = try Examples.notice("dated")
        let evergreen = try Notice(
            id: Name("evergreen"), headline: "Willkommen", body: "", priority: .evergreen,
            window: DisplayWindow(onset: Examples.now, expires: nil), published: Examples.now)
        let hours = try Notice(
            id: Name("hours"), headline: "Willkommen", body: "", priority: .evergreen,
            window: DisplayWindow(onset: Examples.now, expires: nil),
            dayparts: [Daypart(from: TimeOfDay("8:00"), to: TimeOfDay("18:00"))], published: Examples.now)
        let planned = try Notice(
            id: Name("planned"), headline: "Willkommen", body: "", priority: .evergreen,
            window: DisplayWindow(onset: Examples.now + 1, expires: nil), published: Examples.now)
        let schedule = Schedule(notices: [dated, evergreen, hours, planned], clock: ScheduleExamples.clock)
        #expect(schedule.undated.items.map(\.id) == [evergreen.id])
        for now in ["1970-01-01T00:00:10Z", "2026-11-23T14:07:00Z", "2099-12-31T12:00:00Z"].map(Examples.time) {
            let programme = schedule.undated.programme(at: now)
            #expect(programme.notice == evergreen && programme.nextChange == nil)
            let turn = try #require(programme.noticeTurn)
            #expect(turn.elapsed(at: now) == now.timeIntervalSince1970.truncatingRemainder(dividingBy: turn.seconds))
        }
        #expect(schedule.programme(at: Examples.now).notice == dated)
    }

    @Test("no instant is too far away to ask for")
    func farAway() throws {
        let schedule = Schedule(notices: [try Examples.notice()], clock: ScheduleExamples.clock)
        for now in [
            Date.distantPast, .distantFuture, Date(timeIntervalSince1970: 1e18), Date(timeIntervalSince1970: -1e18),
        ] {
            #expect(schedule.programme(at: now).notice == nil)
        }
        let always = try ["a", "b"].map { id in
            try Notice(
                id: Name(id), headline: id, body: "", priority: .evergreen,
                window: DisplayWindow(onset: Date(timeIntervalSince1970: 0), expires: nil),
                published: Date(timeIntervalSince1970: 0))
        }
        let evergreen = Schedule(notices: always, clock: ScheduleExamples.clock)
        for now in [Date(timeIntervalSince1970: 0), .distantFuture, Date(timeIntervalSince1970: 1e18)] {
            #expect(evergreen.programme(at: now).notice != nil)
        }
    }

    @Test("a window has a length of whole seconds, and ten years at most; only evergreen content has no end")
    func windows() throws {
        let window = try DisplayWindow(onset: Examples.now + 0.4, expires: Examples.now + 1.4)
        #expect(window.onset == Examples.now && window.expires == Examples.now + 1)
        #expect(
            window.contains(Examples.now) && !window.contains(Examples.now + 1) && !window.contains(Examples.now - 1))
        #expect(throws: InvalidValue.self) { try DisplayWindow(onset: Examples.now, expires: Examples.now + 0.5) }
        #expect(throws: InvalidValue.self) { try DisplayWindow(onset: Examples.now, expires: Examples.now + 4e8) }
        let last = Examples.time("2199-12-31T23:59:59Z")
        let far = try DisplayWindow(onset: last - 1, expires: last)
        #expect(
            WireCoding.date(
                try #require(
                    String(data: WireCoding.encode([far.expires]), encoding: .utf8)?
                        .trimmingCharacters(in: ["[", "]", "\"", "\n"]))) == last)
        #expect(refusal { _ = try DisplayWindow(onset: last, expires: last + 1) }?.field == "expires")
        for onset in [last + 1, .distantFuture, .distantPast, Date(timeIntervalSince1970: -1)] {
            #expect(refusal { _ = try DisplayWindow(onset: onset, expires: nil) }?.field == "onset")
        }
        #expect(throws: InvalidValue.self) {
            try Notice(
                id: Name("n"), headline: "Ohne Ende", body: "",
                window: DisplayWindow(onset: Examples.now, expires: nil),
                published: Examples.now)
        }
    }
}
