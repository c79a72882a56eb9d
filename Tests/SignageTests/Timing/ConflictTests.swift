import Foundation
import Testing

@testable import Signage

@Suite struct ConflictTests {
    /// Monday, 23 November 2026, 0:00 in Barleben.
    private let monday = Examples.time("2026-11-23T00:00:00+01:00")

    private func conflicts(of id: String, _ items: [ScheduledItem]) throws -> [ScheduleConflict] {
        Schedule(items: items, clock: ScheduleExamples.clock).conflicts(of: Examples.name(id), from: monday)
    }

    private func hours(_ from: String, _ to: String, days: [Weekday]? = nil) throws -> Daypart {
        try Daypart(days: days, from: TimeOfDay(from), to: TimeOfDay(to))
    }

    private func item(
        _ id: String, _ priority: Priority = .notice, day: Double = 0, days: Double = 3, dayparts: [Daypart] = [],
        recurrence: Recurrence? = nil, dwell: ClosedRange<Int> = 20...60, published: Date? = nil
    ) throws -> ScheduledItem {
        try ScheduleExamples.item(
            id, priority: priority, weight: Double(dwell.lowerBound), from: monday + day * 86_400, days: days,
            dayparts: dayparts, recurrence: recurrence, dwell: dwell, published: published)
    }

    @Test("nothing is said of a board on which everything has its time")
    func healthy() throws {
        let items = try [
            item("a"), item("b", days: 20), item("c", dayparts: [hours("8:00", "18:00")]),
            item(
                "market", days: 10,
                recurrence: Recurrence(
                    start: WallTime("2026-11-26T08:00"), durationSeconds: 14_400, rule: RecurrenceRule("FREQ=WEEKLY"))),
            item("law", .official, day: 1, days: 0.5), item("now", .interrupt, day: 1, days: 0.01),
            item("welcome", .evergreen, day: -300, days: 600),
        ]
        #expect(Schedule(items: items, clock: ScheduleExamples.clock).conflicts(from: monday) == [])
        for item in items {
            #expect(Schedule(items: items, clock: ScheduleExamples.clock).conflicts(of: item.id, from: monday) == [])
        }
        #expect(try conflicts(of: "unknown", items) == [])
    }

    @Test("rules that leave no time are named")
    func neverOn() throws {
        let mornings = try hours("8:00", "9:00")
        let saturdays = try hours("8:00", "9:00", days: [.saturday])
        let evenings = try Recurrence(
            start: WallTime("2026-11-23T19:00"), durationSeconds: 3_600, rule: RecurrenceRule("FREQ=DAILY"))
        let spring = try Recurrence(
            start: WallTime("2026-11-23T19:00"), durationSeconds: 3_600, rule: RecurrenceRule("FREQ=YEARLY;BYMONTH=4"))
        let items = try [
            item("saturday", dayparts: [saturdays]), item("spring", recurrence: spring),
            item("evening", dayparts: [mornings], recurrence: evenings), item("late", published: monday + 4 * 86_400),
            item("far", days: 300, recurrence: spring),
        ]
        let span = "von 23. November 2026, 0 Uhr bis 26. November 2026, 0 Uhr"
        let words = [
            "saturday": "Tageszeiten ändern: \(span) liegt keine davon",
            "spring": "Wiederholung ändern: \(span) hat sie keinen Termin",
            "evening": "Tageszeiten oder Wiederholung ändern: \(span) treffen sie nie zusammen",
            "late": "Ende später setzen: die Anzeigezeit war schon vorbei, ehe veröffentlicht wurde",
        ]
        for (id, sentence) in words {
            let found = try conflicts(of: id, items)
            #expect(found.map(\.sentence) == [sentence])
            #expect(found.allSatisfy { $0.isNeverShown && $0.kind.code == "never-on" && $0.item == Examples.name(id) })
        }
        #expect(try conflicts(of: "far", items) == [])
        #expect(Schedule(items: items, clock: ScheduleExamples.clock).conflicts(from: monday).count == 4)
    }

