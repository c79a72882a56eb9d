import Files
import Foundation
import MQTT
import Signage

extension Controller {
    /// Takes in what is on the disk of time.
    func restoreClock() {
        let path = configuration.state.time
        do {
            guard let data = try readFile(path, limit: 4_096) else { return }
            do {
                configuration.clock.restore(try WireCoding.decode(StoredClock.self, from: data))
            } catch {
                StateFolder.putAside(path)
                throw FileProblem(path: path, reason: "\(error)")
            }
        } catch {
            refuse(.storage, "\(error)")
        }
    }

    /// Tells what has become of the clock, and lets the player draw by it.
    func lookAtClock() {
        let changes = configuration.clock.takeChanges()
        if !timekeeping.isTrustTold {
            timekeeping.isTrustTold = true
            if configuration.clock.trust == .untrusted {
                configuration.log(
                    "the clock cannot be trusted, so only undated content plays until NTP or the hub tells the time")
            } else if changes.isEmpty {
                configuration.log("the clock goes on from what was known before")
            }
        }
        for change in changes {
            configuration.log(words(change))
            note(.clock, words(change))
        }
        storeClock()
        guard changes.contains(where: { if case .ignored = $0 { false } else { true } }) else { return }
        player.send(.look)
        acceptPostponed()
        if isConnected { reportHealth() }
    }

    /// Asks the hub what time it is and what there is for this board.
    func askForTime() {
        timekeeping.alarm?.cancel()
        guard isConnected else { return }
        let nonce = Nonce(using: &generator)
        timekeeping.asked = (nonce, configuration.clock.uptimeSeconds)
        publish(
            .timeRequest(cell: configuration.cell, board: configuration.board), TimeRequest(nonce: nonce), .atMostOnce)
        setTimeAlarm(after: Timekeeping.backoff.delay(afterFailures: timekeeping.unanswered, using: &generator))
        timekeeping.unanswered += 1
    }

    /// Takes what the hub has answered.
    func takeTime(_ payload: Data) {
        let answer: TimeAnswer
        do {
            answer = try seal.open(payload, as: .time, longest: TimeAnswer.longestEnvelope, TimeAnswer.self)
        } catch {
            return refuse(error.reason, "the time \(error.detail)")
        }
        // An answer to another question, or to nobody's, says nothing of now.
        guard let asked = timekeeping.asked, answer.nonce == asked.nonce, answer.board == configuration.board else {
            return
        }
        timekeeping.asked = nil
        timekeeping.unanswered = 0
        setTimeAlarm(after: Timekeeping.pause(using: &generator))
        if let reason = configuration.clock.take(sealed: answer.at, askedAtUptime: asked.uptimeSeconds) {
            refuse(.expired, "the time \(reason)")
        }
        lookAtClock()
        takeVersions(of: answer)
        renewCertificate()
    }

    /// What the hub has told of and has not come.
    var withheld: ReportedState.Withheld? {
        guard timekeeping.isOverdue, let told = timekeeping.told else { return nil }
        let desired = told.desired > newestVersion ? told.desired : nil
        let interrupt = told.interrupt > interrupts.floor(under: seal) ? told.interrupt : nil
        return desired == nil && interrupt == nil
            ? nil : ReportedState.Withheld(desired: desired, interrupt: interrupt, since: told.at)
    }

    /// Of the manifests that have come, also where the disk did not take it.
    private var newestVersion: Int { max(floor.version, postponed?.version ?? 0) }

    /// Notices what the hub says there is, and waits for it for a while.
    private func takeVersions(of answer: TimeAnswer) {
        let isMissing = answer.desired > newestVersion || answer.interrupt > interrupts.floor(under: seal)
        guard isMissing else {
            timekeeping.patienceAlarm?.cancel()
            (timekeeping.patienceAlarm, timekeeping.told, timekeeping.isOverdue) = (nil, nil, false)
            return
        }
        let since = timekeeping.told?.at ?? configuration.now()
        timekeeping.told = (answer.desired, answer.interrupt, since)
        guard timekeeping.patienceAlarm == nil, !timekeeping.isOverdue else { return }
        timekeeping.patienceAlarm = loop.schedule(after: configuration.patience) { [weak self] in
            self?.assumeIsolated { $0.tellWithheld() }
        }
    }

    private func tellWithheld() {
        timekeeping.patienceAlarm = nil
        timekeeping.isOverdue = true
        guard let withheld else { return timekeeping.isOverdue = false }
        if let version = withheld.desired {
            configuration.log(
                "version \(version) is kept from this board: the hub has sealed that it is there, and \(floor.version) "
                    + "is what came")
        }
        if let version = withheld.interrupt {
            configuration.log(
                "the interrupt \(version) is kept from this board, though the hub has sealed that it is there")
        }
        report()
    }

    private func setTimeAlarm(after delay: Duration) {
        timekeeping.alarm?.cancel()
        timekeeping.alarm = loop.schedule(after: delay) { [weak self] in self?.assumeIsolated { $0.askForTime() } }
    }

    /// Puts what is known of time on the disk, if that is worth a write.
    private func storeClock() {
        guard let stored = configuration.clock.worthStoring() else { return }
        do {
            try writeAtomically(try WireCoding.encode(stored), to: configuration.state.time)
        } catch {
            guard !timekeeping.isStorageTold else { return }
            timekeeping.isStorageTold = true
            return refuse(.storage, "\(error)")
        }
        timekeeping.isStorageTold = false
        configuration.clock.remember(stored)
    }

    private func words(_ change: TrustedClock.Change) -> String {
        func span(_ seconds: TimeInterval) -> String {
            let seconds = abs(seconds)
            return seconds < 7_200
                ? "\(Int(seconds)) s"
                : seconds < 172_800 ? "\(Int(seconds / 3_600)) h" : "\(Int(seconds / 86_400)) days"
        }
        func name(_ trust: ClockTrust) -> String { trust == .sealed ? "the hub" : "the system's clock" }
        return switch change {
        case .gained(let trust):
            "the clock can be trusted: \(name(trust)) says it is \(configuration.now().ISO8601Format())"
        case .corrected(let seconds, let trust):
            "the clock was \(span(seconds)) \(seconds > 0 ? "slow" : "fast"), says \(name(trust))"
        case .ignored(let seconds):
            "the system's clock is \(span(seconds)) \(seconds > 0 ? "ahead" : "behind"), which nobody confirms: it is not followed"
        }
    }
}
