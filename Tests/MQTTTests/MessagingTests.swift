import Foundation
import MQTT
import SignageTesting
import Testing

@Suite("Messages through a real broker")
struct MessagingTests {
    let broker: PrivateBroker

    init() throws { broker = try PrivateBroker() }

    @Test(
        "a message arrives as it was published",
        arguments: [MQTT.QualityOfService.atMostOnce, .atLeastOnce], [Client.ProtocolVersion.v5, .v311])
    func arrives(_ quality: MQTT.QualityOfService, _ version: Client.ProtocolVersion) async throws {
        let sender = try await Party("sender", port: broker.port, version: version).joined()
        let receiver = try await Party("receiver", port: broker.port, version: version).joined("a/+")
        let sent = Message("a/b", "hello", quality)
        try await sender.client.publish(sent)
        #expect(try await receiver.recorder.messages(1) == [sent])
        await sender.end()
        await receiver.end()
    }

    @Test("a retained message reaches one who subscribes later, and says that it was retained")
    func retained() async throws {
        let sender = try await Party("sender", port: broker.port).joined()
        let sent = Message("kept", "still here", .atLeastOnce, isRetained: true)
        try await sender.client.publishAcknowledged(sent)
        let receiver = try await Party("receiver", port: broker.port).joined("kept")
        #expect(try await receiver.recorder.messages(1) == [sent])
        await sender.end()
        await receiver.end()
    }

    @Test("2,000 messages arrive once each and in order", arguments: [MQTT.QualityOfService.atMostOnce, .atLeastOnce])
    func order(_ quality: MQTT.QualityOfService) async throws {
        let sender = try await Party("sender", port: broker.port).joined()
        let receiver = try await Party("receiver", port: broker.port).joined("count")
        for number in 0..<2_000 { try await sender.client.publish(Message("count", "\(number)", quality)) }
        #expect(try await receiver.recorder.messages(2_000).map(\.text) == (0..<2_000).map(String.init))
        await sender.end()
        await receiver.end()
    }

    @Test("a payload of 1 MiB arrives whole, and an empty one empty")
    func sizes() async throws {
        let party = try await Party("both", port: broker.port).joined("size")
        let large = Data((0..<1_048_576).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) })
        try await party.client.publish(Message(topic: "size", payload: large))
        try await party.client.publish(Message(topic: "size", payload: Data()))
        let received = try await party.recorder.messages(2)
        #expect(received[0].payload == large)
        #expect(received[1].payload.isEmpty)
        await party.end()
    }

    @Test("topics keep their letters beyond ASCII", arguments: ["straße/größe", "掲示板/一", "🚏/e\u{301}"])
    func letters(_ topic: String) async throws {
        let party = try await Party("both", port: broker.port).joined("#")
        try await party.client.publish(Message(topic, "x"))
        #expect(try await Array(party.recorder.messages(1)[0].topic.utf8) == Array(topic.utf8))
        await party.end()
    }

    @Test("a topic that is no topic is refused before it is sent", arguments: ["", "a/#", "a/+", "a\0b"])
    func invalid(_ topic: String) async throws {
        let party = try await Party("both", port: broker.port).joined()
        await #expect { try await party.client.publish(Message(topic, "x")) } throws: {
            ($0 as? MQTTError)?.kind == .invalid
        }
        #expect(await party.client.isConnected)
        await party.end()
    }

    @Test("an acknowledged publish returns although nobody has subscribed")
    func nobody() async throws {
        let party = try await Party("alone", port: broker.port).joined()
        try await party.client.publishAcknowledged(Message("nobody/reads", "x"))
        await party.end()
    }

    @Test("many acknowledged publishes at the same time all return")
    func manyAcknowledged() async throws {
        let party = try await Party("busy", port: broker.port).joined()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<500 {
                group.addTask { try await party.client.publishAcknowledged(Message("many", "\(number)")) }
            }
            try await group.waitForAll()
        }
        await party.end()
    }

    @Test("after an unsubscribe nothing arrives on the topic")
    func unsubscribe() async throws {
        let party = try await Party("both", port: broker.port).joined("left", "kept")
        try await party.client.unsubscribe(["left"])
        try await party.client.publish(Message("left", "no"))
        try await party.client.publish(Message("kept", "yes"))
        #expect(try await party.recorder.messages(1).map(\.text) == ["yes"])
        await party.end()
    }

    @Test("an empty list of filters, or a malformed one, is refused", arguments: [[], ["a/#/b"], ["a\0b"]])
    func filters(_ filters: [String]) async throws {
        let party = try await Party("both", port: broker.port).joined()
        await #expect { try await party.client.subscribe(filters, qualityOfService: .atMostOnce) } throws: {
            ($0 as? MQTTError)?.kind == .invalid
        }
        await party.end()
    }
}
