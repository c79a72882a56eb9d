import Crypto
import Foundation
import MQTT
import Signage

/// The interrupts of the cell as they are stored and published.
struct SealedInterrupts: Sendable, Equatable {
    let version: Int
    /// The bytes of the sealed ``InterruptState``.
    let envelope: Data

    /// - Throws: `InvalidValue` when they are more, or longer, than boards take.
    init(
        _ interrupts: [Interrupt], version: Int, cell: Name, with sealer: Sealer, at now: Date
    ) throws {
        guard interrupts.count <= InterruptState.most else {
            throw InvalidValue(
                field: "interrupts",
                reason: "are too many: boards show at most \(InterruptState.most) at a time; "
                    + "end one, litfass interrupt lists them")
        }
        let state = try InterruptState(version: version, issued: now, cell: cell, interrupts: interrupts)
        let envelope = try sealer.seal(state, as: .interrupt)
        guard envelope.count <= InterruptState.longestEnvelope else {
            throw InvalidValue(
                field: "body", reason: "is too long beside the other interrupts that are on; shorten it, or end one")
        }
        self.init(version: version, envelope: envelope)
    }

    /// Takes the values as they are.
    init(version: Int, envelope: Data) {
        self.version = version
        self.envelope = envelope
    }

    /// A hub that was restored from a backup is no farther behind than this: one board that lies must not drive the versions of a
    /// whole cell to where they end.
    static let mostBehind = 10_000
}

extension ReportedState.Interrupt {
    /// Whether a board holds what this hub never made: a higher version than the newest one, or that very version in other bytes.
    func isAhead(of newest: SealedInterrupts?) -> Bool {
        let known = newest?.version ?? 0
        if version == known { return version > 0 && sha256 != newest.map { SHA256.hash($0.envelope).hexString } }
        return version > known && version - known <= SealedInterrupts.mostBehind
    }
}

extension Publishing {
    /// Takes over what the store has committed, unless something newer was published before.
    func publish(_ new: SealedInterrupts) {
        guard new.version > interrupts?.version ?? 0 else { return }
        interrupts = new
        sendInterrupts()
    }

    /// Publishes the newest ones.
    func sendInterrupts() {
        guard let interrupts else { return }
        send(retained(.interrupt(cell: cell), interrupts.envelope))
    }
}
