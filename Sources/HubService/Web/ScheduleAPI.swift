import Foundation
import HTTPServer
import Signage

/// `GET /api/v1/boards/NAME/schedule`: what is on a board at an instant, or from one to another.
///
/// Times are RFC 3339, or without an offset by the clocks of the board's zone.
struct ScheduleAPI: Sendable {
    static let path = "/api/v1/boards/{name}/schedule"

    let store: Store
    let fleet: Fleet
    let now: @Sendable () -> Date

    /// The span of a query.
    private enum Span {
        case instant(Date)
        case from(Date, to: Date)

        var start: Date {
            switch self {
            case .instant(let start), .from(let start, _): start
            }
        }
    }

    /// ``BoardMoment`` for `at` or for no time at all, ``BoardTimetable`` for `from` and `to` or for `day`.
    /// - Throws: 404 for a board that is not there, 409 for one that can't show anything, 400 for times that can't be read, 422
    ///   for those that have no answer.
    func answer(_ request: Request, board name: String?) async throws -> Response {
        let fleet = fleet.now
        guard let board = fleet.board(name) else {
            throw API.unknownBoard
        }
        guard let plan = fleet.builder.plans[board.name] else {
            throw Problem(
                status: 409,
                detail: "\(board.name) can't show anything: its layout or profile is broken, as the hub's log says.")
        }
        let span: Span
        do {
            span = try self.span(request, clock: WallClock(zone: plan.settings.zone))
        } catch {
            throw JSONBody.problem(400, [error])
        }
        let scheduled = try await store.scheduledNotices(of: [board.name], from: span.start)
        let notices = try await store.notices(scheduled[board.name] ?? [])
        // They come to boards by a way of their own, and take turns with interrupts that are notices.
        let interrupts = try await store.interrupts(from: span.start)
            .filter { $0.endedAt == nil && $0.interrupt.addresses(board.name) }
            .map { $0.interrupt.notice(from: $0.interrupt.issued) }
        let schedule = try plan.schedule(of: notices + interrupts)
        do {
            switch span {
            case .instant(let at):
                return try API.json(BoardMoment(schedule, board: board, settings: plan.settings, at: at))
            case .from(let start, let end):
                return try API.json(
                    try BoardTimetable(schedule, board: board, settings: plan.settings, from: start, to: end))
            }
        } catch let refused as InvalidValue {
            throw JSONBody.problem(422, [refused])
        }
    }

    private func span(_ request: Request, clock: WallClock) throws(InvalidValue) -> Span {
        let values = try request.values(["at", "from", "to", "day"])
        func time(_ name: String) throws(InvalidValue) -> Date? {
            guard let text = values[name] else { return nil }
            if let date = WireCoding.date(text) { return date }
            guard let wall = try? WallTime(text) else {
                throw InvalidValue(
                    field: name, reason: "must be a time such as 2026-11-25T07:00 or 2026-11-25T07:00:00+01:00")
            }
            return clock.instant(of: wall)
        }
        let names = Set(values.keys)
        switch names {
        case []: return .instant(now())
        case ["at"]: return .instant(try time("at") ?? now())
        case ["from", "to"]:
            guard let start = try time("from"), let end = try time("to") else { break }
            return .from(start, to: end)
        case ["day"]:
            guard let day = values["day"].flatMap({ CalendarDate($0) }),
                let next = CalendarDate(daysSince1970: day.daysSince1970 + 1)
            else { throw InvalidValue(field: "day", reason: "must be a day such as 2026-11-25") }
            return .from(clock.instant(of: WallTime(day)), to: clock.instant(of: WallTime(next)))
        default: break
        }
        throw InvalidValue(
            field: names.sorted().first ?? "",
            reason: "does not go like this: give at, or from and to, or day, or nothing")
    }
}
