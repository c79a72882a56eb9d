import Foundation
import HTTPServer
import Signage

/// `GET /api/v1/plays?notice=&board=&from=&to=`: what boards have shown.
///
/// `from` and `to` are read as ``NoticeDraft/Time``, a day that ends a span is included. Without `from` it is all there is of a notice, and
/// else the last 31 days.
struct PlaysAPI: Sendable {
    static let path = "/api/v1/plays"
    static let usualSeconds: TimeInterval = 31 * 86_400

    let archive: PlayArchive
    let fleet: Fleet
    /// Of the council's clocks.
    let zone: TimeZone
    let now: @Sendable () -> Date

    /// - Throws: 404 for a board that is not there, 400 for values that cannot be read, 422 for a span that has no length.
    func answer(_ request: Request) async throws -> Response {
        let question: PlayArchive.Question
        do {
            question = try self.question(request)
        } catch {
            throw JSONBody.problem(400, [error])
        }
        // What a board has shown stays on record when it has left.
        if let board = question.board, fleet.now.board(board.text) == nil, try await !archive.knows(board) {
            throw API.unknownBoard
        }
        guard question.from < question.to else {
            throw JSONBody.problem(422, [InvalidValue(field: "to", reason: "must be after from")])
        }
        return try API.json(try await archive.plays(question))
    }

    private func question(_ request: Request) throws(InvalidValue) -> PlayArchive.Question {
        let values = try request.values(["notice", "board", "from", "to"])
        func read<Value>(_ name: String, _ read: (String) throws(InvalidValue) -> Value) throws(InvalidValue) -> Value?
        {
            guard let text = values[name] else { return nil }
            do { return try read(text) } catch { throw InvalidValue(field: name, reason: error.reason) }
        }
        let notice = try read("notice") { text throws(InvalidValue) in try Name(text) }
        let board = try read("board") { text throws(InvalidValue) in try Name(text) }
        // A time without its day is the last one.
        let (now, dayAgo) = (now(), now() - 86_400)
        let from = try read("from") { text throws(InvalidValue) in
            try NoticeDraft.Time(text).start(in: zone, after: dayAgo)
        }
        let to =
            try read("to") { text throws(InvalidValue) in
                try NoticeDraft.Time(text).end(in: zone, after: dayAgo)
            } ?? now
        let usual = notice == nil ? to - Self.usualSeconds : Date(timeIntervalSince1970: 0)
        return PlayArchive.Question(notice: notice, board: board, from: from ?? usual, to: to)
    }
}
