import Crypto
import Foundation
import MQTT
import Signage

extension Controller {
    /// Sends what waits from the beginning: after a connect, or when the hub has not acknowledged it for long.
    func sendEventsAnew() {
        proof.sent = []
        sendEvents()
    }

    /// Sends what is on the disk and not on its way, up to a bound.
    func sendEvents() {
        guard isConnected, let key = proof.key else { return }
        do {
            while proof.sent.count < ProofKeeping.mostSent {
                let following = Dictionary(proof.sent.map { ($0.boot, $0.last) }) { max($0, $1) }
                let batch = try proof.outbox.batch(
                    of: configuration.board, after: proof.sent.last?.position ?? 0, following: following)
                guard let batch else { break }
                let envelope = try Envelope(
                    WireCoding.encode(batch.batch), as: .events, keyID: key.publicKey.id, sign: { try key.sign($0) })
                publish(
                    .events(cell: configuration.cell, board: configuration.board), envelope, .atLeastOnce)
                proof.sent.append(
                    .init(boot: batch.batch.boot, last: batch.batch.last, position: batch.position))
            }
        } catch {
            // The next write finds out what is damaged.
            configuration.log("cannot send what waits for the hub: \(error)")
        }
        guard !proof.sent.isEmpty, proof.alarm == nil else { return }
        setEventAlarm()
    }

    /// Takes how far the hub has the events of a start.
    func takeAcknowledgement(_ payload: Data) {
        let acknowledgement: EventAcknowledgement
        do {
            acknowledgement = try seal.open(
                payload, as: .acknowledgement, longest: EventAcknowledgement.longestEnvelope,
                EventAcknowledgement.self)
        } catch {
            return refuse(error.reason, "the acknowledgement \(error.detail)")
        }
        guard acknowledgement.board == configuration.board else { return }
        let isDone = { (sent: ProofKeeping.Sent) in
            sent.boot == acknowledgement.boot && sent.last <= acknowledgement.through
        }
        // What was never sent cannot have been acknowledged.
        guard let last = proof.sent.filter(isDone).map(\.last).max() else { return }
        proof.outbox.acknowledge(acknowledgement.boot, through: last)
        proof.sent.removeAll(where: isDone)
        cancelEventAlarm()
        proof.failures = 0
        sendEvents()
    }

    /// Nothing is waited for any more.
    func cancelEventAlarm() {
        proof.alarm?.cancel()
        proof.alarm = nil
    }

    private func setEventAlarm() {
        let delay = ProofKeeping.backoff.delay(afterFailures: proof.failures, using: &generator)
        proof.alarm = loop.schedule(after: delay) { [weak self] in
            self?.assumeIsolated { controller in
                controller.proof.alarm = nil
                controller.proof.failures += 1
                controller.sendEventsAnew()
            }
        }
    }
}
