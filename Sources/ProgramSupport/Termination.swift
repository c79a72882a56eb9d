import Dispatch
import Foundation

/// Runs `body` until it returns or SIGTERM or SIGINT asks for the end; that cancels it, waits for it, and is no error.
///
/// - Throws: what `body` throws, unless it is the `CancellationError` of an end that was asked for.
public func withTermination(_ body: @escaping @Sendable () async throws -> Void) async throws {
    let signals = TerminationSignals()
    let isAskedFor = try await withThrowingTaskGroup(of: Bool.self) { group in
        group.addTask {
            try await body()
            return false
        }
        group.addTask { await signals.first() != nil }
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

/// Turns SIGTERM and SIGINT into a value that can be awaited; from its making on they no longer end the process.
private final class TerminationSignals: Sendable {
    private let numbers: AsyncStream<Int32>
    // A DispatchSource may be used from any thread (dispatch_source_create(3)); it is only kept alive here.
    private nonisolated(unsafe) let sources: [any DispatchSourceSignal]

    init() {
        // Whoever started the program may have blocked them. One that came before this ends the process right here, as
        // it would have without the block; ignoring it below would lose it.
        var mask = sigset_t()
        sigemptyset(&mask)
        sigaddset(&mask, SIGTERM)
        sigaddset(&mask, SIGINT)
        pthread_sigmask(SIG_UNBLOCK, &mask, nil)
        let (numbers, continuation) = AsyncStream.makeStream(of: Int32.self)
        self.numbers = numbers
        sources = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { continuation.yield(number) }
            source.activate()
            return source
        }
    }

    deinit { for source in sources { source.cancel() } }

    /// The number of the first one that comes; nil when the task is cancelled before.
    func first() async -> Int32? { await numbers.first { _ in true } }
}
