import Foundation
import ProgramSupport
import Signage

/// A board's place in words.
enum MemberWords {
    /// - Parameter event: what has happened to it.
    static func text(_ event: String, _ member: Member) -> String {
        let board = member.board
        let site = board.site.map { " in \($0)" } ?? ""
        let tags = board.tags.isEmpty ? "" : ", \(board.tags.map(\.text).joined(separator: ", "))"
        let end = member.certificateExpires.map {
            "; its certificate counts until \($0.formatted(.iso8601.year().month().day()))"
        }
        return "\(board.name) \(event): \(board.title)\(site)\(tags), \(board.profile), \(board.layout)\(end ?? "")\n"
            + member.notes.map { "  \($0)\n" }.joined()
    }
}

extension Arguments {
    /// The name of a board that comes first.
    func board() throws(UsageError) -> Name {
        do {
            return try Name(positionals[0])
        } catch {
            throw UsageError("\"\(positionals[0])\" is no board: \(error)")
        }
    }
}
