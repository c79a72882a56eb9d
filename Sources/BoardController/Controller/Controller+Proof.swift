import Foundation
import Signage

extension Controller {
    private var moment: PlayLog.Moment { configuration.clock.moment }

    /// Opens the outbox; what it holds of an earlier start is brought to an end, and the time since then is on record as a gap.
    func restoreProof() {
        proof.begin(at: moment)
        storeProof()
    }

    /// Takes in what is on the panel from now on; nil when that is not known.
    func noteShown(_ shown: Player.Shown?) {
        let picture = shown.flatMap { shown in
            (try? Digest(shown.hash)).flatMap { frame in
                shown.items.isEmpty
                    ? nil : PlayLog.Picture(items: shown.items, version: shown.version, frame: frame)
            }
        }
        let finished = proof.log.show(picture, at: moment)
        proof.outbox.add(finished)
    }

    /// Counts the time up to now; once a minute all of it goes to the disk, and from there to the hub.
    func keepProof() {
        let moment = moment
        proof.outbox.add(proof.log.advance(to: moment))
        guard moment.uptimeSeconds - proof.storedAtUptime >= ProofKeeping.storingSeconds else { return }
        storeProof()
        sendEvents()
    }

    /// Brings what is open to an end and puts it on the disk.
    func closeProof() {
        proof.outbox.add(proof.log.close(at: moment))
        storeProof(isEnd: true)
    }

    /// Takes in what is worth knowing later, too.
    func note(_ kind: Incident.Kind, _ detail: String) {
        proof.outbox.add(
            Incident(
                kind: kind, detail: LogLine.harmless(detail), at: configuration.now(),
                clock: configuration.clock.trust))
    }

    private func storeProof(isEnd: Bool = false) {
        let moment = moment
        proof.storedAtUptime = moment.uptimeSeconds
        do {
            if proof.key == nil {
                proof.key = try BoardKey.loadOrMake(at: configuration.state.key) { refuse(.storage, $0) }
            }
            try proof.outbox.store(open: proof.log.open, until: moment.time, wasOrderly: isEnd)
            proof.isStorageTold = false
        } catch {
            guard !proof.isStorageTold else { return }
            proof.isStorageTold = true
            refuse(.storage, "what was shown waits in memory: \(error)")
        }
    }
}
