import Foundation
import Signage

/// What `litfass interrupt` says of interrupts, for people.
enum InterruptWords {
    /// All of them, a line each.
    static func table(_ list: InterruptList) -> String {
        let rows = list.interrupts.map { status in
            [
                status.interrupt.id.text, status.state.rawValue, status.interrupt.isDrill ? "drill" : "real",
                time(status.interrupt.until, status),
                status.deliveries.map { $0.board.text + mark($0) }.joined(separator: ", "), status.interrupt.headline,
            ]
        }
        return Table.text(["ID", "STATE", "KIND", "UNTIL", "BOARDS", "HEADLINE"], rows)
    }

    /// What has come of putting one on.
    static func publishing(_ status: InterruptStatus) -> String {
        let id = status.interrupt.id
        let kind = status.interrupt.isDrill ? "drill" : "interrupt"
        return "\(id)  \(kind) until \(time(status.interrupt.until, status)) (\(status.timeZone)); "
            + "to end it before: litfass interrupt end \(id)\n"
            + line("shown on", status) { $0.presence == .online && $0.state == .shown }
            + line("has come, and is not on the panel yet:", status) {
                $0.presence == .online && $0.state == .accepted
            }
            + line("no answer yet from", status) { $0.presence == .online && [.awaited, .gone].contains($0.state) }
            + line("not to be reached now, so nobody knows what is shown there:", status) { $0.presence != .online }
    }

    /// What has come of ending one.
    static func ending(_ status: InterruptStatus) -> String {
        let head =
            switch status.state {
            case .expired: "\(status.interrupt.id) had ended by itself at \(time(status.interrupt.until, status))\n"
            case .ended, .running: "\(status.interrupt.id) is ended\n"
            }
        return head
            + line("gone from", status) { $0.presence == .online && ![.shown, .accepted].contains($0.state) }
            + line("no answer yet from", status) { $0.presence == .online && [.shown, .accepted].contains($0.state) }
            + line(
                "not to be reached now; shown there until \(time(status.interrupt.until, status)) at most:", status
            ) { $0.presence != .online }
    }

    private static func line(
        _ words: String, _ status: InterruptStatus, _ isMeant: (InterruptStatus.Delivery) -> Bool
    ) -> String {
        let boards = status.deliveries.filter(isMeant).map(\.board.text)
        return boards.isEmpty ? "" : "\(words) \(boards.joined(separator: ", "))\n"
    }

    private static func mark(_ delivery: InterruptStatus.Delivery) -> String {
        guard delivery.presence == .online else { return "?" }
        return switch delivery.state {
        case .shown: ""
        case .awaited, .accepted: "+"
        case .gone: "-"
        }
    }

    private static func time(_ date: Date, _ status: InterruptStatus) -> String {
        Table.time(date, zone: TimeZone(identifier: status.timeZone) ?? .gmt)
    }
}
