import Foundation

/// A client of an MQTT broker that stays connected from ``start()`` to ``stop()``.
///
/// It runs on the thread of its loop, and keeps itself alive while it is started. What it has not sent, or what has not
/// been acknowledged when a connection ends, it forgets: the truth is with its owner, who reconciles after every
/// ``Event/connected``.
public actor Client {
    /// What the client is doing.
    ///
    /// ```
    ///              start          CONNACK 0 (accept)
    ///   stopped ---------> dialling -------------> connected
    ///      ^                |     ^                  |    |
    ///      |   end (failed) |     | wait is over     |    | stop
    ///      | stop           v     | (dial)           |    v
    ///      +------------- waiting <------------------+  closing --> stopped
    ///                                end (lost)            end
    /// ```
    /// `stop` leads from `dialling` to `stopped` too.
    enum State {
        case stopped
        case dialling(Connection, deadline: ScheduledJob)
        case connected(Connection)
        case waiting(ScheduledJob)
        case closing(Connection, deadline: ScheduledJob)
    }

    let configuration: Configuration
    let loop: EventLoop
    let will: (@Sendable () -> Message?)?
    let handler: @Sendable (Event) -> Void
    var state = State.stopped
    /// How many dials and short-lived connections have failed one after the other.
    var failures = 0
    var connectedSince = ContinuousClock.now
    var tick: ScheduledJob?
    /// An empty array whose room is used again for the next batch.
    var spare: [Happening] = []
    var acknowledgements: [Int32: Waiter] = [:]
    var subscriptions: [Int32: Subscription] = [:]
    var lastWaiter: UInt64 = 0
    var stops: [CheckedContinuation<Void, Never>] = []
    /// Whether acknowledgements of what has been received, and all else with them, wait for ``releaseAcknowledgements()``.
    var holdsAcknowledgements = false

    /// A client that does nothing before ``start()``.
    ///
    /// - Parameters:
    ///   - configuration: where and as whom to connect.
    ///   - loop: the thread it runs on.
    ///   - will: asked before every dial, on the loop's thread, for the message the broker publishes when this
    ///     connection ends without a DISCONNECT; each connection has its own.
    ///   - handler: called on the loop's thread, in order. It must not block. Owners that share the loop as executor use
    ///     `assumeIsolated`, and may call this client in the same way.
    public init(
        _ configuration: Configuration, on loop: EventLoop, will: (@Sendable () -> Message?)? = nil,
        handler: @escaping @Sendable (Event) -> Void
    ) {
        self.configuration = configuration
        self.loop = loop
        self.will = will
        self.handler = handler
    }

    /// The loop.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    /// Whether the broker has accepted the connection and it has not ended, as far as is known.
    ///
    /// A half-open connection takes up to twice the keep-alive to be noticed.
    public var isConnected: Bool {
        if case .connected = state { true } else { false }
    }

    /// Dials, and dials again with the policy until ``stop()``.
    ///
    /// Does nothing while the client is started; a stopped one may be started again once ``stop()`` has returned.
    public func start() {
        guard case .stopped = state else { return }
        failures = 0
        dial()
    }

    /// Ends the connection with a clean DISCONNECT, so that the broker forgets the will, and all events with it.
    ///
    /// What was published before is written first, for at most five seconds. If there was a connection, the last event
    /// is a ``Event/disconnected(_:)`` that was asked for. Returns when the handle is destroyed; may be called twice.
    /// Where acknowledgements are held back, the connection is cut off instead, so that nobody takes them for given.
    public func stop() async {
        switch state {
        case .stopped: return
        case .waiting(let job):
            job.cancel()
            state = .stopped
            return
        case .dialling(let connection, let deadline):
            deadline.cancel()
            release(connection)
            state = .stopped
            return
        case .connected(let connection) where holdsAcknowledgements:
            release(connection)
            state = .stopped
            failWaiters()
            let reason = "it was cut off with acknowledgements held back"
            handler(
                .disconnected(Disconnection(reason: reason, code: 0, isRequested: true, wasConnected: true)))
            return
        case .connected(let connection):
            let deadline = loop.schedule(after: .seconds(5)) {
                self.assumeIsolated { $0.end(reason: "the broker did not take the DISCONNECT", code: 0) }
            }
            state = .closing(connection, deadline: deadline)
            connection.disconnect()
            if let watch = connection.watch { loop.onThread().flushLater(watch) }
        case .closing: break
        }
        await withCheckedContinuation { stops.append($0) }
    }
}
