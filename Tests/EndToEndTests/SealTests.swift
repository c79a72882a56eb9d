import Crypto
import Foundation
import MQTT
import Signage
import Testing

/// What people on the way may try: nobody but the council puts a picture on a board.
@Suite(.serialized) struct SealTests {
    private static let board = Street.bench

    private func send(_ payload: Data, to topic: Topic, on street: Street) async throws {
        try await street.send(
            Message(topic: topic.text, payload: payload, qualityOfService: .atLeastOnce, isRetained: true))
    }

    /// A manifest that is on the way, changed and sealed again.
    private func resealed(
        _ envelope: Data, by key: SigningKey, as type: Envelope.PayloadType = .desired,
        _ change: (inout [String: Any]) -> Void
    ) throws -> Data {
        let envelope = try WireCoding.decode(Envelope.self, from: envelope)
        var object = try #require(try JSONSerialization.jsonObject(with: envelope.payload) as? [String: Any])
        change(&object)
        let payload = try JSONSerialization.data(
            withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
        return try WireCoding.encode(Envelope(payload, as: type, keyID: key.publicKey.id) { try key.sign($0) })
    }

    private func tampered(_ envelope: Data) throws -> Data {
        var object = try #require(try JSONSerialization.jsonObject(with: envelope) as? [String: Any])
        let payload = try WireCoding.decode(Envelope.self, from: envelope).payload
        let text = String(decoding: payload, as: UTF8.self).replacing("\"version\":", with: "\"version\":9")
        object["payload"] = Data(text.utf8).base64EncodedString()
        return try JSONSerialization.data(withJSONObject: object)
    }

    @Test(
        "a programme that the hub did not seal for now and this board is refused, told to the crew, and changes nothing",
        arguments: [
            ("not JSON", ReportedState.Refusal.Reason.malformed), ("not UTF-8", .malformed),
            ("empty object", .malformed), ("tampered", .seal), ("a stranger's key", .seal), ("the root's key", .seal),
            ("sealed as a feed", .malformed), ("replayed", .version), ("expired", .expired),
            ("another board's", .board),
        ])
    func refused(kind: String, reason: ReportedState.Refusal.Reason) async throws {
        try await Street.withBench { street in
            let first = try street.publish("Echt", on: Self.board)
            let applied = try await street.shown(first, on: Self.board)
            let old = try await street.manifest(of: Self.board)
            let second = try street.publish("Auch echt", on: Self.board)
            let current = try await street.shown(second, on: Self.board)
            let genuine = try await street.manifest(of: Self.board)
            let panel = street.panel(of: Self.board)
            let raise: (inout [String: Any]) -> Void = { $0["version"] = current.version + 1_000 }
            let payload: Data =
                switch kind {
                case "not UTF-8": Data([0xFF, 0xFE, 0x00, 0x7B])
                case "empty object": Data("{}".utf8)
                case "tampered": try tampered(genuine)
                case "a stranger's key": try resealed(genuine, by: .generate(), raise)
                case "the root's key": try resealed(genuine, by: street.rootKey(), raise)
                case "sealed as a feed": try resealed(genuine, by: street.publisherKey(), as: .feed, raise)
                case "replayed": old
                case "expired":
                    try resealed(genuine, by: street.publisherKey()) {
                        raise(&$0)
                        ($0["issued"], $0["expires"]) = ("2026-01-01T00:00:00Z", "2026-01-08T00:00:00Z")
                    }
                case "another board's":
                    try resealed(genuine, by: street.publisherKey()) {
                        raise(&$0)
                        $0["board"] = "marktplatz"
                    }
                default: Data(kind.utf8)
                }
            let topic = Topic.desired(cell: try Name(Street.cell), board: try Name(Self.board))
            try await send(payload, to: topic, on: street)
            try await street.reported("a refusal", by: Self.board) { $0.refused?.reason == reason ? true : nil }
            #expect(street.panel(of: Self.board) == panel)
            try await street.until("the crew to see the refusal") {
                let status = try street.status(of: Self.board)
                // A replay is answered with a newer programme at once, and its coming puts the refusal aside.
                let isAnswered = reason == .version && status.applied ?? 0 > current.version
                return status.refused?.reason == reason || isAnswered ? true : nil
            }
            #expect(try street.status(of: Self.board).applied ?? 0 > applied.version)
            // The poison lies on the broker: a board that starts with it plays what it has.
            street.endBoard(Self.board, by: SIGKILL)
            try await street.startBench()
            let next = try street.publish("Weiter", on: Self.board)
            _ = try await street.shown(next, on: Self.board)
        }
    }

    @Test("fields that a board does not know change nothing, and another major version of the contract is told")
    func newer() async throws {
        try await Street.withBench { street in
            let first = try street.publish("Heute", on: Self.board)
            let applied = try await street.shown(first, on: Self.board)
            let (cell, board) = (try Name(Street.cell), try Name(Self.board))
            let known = try resealed(try await street.manifest(of: Self.board), by: street.publisherKey()) {
                $0["version"] = applied.version + 1
                $0["mood"] = ["of": ["tomorrow": [1, 2, 3]]]
            }
            try await send(known, to: .desired(cell: cell, board: board), on: street)
            try await street.until("the version with fields unheard of; \(street.log(of: Self.board))") {
                street.log(of: Self.board).contains("version \(applied.version + 1) is on the panel") ? true : nil
            }
            // The hub has not made that one, and counts on above it.
            try await street.reported("the hub's next version", by: Self.board) {
                $0.applied?.version == applied.version + 2 ? true : nil
            }
            let panel = street.panel(of: Self.board)
            try await street.send(
                Message(
                    topic: "litfass/2/\(cell)/\(board)/dn/desired", payload: known, qualityOfService: .atLeastOnce))
            try await street.reported("a contract that it does not know", by: Self.board) {
                $0.refused?.reason == .contract ? true : nil
            }
            #expect(street.panel(of: Self.board) == panel)
        }
    }

    @Test("a publisher key that is replaced while a board is away is followed, and the stolen one is worth nothing")
    func rotated() async throws {
        try await Street.withBench { street in
            let first = try street.publish("Alter Schlüssel", on: Self.board)
            _ = try await street.shown(first, on: Self.board)
            let stolen = try street.publisherKey()
            let old = try await street.manifest(of: Self.board)
            street.endBoard(Self.board, by: SIGKILL)
            street.endHub(by: SIGTERM)
            try street.keys("rotate")
            #expect(try street.publisherKey().publicKey.id != stolen.publicKey.id)
            try await street.startHub()
            let second = try street.publish("Neuer Schlüssel", on: Self.board)
            try await street.startBench()
            _ = try await street.shown(second, on: Self.board)
            try await street.reported("the keys of version 2", by: Self.board) { $0.keys == 2 ? true : nil }
            let forged = try resealed(old, by: stolen) { $0["version"] = 1_000_000 }
            let topic = Topic.desired(cell: try Name(Street.cell), board: try Name(Self.board))
            try await send(forged, to: topic, on: street)
            try await street.reported("a refusal", by: Self.board) { $0.refused?.reason == .seal ? true : nil }
            let third = try street.publish("Weiter", on: Self.board)
            _ = try await street.shown(third, on: Self.board)
        }
    }

    @Test(
        "keys that a publisher has made for itself are refused, and old ones that somebody has kept",
        arguments: [("publisher's", ReportedState.Refusal.Reason.seal), ("old", .version)])
    func keys(kind: String, reason: ReportedState.Refusal.Reason) async throws {
        try await Street.withBench { street in
            let topic = Topic.keys(cell: try Name(Street.cell))
            let first = try street.publish("Vorher", on: Self.board)
            _ = try await street.shown(first, on: Self.board)
            let old = try await street.payload(on: topic)
            street.endHub(by: SIGTERM)
            try street.keys("rotate")
            try await street.startHub()
            try await street.reported("the keys of version 2", by: Self.board) { $0.keys == 2 ? true : nil }
            let bad = kind == "old" ? old : try ownKeys(after: try await street.payload(on: topic), street)
            try await send(bad, to: topic, on: street)
            try await street.reported("a refusal", by: Self.board) { $0.refused?.reason == reason ? true : nil }
            let next = try street.publish("Nachher", on: Self.board)
            _ = try await street.shown(next, on: Self.board)
        }
    }

    /// A chain whose last link the publisher has sealed itself.
    private func ownKeys(after chain: Data, _ street: Street) throws -> Data {
        let publisher = try street.publisherKey()
        let document = try KeyDocument(
            version: 3, issued: Date(), root: [publisher.publicKey.rawRepresentation],
            publishers: [publisher.publicKey.rawRepresentation])
        let link = try Envelope(WireCoding.encode(document), as: .keys, keyID: publisher.publicKey.id) {
            try publisher.sign($0)
        }
        let before = try WireCoding.decode(KeyChain.self, from: chain).documents
        return try WireCoding.encode(KeyChain(documents: before + [link]))
    }
}
