import Foundation
import MQTT
import SignageTesting
import Testing

@Suite("Acknowledgements that are held back")
struct AcknowledgementTests {
    let broker: PrivateBroker

    init() throws { broker = try PrivateBroker() }

    /// A client whose session the broker keeps, and that holds back its acknowledgements from the first message on.
    private final class Holder: Sendable {
        let recorder = Recorder()
        let loop: EventLoop
        let client: Client

        init(port: UInt16, version: Client.ProtocolVersion, holds: Bool) throws {
            loop = try EventLoop(name: "holder")
            let (own, recorder) = (Watched<Client?>(nil), recorder)
            client = Client(
                Client.Configuration(
                    host: "127.0.0.1", port: port, clientID: "holder", protocolVersion: version,
                    sessionExpiry: .seconds(60)), on: loop
            ) { event in
                if holds, event.message != nil { own.value?.assumeIsolated { $0.holdAcknowledgements() } }
                recorder.record(event)
            }
            let client = client
            own.update { $0 = client }
        }

        func join() async throws {
            await client.start()
            try await recorder.connected()
            try await client.subscribeAcknowledged(["events"], qualityOfService: .atLeastOnce)
        }

        /// As a kill does: the connection ends, and nothing more is written.
        func cutOff() async {
            loop.stop()
        }
    }

    @Test(
        "what was received and not released is delivered again to the next connection, what was released is not",
        arguments: [Client.ProtocolVersion.v5, .v311])
    func killed(_ version: Client.ProtocolVersion) async throws {
        let sender = try await Party("sender", port: broker.port, version: version).joined()
        let first = try Holder(port: broker.port, version: version, holds: true)
        try await first.join()
        try await sender.client.publishAcknowledged(Message("events", "stored", .atLeastOnce))
        _ = try await first.recorder.messages(1)
        await first.client.releaseAcknowledgements()
        // What it is asked for next is answered: so the release is written.
        try await first.client.subscribeAcknowledged(["other"], qualityOfService: .atLeastOnce)
        try await sender.client.publishAcknowledged(Message("events", "lost", .atLeastOnce))
        _ = try await first.recorder.messages(2)
        await first.cutOff()
        let second = try Holder(port: broker.port, version: version, holds: false)
        try await second.join()
        try await sender.client.publishAcknowledged(Message("events", "new", .atLeastOnce))
        #expect(try await second.recorder.messages(2).map(\.text) == ["lost", "new"])
        await second.client.stop()
        second.loop.stop()
        await sender.end()
    }

    @Test("a client that is stopped with acknowledgements held back does not give them")
    func stopped() async throws {
        let sender = try await Party("sender", port: broker.port).joined()
        let first = try Holder(port: broker.port, version: .v5, holds: true)
        try await first.join()
        try await sender.client.publishAcknowledged(Message("events", "kept", .atLeastOnce))
        _ = try await first.recorder.messages(1)
        await first.client.stop()
        #expect(first.recorder.disconnections.map(\.isRequested) == [true])
        first.loop.stop()
        let second = try Holder(port: broker.port, version: .v5, holds: false)
        try await second.join()
        #expect(try await second.recorder.messages(1).map(\.text) == ["kept"])
        await second.client.stop()
        second.loop.stop()
        await sender.end()
    }

    @Test("a thousand messages arrive while all acknowledgements are held back, the rest when they are released")
    func window() async throws {
        let sender = try await Party("sender", port: broker.port).joined()
        let holder = try Holder(port: broker.port, version: .v5, holds: true)
        try await holder.join()
        for number in 0..<1_500 { try await sender.client.publish(Message("events", "\(number)", .atLeastOnce)) }
        _ = try await holder.recorder.messages(1_000)
        #expect(holder.recorder.messages.count == 1_000)
        // From here on it holds each that comes, until it is released again.
        var received = 1_000
        while received < 1_500 {
            await holder.client.releaseAcknowledgements()
            received = try await holder.recorder.messages(min(1_500, received + 1)).count
        }
        #expect(holder.recorder.messages.map(\.text) == (0..<1_500).map(String.init))
        await holder.client.stop()
        holder.loop.stop()
        await sender.end()
    }

    @Test("without a kept session nothing is delivered again")
    func clean() async throws {
        let sender = try await Party("sender", port: broker.port).joined()
        let away = try await Party("away", port: broker.port).joined("events")
        await away.end()
        try await sender.client.publishAcknowledged(Message("events", "missed", .atLeastOnce))
        let back = try await Party("away", port: broker.port).joined("events")
        try await sender.client.publishAcknowledged(Message("events", "heard", .atLeastOnce))
        #expect(try await back.recorder.messages(1).map(\.text) == ["heard"])
        await back.end()
        await sender.end()
    }
}
