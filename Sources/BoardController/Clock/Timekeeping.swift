import Foundation
import MQTT
import Signage

/// What the board has asked its hub of time, and what the hub has said there is.
struct Timekeeping {
    /// From a question that was not answered to the next one.
    static let backoff = Backoff(initial: .seconds(2), maximum: .seconds(60))
    /// From an answer to the next question, more or less a quarter of it.
    static let interval = Duration.seconds(600)

    /// The question that waits for its answer, and the uptime at which it went out.
    var asked: (nonce: Nonce, uptimeSeconds: TimeInterval)?
    /// Questions since the last answer.
    var unanswered = 0
    var alarm: ScheduledJob?
    /// The newest versions that the hub has told of, and when it first did.
    var told: (desired: Int, interrupt: Int, at: Date)?
    /// Whether what it told of has been waited for long enough.
    var isOverdue = false
    var patienceAlarm: ScheduledJob?
    /// Whether it was told how the clock stands at the start.
    var isTrustTold = false
    /// Whether it was told that the disk did not take the time.
    var isStorageTold = false

    /// How long after an answer to ask again.
    static func pause(using generator: inout some RandomNumberGenerator) -> Duration {
        interval * Double.random(in: 0.75...1.25, using: &generator)
    }

    /// Nothing is asked or waited for any more.
    mutating func cancel() {
        alarm?.cancel()
        patienceAlarm?.cancel()
        (asked, alarm, patienceAlarm) = (nil, nil, nil)
    }
}
