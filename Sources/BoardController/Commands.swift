import Signage

/// The commands that this board has taken and runs.
struct Commands {
    var memory: CommandMemory
    /// Those that wait for their turn; no more than are remembered.
    let waiting: AsyncStream<Command>
    let queue: AsyncStream<Command>.Continuation
    var isRestartWanted = false
    /// What the hub has given is to be put aside first.
    var isLeaving = false

    init(path: String) {
        memory = CommandMemory(path: path)
        (waiting, queue) = AsyncStream.makeStream()
    }
}

/// Why a player ends.
enum PlayerEnding: Sendable {
    /// Its task was cancelled.
    case cancelled
    /// A crew wants it to start anew, or it has left its hub.
    case restart
}
