import Foundation
import Signage

/// What `litfass command` says, for people.
enum CommandWords {
    static func words(_ status: CommandStatus) -> String {
        let result = status.result
        let name = "\(status.board)  \(status.operation.name)  \(status.id)  "
        switch result.state {
        case .queued where status.presence != .online:
            return name + "cannot be reached now; it is sent when the board is back within a minute\n"
        case .queued, .inProgress:
            return name + "\(words(result.state)); litfass command \(status.board) tells how it ends\n"
        case .succeeded, .failed, .rejected, .expired:
            return name + words(result.state) + (result.detail.map { ": \($0)" } ?? "") + "\n"
                + (result.lines ?? []).map { $0 + "\n" }.joined()
        }
    }

    static func table(_ list: CommandList) -> String {
        let now = Date()
        let rows = list.commands.map { status in
            [
                status.id.text, Table.age(status.issued, at: now), status.operation.name, words(status.result.state),
                status.result.detail ?? "–",
            ]
        }
        return Table.text(["ID", "GIVEN", "OPERATION", "STATE", "WHAT CAME OF IT"], rows)
    }

    private static func words(_ state: CommandResult.State) -> String {
        state == .inProgress ? "in progress" : state.rawValue
    }
}
