import Crypto
import Foundation
import MQTT
import Signage

/// What a board keeps to prove what it has shown, and how far the hub has it.
struct ProofKeeping {
    /// A batch that is on its way.
    struct Sent {
        let boot: Nonce
        let last: Int
        /// Where in the outbox it ends.
        let position: Int
    }

    /// From one write to the disk to the next, in seconds of the machine's uptime: what a power cut takes at most.
    static let storingSeconds: TimeInterval = 60
    /// No more batches are on their way at the same time.
    static let mostSent = 20
    /// How long batches may be on their way before they are sent again.
    static let backoff = Backoff(initial: .seconds(30), maximum: .seconds(600))

    var log: PlayLog
    let outbox: Outbox
    /// Nil until it is on the disk.
    var key: SigningKey?
    /// The uptime at the last write.
    var storedAtUptime: TimeInterval
    /// Whether it was told that the disk took nothing.
    var isStorageTold = false
    var sent: [Sent] = []
    /// How often batches were sent in vain since the hub acknowledged some.
    var failures = 0
    var alarm: ScheduledJob?

    /// - Parameter folder: where the database is, and will be opened with the first write.
    init(in folder: StateFolder, at moment: PlayLog.Moment) {
        var generator = SystemRandomNumberGenerator()
        log = PlayLog(at: moment)
        storedAtUptime = moment.uptimeSeconds
        outbox = Outbox(path: folder.outbox, boot: Nonce(using: &generator), beginning: moment)
    }

    /// Begins, once it is known what the disk knows of time.
    mutating func begin(at moment: PlayLog.Moment) {
        log = PlayLog(at: moment)
        storedAtUptime = moment.uptimeSeconds
        outbox.beginning = moment
    }
}
