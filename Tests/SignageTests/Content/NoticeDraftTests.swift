import Foundation
import Testing

@testable import Signage

@Suite struct NoticeDraftTests {
    private func notice(_ draft: NoticeDraft) throws -> Notice {
        try draft.notice(id: Name("a"), at: Examples.now, in: #require(TimeZone(identifier: "Europe/Berlin")))
    }

    @Test("a draft without times shows at once, and up to the end of a day in the council's zone")
    func defaults() throws {
        let notice = try notice(NoticeDraft(headline: "a", boards: ["b"]))
        #expect(notice.window.onset == Examples.now)
        #expect(notice.window.expires == WireCoding.date("2026-12-07T23:00:00Z"))
        #expect(notice.published == Examples.now)
    }

    @Test("a draft that begins later shows up to the end of the day fourteen days after that")
    func later() throws {
        for (onset, expires) in [
            ("2027-03-20", "2027-04-03T22:00:00Z"), ("2027-03-20T23:59", "2027-04-03T22:00:00Z"),
            ("2027-03-20T23:00:00Z", "2027-04-04T22:00:00Z"),
        ] {
            let notice = try notice(NoticeDraft(headline: "a", boards: ["b"], onset: NoticeDraft.Time(onset)))
            #expect(notice.window.expires == WireCoding.date(expires))
        }
    }

    @Test("a day is the council's: it begins with its first instant, and it ends with its last")
    func days() throws {
        let notice = try notice(
            NoticeDraft(
                headline: "a", boards: ["b"], onset: NoticeDraft.Time("2027-03-28"),
                expires: NoticeDraft.Time("2027-03-28")))
        #expect(notice.window.onset == WireCoding.date("2027-03-27T23:00:00Z"))
        #expect(notice.window.expires == WireCoding.date("2027-03-28T22:00:00Z"))
    }

    @Test("a draft that would never show, or shows without an end, is refused by its field")
    func window() {
        let now = Examples.now
        let cases: [(Date?, Date?, String)] = [
            (now + 60, now, "must be later than the onset"), (now, now + 0.4, "must be later than the onset"),
            (nil, now, "must be later than the onset"),
            (now - 60, now, "has already passed, so the notice would never show"),
            (now - 60, now - 1, "has already passed, so the notice would never show"),
            (now, now + 11 * 366 * 86_400, "must be within ten years of the onset"),
        ]
        for (onset, expires, reason) in cases {
            let draft = NoticeDraft(
                headline: "a", boards: ["b"], onset: onset.map { .instant($0) },
                expires: expires.map { .instant($0) })
            #expect(refusal { _ = try notice(draft) } == InvalidValue(field: "expires", reason: reason))
        }
    }

    @Test("a draft's text is refused as a notice's is")
    func text() {
        #expect(refusal { _ = try notice(NoticeDraft(headline: " ", boards: ["b"])) }?.field == "headline")
        #expect(refusal { _ = try notice(NoticeDraft(headline: "a", body: "\u{8}", boards: [])) }?.field == "body")
    }

    @Test(
        "what is no draft is refused by the field at fault",
        arguments: [
            ("[]", ""), ("1", ""), ("null", ""), ("{}", "headline"), (#"{"headline": 1}"#, "headline"),
            (#"{"headline": null}"#, "headline"), (#"{"headline": "a", "boards": "b"}"#, "boards"),
            (#"{"headline": "a", "boards": [1]}"#, "boards.0"), (#"{"headline": "a", "onset": "x"}"#, "onset"),
            (#"{"headline": "a", "expires": 5}"#, "expires"), (#"{"headline": "a", "facts": [{}]}"#, "facts.0.label"),
            (#"{"headline": "a", "facts": [{"label": "a", "value": "b\nc"}]}"#, "facts.0.value"),
        ])
    func broken(json: String, field: String) {
        #expect(refusal(NoticeDraft.self, json)?.field == field)
    }

    @Test("only the headline has to be there, and unknown fields are ignored")
    func least() throws {
        let draft = try WireCoding.decode(NoticeDraft.self, from: Data(#"{"headline": "a", "colour": "red"}"#.utf8))
        #expect(draft == NoticeDraft(headline: "a", boards: []))
    }

    @Test("invalid UTF-8 and lone surrogates are no draft")
    func encoding() {
        var data = Data(#"{"headline": "a"}"#.utf8)
        data[14] = 0xFF
        #expect(refusal { _ = try WireCoding.decode(NoticeDraft.self, from: data) } != nil)
        #expect(refusal(NoticeDraft.self, #"{"headline": "\ud800"}"#) != nil)
    }

    @Test("a draft is the same after its bytes")
    func coding() throws {
        let draft = try NoticeDraft(
            headline: "a", body: "b", category: "c", facts: [Notice.Fact(label: "d", value: "e")],
            boards: ["f", "not a name!"], onset: .instant(Examples.now),
            expires: NoticeDraft.Time("2027-01-02T03:04"))
        #expect(try roundTrip(draft) == draft)
    }

    @Test(
        "a notice is pending, running, expired or withdrawn",
        arguments: [
            (-1.0, nil as Double?, NoticeStatus.State.pending), (0, nil, .running), (59, nil, .running),
            (60, nil, .expired), (30, 20, .withdrawn), (90, 20, .withdrawn), (-5, -10, .withdrawn),
        ])
    func states(offset: Double, withdrawn: Double?, state: NoticeStatus.State) throws {
        let notice = try Examples.notice(until: Examples.now + 60)
        let deliveries = [NoticeStatus.Delivery(board: Examples.name("b"), version: 3, appliedAt: Examples.now + 0.5)]
        let status = NoticeStatus(
            notice: notice, withdrawnAt: withdrawn.map { Examples.now + $0 }, deliveries: deliveries,
            at: Examples.now + offset)
        #expect(status.state == state)
        let list = NoticeList(timeZone: "Europe/Berlin", notices: [status])
        #expect(try roundTrip(list) == list)
    }

    @Test("severe and extreme warnings interrupt, unless something else is said")
    func severity() throws {
        func priority(_ severity: FeedItem.Alert.Severity?, _ priority: Priority? = nil) throws -> Priority {
            let draft = NoticeDraft(headline: "Wasser abkochen", severity: severity, priority: priority, boards: ["a"])
            return try draft.notice(id: Examples.name("a"), at: Examples.now, in: Examples.berlin).priority
        }
        #expect(try priority(.extreme) == .interrupt && priority(.severe) == .interrupt)
        #expect(try priority(.moderate) == .notice && priority(nil) == .notice)
        #expect(try priority(.extreme, .official) == .official)
        #expect(throws: InvalidValue.self) { try priority(nil, .feed) }
    }

    @Test("evergreen content has no end unless one is given")
    func evergreen() throws {
        let draft = NoticeDraft(headline: "Willkommen", priority: .evergreen, boards: ["a"])
        let notice = try draft.notice(id: Examples.name("a"), at: Examples.now, in: Examples.berlin)
        #expect(notice.window.expires == nil)
        let back = try WireCoding.decode(Notice.self, from: WireCoding.encode(notice))
        #expect(back == notice)
    }

    @Test("what comes again is counted from the day on which it begins, on the council's clocks")
    func repetition() throws {
        let repetition = try NoticeDraft.Repetition(
            rule: RecurrenceRule("FREQ=WEEKLY;BYDAY=TH"), from: TimeOfDay("22:00"), to: TimeOfDay("2:00"))
        let draft = NoticeDraft(
            headline: "Nachtmarkt", repetition: repetition, boards: ["a"],
            onset: .day(try #require(CalendarDate("2026-11-26"))))
        let notice = try draft.notice(id: Examples.name("a"), at: Examples.now, in: Examples.berlin)
        #expect(notice.recurrence?.start == (try WallTime("2026-11-26T22:00")))
        #expect(notice.recurrence?.durationSeconds == 4 * 3_600)
        let back = try WireCoding.decode(Notice.self, from: WireCoding.encode(notice))
        #expect(back == notice)
    }

    private func recurring(
        _ rule: String, _ from: TimeOfDay = .midnight, _ to: TimeOfDay = .endOfDay, onset: String
    ) throws -> Notice {
        let draft = NoticeDraft(
            headline: "Markt", repetition: try .init(rule: RecurrenceRule(rule), from: from, to: to), boards: ["a"],
            onset: try .init(onset))
        return try draft.notice(
            id: Examples.name("a"), at: Examples.time("2026-01-01T12:00:00Z"), in: Examples.berlin)
    }

    @Test(
        "hours end when the clock on the wall shows their end, also on the days with 23 and 25 hours",
        arguments: [("2026-03-29", 23.0, 7.0), ("2026-10-25", 25, 9), ("2026-11-23", 24, 8)])
    func hoursByTheWall(day: String, wholeDay: Double, night: Double) throws {
        let clock = WallClock(zone: Examples.berlin)
        let start = clock.instant(of: try WallTime(day + "T00:00"))
        let days = try #require(try recurring("FREQ=DAILY;COUNT=1", onset: day).recurrence)
        #expect(
            days.occurrences(from: start - 86_400, to: start + 3 * 86_400, clock: clock)
                == [start..<start + wholeDay * 3_600])
        let evening = start - 2 * 3_600
        let before = String(WallTime(seconds: clock.wall(at: start).seconds - 86_400).description.prefix(10))
        let nights = try #require(
            try recurring("FREQ=DAILY;COUNT=1", TimeOfDay("22:00"), TimeOfDay("6:00"), onset: before).recurrence)
        #expect(
            nights.occurrences(from: start - 86_400, to: start + 3 * 86_400, clock: clock)
                == [evening..<evening + night * 3_600])
        let back = try WireCoding.decode(Recurrence.self, from: WireCoding.encode(days))
        #expect(back == days && back.endsByTheWall)
        let exact = try Recurrence(start: days.start, durationSeconds: days.durationSeconds, rule: days.rule)
        #expect(exact != days)
        #expect(try WireCoding.decode(Recurrence.self, from: WireCoding.encode(exact)) == exact)
    }

    @Test("what comes so many times is not counted from hours that are over when the notice begins")
    func countFromNextDay() throws {
        func first(_ onset: String) throws -> WallTime? {
            try recurring("FREQ=DAILY;COUNT=1", TimeOfDay("8:00"), TimeOfDay("10:00"), onset: onset).recurrence?.start
        }
        #expect(try first("2026-11-26T09:59") == WallTime("2026-11-26T08:00"))
        #expect(try first("2026-11-26T10:00") == WallTime("2026-11-27T08:00"))
    }

    @Test("a notice that comes more than 100 times in its first day is refused")
    func tooOften() throws {
        func notice(_ rule: String) throws -> Notice {
            try Notice(
                id: Name("n"), headline: "Oft", body: "",
                window: DisplayWindow(onset: Examples.now, expires: Examples.now + 86_400),
                recurrence: Recurrence(
                    start: WallTime("2026-11-23T23:50"), durationSeconds: 60, rule: RecurrenceRule(rule)),
                published: Examples.now)
        }
        #expect(refusal { _ = try notice("FREQ=MINUTELY;INTERVAL=14") }?.field == "recurrence")
        #expect(refusal { _ = try notice("FREQ=MINUTELY;BYDAY=SA") }?.field == "recurrence")
        #expect(try notice("FREQ=MINUTELY;INTERVAL=15").recurrence != nil)
        #expect(try notice("FREQ=MINUTELY;COUNT=100").recurrence != nil)
        #expect(refusal { _ = try notice("FREQ=MINUTELY;COUNT=101") }?.field == "recurrence")
        #expect(try notice("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30").recurrence != nil)
    }

    @Test("hours that begin where they end or at the day's end are refused")
    func badHours() throws {
        let rule = try RecurrenceRule("FREQ=DAILY")
        #expect(throws: InvalidValue.self) { try NoticeDraft.Repetition(rule: rule, from: .endOfDay) }
        #expect(throws: InvalidValue.self) { try NoticeDraft.Repetition(rule: rule, from: .midnight, to: .midnight) }
        #expect(refusal(NoticeDraft.Repetition.self, #"{"rule":"FREQ=DAILY","from":"24:00"}"#)?.field == "from")
    }
}
