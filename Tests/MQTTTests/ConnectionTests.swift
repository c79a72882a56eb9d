import Foundation
import MQTT
import SignageTesting
import Synchronization
import Testing

@Suite("A client's connection")
struct ConnectionTests {
    @Test("the will is published when the connection is taken over, and is that of this connection")
    func will() async throws {
        let broker = try PrivateBroker()
        let watcher = try await Party("watcher", port: broker.port).joined("will")
        let dials = Mutex(0)
        let slow = ReconnectPolicy(initial: .seconds(600), maximum: .seconds(600))
        let first = try Party("twin", port: broker.port, reconnect: slow) {
            let dial = dials.withLock { dials in
                dials += 1
                return dials
            }
            return Message("will", "dial \(dial)", .atLeastOnce)
        }
        _ = try await first.joined()
        let second = try await Party("twin", port: broker.port, reconnect: slow).joined()
        #expect(try await watcher.recorder.messages(1).map(\.text) == ["dial 1"])
        try await first.recorder.disconnected()
        #expect(first.recorder.disconnections.map(\.wasConnected) == [true])
        for party in [first, second, watcher] { await party.end() }
    }

    @Test("the will is not published after stop()")
    func noWill() async throws {
        let broker = try PrivateBroker()
        let watcher = try await Party("watcher", port: broker.port).joined("will", "done")
        let party = try await Party("polite", port: broker.port) { Message("will", "no") }.joined()
        await party.end()
        try await watcher.client.publish(Message("done", "yes"))
        #expect(try await watcher.recorder.messages(1).map(\.text) == ["yes"])
        await watcher.end()
    }

    @Test("the client connects again after the broker was killed and restarted, and asks for a new will")
    func restart() async throws {
        let broker = try PrivateBroker()
        let dials = Mutex(0)
        let party = try Party("patient", port: broker.port) {
            dials.withLock { $0 += 1 }
            return nil
        }
        _ = try await party.joined()
        try broker.restart()
        try await party.recorder.connected(2)
        let lost = try #require(party.recorder.disconnections.first)
        #expect(lost.wasConnected && !lost.isRequested && !lost.reason.isEmpty)
        #expect(dials.withLock { $0 } >= 2)
        try await party.client.publishAcknowledged(Message("again", "x"))
        await party.end()
    }

    @Test("a dial to a port where nothing listens is told as refused, and succeeds once a broker is there")
    func lateBroker() async throws {
        let port = try PrivateBroker.freePort()
        let party = try Party("early", port: port)
        await party.client.start()
        try await party.recorder.disconnected(2)
        #expect(party.recorder.disconnections[0].reason == "Connection refused")
        #expect(!party.recorder.disconnections[0].wasConnected)
        let broker = try PrivateBroker(port: port)
        try await party.recorder.connected()
        await party.end()
        broker.stop()
    }

