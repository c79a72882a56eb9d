import Crypto
import Foundation
import MQTT
import Render
import Signage

extension Controller {
    /// Publishes what the board has made of what was desired of it.
    func report() {
        reportAlarm?.cancel()
        reportAlarm = nil
        let pending = stage.pending.map {
            ReportedState.Pending(version: $0.manifest.version, missing: fetcher.count)
        }
        let state = ReportedState(
            session: session, applied: applied, pending: pending, refused: refused, refusals: refusals,
            floor: floor.version, renderer: configuration.renderer, withheld: withheld,
            keys: seal.keys.current?.version, staleSince: staleSince, key: proof.key?.publicKey.rawRepresentation,
            interrupt: interrupts.report(at: configuration.now()))
        isStaleTold = staleSince != nil
        publish(
            .reported(cell: configuration.cell, board: configuration.board), state, .atLeastOnce, isRetained: true)
    }

    /// Publishes it within a tenth of a second, so that a burst of refusals or documents makes one message.
    func reportSoon() {
        guard isConnected, reportAlarm == nil else { return }
        reportAlarm = loop.schedule(after: .milliseconds(100)) { [weak self] in self?.assumeIsolated { $0.report() } }
    }

    /// When the programme that plays should have been sealed anew; nil as long as it need not be.
    private var staleSince: Date? {
        guard let expires = installed?.arrival.manifest.expires, configuration.clock.trust != .untrusted,
            expires <= configuration.now()
        else { return nil }
        return expires
    }

    /// Looks at the sensors from now on.
    func watchHealth() {
        lookAtClock()
        if (staleSince != nil) != isStaleTold { reportSoon() }
        keepProof()
        checkHealth()
        healthAlarm = loop.schedule(after: HealthMonitor.period) { [weak self] in
            self?.assumeIsolated { $0.watchHealth() }
        }
    }

    /// Reports health when something has changed or it is time.
    func checkHealth() {
        guard isConnected else { return }
        let readings = health.readings(at: configuration.now())
        guard health.isDue(readings, version: applied?.version, clock: configuration.clock.trust, at: .now) else {
            return
        }
        reportHealth(readings)
    }

    /// Reports health now.
    func reportHealth() { reportHealth(health.readings(at: configuration.now())) }

    private func reportHealth(_ readings: [Reading]) {
        let report = HealthReport(
            session: session, at: configuration.now(),
            uptimeSeconds: Int((ContinuousClock.now - started) / .seconds(1)), readings: readings,
            programmeVersion: applied?.version, frame: onPanel?.hash, reconnects: max(0, connections - 1),
            clock: configuration.clock.trust)
        publish(.health(cell: configuration.cell, board: configuration.board), report, .atMostOnce)
        health.remember(
            readings, version: applied?.version, clock: configuration.clock.trust, at: .now, using: &generator)
    }

    /// Sees to it that the hub gets a picture of what is on the panel.
    func pacePicture() {
        guard isConnected, pictureAlarm == nil, let onPanel else { return }
        let interval = installed?.arrival.manifest.settings.pictureIntervalSeconds
        let delay = pacing.delay(of: onPanel.hash, interval: .seconds(interval ?? 60), at: .now)
        guard let delay else { return }
        pictureAlarm = loop.schedule(after: delay) { [weak self] in self?.assumeIsolated { $0.takePicture() } }
    }

    private func takePicture() {
        pictureAlarm = nil
        guard let onPanel else { return }
        pacing.remember(onPanel.hash, at: .now)
        pictureQueue.yield()
    }

    /// Sends pictures, one after the other, until the task is cancelled.
    func sendPictures() async {
        for await _ in pictures {
            do {
                guard let frame = await player.frame() else { continue }
                send(picture: try await encoder.picture(of: frame))
            } catch {
                configuration.log("cannot encode the picture of the panel: \(error)")
            }
        }
    }

    func send(picture: Data) {
        publish(.picture(cell: configuration.cell, board: configuration.board), picture, .atMostOnce)
    }
}
