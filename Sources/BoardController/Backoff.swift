import Foundation

/// How long to wait for an answer before asking again: doubling up to a bound, and up to a quarter more at random so
/// that boards do not ask in step.
struct Backoff: Equatable, Sendable {
    var initial: Duration = .seconds(1)
    var maximum: Duration = .seconds(30)

    /// - Parameter failures: how many waits went before, 0 for the first.
    func delay(afterFailures failures: Int, using generator: inout some RandomNumberGenerator) -> Duration {
        let base = min(maximum, initial * (1 << min(max(failures, 0), 20)))
        return base * Double.random(in: 1..<1.25, using: &generator)
    }
}
