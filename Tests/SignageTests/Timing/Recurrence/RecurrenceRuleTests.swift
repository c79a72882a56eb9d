import Foundation
import Testing

@testable import Signage

@Suite struct RecurrenceRuleTests {
    @Test(
        "a bad rule is refused with a reason that names what is wrong",
        arguments: [
            ("", "is empty"), ("RRULE:", "is empty"), ("FREQ", "no part of a rule"),
            ("FREQ=DAILY;", "no part of a rule"),
            ("INTERVAL=2", "FREQ is missing"), ("FREQ=SECONDLY", "FREQ=MINUTELY"), ("FREQ=FORTNIGHTLY", "WEEKLY"),
            ("FREQ=DAILY;FREQ=WEEKLY", "FREQ is there twice"), ("FREQ=DAILY;RSCALE=HEBREW", "no part RSCALE"),
            ("FREQ=DAILY;COUNT=3;UNTIL=20261224", "COUNT and UNTIL"), ("FREQ=DAILY;COUNT=0", "COUNT=0"),
            ("FREQ=DAILY;COUNT=10000000", "from 1 to 10000"), ("FREQ=DAILY;COUNT=10001", "from 1 to 10000"),
            ("FREQ=DAILY;COUNT=99999999999999999999", "too large"), ("FREQ=DAILY;COUNT=-1", "no number"),
            ("FREQ=DAILY;INTERVAL=0", "INTERVAL=0"), ("FREQ=DAILY;INTERVAL=1000001", "1000000"),
            ("FREQ=DAILY;INTERVAL=+2", "no number"), ("FREQ=DAILY;INTERVAL=", "INTERVAL is empty"),
            ("FREQ=DAILY;INTERVAL=9223372036854775808", "too large"), ("FREQ=DAILY;INTERVAL=1.5", "no number"),
            ("FREQ=DAILY;UNTIL=99991231", "years 1970 to 2199"), ("FREQ=DAILY;UNTIL=22000101T000000Z", "years 1970"),
            ("FREQ=DAILY;UNTIL=20260230", "no time"), ("FREQ=DAILY;UNTIL=2026-12-24", "no time"),
            ("FREQ=DAILY;UNTIL=20261224T240000", "no time"), ("FREQ=DAILY;UNTIL=20261224T1800", "no time"),
            ("FREQ=DAILY;UNTIL=19691231", "no time"), ("FREQ=DAILY;UNTIL=20261224T180000X", "no time"),
            ("FREQ=MONTHLY;BYDAY=8XX", "BYDAY=8XX"), ("FREQ=MONTHLY;BYDAY=XX", "BYDAY=XX"),
            ("FREQ=MONTHLY;BYDAY=MO,,TU", "no weekday"), ("FREQ=MONTHLY;BYDAY=M", "no weekday"),
            ("FREQ=MONTHLY;BYDAY=-MO", "no number"), ("FREQ=MONTHLY;BYDAY=0MO", "1 to 53"),
            ("FREQ=YEARLY;BYDAY=54MO", "1 to 53"), ("FREQ=MONTHLY;BYDAY=6MO", "no month has"),
            ("FREQ=YEARLY;BYMONTH=5;BYDAY=-6MO", "no month has"), ("FREQ=WEEKLY;BYDAY=1MO", "write MO for FREQ=WEEKLY"),
            ("FREQ=DAILY;BYDAY=-1FR", "write FR"), ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO", "BYWEEKNO"),
            ("FREQ=MONTHLY;BYMONTHDAY=32", "1 to 31"), ("FREQ=MONTHLY;BYMONTHDAY=0", "1 to 31"),
            ("FREQ=MONTHLY;BYMONTHDAY=-32", "-1 to -31"), ("FREQ=WEEKLY;BYMONTHDAY=1", "FREQ=MONTHLY"),
            ("FREQ=YEARLY;BYYEARDAY=367", "1 to 366"), ("FREQ=MONTHLY;BYYEARDAY=1", "FREQ=YEARLY"),
            ("FREQ=YEARLY;BYWEEKNO=54", "1 to 53"), ("FREQ=MONTHLY;BYWEEKNO=1", "FREQ=YEARLY only"),
            ("FREQ=YEARLY;BYMONTH=13", "1 to 12"), ("FREQ=YEARLY;BYMONTH=-1", "no number"),
            ("FREQ=DAILY;BYHOUR=24", "0 to 23"), ("FREQ=DAILY;BYMINUTE=60", "0 to 59"),
            ("FREQ=DAILY;BYSECOND=60", "0 to 59"), ("FREQ=DAILY;BYHOUR=", "BYHOUR is empty"),
            ("FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS chooses"), ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0", "1 to 366"),
            ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=367", "1 to 366"), ("FREQ=WEEKLY;WKST=XX", "WKST=XX"),
            ("FREQ=MINUTELY;BYSECOND=0,30", "2 starts a minute"),
            (
                "FREQ=HOURLY;BYMINUTE=\((0...58).map(String.init).joined(separator: ","));BYSECOND=0,1",
                "118 starts an hour"
            ),
            ("FREQ=DAILY;BYDAY=ſU", "no rule has"), ("FREQ=DAILY;BYHOUR=١", "no rule has"),
            (
                "FREQ=YEARLY;BYYEARDAY=" + [String](repeating: "100", count: 130).joined(separator: ","),
                "longer than 500"
            ),
        ])
    func bad(text: String, reason: String) throws {
        let refusal = try #require(throws: InvalidValue.self) { try RecurrenceRule(text) }
        #expect(refusal.reason.contains(reason), "\(refusal)")
        // From JSON the same, at the place of the rule.
        let json = try JSONEncoder().encode(["start": "2026-01-01T00:00", "rule": text])
        let whole = String(decoding: json, as: UTF8.self).dropLast() + ",\"durationSeconds\":60}"
        let error = #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(Recurrence.self, from: Data(whole.utf8))
        }
        let found = try InvalidValue(#require(error))
        #expect(found.field == "rule" && found.reason.contains(reason), "\(found)")
    }

