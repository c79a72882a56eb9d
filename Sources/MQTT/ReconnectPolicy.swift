import Foundation

/// How long a client waits before it dials again: exponential, with full jitter.
///
/// Full jitter spreads a herd of boards that all lost the same broker over the whole interval.
public struct ReconnectPolicy: Sendable, Equatable {
    /// The upper bound of the first wait; not negative.
    public var initial: Duration
    /// The upper bound of every wait; not negative.
    public var maximum: Duration

    /// A policy with the given bounds.
    public init(initial: Duration = .milliseconds(250), maximum: Duration = .seconds(30)) {
        self.initial = initial
        self.maximum = maximum
    }

    /// A wait that is uniform in `0...min(maximum, initial * 2^failures)`.
    ///
    /// - Parameter failures: how many waits went before this one; 0 (or less) for the first.
    public func delay(afterFailures failures: Int, using generator: inout some RandomNumberGenerator) -> Duration {
        let growth = pow(2, Double(min(max(failures, 0), 1_000)))
        let cap = min(maximum / .seconds(1), initial / .seconds(1) * growth)
        guard cap > 0 else { return .zero }
        return min(.seconds(Double.random(in: 0...cap, using: &generator)), maximum)
    }
}
