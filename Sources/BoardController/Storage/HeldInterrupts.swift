import Crypto
import Foundation
import MQTT
import Signage

/// The interrupts of the cell that this board knows of, and what has become of them on its panel.
struct HeldInterrupts {
    /// A state with the sealed bytes that it came in.
    private struct Held {
        let state: InterruptState
        let envelope: Data
        let keyID: String
        let sha256: String
    }

    private var held: Held?
    /// Those for this board, as the panel shows them.
    private(set) var notices: [Notice] = []
    /// Those of them that have been on the panel.
    private var shown: Set<Name> = []
    /// The one that is on the panel now, also when it is over or was ended.
    private var onPanel: Name?
    /// What was refused last, until another one is accepted.
    var refused: ReportedState.Refusal?
    /// What was to be told when the panel changed last.
    var told: ReportedState.Interrupt?
    /// The disk did not hand out what is stored, which may be newer than what is held.
    var isUnread = false
    /// Tries again to store what is held.
    var alarm: ScheduledJob?

    /// The highest version that was accepted; 0 before the first.
    var version: Int { held?.state.version ?? 0 }

    /// What is to be below the version of others. As with programmes, versions of a key that was taken out count no more.
    func floor(under seal: Seal) -> Int {
        guard let held, seal.keys.current == nil || seal.isPublisher(held.keyID) else { return 0 }
        return held.state.version
    }

    /// The sealed bytes of that version, as they came.
    var envelope: Data? { held?.envelope }

    /// Takes the place of what was held.
    /// - Parameters:
    ///   - keyID: names the key that has sealed it.
    ///   - now: by the board's clock.
    mutating func hold(_ state: InterruptState, _ envelope: Data, keyID: String, for board: Name, at now: Date) {
        held = Held(state: state, envelope: envelope, keyID: keyID, sha256: SHA256.hash(envelope).hexString)
        notices = state.interrupts.filter { $0.addresses(board) }.map { $0.notice(from: now) }
        shown.formIntersection(notices.map(\.id))
        refused = nil
    }

    /// Takes in what is on the panel; nil for evergreen content.
    mutating func noteShown(_ notice: Name?) {
        if let notice, notices.contains(where: { $0.id == notice }) {
            shown.insert(notice)
            onPanel = notice
        } else if notice != onPanel {
            onPanel = nil
        }
    }

    /// Those for this board that are not over.
    func current(at now: Date) -> [Notice] { notices.filter { $0.window.expires.map { now < $0 } ?? true } }

    /// What the hub gets to know; nil before anything came.
    func report(at now: Date) -> ReportedState.Interrupt? {
        guard held != nil || refused != nil else { return nil }
        let current = current(at: now)
        let others = current.map(\.id).filter { shown.contains($0) && $0 != onPanel }
        return ReportedState.Interrupt(
            version: version, sha256: held?.sha256, until: current.compactMap(\.window.expires).max(),
            shown: [onPanel].compactMap(\.self) + others, refused: refused)
    }
}
