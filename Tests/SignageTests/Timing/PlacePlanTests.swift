import Foundation
import Testing

@testable import Signage

@Suite struct PlacePlanTests {
    /// Schedules of every kind of item in weeks with and without a change of the clock, and a few days in each.
    private func examples(_ count: Int, seed: UInt64) throws -> [(schedule: Schedule, from: Date, to: Date)] {
        var generator = SeededGenerator(seed: seed)
        return try (0..<count).map { index in
            let middle = ScheduleExamples.middles[index % ScheduleExamples.middles.count]
            let items = try ScheduleExamples.items(around: middle, using: &generator)
            let from = middle + Double(Int.random(in: -600_000...300_000, using: &generator))
            let to = from + Double(Int.random(in: 1...300_000, using: &generator))
            return (Schedule(items: items, clock: ScheduleExamples.clock), from, to)
        }
    }

    @Test("the stretches of a plan cover its time without a gap, and no two neighbours have the same taking turns")
    func cover() throws {
        for (schedule, from, to) in try examples(30, seed: 21) {
            for place in ScheduleExamples.places {
                let plan = Array(schedule.plan(of: place, from: from, to: to))
                #expect(plan.first?.start == from && plan.last?.end == to)
                for (left, right) in zip(plan, plan.dropFirst()) {
                    #expect(left.end == right.start)
                    #expect(left.shares.map(\.item) != right.shares.map(\.item))
                }
                #expect(plan.allSatisfy { $0.start < $0.end })
                #expect(Array(schedule.plan(of: place, from: to, to: from)).isEmpty)
            }
        }
    }

    @Test("the shares of a stretch are all of its time, and each is what the timeline gives the item")
    func shares() throws {
        for (schedule, from, to) in try examples(30, seed: 22) {
            for place in ScheduleExamples.places {
                for stretch in schedule.plan(of: place, from: from, to: to) {
                    var had: [Name: TimeInterval] = [:]
                    for entry in schedule.timeline(from: stretch.start, to: stretch.end) {
                        let seconds = entry.end.timeIntervalSince(entry.start)
                        if let turn = entry.turns[place] { had[turn.item.id, default: 0] += seconds }
                    }
                    let shares = Dictionary(
                        uniqueKeysWithValues: stretch.shares.filter { $0.seconds > 0 }.map { ($0.item.id, $0.seconds) })
                    #expect(shares == had)
                    let length = stretch.shares.isEmpty ? 0 : stretch.end.timeIntervalSince(stretch.start)
                    #expect(stretch.shares.reduce(0) { $0 + $1.seconds } == length)
                }
            }
        }
    }

    @Test("in a stretch take turns all items of the highest class that are on at any instant of it, and no others")
    func members() throws {
        var generator = SeededGenerator(seed: 23)
        for (schedule, from, to) in try examples(30, seed: 24) {
            for place in ScheduleExamples.places {
                for stretch in schedule.plan(of: place, from: from, to: to) {
                    let length = Int(stretch.end.timeIntervalSince(stretch.start))
                    let inside = stretch.start + Double(Int.random(in: 0..<length, using: &generator))
                    for now in [stretch.start, inside, stretch.end - 1] {
                        let on = schedule.items.filter { $0.place == place && ScheduleExamples.isOn($0, at: now) }
                        let highest = on.map(\.priority).max()
                        #expect(stretch.shares.map(\.item) == on.filter { $0.priority == highest })
                        #expect(stretch.priority == highest)
                    }
                }
            }
        }
    }

    @Test("within one round of a stretch everything that takes turns has one, and stays for as long as is said")
    func rounds() throws {
        var rounds = 0
        for (schedule, from, to) in try examples(150, seed: 25) {
            for place in ScheduleExamples.places {
                for stretch in schedule.plan(of: place, from: from, to: to) {
                    guard let round = stretch.roundSeconds else { continue }
                    // Turns that began with others around may come before.
                    let first = stretch.start + round
                    guard first + 2 * round < stretch.end else { continue }
                    rounds += 1
                    let turns = schedule.timeline(from: first, to: first + 2 * round).compactMap { $0.turns[place] }
                    #expect(Set(turns.map(\.item.id)) == Set(stretch.shares.map(\.item.id)))
                    for share in stretch.shares {
                        #expect(turns.allSatisfy { $0.item != share.item || $0.seconds == share.turnSeconds })
                    }
                }
            }
        }
        #expect(rounds > 10)
    }