    @Test("a publish while offline throws notConnected and is not sent later")
    func offline() async throws {
        let broker = try PrivateBroker()
        let party = try await Party("both", port: broker.port).joined("news")
        broker.kill()
        try await party.recorder.disconnected()
        await #expect(throws: MQTTError.notConnected) {
            try await party.client.publish(Message("news", "lost", .atLeastOnce))
        }
        await #expect(throws: MQTTError.notConnected) {
            try await party.client.publishAcknowledged(Message("news", "lost"))
        }
        try broker.restart()
        try await party.recorder.connected(2)
        try await party.client.subscribeAcknowledged(["news"], qualityOfService: .atLeastOnce)
        try await party.client.publish(Message("news", "first", .atLeastOnce))
        #expect(try await party.recorder.messages(1).map(\.text) == ["first"])
        await party.end()
    }

    @Test("an acknowledged publish fails when the broker is killed first, and is not sent later")
    func killedBroker() async throws {
        let broker = try PrivateBroker()
        let party = try await Party("both", port: broker.port).joined("news")
        broker.pause()
        let waiting = Task.immediate { try await party.client.publishAcknowledged(Message("news", "lost")) }
        // The loop's jobs run in order, so the publish is under way when this one returns.
        #expect(await party.client.isConnected)
        broker.kill()
        await #expect(throws: MQTTError.connectionLost) { try await waiting.value }
        try broker.restart()
        try await party.recorder.connected(2)
        try await party.client.subscribeAcknowledged(["news"], qualityOfService: .atLeastOnce)
        try await party.client.publish(Message("news", "first", .atLeastOnce))
        #expect(try await party.recorder.messages(1).map(\.text) == ["first"])
        await party.end()
    }

    @Test("a task that waits for an acknowledgement can be cancelled")
    func cancelled() async throws {
        let broker = try PrivateBroker()
        let party = try await Party("both", port: broker.port).joined()
        broker.pause()
        let waiting = Task.immediate { try await party.client.publishAcknowledged(Message("news", "x")) }
        #expect(await party.client.isConnected)
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
        broker.kill()
        await party.end()
    }

    @Test("a broker that accepts and says nothing is given up after the dial's timeout, and dialled again")
    func silence() async throws {
        let broker = try PrivateBroker()
        broker.pause()
        let loop = try EventLoop(name: "silence")
        let recorder = Recorder()
        let client = Client(
            Client.Configuration(
                host: "127.0.0.1", port: broker.port, clientID: "x",
                // On a busy machine the test may go on late; the next dial must not be half a minute away then.
                reconnect: ReconnectPolicy(initial: .milliseconds(10), maximum: .milliseconds(200)),
                dialTimeout: .seconds(1)),
            on: loop, handler: recorder.record)
        await client.start()
        try await recorder.disconnected(2)
        #expect(recorder.disconnections[0].code == ETIMEDOUT)
        broker.resume()
        try await recorder.connected()
        await client.stop()
        loop.stop()
    }

    @Test("stop ends a dial, a wait between dials and a connection, and may be called twice")
    func stops() async throws {
        let broker = try PrivateBroker()
        broker.pause()
        let dialling = try Party("dialling", port: broker.port)
        await dialling.client.start()
        await dialling.client.stop()
        #expect(dialling.recorder.events.isEmpty)
        broker.resume()

        let port = try PrivateBroker.freePort()
        let never = ReconnectPolicy(initial: .seconds(600), maximum: .seconds(600))
        let waiting = try Party("waiting", port: port, reconnect: never)
        await waiting.client.start()
        try await waiting.recorder.disconnected()
        await waiting.client.stop()

        let connected = try await Party("connected", port: broker.port).joined()
        async let one: Void = connected.client.stop()
        async let two: Void = connected.client.stop()
        _ = await (one, two)
        #expect(connected.recorder.disconnections.map(\.isRequested) == [true])
        #expect(await !connected.client.isConnected)

        await connected.client.start()
        try await connected.recorder.connected(2)
        for party in [dialling, waiting, connected] { await party.end() }
    }

    @Test("what was published before stop() is still sent")
    func drains() async throws {
        let broker = try PrivateBroker()
        let receiver = try await Party("receiver", port: broker.port).joined("last")
        let sender = try await Party("sender", port: broker.port).joined()
        let payload = Data(repeating: 7, count: 100_000)
        for _ in 0..<100 { try await sender.client.publish(Message(topic: "last", payload: payload)) }
        await sender.end()
        #expect(try await receiver.recorder.messages(100).allSatisfy { $0.payload == payload })
        await receiver.end()
    }

    @Test("200 clients on one loop all connect, hear one message and stop")
    func many() async throws {
        let broker = try PrivateBroker()
        let loop = try EventLoop(name: "many")
        let parties = try (0..<200).map { try Party("client-\($0)", port: broker.port, on: loop) }
        for party in parties { await party.client.start() }
        for party in parties {
            try await party.recorder.connected()
            try await party.client.subscribeAcknowledged(["all"], qualityOfService: .atLeastOnce)
        }
        try await parties[0].client.publish(Message("all", "hello", .atLeastOnce))
        for party in parties { #expect(try await party.recorder.messages(1).map(\.text) == ["hello"]) }
        for party in parties { await party.end() }
        loop.stop()
    }
}
