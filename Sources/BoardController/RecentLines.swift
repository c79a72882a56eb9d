import Signage
import Synchronization

/// The last lines of the board's own log, for a crew that asks for them. Any thread may add.
final class RecentLines: Sendable {
    private let lines = Mutex<[String]>([])

    /// Keeps a line, with the time by the board's clock in front.
    func add(_ line: String) {
        lines.withLock { lines in
            // Made smaller seldom: taking the first one out moves all.
            if lines.count >= 2 * Command.Operation.mostLines {
                lines.removeFirst(lines.count - Command.Operation.mostLines + 1)
            }
            lines.append(line)
        }
    }

    /// The last ones, the oldest first.
    func last(_ count: Int) -> [String] { lines.withLock { Array($0.suffix(count)) } }
}
