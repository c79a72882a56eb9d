import Foundation
import Synchronization

/// A value that one side changes and a test waits on, with a guard against waiting for ever.
public final class Watched<Value: Sendable>: Sendable {
    /// What did not come in time, and what there was instead.
    public struct TimedOut: Error, CustomStringConvertible {
        /// One sentence for the test's report.
        public let description: String
    }

    private struct Waiter {
        let number: Int
        let check: @Sendable (Value) -> Bool
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var value: Value
        var waiters: [Waiter] = []
        var last = 0
    }

    private let state: Mutex<State>

    /// Begins with a value.
    public init(_ value: Value) { state = Mutex(State(value: value)) }

    /// As it is now.
    public var value: Value { state.withLock { $0.value } }

    /// Changes the value and wakes those whose wait is over; any thread may call.
    public func update(_ change: @Sendable (inout Value) -> Void) {
        let ready = state.withLock { state in
            change(&state.value)
            let ready = state.waiters.filter { $0.check(state.value) }
            state.waiters.removeAll { waiter in ready.contains { $0.number == waiter.number } }
            return ready
        }
        for waiter in ready { waiter.continuation.resume() }
    }

    /// Returns as soon as the value satisfies `check`.
    /// - Throws: ``TimedOut`` after 60 s.
    @discardableResult
    public func wait(_ what: String, until check: @escaping @Sendable (Value) -> Bool) async throws -> Value {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            let number: Int? = state.withLock { state in
                if check(state.value) { return nil }
                state.last += 1
                state.waiters.append(Waiter(number: state.last, check: check, continuation: continuation))
                return state.last
            }
            guard let number else { return continuation.resume() }
            DispatchQueue.global().asyncAfter(deadline: .now() + 60) { [self] in
                let late = state.withLock { state in
                    let late = state.waiters.first { $0.number == number }
                    state.waiters.removeAll { $0.number == number }
                    return late
                }
                late?.continuation.resume(throwing: TimedOut(description: "no \(what) in 60 s, only \(value)"))
            }
        }
        return value
    }
}