    @Test("a day has 25 hours when clocks go back, 23 when they go forward, and a rule for 2:00 to 2:30 twice or never")
    func summerTime() throws {
        let daypart = try Daypart(from: TimeOfDay("2:00"), to: TimeOfDay("2:30"))
        for (day, next, hours, times) in [
            ("2026-10-25T00:00:00+02:00", "2026-10-26T00:00:00+01:00", 25.0, 2),
            ("2026-03-29T00:00:00+01:00", "2026-03-30T00:00:00+02:00", 23.0, 0),
        ] {
            let (from, to) = (Examples.time(day), Examples.time(next))
            let item = try ScheduleExamples.item("n", from: from - 86_400, dayparts: [daypart], dwell: 10...30)
            let plan = Array(Schedule(items: [item], clock: ScheduleExamples.clock).plan(from: from, to: to))
            #expect(plan.reduce(0) { $0 + $1.end.timeIntervalSince($1.start) } == hours * 3_600)
            let on = plan.filter { !$0.shares.isEmpty }
            #expect(on.count == times)
            #expect(on.allSatisfy { $0.end.timeIntervalSince($0.start) == 1_800 })
        }
    }

    @Test("a moment says since when and until when each item has its turn, and what comes next, as the timeline does")
    func moments() throws {
        for (schedule, from, to) in try examples(15, seed: 26) {
            for place in ScheduleExamples.places {
                let own = schedule.only(place)
                // Lone items are counted anew with each week; here only who is on counts.
                var runs: [(start: Date, end: Date, turn: Turn?)] = []
                for entry in own.timeline(from: from - 86_400, to: to) {
                    let turn = entry.turns[place]
                    if let last = runs.last, last.end == entry.start, last.turn?.count == turn?.count,
                        last.turn?.item == turn?.item, turn?.count ?? 1 == 1
                    {
                        runs[runs.count - 1].end = entry.end
                    } else {
                        runs.append((entry.start, entry.end, turn))
                    }
                }
                for (index, run) in runs.enumerated().dropFirst().dropLast() where index % 7 == 1 {
                    let now = run.start + (run.end.timeIntervalSince(run.start) / 2).rounded(.down)
                    let moment = schedule.moment(of: place, at: now)
                    #expect(moment.turn?.item == run.turn?.item)
                    if run.turn?.count ?? 1 == 1 { #expect(moment.start == run.start) }
                    #expect(moment.start.map { $0 <= now } ?? true)
                    #expect(moment.end == schedule.only(place).programme(at: now).nextChange)
                    if moment.end == run.end { #expect(moment.nextTurn?.item == runs[index + 1].turn?.item) }
                }
            }
        }
    }

    @Test("a moment of nothing is since what ended before, until what begins, and for ever where nothing does")
    func nothing() throws {
        let (now, day) = (Examples.now, 86_400.0)
        let before = try ScheduleExamples.item("before", from: now - 3 * day, days: 1, dwell: 10...30)
        let after = try ScheduleExamples.item("after", from: now + day, days: 1, dwell: 10...30)
        let schedule = Schedule(items: [before, after], clock: ScheduleExamples.clock)
        let moment = schedule.moment(at: now)
        #expect(moment.turn == nil && moment.start == now - 2 * day && moment.end == now + day)
        #expect(moment.nextTurn?.item == after && moment.nextEnd == now + 2 * day)
        let empty = Schedule(items: [], clock: ScheduleExamples.clock).moment(at: now)
        #expect(empty == PlaceMoment(turn: nil, start: nil, end: nil, nextTurn: nil, nextEnd: nil))
    }

    @Test("a timetable names what it tells of once, tells a day turn by turn, and no more than 31 days")
    func timetable() throws {
        let from = Examples.time("2026-11-24T00:00:00+01:00")
        let items = try (0..<3).map {
            try ScheduleExamples.item("n\($0)", from: from - 86_400 + Double($0), dwell: 10...30)
        }
        let late = try ScheduleExamples.item("late", from: from + 5 * 86_400, dwell: 10...30)
        let schedule = Schedule(items: items + [late], clock: ScheduleExamples.clock)
        let board = try Board(name: Name("b"), title: "Markt", profile: Name("p"), layout: Name("l"))
        let day = try BoardTimetable(schedule, board: board, from: from, to: from + 86_400)
        #expect(day.items.map(\.id.text) == ["n2", "n1", "n0"] && day.timeZone == "Europe/Berlin")
        #expect(day.places.map(\.place) == [.notices] && day.places[0].stretches.count == 1)
        let turns = try #require(day.places[0].turns)
        #expect(turns.count == 8_640 && turns[0].start == from && turns.last?.end == from + 86_400)
        #expect(try WireCoding.encode(day).count < 2_000_000)
        #expect(try roundTrip(day) == day)
        let month = try BoardTimetable(schedule, board: board, from: from, to: from + 31 * 86_400 + 3_600)
        #expect(month.places[0].turns == nil && month.items.count == 4)
        for (to, reason) in [
            (from + 31 * 86_400 + 3_601, "must be within 31 days of from"), (from, "must be later than from"),
        ] {
            #expect(
                refusal { _ = try BoardTimetable(schedule, board: board, from: from, to: to) }
                    == InvalidValue(field: "to", reason: reason))
        }
    }

    @Test("a timetable with more shares than anyone reads is refused, with what to ask for instead")
    func crowds() throws {
        let from = Examples.time("2026-11-24T00:00:00+01:00")
        let items = try (0..<400).map {
            try ScheduleExamples.item("n\($0)", from: from + Double($0) * 60, dwell: 10...30)
        }
        let board = try Board(name: Name("b"), title: "Markt", profile: Name("p"), layout: Name("l"))
        let schedule = Schedule(items: items, clock: ScheduleExamples.clock)
        #expect(
            refusal { _ = try BoardTimetable(schedule, board: board, from: from, to: from + 86_400) }
                == InvalidValue(
                    field: "to", reason: "is too far away for all that takes turns; ask for a shorter time"))
    }

