import Foundation

/// Decides when the hub gets a picture of the panel: whenever the frame differs from the last one sent, at most once per
/// interval, and the trailing one always.
struct PicturePacing {
    /// Keeps the slow encoding from competing with what else follows a switch.
    static let settling: Duration = .milliseconds(250)

    private var sent: (frame: String, at: ContinuousClock.Instant)?

    /// After every connect: the hub may have nothing.
    mutating func forget() { sent = nil }

    /// How long to wait before sending the frame with this hash; nil when the hub has it.
    func delay(of frame: String, interval: Duration, at instant: ContinuousClock.Instant) -> Duration? {
        guard let sent else { return Self.settling }
        if sent.frame == frame { return nil }
        return max(Self.settling, sent.at + interval - instant)
    }

    /// Remembers what was sent.
    mutating func remember(_ frame: String, at instant: ContinuousClock.Instant) { sent = (frame, instant) }
}
