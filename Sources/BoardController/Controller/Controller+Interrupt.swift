import Files
import Foundation
import Glibc
import MQTT
import Signage

extension Controller {
    /// Takes sealed interrupts, or refuses them and lets go on what is on.
    ///
    /// They show before they are on the disk: an emergency does not wait for it, nor for a full one.
    func acceptInterrupts(_ envelope: Data) {
        // Retained messages come again after every connect.
        guard envelope != interrupts.envelope else { return }
        if interrupts.isUnread { restoreInterrupts() }
        let (state, keyID): (InterruptState, String)
        do throws(Refused) {
            (state, keyID) = try seal.openNamed(
                envelope, as: .interrupt, longest: InterruptState.longestEnvelope, InterruptState.self)
            try check(state)
            let floor = interrupts.floor(under: seal)
            guard state.version > floor else {
                throw Refused(.version, "have version \(state.version), and \(floor) was accepted before")
            }
        } catch {
            return refuseInterrupts(error.reason, "the interrupts \(error.detail)")
        }
        hold(state, envelope, keyID)
        player.send(.play(scenery()))
        storeInterrupts()
        reportSoon()
        let headlines = interrupts.current(at: configuration.now()).map(\.headline)
        configuration.log(
            "accepted interrupts of version \(state.version): "
                + (headlines.isEmpty ? "none is on here" : headlines.joined(separator: "; ")))
    }

    /// Takes in what is on the disk. What was put aside comes back when it is found good: then the board was started with a
    /// wrong key in between.
    func restoreInterrupts() {
        let path = configuration.state.interrupt
        let aside = StateFolder.aside(path)
        // Without keys nothing can be said of it: it waits for them.
        interrupts.isUnread = seal.keys.current == nil
        guard !interrupts.isUnread else { return }
        do {
            if let envelope = try readFile(path, limit: InterruptState.longestEnvelope) {
                let (state, keyID) = try open(stored: envelope)
                if state.version > interrupts.version { hold(state, envelope, keyID) }
            } else if let envelope = try? readFile(aside, limit: InterruptState.longestEnvelope),
                let (state, keyID) = try? open(stored: envelope), rename(aside, path) == 0
            {
                hold(state, envelope, keyID)
            }
        } catch {
            refuseInterrupts(.storage, "\(path) cannot be used: \(error)")
            guard (error as? FileError)?.isAboutContent != false else { return interrupts.isUnread = true }
            StateFolder.putAside(path)
        }
    }

    /// Tells what has become of interrupts on the panel.
    func noteInterrupt(_ shown: Player.Shown) {
        interrupts.noteShown(shown.notice)
        let report = interrupts.report(at: configuration.now())
        guard report != interrupts.told else { return }
        interrupts.told = report
        reportSoon()
    }

    private func hold(_ state: InterruptState, _ envelope: Data, _ keyID: String) {
        configuration.clock.note(issued: state.issued)
        interrupts.hold(state, envelope, keyID: keyID, for: configuration.board, at: configuration.now())
    }

    private func open(stored envelope: Data) throws(Refused) -> (InterruptState, keyID: String) {
        let (state, keyID) = try seal.openStored(
            envelope, as: .interrupt, longest: InterruptState.longestEnvelope, InterruptState.self)
        try check(state)
        return (state, keyID)
    }

    private func check(_ state: InterruptState) throws(Refused) {
        guard state.cell == configuration.cell else { throw Refused(.board, "are of the cell \(state.cell)") }
    }

    /// Puts what is held on the disk; where that does not take it, it is told once, and tried again after a while.
    private func storeInterrupts(isAgain: Bool = false) {
        interrupts.alarm?.cancel()
        interrupts.alarm = nil
        guard let envelope = interrupts.envelope else { return }
        do {
            try writeAtomically(envelope, to: configuration.state.interrupt)
            guard isAgain, interrupts.refused?.reason == .storage else { return }
            interrupts.refused = nil
            reportSoon()
        } catch {
            if !isAgain { refuseInterrupts(.storage, error.description) }
            interrupts.alarm = loop.schedule(after: configuration.backoff.maximum) { [weak self] in
                self?.assumeIsolated { $0.storeInterrupts(isAgain: true) }
            }
        }
    }

    /// Tells a refusal apart from those of programmes; what is on is not touched.
    private func refuseInterrupts(_ reason: ReportedState.Refusal.Reason, _ detail: String) {
        let before = interrupts.refused
        interrupts.refused = counted(reason, detail)
        tell(interrupts.refused, after: before)
    }
}
