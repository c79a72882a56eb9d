import Dispatch
import Foundation

/// Runs `body` until it returns or SIGTERM or SIGINT asks for the end; that cancels it, waits for it, and is no error.
func withTermination(_ body: @escaping @Sendable () async throws -> Void) async throws {
    let (signals, continuation) = AsyncStream.makeStream(of: Int32.self)
    let sources = [SIGTERM, SIGINT].map { number in
        // The default action would end the process before the source hears of it.
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler { continuation.yield(number) }
        source.resume()
        return source
    }
    defer { for source in sources { source.cancel() } }
    let isAskedFor = try await withThrowingTaskGroup(of: Bool.self) { group in
        group.addTask {
            try await body()
            return false
        }
        group.addTask {
            for await _ in signals { return true }
            return false
        }
        let isAskedFor = try await group.next() ?? false
        group.cancelAll()
        guard isAskedFor else { return false }
        do {
            while try await group.next() != nil {}
        } catch is CancellationError {}
        return true
    }
    if !isAskedFor { try Task.checkCancellation() }
}
