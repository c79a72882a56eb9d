import Foundation
import MQTT
import Signage
import Testing

/// Power cuts, dead brokers and forged programmes: the last good programme plays on.
@Suite(.serialized) struct DamageTests {
    private func onStreet(_ body: (Street) async throws -> Void) async throws {
        let street = try await Street()
        do {
            try street.startBoard("jersleber-see", profile: "bench-epaper-13")
            try await body(street)
        } catch {
            await street.end()
            throw error
        }
        await street.end()
    }

    private static let board = "jersleber-see"

    @Test("a board killed at any moment starts with a whole programme and catches up")
    func killed() async throws {
        try await onStreet { street in
            let first = try street.publish("Erster Aushang", on: Self.board)
            _ = try await street.shown(first, on: Self.board)
            var generator = SystemRandomNumberGenerator()
            for round in 1...8 {
                let id = try street.publish("Aushang \(round)", on: Self.board)
                // Somewhere between the manifest's arrival and some time after the switch.
                try await Task.sleep(for: .microseconds(Int.random(in: 0...60_000, using: &generator)))
                street.endBoard(Self.board, by: SIGKILL)
                try street.startBoard(Self.board, profile: "bench-epaper-13")
                try await street.reported("version of round \(round)", by: Self.board) { state in
                    state.refused == nil && state.applied?.notice == id ? true : nil
                }
            }
        }
    }

    @Test("a board without broker and hub shows its stored programme after a restart")
    func offline() async throws {
        try await onStreet { street in
            let id = try street.publish("Bleibt auch ohne Netz", on: Self.board)
            _ = try await street.shown(id, on: Self.board)
            street.endHub(by: SIGKILL)
            try street.killBroker(losingItsStore: false)
            func restarted() async throws -> Data {
                street.endBoard(Self.board, by: SIGKILL)
                try FileManager.default.removeItem(at: street.folder.appending(path: "\(Self.board)/panel.raw"))
                try FileManager.default.removeItem(at: street.folder.appending(path: "\(Self.board)/board.log"))
                try street.startBoard(Self.board, profile: "bench-epaper-13")
                return try await street.until("the stored programme on the panel; \(street.log(of: Self.board))") {
                    street.log(of: Self.board).contains("is on the panel") ? street.panel(of: Self.board) : nil
                }
            }
            // A feed may have been stored just before the power went, and not drawn any more.
            let first = try await restarted()
            // Feeds, clock and programme are the same, and so is the picture, byte for byte.
            #expect(try await restarted() == first)
        }
    }

    @Test("a broker that lost its store gets every programme again, and boards catch up with what they missed")
    func brokerLost() async throws {
        try await onStreet { street in
            let id = try street.publish("Vor dem Ausfall", on: Self.board)
            _ = try await street.shown(id, on: Self.board)
            try street.killBroker(losingItsStore: true)
            let missed = try street.publish("Während des Ausfalls", on: Self.board)
            try await street.startBroker()
            try await street.until("the board to show what it missed") {
                let list = try WireCoding.decode(NoticeList.self, from: Data(street.litfass("notices", "--json").utf8))
                let delivery = list.notices.first { $0.notice.id == missed }?.deliveries.first
                return delivery?.appliedAt != nil ? true : nil
            }
        }
    }

    @Test("a hub that is killed and started again keeps its notices and counts on")
    func hubKilled() async throws {
        try await onStreet { street in
            let before = try street.publish("Vor dem Neustart", on: Self.board)
            let applied = try await street.shown(before, on: Self.board)
            street.endHub(by: SIGKILL)
            try await street.startHub()
            let after = try street.publish("Nach dem Neustart", on: Self.board)
            #expect(try await street.shown(after, on: Self.board).version > applied.version)
            let list = try WireCoding.decode(NoticeList.self, from: Data(street.litfass("notices", "--json").utf8))
            #expect(list.notices.map(\.notice.id) == [after, before])
        }
    }

    @Test(
        "a programme that the hub did not seal is refused, reported to the crew, and changes nothing",
        arguments: ["not JSON", "forged", "replayed"])
    func forged(kind: String) async throws {
        try await onStreet { street in
            let first = try street.publish("Echt", on: Self.board)
            let applied = try await street.shown(first, on: Self.board)
            let old = try await street.manifest(of: Self.board)
            let second = try street.publish("Auch echt", on: Self.board)
            let current = try await street.shown(second, on: Self.board)
            let panel = street.panel(of: Self.board)

            let payload: Data
            let reason: ReportedState.Refusal.Reason
            switch kind {
            case "forged":
                let envelope = try WireCoding.decode(Envelope.self, from: try await street.manifest(of: Self.board))
                let text = String(decoding: envelope.payload, as: UTF8.self)
                let raised = text.replacingOccurrences(of: "\"version\":", with: "\"version\":9")
                let forged = ["payload": Data(raised.utf8).base64EncodedString(), "payloadType": envelope.payloadType]
                var object: [String: Any] = forged
                object["signatures"] = envelope.signatures.map {
                    ["keyid": $0.keyid, "sig": $0.sig.base64EncodedString()]
                }
                payload = try JSONSerialization.data(withJSONObject: object)
                reason = .seal
            case "replayed": (payload, reason) = (old, .version)
            default: (payload, reason) = (Data(kind.utf8), .malformed)
            }
            let topic = Topic.desired(cell: try Name(Street.cell), board: try Name(Self.board)).text
            try await street.send(Message(topic: topic, payload: payload, qualityOfService: .atLeastOnce))
            try await street.reported("a refusal", by: Self.board) { $0.refused?.reason == reason ? true : nil }
            #expect(street.panel(of: Self.board) == panel)
            try await street.until("the crew to see the refusal") {
                let status = try street.status(of: Self.board)
                // A replay is answered with a newer programme at once, and its coming puts the refusal aside.
                let isAnswered = reason == .version && status.applied ?? 0 > current.version
                return status.refused?.reason == reason || isAnswered ? true : nil
            }
            #expect(try street.status(of: Self.board).applied ?? 0 > applied.version)
        }
    }
}