    @Test(
        "a rule's text is put in order",
        arguments: [
            ("byday=tu,mo,tu;freq=weekly;wkst=mo;interval=1", "FREQ=WEEKLY;BYDAY=MO,TU"),
            ("FREQ=MONTHLY;BYDAY=+2MO,-1FR,SU;BYMONTHDAY=+3,-1", "FREQ=MONTHLY;BYDAY=SU,-1FR,2MO;BYMONTHDAY=-1,3"),
            ("WKST=SU;COUNT=007;FREQ=DAILY", "FREQ=DAILY;COUNT=7;WKST=SU"),
            ("FREQ=DAILY;UNTIL=20261224", "FREQ=DAILY;UNTIL=20261224"),
            ("FREQ=DAILY;UNTIL=20261224T180000", "FREQ=DAILY;UNTIL=20261224T180000"),
            ("FREQ=DAILY;UNTIL=20261224T180001Z", "FREQ=DAILY;UNTIL=20261224T180001Z"),
        ])
    func canonical(text: String, expected: String) throws {
        #expect(try RecurrenceRule(text).description == expected)
        #expect(try RecurrenceRule(expected) == RecurrenceRule(text))
    }

    @Test("a rule made of values is the rule of its text, and bad values are refused alike")
    func values() throws {
        let rule = try RecurrenceRule(
            .monthly, interval: 2, end: .count(4), hours: [9], weekdays: [OrdinalWeekday(.friday, ordinal: -1)])
        #expect(try rule == RecurrenceRule("FREQ=MONTHLY;INTERVAL=2;COUNT=4;BYHOUR=9;BYDAY=-1FR"))
        #expect(throws: InvalidValue.self) { try RecurrenceRule(.daily, interval: .min) }
        #expect(throws: InvalidValue.self) { try RecurrenceRule(.daily, interval: .max) }
        #expect(throws: InvalidValue.self) { try RecurrenceRule(.monthly, monthDays: [.min]) }
        #expect(throws: InvalidValue.self) { try RecurrenceRule(.daily, end: .instant(.distantFuture)) }
        #expect(throws: InvalidValue.self) { try RecurrenceRule(.daily, end: .wall(WallTime(seconds: .max))) }
        #expect(throws: InvalidValue.self) { try OrdinalWeekday(.monday, ordinal: .min) }
    }
}
