import ProgramSupport
import Signage
import Testing

@testable import litfass

@Suite struct TimingArgumentsTests {
    @Test("hours of days are read in any order")
    func dayparts() throws {
        let office = try TimingArguments.daypart("MO-FR 08:00-18:00 not:public-holidays")
        #expect(
            try office
                == Daypart(
                    days: [.monday, .tuesday, .wednesday, .thursday, .friday], from: TimeOfDay("8:00"),
                    to: TimeOfDay("18:00"), not: [.publicHolidays]))
        #expect(try TimingArguments.daypart("on:public-holidays SU") == Daypart(days: [.sunday], on: [.publicHolidays]))
        #expect(
            try TimingArguments.daypart("22:00-02:00 FR-MO")
                == Daypart(
                    days: [.friday, .saturday, .sunday, .monday], from: TimeOfDay("22:00"), to: TimeOfDay("2:00")))
        #expect(try TimingArguments.daypart("mo,we") == Daypart(days: [.monday, .wednesday]))
    }

    @Test(
        "what is no daypart is refused with what it is",
        arguments: [
            ("MO-", "must be a day"), ("XX", "must be a day"), ("25:00-26:00", "time of day"),
            ("08:00", "must be hours"),
            ("08:00-08:00", "--daypart"), ("on:easter", "public-holidays, school-holidays"),
            (":", "must be hours"), ("on:", "public-holidays, school-holidays"), ("MO :08:00-09:00", "time of day"),
            ("MO 08:00-12:00 14:00-18:00", "give --daypart again"),
        ])
    func badDayparts(text: String, reason: String) {
        let error = #expect(throws: UsageError.self) { try TimingArguments.daypart(text) }
        #expect(error.map { "\($0)".contains(reason) } == true, "\(String(describing: error))")
    }

    @Test("a rule repeats for the hours given, else for whole days; without a rule there are no hours")
    func repetition() throws {
        func read(_ words: String...) throws -> NoticeDraft.Repetition? {
            try TimingArguments.repetition(Arguments(words, options: ["--repeat", "--repeat-hours"]))
        }
        #expect(try read() == nil)
        let rule = try RecurrenceRule("FREQ=WEEKLY;BYDAY=TH")
        #expect(try read("--repeat", "FREQ=WEEKLY;BYDAY=TH") == NoticeDraft.Repetition(rule: rule))
        #expect(
            try read("--repeat", "FREQ=WEEKLY;BYDAY=TH", "--repeat-hours", "06:00-13:00")
                == NoticeDraft.Repetition(rule: rule, from: TimeOfDay("6:00"), to: TimeOfDay("13:00")))
        #expect(throws: UsageError.self) { try read("--repeat-hours", "06:00-13:00") }
        #expect(throws: UsageError.self) { try read("--repeat", "FREQ=WEEKLY;BYDAY=8XX") }
    }

    @Test("classes and weights out of range are refused")
    func classesAndWeights() throws {
        #expect(try TimingArguments.priority("official") == .official)
        #expect(try TimingArguments.weight("10") == 10)
        for text in ["feed", "", "Notice"] { #expect(throws: UsageError.self) { try TimingArguments.priority(text) } }
        for text in ["0", "11", "-1", "1.5", ""] {
            #expect(throws: UsageError.self) { try TimingArguments.weight(text) }
        }
    }
}
