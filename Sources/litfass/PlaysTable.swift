import Foundation
import Signage

/// What `litfass plays` prints for people.
enum PlaysTable {
    static func text(_ list: PlayList) -> String {
        let zone = TimeZone(identifier: list.timeZone) ?? .gmt
        guard !list.plays.isEmpty || !list.caveats.isEmpty else {
            return "no board has told of anything shown in that time\n"
        }
        let rows = list.plays.map { play in
            [
                play.board.text, title(of: play), Table.time(play.first, zone: zone) + mark(play),
                Table.time(play.last, zone: zone) + mark(play), "\(play.times)",
                ScheduleTable.duration(Double(play.seconds)),
                play.versions.isEmpty ? "–" : ranges(play.versions),
            ]
        }
        var text = Table.text(["BOARD", "SHOWN", "FIRST", "LAST", "TURNS", "TIME", "VERSIONS"], rows)
        if list.plays.contains(where: { !$0.isDated }) {
            text += "? nobody vouched for the board's clock: the time shown is right, when that was is not known\n"
        }
        let totals = list.totals.map { total in
            [
                total.headline.map { "\($0) (\(total.notice))" } ?? total.notice.text, "\(total.boards)",
                "\(total.times)",
                ScheduleTable.duration(Double(total.seconds)),
            ]
        }
        if !totals.isEmpty { text += "\n" + Table.text(["NOTICE", "BOARDS", "TURNS", "TIME"], totals) }
        let caveats = list.caveats.map { [$0.board.text, words($0.kind, zone: zone)] }
        if !caveats.isEmpty { text += "\n" + Table.text(["BOARD", "NOT THE WHOLE TRUTH"], caveats) }
        if list.caveatsLeftOut > 0 {
            text += "and \(list.caveatsLeftOut) more before these: ask for less with --board, --from, --to\n"
        }
        return text
    }

    private static func title(of play: PlayList.Play) -> String {
        switch (play.played.kind, play.played.item) {
        case (.notice, let item?): play.headline.map { "\($0) (\(item))" } ?? "\(item)"
        case (_, let item?): "\(item) of the layout, in turn in \(play.played.place)"
        case (_, nil): "evergreen content"
        }
    }

    private static func mark(_ play: PlayList.Play) -> String { play.isDated ? "" : "?" }

    /// Such as `3-7, 9`.
    private static func ranges(_ versions: [Int]) -> String {
        var ranges: [ClosedRange<Int>] = []
        for version in versions {
            if let last = ranges.last, version == last.upperBound + 1 {
                ranges[ranges.count - 1] = last.lowerBound...version
            } else {
                ranges.append(version...version)
            }
        }
        return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
            .joined(separator: ", ")
    }

    private static func words(_ kind: PlayList.Caveat.Kind, zone: TimeZone) -> String {
        func time(_ date: Date) -> String { Table.time(date, zone: zone) }
        switch kind {
        case .gap(let gap):
            let doubt = gap.clock == .untrusted ? " (by a clock that nobody vouched for)" : ""
            let to = time(gap.to) + doubt
            return switch gap.reason {
            case .stopped: "was ended in order at \(gap.from.map(time) ?? "–"), and began again at \(to)"
            case .interrupted:
                "was cut off at \(gap.from.map(time) ?? "–") or up to a minute later, and began again at \(to)"
            case .asleep: "did not run from \(gap.from.map(time) ?? "–") to \(to)"
            case .lost: "lost what it had recorded and not sent before \(to): look at its disk"
            }
        case .clock(let step):
            return "its clock was set from \(time(step.from)) to \(time(step.to))"
        case .loss(let loss):
            return "had no room for \(loss.records) records and \(loss.incidents) incidents, up to \(time(loss.at))"
        case .broken(let at):
            return
                "the chain is broken before the record of \(time(at)): something was lost, removed or changed there"
        case .unreadable(let at):
            return "what came at \(time(at)) cannot be read here: is the board's program newer than the hub's?"
        }
    }
}
