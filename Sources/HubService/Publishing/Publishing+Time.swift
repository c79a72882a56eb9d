import Foundation
import MQTT
import Signage

extension Publishing {
    /// A board that asks more often is not answered each time: every answer is a signature.
    static let shortestTimeInterval = Duration.milliseconds(500)

    /// Tells a board what time it is and which versions there are for it.
    func answer(_ request: TimeRequest, of board: Name) {
        let instant = ContinuousClock.now
        if let told = timesTold[board], instant - told < Self.shortestTimeInterval { return }
        timesTold[board] = instant
        do {
            let answer = try TimeAnswer(
                nonce: request.nonce, board: board, at: now(), desired: manifests[board]?.version ?? 0,
                interrupt: interrupts?.version ?? 0)
            let envelope = try sealer.seal(answer, as: .time)
            send(Message(topic: Topic.timeAnswer(cell: cell, board: board).text, payload: envelope))
        } catch {
            log("board \(board) cannot be told the time: \(error)")
        }
    }
}
