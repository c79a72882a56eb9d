import ProgramSupport
import Signage

/// How the command line says when a notice is on.
enum TimingArguments {
    /// Reads a class that staff may give.
    static func priority(_ text: String) throws(UsageError) -> Priority {
        guard let priority = Priority(rawValue: text), priority != .feed else {
            throw UsageError("--priority is interrupt, official, notice or evergreen, not \"\(text)\"")
        }
        return priority
    }

    /// Reads 1 to 10.
    static func weight(_ text: String) throws(UsageError) -> Int {
        guard let weight = Int(text), (1...10).contains(weight) else {
            throw UsageError("--weight is a number from 1 to 10, not \"\(text)\"")
        }
        return weight
    }

    /// Reads days, hours and calendars in any order, such as `MO-FR 08:00-18:00 not:public-holidays`.
    static func daypart(_ text: String) throws(UsageError) -> Daypart {
        var days: [Weekday]?
        var hours: (from: TimeOfDay, to: TimeOfDay)?
        var calendars: [String: [DayCalendar]] = [:]
        do {
            for word in text.split(separator: " ") {
                let parts = word.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
                    .map(String.init)
                if ["on", "during", "not"].contains(parts[0]), parts.count == 2 {
                    guard let calendar = DayCalendar(rawValue: parts[1]) else {
                        let names = DayCalendar.allCases.map(\.rawValue).joined(separator: ", ")
                        throw InvalidValue(field: "", reason: "\(parts[1]) is no calendar; there are \(names)")
                    }
                    calendars[parts[0], default: []].append(calendar)
                } else if word.contains(":") {
                    guard hours == nil else {
                        throw InvalidValue(
                            field: "", reason: "has hours twice; give --daypart again for each further ones")
                    }
                    hours = try Self.hours(word)
                } else {
                    days = try (days ?? []) + Self.days(word)
                }
            }
            return try Daypart(
                days: days, from: hours?.from, to: hours?.to, on: calendars["on"] ?? [],
                during: calendars["during"] ?? [], not: calendars["not"] ?? [])
        } catch {
            throw UsageError("--daypart \"\(text)\": \(error)")
        }
    }

    /// Reads `--repeat` and `--repeat-hours`; nil without the first.
    static func repetition(_ arguments: Arguments) throws -> NoticeDraft.Repetition? {
        let hours = try arguments.value("--repeat-hours")
        guard let rule = try arguments.value("--repeat") else {
            guard hours == nil else { throw UsageError("--repeat-hours goes with --repeat") }
            return nil
        }
        do {
            let hours = try hours.map { text throws(InvalidValue) in try Self.hours(Substring(text)) }
            return try NoticeDraft.Repetition(
                rule: RecurrenceRule(rule), from: hours?.from ?? .midnight, to: hours?.to ?? .endOfDay)
        } catch {
            throw UsageError("--repeat \"\(rule)\": \(error)")
        }
    }

    /// Reads `08:00-18:00`.
    private static func hours(_ text: Substring) throws(InvalidValue) -> (from: TimeOfDay, to: TimeOfDay) {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2 else {
            throw InvalidValue(field: "", reason: "\(text) must be hours such as 08:00-18:00")
        }
        return (try TimeOfDay(ends[0]), try TimeOfDay(ends[1]))
    }

    /// Reads `MO`, `MO,WE` or `FR-MO`.
    private static func days(_ text: Substring) throws(InvalidValue) -> [Weekday] {
        func day(_ name: Substring) throws(InvalidValue) -> Weekday {
            guard let day = Weekday(abbreviation: name) else {
                throw InvalidValue(field: "", reason: "\(name) must be a day: MO, TU, WE, TH, FR, SA or SU")
            }
            return day
        }
        var days: [Weekday] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false)
            guard ends.count == 2 else {
                days.append(try day(part))
                continue
            }
            let (first, last) = (try day(ends[0]), try day(ends[1]))
            let count = (last.rawValue - first.rawValue + 7) % 7
            days += (0...count).map { Weekday.allCases[(first.rawValue - 1 + $0) % 7] }
        }
        return days
    }
}
