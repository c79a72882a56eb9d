import Foundation

/// Says in German what staff should change, and why.
struct ConflictWords {
    let clock: WallClock

    private static let months = [
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
        "Dezember",
    ]

    func sentence(for kind: ScheduleConflict.Kind) -> String {
        switch kind {
        case .neverOn(let rules, let start, let end): return neverOn(rules, from: start, to: end)
        case .crowdedOut(let rivals):
            return "Auf eine andere Zeit legen oder mit mehr Vorrang veröffentlichen: nie zu sehen, "
                + crowded(by: rivals)
        case .neverItsTurn(let count, let round, let free):
            return "Anzeigezeit verlängern oder andere Inhalte beenden: kommt in \(duration(free)) nie an die Reihe, "
                + "eine Runde durch alle \(count) dauert \(duration(round))"
        case .squeezed(let share, let rivals):
            let percent = share < 0.01 ? "weniger als 1" : "nur \(Int((share * 100).rounded(.down)))"
            return "Auf eine andere Zeit legen oder mit mehr Vorrang veröffentlichen: \(percent) % der Anzeigezeit "
                + "bleiben, sonst " + crowded(by: rivals)
        case .longRound(let count, let round):
            return "Andere Inhalte beenden oder auf andere Tageszeiten legen: eine Runde durch alle \(count) dauert "
                + "\(duration(round)), so lange wartet man auf die nächste Anzeige"
        case .cutShort(let longest, let needed):
            return "Anzeigezeit verlängern oder Text kürzen: zum Lesen braucht man \(duration(needed)), "
                + "am Stück zu sehen sind es höchstens \(duration(longest))"
        case .sharedInterrupt(let rivals):
            let others = rivals.items.map {
                "\(quoted($0)) (\(instant($0.during.lowerBound)) bis \(end($0, after: true)))"
            }
            return "Zusammenfassen oder eine davon beenden: wechselt sich mit \(list(others, more: rivals.more)) ab"
        case .unknownDays(let gap): return gap.sentence
        }
    }

    private func neverOn(_ rules: ScheduleConflict.EmptyRules, from start: Date, to end: Date) -> String {
        let span = "von \(instant(start)) bis \(instant(end))"
        switch rules {
        case .published: return "Ende später setzen: die Anzeigezeit war schon vorbei, ehe veröffentlicht wurde"
        case .dayparts: return "Tageszeiten ändern: \(span) liegt keine davon"
        case .recurrence: return "Wiederholung ändern: \(span) hat sie keinen Termin"
        case .both: return "Tageszeiten oder Wiederholung ändern: \(span) treffen sie nie zusammen"
        }
    }

    private func crowded(by rivals: ScheduleConflict.Rivals) -> String {
        let others = rivals.items.map { "bis \(end($0)) von \(quoted($0))" }
        return list(others, more: rivals.more) + " verdrängt"
    }

    private func quoted(_ rival: ScheduleConflict.Rival) -> String { "„\(rival.title)“" }

    private func list(_ parts: [String], more: Int) -> String {
        let parts = more > 0 ? parts + ["\(more) weiteren"] : parts
        guard let last = parts.last, parts.count > 1 else { return parts.first ?? "anderen" }
        return parts.dropLast().joined(separator: ", ") + " und " + last
    }

    /// Without the day where it is that of the beginning.
    private func end(_ rival: ScheduleConflict.Rival, after start: Bool = false) -> String {
        let (from, to) = (clock.wall(at: rival.during.lowerBound), clock.wall(at: rival.during.upperBound))
        return start && from.day == to.day ? time(to) : instant(rival.during.upperBound)
    }

    /// As "3. Dezember 2026, 18 Uhr".
    private func instant(_ instant: Date) -> String {
        let wall = clock.wall(at: instant)
        guard let date = CalendarDate(daysSince1970: wall.day) else { return "\(wall)" }
        return "\(date.day). \(Self.months[date.month - 1]) \(date.year), \(time(wall))"
    }

    private func time(_ wall: WallTime) -> String {
        let (hour, minute) = (wall.secondsOfDay / 3_600, wall.secondsOfDay / 60 % 60)
        return (minute == 0 ? "\(hour)" : "\(hour):\(minute < 10 ? "0" : "")\(minute)") + " Uhr"
    }

    /// The two largest units, as "2 Stunden 10 Minuten".
    private func duration(_ seconds: Int) -> String {
        func count(_ count: Int, _ one: String, _ many: String) -> String? {
            count == 0 ? nil : "\(count) \(count == 1 ? one : many)"
        }
        let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60)
        let parts = [
            count(hours, "Stunde", "Stunden"), count(minutes, "Minute", "Minuten"),
            hours > 0 ? nil : count(seconds % 60, "Sekunde", "Sekunden"),
        ].compactMap { $0 }
        return parts.isEmpty ? "0 Sekunden" : parts.joined(separator: " ")
    }
}
