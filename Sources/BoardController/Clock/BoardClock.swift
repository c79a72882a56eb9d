import Foundation
import Signage
import Synchronization

/// What time it is on the board: a ``TrustedClock`` that any thread may ask.
final class BoardClock: Sendable {
    private struct State {
        var clock: TrustedClock
        var changes: [TrustedClock.Change] = []
        var stored: StoredClock?
    }

    private let state: Mutex<State>
    private let earliest: Date
    /// Names this start of the machine.
    let boot: String
    private let reading: @Sendable () -> ClockReading

    /// - Parameters:
    ///   - earliest: when this program was released.
    ///   - boot: names this start of the machine.
    ///   - reading: asks the system.
    init(
        earliest: Date = SystemClock.releaseTime, boot: String = SystemClock.boot,
        reading: @escaping @Sendable () -> ClockReading = { SystemClock.reading(isVouchedFor: false) }
    ) {
        self.earliest = earliest
        self.boot = boot
        self.reading = reading
        state = Mutex(State(clock: TrustedClock(earliest: earliest, stored: nil, boot: boot, at: reading())))
    }

    /// The time; while it cannot be trusted, one that has certainly passed.
    var now: Date { look { clock, reading in clock.time(at: reading) } }

    /// Who says what time it is.
    var trust: ClockTrust { look { clock, _ in clock.trust } }

    /// This instant by both clocks, of one look at them: a thread may be halted between two.
    var moment: PlayLog.Moment {
        look { clock, reading in
            PlayLog.Moment(time: clock.time(at: reading), uptimeSeconds: reading.uptimeSeconds, clock: clock.trust)
        }
    }

    /// Since the machine was started.
    var uptimeSeconds: TimeInterval { reading().uptimeSeconds }

    /// Begins anew with what is on the disk.
    func restore(_ stored: StoredClock) {
        let reading = reading()
        state.withLock { state in
            state.clock = TrustedClock(earliest: earliest, stored: stored, boot: boot, at: reading)
            // The clock before may have gained what this one gains, or has.
            state.changes = []
            state.stored = stored
        }
    }

    /// Takes in that something was sealed then.
    func note(issued: Date) {
        let reading = reading()
        state.withLock { $0.clock.note(issued: issued, at: reading) }
    }

    /// Takes the hub's answer.
    /// - Returns: why it is refused, in words; nil when it is taken.
    func take(sealed time: Date, askedAtUptime asked: TimeInterval) -> String? {
        let reading = reading()
        return state.withLock { state in
            switch state.clock.take(sealed: time, askedAtUptime: asked, at: reading) {
            case .taken(let change):
                if let change { state.changes.append(change) }
                return nil
            case .refused(let reason): return reason
            }
        }
    }

    /// What has changed since the last call.
    func takeChanges() -> [TrustedClock.Change] {
        look { _, _ in }
        return state.withLock { state in
            defer { state.changes = [] }
            return state.changes
        }
    }

    /// What is to be put on the disk now; nil when what is there is good enough.
    func worthStoring() -> StoredClock? {
        let reading = reading()
        return state.withLock { $0.clock.worthStoring(over: $0.stored, boot: boot, at: reading) }
    }

    /// Remembers what is on the disk.
    func remember(_ stored: StoredClock) { state.withLock { $0.stored = stored } }

    private func look<Value>(_ body: (TrustedClock, ClockReading) -> Value) -> Value {
        let reading = reading()
        return state.withLock { state in
            if let change = state.clock.read(reading) { state.changes.append(change) }
            return body(state.clock, reading)
        }
    }
}