    @Test("who crowds out an item is named, and until when")
    func crowdedOut() throws {
        let official = try item("budget", .official, day: -1, days: 5)
        let found = try conflicts(of: "n", [item("n"), official])
        #expect(
            found.map(\.sentence) == [
                "Auf eine andere Zeit legen oder mit mehr Vorrang veröffentlichen: nie zu sehen, "
                    + "bis 26. November 2026, 0 Uhr von „Straße gesperrt“ verdrängt"
            ])
        let rival = ScheduleConflict.Rival(
            item: official.id, title: official.title, during: monday..<monday + 3 * 86_400)
        #expect(found.map(\.kind) == [.crowdedOut(by: ScheduleConflict.Rivals(items: [rival], more: 0))])
        let five = try (1...5).map { try item("o\($0)", .official, days: 4) }
        let crowded = try #require(try conflicts(of: "n", [item("n")] + five).first)
        #expect(crowded.sentence.hasSuffix("von „Straße gesperrt“ und 2 weiteren verdrängt"))
        #expect(try conflicts(of: "n", [item("n"), official].reversed()) == found)
    }

    @Test("an item that keeps less than a tenth of its time is told how much it is")
    func squeezed() throws {
        let found = try conflicts(of: "n", [item("n"), item("o", .official, days: 2.79)])
        #expect(
            found.map(\.sentence) == [
                "Auf eine andere Zeit legen oder mit mehr Vorrang veröffentlichen: nur 7 % der Anzeigezeit bleiben, "
                    + "sonst bis 25. November 2026, 18:57 Uhr von „Straße gesperrt“ verdrängt"
            ])
        #expect(try conflicts(of: "n", [item("n"), item("o", .official, days: 2.6)]) == [])
        for days in [2.9, 3, 40] {
            #expect(try conflicts(of: "n", [item("n", .evergreen), item("o", days: days)]) == [])
        }
    }

    @Test("an item whose time is over before its turn comes is told how long a round takes")
    func neverItsTurn() throws {
        let others = try (0..<60).map { try item("o\($0)", days: 10, dwell: 30...30) }
        // Whether its turn comes in a minute depends on the minute.
        let found = try (0..<30).flatMap { minute in
            let short = try Daypart(from: TimeOfDay("8:\(minute + 10)"), to: TimeOfDay("8:\(minute + 11)"))
            return try conflicts(of: "o35x", others + [item("o35x", days: 1, dayparts: [short])])
        }
        #expect((5..<30).contains(found.count))
        #expect(
            Set(found.map(\.sentence)) == [
                "Anzeigezeit verlängern oder andere Inhalte beenden: kommt in 1 Minute nie an die Reihe, "
                    + "eine Runde durch alle 61 dauert 30 Minuten 20 Sekunden"
            ])
        #expect(found.contains { !$0.isNeverShown } == false)
    }

    @Test("a round of more than an hour is reported, with how long people wait")
    func longRound() throws {
        let items = try (0..<130).map { try item("o\($0)", days: 10, dwell: 60...60) }
        let found = try conflicts(of: "o7", items)
        #expect(found.map(\.kind) == [.longRound(count: 130, roundSeconds: 7_800)])
        #expect(
            found.map(\.sentence) == [
                "Andere Inhalte beenden oder auf andere Tageszeiten legen: eine Runde durch alle 130 dauert "
                    + "2 Stunden 10 Minuten, so lange wartet man auf die nächste Anzeige"
            ])
        #expect(Schedule(items: items, clock: ScheduleExamples.clock).conflicts(from: monday).count == 130)
        #expect(try conflicts(of: "o7", Array(items.prefix(60))) == [])
    }

    @Test("an item that is never on for as long as it takes to read is told how long it is")
    func cutShort() throws {
        let recurrence = try Recurrence(
            start: WallTime("2026-11-23T08:00"), durationSeconds: 20, rule: RecurrenceRule("FREQ=HOURLY"))
        let found = try conflicts(of: "n", [item("n", recurrence: recurrence, dwell: 90...180)])
        #expect(found.map(\.kind) == [.cutShort(longestSeconds: 20, neededSeconds: 90)])
        #expect(
            found.map(\.sentence) == [
                "Anzeigezeit verlängern oder Text kürzen: zum Lesen braucht man 1 Minute 30 Sekunden, "
                    + "am Stück zu sehen sind es höchstens 20 Sekunden"
            ])
        #expect(try conflicts(of: "n", [item("n", recurrence: recurrence, dwell: 20...180)]) == [])
    }

    @Test("interrupts at the same time name each other and the time")
    func sharedInterrupt() throws {
        let (one, other) = try (item("one", .interrupt, days: 0.5), item("other", .interrupt, day: 0.25, days: 2))
        let found = try conflicts(of: "one", [one, other])
        #expect(
            found.map(\.sentence) == [
                "Zusammenfassen oder eine davon beenden: wechselt sich mit "
                    + "„Straße gesperrt“ (23. November 2026, 6 Uhr bis 12 Uhr) ab"
            ])
        let rival = ScheduleConflict.Rival(
            item: other.id, title: other.title, during: monday + 21_600..<monday + 43_200)
        #expect(found.map(\.kind) == [.sharedInterrupt(with: ScheduleConflict.Rivals(items: [rival], more: 0))])
        #expect(try conflicts(of: "one", [one, item("later", .interrupt, day: 0.5)]) == [])
    }

    @Test("days that a calendar does not know are named")
    func unknownDays() throws {
        let daypart = try Daypart(during: [.schoolHolidays])
        let weekdays = try Daypart(days: [.monday], not: [.schoolHolidays])
        let found = try conflicts(of: "n", [item("n", dayparts: [daypart, weekdays])])
        #expect(found.map(\.kind.code) == ["unknown-days"])
        #expect(found.first?.sentence.hasPrefix("Ob vom 23.11.2026 bis 25.11.2026 Schulferien sind") == true)
    }

    @Test("what is reported as never shown is not in the timeline, and everything else that is on is")
    func property() throws {
        var generator = SeededGenerator(seed: 12)
        var never = 0
        for round in 0..<60 {
            let middle = ScheduleExamples.middles[round % ScheduleExamples.middles.count]
            let items = try ScheduleExamples.items(around: middle, using: &generator)
            let schedule = Schedule(items: items, clock: ScheduleExamples.clock)
            let (start, end) = (middle - 4 * 86_400, middle + 3 * 86_400)
            var seen = Set<[Name]>()
            for entry in schedule.timeline(from: start, to: end) {
                for (place, turn) in entry.turns { seen.insert([place, turn.item.id]) }
            }
            let reported = Set(
                schedule.conflicts(from: start, to: end).filter(\.isNeverShown).map { [$0.place, $0.item] })
            never += reported.count
            #expect(reported.isDisjoint(with: seen))
            for item in schedule.items where !schedule.stretches(of: item, during: start..<end).isEmpty {
                let key = [item.place, item.id]
                // Evergreen content that others leave no time is as it should be.
                #expect(
                    reported.contains(key) != seen.contains(key)
                        || (item.priority == .evergreen && !reported.contains(key)))
            }
            for item in schedule.items {
                let alone = schedule.conflicts(of: item.id, in: item.place, from: start, to: end)
                #expect(!alone.contains(where: \.isNeverShown) || !seen.contains([item.place, item.id]))
            }
        }
        #expect(never > 10)
    }

    @Test("of a day what is on in it is told, and only what goes for weeks is called never")
    func day() throws {
        let law = try item("law", .official, days: 1)
        let short = try item("short", days: 0.5)
        let long = try item("long", days: 5)
        let later = try item("later", day: 2, days: 2)
        let rule = try item("rule", .official, day: 2, days: 2)
        let saturday = try item("saturday", dayparts: [hours("8:00", "9:00", days: [.saturday])])
        let schedule = Schedule(
            items: [law, short, long, later, rule, saturday], clock: ScheduleExamples.clock)
        let board = try Board(name: Name("see"), title: "Am See", profile: Name("p"), layout: Name("l"))
        let day = try BoardTimetable(schedule, board: board, from: monday, to: monday + 86_400)
        #expect(day.conflicts.map { "\($0.item) \($0.code)" }.sorted() == ["saturday never-on", "short crowded-out"])
        let third = try BoardTimetable(schedule, board: board, from: monday + 2 * 86_400, to: monday + 3 * 86_400)
        #expect(
            third.conflicts.map { "\($0.item) \($0.code)" }.sorted() == ["later crowded-out", "saturday never-on"])
    }
}
