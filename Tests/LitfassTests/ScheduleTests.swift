import Foundation
import HTTPServer
import Signage
import Testing

@testable import litfass

@Suite(.timeLimit(.minutes(1))) struct ScheduleTests {
    /// Two notices of a class always, an official one 2:00 to 2:30, an interrupt 8:00 to 8:10, by the clocks of Berlin.
    private static func schedule(around instant: String) throws -> Schedule {
        let now = try #require(WireCoding.date(instant))
        func notice(
            _ id: String, _ headline: String, _ priority: Priority = .notice, dayparts: [Daypart] = []
        ) throws -> Notice {
            try Notice(
                id: Name(id), headline: headline, body: "", priority: priority,
                window: DisplayWindow(onset: now - 86_400, expires: now + 2 * 86_400), dayparts: dayparts,
                published: now - 90_000)
        }
        let zone = try #require(TimeZone(identifier: "Europe/Berlin"))
        return Schedule(
            notices: [
                try notice("n1", "Markt am Samstag"), try notice("n2", "Straße gesperrt"),
                try notice(
                    "sitting", "Sitzung", .official, dayparts: [Daypart(from: TimeOfDay("2:00"), to: TimeOfDay("2:30"))]
                ),
                try notice(
                    "water", "Wasser abkochen", .interrupt,
                    dayparts: [Daypart(from: TimeOfDay("8:00"), to: TimeOfDay("8:10"))]),
            ], clock: WallClock(zone: zone))
    }

    private static func board() throws -> Board {
        try Board(name: Name("see"), title: "Am See", profile: Name("p"), layout: Name("l"))
    }

    private static func day(_ day: String, _ next: String) throws -> BoardTimetable {
        let (from, to) = (try #require(WireCoding.date(day)), try #require(WireCoding.date(next)))
        return try BoardTimetable(schedule(around: day), board: board(), from: from, to: to)
    }

    @Test("clocks change on a day also where its first second is the one at which they do", arguments: [28, 29, 30])
    func changeAtMidnight(day: Int) throws {
        // At midnight, when it is 1:00 in the Azores.
        let noon = try #require(WireCoding.date("2026-03-\(day)T12:00:00Z"))
        #expect(ScheduleTimes(zone: "Atlantic/Azores", day: noon).clocksChange == (day == 29))
    }

    @Test("a day is told in the times in which the same takes turns, with class, round, share and stay")
    func day() async throws {
        let timetable = try Self.day("2026-11-25T00:00:00+01:00", "2026-11-26T00:00:00+01:00")
        let answer = try WireCoding.encode(timetable)
        let hub = try StandInHub { _ in .json(answer) }
        let outcome = await litfass(["schedule", "see", "--day", "2026-11-25"] + hub.options)
        #expect(outcome.complaint == "" && outcome.status == 0)
        #expect(
            outcome.output == """
                see · Am See · Wednesday, 2026-11-25 · Europe/Berlin

                FROM   UNTIL  CLASS      ROUND  SHARE  TIME             STAYS  SHOWS
                00:00  02:00  notice     16 s   50 %   1 h              8 s    Straße gesperrt (n2)
                                                50 %   1 h              8 s    Markt am Samstag (n1)
                02:00  02:30  official   –      100 %  30 min           –      Sitzung (sitting)
                02:30  08:00  notice     16 s   50 %   2 h 44 min 56 s  8 s    Straße gesperrt (n2)
                                                50 %   2 h 45 min 4 s   8 s    Markt am Samstag (n1)
                08:00  08:10  interrupt  –      100 %  10 min           –      Wasser abkochen (water)
                08:10  24:00  notice     16 s   50 %   7 h 55 min 4 s   8 s    Straße gesperrt (n2)
                                                50 %   7 h 54 min 56 s  8 s    Markt am Samstag (n1)

                """)
        let request = try #require(hub.asked.first)
        #expect(request.path == "/api/v1/boards/see/schedule" && request.queryValue("day") == "2026-11-25")
        let json = await litfass(["schedule", "see", "--day", "2026-11-25", "--json"] + hub.options)
        #expect(json.output == String(decoding: answer, as: UTF8.self) + "\n")
        #expect(json.output.contains(#""version":1"#))
    }

    @Test("when clocks go back the day has 25 hours, and 2:00 to 2:30 is there twice, each with its offset")
    func autumn() throws {
        let text = ScheduleTable.text(try Self.day("2026-10-25T00:00:00+02:00", "2026-10-26T00:00:00+01:00"))
        let lines = text.split(separator: "\n")
        #expect(lines[0] == "see · Am See · Sunday, 2026-10-25 · Europe/Berlin · clocks change, the day has 25 h")
        let times = lines.dropFirst(2).filter { $0.hasPrefix("0") }.map { $0.prefix(37).filter { $0 != " " } }
        #expect(
            times == [
                "00:00+02:0002:00+02:00notice", "02:00+02:0002:30+02:00official", "02:30+02:0002:00+01:00notice",
                "02:00+01:0002:30+01:00official", "02:30+01:0008:00+01:00notice", "08:00+01:0008:10+01:00interrupt",
                "08:10+01:0024:00+01:00notice",
            ])
    }

    @Test("when clocks go forward the day has 23 hours, and 2:00 to 2:30 is not there")
    func spring() throws {
        let text = ScheduleTable.text(try Self.day("2026-03-29T00:00:00+01:00", "2026-03-30T00:00:00+02:00"))
        let lines = text.split(separator: "\n")
        #expect(lines[0] == "see · Am See · Sunday, 2026-03-29 · Europe/Berlin · clocks change, the day has 23 h")
        let times = lines.dropFirst(2).filter { $0.hasPrefix("0") }.map { $0.prefix(37).filter { $0 != " " } }
        #expect(
            times == [
                "00:00+01:0008:00+02:00notice", "08:00+02:0008:10+02:00interrupt", "08:10+02:0024:00+02:00notice",
            ])
    }

    @Test("a moment is told with what is on, since when and until when, and what is next")
    func moment() async throws {
        let at = try #require(WireCoding.date("2026-11-25T08:09:00+01:00"))
        let moment = BoardMoment(try Self.schedule(around: "2026-11-25T00:00:00Z"), board: try Self.board(), at: at)
        let answer = try WireCoding.encode(moment)
        let hub = try StandInHub { _ in .json(answer) }
        let outcome = await litfass(["schedule", "see", "--at", "2026-11-25 08:09"] + hub.options)
        let lines = outcome.output.split(separator: "\n")
        #expect(outcome.complaint == "" && outcome.status == 0 && lines.count == 4)
        #expect(lines[0] == "see · Am See · Wednesday, 2026-11-25, 08:09 · Europe/Berlin")
        #expect(lines[1].hasPrefix("      FROM   UNTIL "))
        #expect(lines[2].hasPrefix("on    08:00  08:10 ") && lines[2].hasSuffix("  alone   Wasser abkochen (water)"))
        #expect(lines[3].hasPrefix("next  08:10  08:10:") && lines[3].contains(" of 2  "))
        for words in [["--at", "2026-11-25T08:09:00+01:00"], ["--json"]] {
            _ = await litfass(["schedule", "see"] + words + hub.options)
        }
        #expect(hub.asked.map { $0.queryValue("at") } == ["2026-11-25T08:09", "2026-11-25T07:09:00Z", nil])
    }

    @Test("a time in which nothing is on says so, in a moment and in a day")
    func nothing() throws {
        let empty = Schedule(notices: [], clock: WallClock(zone: try #require(TimeZone(identifier: "Europe/Berlin"))))
        let from = try #require(WireCoding.date("2026-11-25T00:00:00+01:00"))
        #expect(
            ScheduleTable.text(BoardMoment(empty, board: try Self.board(), at: from + 3_723)) == """
                see · Am See · Wednesday, 2026-11-25, 01:02:03 · Europe/Berlin

                    FROM  UNTIL  CLASS  TURN  SHOWS
                on  –     –      –      –     nothing: evergreen content

                """)
        #expect(
            ScheduleTable.text(try BoardTimetable(empty, board: try Self.board(), from: from, to: from + 86_400)) == """
                see · Am See · Wednesday, 2026-11-25 · Europe/Berlin

                FROM   UNTIL  CLASS  ROUND  SHARE  TIME  STAYS  SHOWS
                00:00  24:00  –      –      –      24 h  –      nothing: evergreen content

                """)
    }

    @Test("a board that the hub does not know is told in its words, and the status is 1")
    func unknown() async throws {
        let hub = try StandInHub { _ in
            .problem(Problem(status: 404, detail: "There is no board of that name; litfass boards lists them."))
        }
        let outcome = await litfass(["schedule", "mond"] + hub.options)
        #expect(outcome.status == 1)
        #expect(
            outcome.complaint
                == "litfass: Not Found: There is no board of that name; litfass boards lists them.\n")
    }
}
