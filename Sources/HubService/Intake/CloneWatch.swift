import Foundation
import Signage

/// Notices that a board is there twice: its disk was copied, key and all, and the two throw each other out of the broker.
///
/// Each start of a board's program has a name of its own. One that is heard again after another one has not ended in between: that
/// is proof, where many connections alone may come from a bad line.
struct CloneWatch: Sendable {
    /// The last starts that were heard, the newest last.
    private var boots: [Nonce] = []
    private var since: Date?
    private var last = Date.distantPast

    static let mostBoots = 8
    /// How long after the last sign the alarm goes on: an hour.
    static let holdSeconds: TimeInterval = 3_600

    /// Takes in a birth that came live.
    mutating func note(_ boot: Nonce, at now: Date) {
        guard boots.last != boot else { return }
        if let index = boots.firstIndex(of: boot) {
            boots.remove(at: index)
            if !isOn(at: now) { since = now }
            last = now
        }
        boots.append(boot)
        if boots.count > Self.mostBoots { boots.removeFirst() }
    }

    /// What the crew is told; nil when there is no sign of a second one.
    func fault(at now: Date) -> Fault? {
        guard isOn(at: now), let since, let code = try? Name("clone") else { return nil }
        return Fault(
            code: code, severity: .severe,
            text:
                "Zwei Geräte melden sich mit dem Zertifikat dieser Tafel: eines abschalten und die Tafel mit litfass replace neu aufnehmen.",
            since: since)
    }

    private func isOn(at now: Date) -> Bool { since != nil && now.timeIntervalSince(last) < Self.holdSeconds }
}
