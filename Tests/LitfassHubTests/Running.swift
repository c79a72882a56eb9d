import HubService
import Synchronization

@testable import litfass_hub

/// Runs the program, and tells its exit status and what it said.
func run(_ words: [String]) async -> (status: Int32, output: String, log: [String]) {
    let said = Said()
    let status = await LitfassHub.run(
        words, output: { text in said.output.withLock { $0 += text } },
        log: Log { line in said.log.withLock { $0.append(line) } })
    return (status, said.output.withLock { $0 }, said.log.withLock { $0 })
}

/// What a program said.
private final class Said: Sendable {
    let output = Mutex("")
    let log = Mutex<[String]>([])
}
