import Foundation
import Signage

/// What `litfass schedule` prints for people.
enum ScheduleTable {
    // MARK: A moment

    static func text(_ moment: BoardMoment) -> String {
        let times = ScheduleTimes(zone: moment.timeZone, day: moment.at)
        let head = [moment.board.text, moment.title, times.dayName + ", " + times.text(moment.at), times.zoneWords]
        return head.joined(separator: " · ") + "\n"
            + moment.places.map { place in
                let rows = [
                    row("on", place.start, place.end, place.shown, times),
                    place.end.map { row("next", $0, place.nextEnd, place.nextShown, times) },
                ]
                return title(of: place.place, among: moment.places.count)
                    + Table.text(["", "FROM", "UNTIL", "CLASS", "TURN", "SHOWS"], rows.compactMap(\.self))
            }.joined() + panel([moment.panel].compactMap(\.self), times)
    }

    private static func row(
        _ what: String, _ start: Date?, _ end: Date?, _ shown: BoardMoment.Shown?, _ times: ScheduleTimes
    ) -> [String] {
        [
            what, start.map(times.text) ?? "–", end.map(times.text) ?? "–", shown?.priority.rawValue ?? "–",
            shown.map { $0.count > 1 ? "\($0.position + 1) of \($0.count)" : "alone" } ?? "–",
            shown.map { "\($0.title) (\($0.item))" } ?? nothing,
        ]
    }

    // MARK: A day

    static func text(_ timetable: BoardTimetable) -> String {
        let times = ScheduleTimes(zone: timetable.timeZone, day: timetable.start)
        let hours = duration(timetable.end.timeIntervalSince(timetable.start))
        let head = [timetable.board.text, timetable.title, times.dayName, times.zoneWords]
        return head.joined(separator: " · ") + (times.clocksChange ? " · clocks change, the day has \(hours)" : "")
            + "\n"
            + timetable.places.map { place in
                let titles = Dictionary(
                    timetable.items.filter { $0.place == place.place }.map { ($0.id, $0.title) }
                ) { first, _ in first }
                return title(of: place.place, among: timetable.places.count)
                    + Table.text(
                        ["FROM", "UNTIL", "CLASS", "ROUND", "SHARE", "TIME", "STAYS", "SHOWS"],
                        place.stretches.flatMap { rows($0, titles, times) })
            }.joined() + panel(timetable.panel ?? [], times) + conflicts(of: timetable)
    }

    private static func rows(
        _ stretch: BoardTimetable.Stretch, _ titles: [Name: String], _ times: ScheduleTimes
    ) -> [[String]] {
        let length = stretch.end.timeIntervalSince(stretch.start)
        let head = [
            times.text(stretch.start), times.text(stretch.end), stretch.priority?.rawValue ?? "–",
            stretch.roundSeconds.map(duration) ?? "–",
        ]
        guard !stretch.shares.isEmpty else { return [head + ["–", duration(length), "–", nothing]] }
        return stretch.shares.enumerated().map { number, share in
            let stays = stretch.shares.count > 1 ? share.turnSeconds : nil
            return (number == 0 ? head : ["", "", "", ""]) + [
                percent(share.seconds / length), duration(share.seconds), stays.map(duration) ?? "–",
                "\(titles[share.item] ?? "–") (\(share.item))",
            ]
        }
    }

    // MARK: The panel, and who is crowded out

    private static func panel(_ panels: [BoardPanel], _ times: ScheduleTimes) -> String {
        let rows = panels.map { panel in
            let words = [
                panel.isOn ? "on, \(panel.brightnessPercent) % bright" : "off", panel.isDark ? "dark" : nil,
                panel.isQuiet ? "quiet" : nil,
            ]
            return [
                times.text(panel.start), panel.end.map(times.text) ?? "–",
                words.compactMap(\.self).joined(separator: ", "),
            ]
        }
        return rows.isEmpty ? "" : "\n" + Table.text(["FROM", "UNTIL", "PANEL"], rows)
    }

    private static func conflicts(of timetable: BoardTimetable) -> String {
        let rows = timetable.conflicts.map { conflict in
            let item = timetable.items.first { $0.id == conflict.item && $0.place == conflict.place }
            return ["\(item?.title ?? "–") (\(conflict.item))", conflict.sentence]
        }
        return rows.isEmpty ? "" : "\n" + Table.text(["CONFLICT", "WHAT TO DO"], rows)
    }

    // MARK: Words

    private static let nothing = "nothing: evergreen content"

    private static func title(of place: Name, among places: Int) -> String {
        places > 1 ? "\nIn the place \(place):\n" : "\n"
    }

    /// Whole percent; what is on at all has 1 at least.
    static func percent(_ part: Double) -> String { "\(part > 0 ? max(1, Int((part * 100).rounded())) : 0) %" }

    /// Such as `2 h 10 min` or `26 s`, with the parts that are not 0.
    static func duration(_ seconds: TimeInterval) -> String {
        let seconds = Int(seconds.rounded())
        let parts = [(seconds / 3_600, "h"), (seconds / 60 % 60, "min"), (seconds % 60, "s")].filter { $0.0 > 0 }
        return parts.isEmpty ? "0 s" : parts.map { "\($0.0) \($0.1)" }.joined(separator: " ")
    }
}
