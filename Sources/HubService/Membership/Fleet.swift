import Foundation
import Signage
import Synchronization

/// The boards that belong, as every part of the hub sees them: those that the configuration plans, and those that have joined. Changes
/// while the hub runs.
final class Fleet: Sendable {
    /// The boards of one moment.
    struct Snapshot: Sendable {
        /// Those of the configuration first, in its order; then in the order in which they have joined.
        fileprivate(set) var boards: [Board]
        /// Has the plans of those that can have a programme.
        fileprivate(set) var builder: ManifestBuilder

        /// The board of a name; nil when there is none.
        func board(_ name: String?) -> Board? { boards.first { $0.name.text == name } }
    }

    let installation: Installation
    private let state: Mutex<Snapshot>

    /// - Parameters:
    ///   - joined: boards that the configuration does not name.
    ///   - problems: gets a sentence for each of them that can have no programme.
    init(_ installation: Installation, joined: [Board] = [], sealer: Sealer, problems: inout [String]) throws {
        self.installation = installation
        let planned = Set(installation.configuration.boards.map(\.name))
        let others = joined.filter { !planned.contains($0.name) }
        let plans = installation.plans.merging(installation.plans(for: others, &problems)) { first, _ in first }
        state = Mutex(
            Snapshot(
                boards: installation.configuration.boards + others,
                builder: try ManifestBuilder(plans: plans, sealer: sealer)))
    }

    /// The boards as they are now.
    var now: Snapshot { state.withLock { $0 } }

    /// Whether the configuration names a board: then it is changed there.
    func isPlanned(_ board: Name) -> Bool { installation.configuration.boards.contains { $0.name == board } }

    /// Puts a board in, in the place of one of the same name.
    func put(_ plan: BoardPlan) throws {
        try state.withLock { state in
            state.builder = try state.builder.with(plan)
            if let index = state.boards.firstIndex(where: { $0.name == plan.board.name }) {
                state.boards[index] = plan.board
            } else {
                state.boards.append(plan.board)
            }
        }
    }

    /// Takes a board out.
    func remove(_ board: Name) {
        state.withLock { state in
            state.builder = state.builder.without(board)
            state.boards.removeAll { $0.name == board }
        }
    }
}