    @Test("the panel is told without a gap, as its times have it, and as bright as by day while an interrupt is on")
    func panel() throws {
        let from = Examples.time("2026-11-24T00:00:00+01:00")
        let hour = try Daypart(from: TimeOfDay("3:00"), to: TimeOfDay("4:00"))
        let item = try ScheduleExamples.item(
            "n", priority: .interrupt, from: from - 86_400, dayparts: [hour], dwell: 10...30)
        let schedule = Schedule(items: [item], clock: ScheduleExamples.clock)
        let settings = try BoardSettings(
            municipality: "Barleben", title: "Markt", timeZone: "Europe/Berlin", pictureIntervalSeconds: 60,
            panelTimes: PanelTimes(off: [Daypart(from: TimeOfDay("22:00"), to: TimeOfDay("6:00"))]))
        let board = try Board(name: Name("b"), title: "Markt", profile: Name("p"), layout: Name("l"))
        let day = try BoardTimetable(schedule, board: board, settings: settings, from: from, to: from + 86_400)
        let panels = try #require(day.panel)
        #expect(panels.map(\.isOn) == [false, true, false, true, false])
        #expect(panels.map { $0.start.timeIntervalSince(from) / 3_600 } == [0, 3, 4, 6, 22])
        #expect(panels.map { $0.end?.timeIntervalSince(from) ?? 0 } == [3, 4, 6, 22, 24].map { $0 * 3_600 })
        let moment = BoardMoment(schedule, board: board, settings: settings, at: from + 7 * 3_600)
        let panel = try #require(moment.panel)
        #expect(panel.isOn && panel.brightnessPercent == 100 && panel.end == from + 22 * 3_600)
        let next = BoardMoment(schedule, board: board, settings: settings, at: from + 3 * 3_600).panel
        #expect(next?.isOn == true)
    }

    @Test("a timetable names what is crowded out, and what to do")
    func conflicts() throws {
        let from = Examples.time("2026-11-24T00:00:00+01:00")
        let items = [
            try ScheduleExamples.item("low", from: from, days: 1, dwell: 10...30),
            try ScheduleExamples.item("high", priority: .official, from: from - 86_400, dwell: 10...30),
        ]
        let board = try Board(name: Name("b"), title: "Markt", profile: Name("p"), layout: Name("l"))
        let day = try BoardTimetable(
            Schedule(items: items, clock: ScheduleExamples.clock), board: board, from: from, to: from + 86_400)
        #expect(day.conflicts.map(\.item.text) == ["low"] && day.conflicts.map(\.code) == ["crowded-out"])
        #expect(day.items.map(\.id.text) == ["low", "high"])
    }
}
