import Foundation
import MQTT
import SignageTesting
import Synchronization
import Testing

/// An owner as the hub and the board have them: an actor that lives on its client's loop.
private actor Owner {
    let loop: EventLoop
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }
    private(set) var heard: [String] = []

    init(loop: EventLoop) { self.loop = loop }

    func hear(_ text: String) { heard.append(text) }
    func heardAnything() -> Bool { !heard.isEmpty }
}

@Suite("The event loop")
struct EventLoopTests {
    @Test("jobs run in the order of their deadlines, those of one delay in the order of the calls")
    func order() async throws {
        let loop = try EventLoop(name: "order")
        let ran = Mutex<[Int]>([])
        let delays = [30, 10, 20, 10, 0, 30]
        await withCheckedContinuation { continuation in
            for (number, delay) in delays.enumerated() {
                loop.schedule(after: .milliseconds(delay)) { ran.withLock { $0.append(number) } }
            }
            loop.schedule(after: .milliseconds(60)) { continuation.resume() }
        }
        #expect(ran.withLock { $0 } == [4, 1, 3, 2, 0, 5])
        loop.stop()
    }

    @Test("a job never runs before its delay is over")
    func delay() async throws {
        let loop = try EventLoop(name: "delay")
        let clock = ContinuousClock()
        let start = clock.now
        await withCheckedContinuation { continuation in
            loop.schedule(after: .milliseconds(25)) { continuation.resume() }
        }
        #expect(clock.now - start >= .milliseconds(25))
        loop.stop()
    }

    @Test("a cancelled job does not run, whether cancelled from outside or on the loop's thread")
    func cancel() async throws {
        let loop = try EventLoop(name: "cancel")
        let ran = Mutex<[String]>([])
        await withCheckedContinuation { continuation in
            let outside = loop.schedule(after: .milliseconds(10)) { ran.withLock { $0.append("outside") } }
            let inside = loop.schedule(after: .milliseconds(10)) { ran.withLock { $0.append("inside") } }
            outside.cancel()
            outside.cancel()
            loop.schedule(after: .zero) {
                inside.cancel()
                loop.schedule(after: .zero) { ran.withLock { $0.append("own") } }.cancel()
            }
            loop.schedule(after: .milliseconds(30)) { continuation.resume() }
        }
        #expect(ran.withLock { $0 }.isEmpty)
        loop.stop()
    }

    @Test("of 5,000 jobs of which every second is cancelled, the others all run in order")
    func manyTimers() async throws {
        let loop = try EventLoop(name: "many")
        let ran = Mutex<[Int]>([])
        await withCheckedContinuation { continuation in
            let jobs = (0..<5_000).map { number in
                loop.schedule(after: .milliseconds(200 - number % 40)) { ran.withLock { $0.append(number) } }
            }
            for number in stride(from: 0, to: 5_000, by: 2) { jobs[number].cancel() }
            loop.schedule(after: .milliseconds(400)) { continuation.resume() }
        }
        let result = ran.withLock { $0 }
        #expect(Set(result) == Set((0..<5_000).filter { $0 % 2 == 1 }))
        loop.stop()
    }

    @Test("an actor that shares the loop is isolated in scheduled jobs and in its client's handler")
    func isolated() async throws {
        let broker = try PrivateBroker()
        let loop = try EventLoop(name: "shared")
        let owner = Owner(loop: loop)
        let recorder = Recorder()
        let client = Client(
            Client.Configuration(host: "127.0.0.1", port: broker.port, clientID: "owned"), on: loop
        ) { event in
            if let message = event.message { owner.assumeIsolated { $0.hear(message.text) } }
            recorder.record(event)
        }
        await client.start()
        try await recorder.connected()
        loop.schedule(after: .zero) {
            // The client runs on the same thread: no await, no change of thread.
            client.assumeIsolated { client in
                try? client.subscribe(["note"], qualityOfService: .atLeastOnce)
                try? client.publish(Message("note", "hello"))
            }
        }
        _ = try await recorder.messages(1)
        #expect(await owner.heard == ["hello"])
        await client.stop()
        loop.stop()
    }

    @Test("a handler may publish while it is called, and the answer goes out at once")
    func answers() async throws {
        let broker = try PrivateBroker()
        let loop = try EventLoop(name: "answers")
        let recorder = Recorder()
        let held = Mutex<Client?>(nil)
        let client = Client(
            Client.Configuration(host: "127.0.0.1", port: broker.port, clientID: "echo"), on: loop
        ) { event in
            if let message = event.message, message.text != "5", let next = Int(message.text).map({ $0 + 1 }) {
                held.withLock { $0 }?.assumeIsolated { try? $0.publish(Message("echo", "\(next)", .atLeastOnce)) }
            }
            recorder.record(event)
        }
        held.withLock { $0 = client }
        await client.start()
        try await recorder.connected()
        try await client.subscribeAcknowledged(["echo"], qualityOfService: .atLeastOnce)
        try await client.publish(Message("echo", "0"))
        #expect(try await recorder.messages(6).map(\.text) == ["0", "1", "2", "3", "4", "5"])
        await client.stop()
        loop.stop()
    }

    @Test("stop runs the jobs that are queued, and may be called twice and on the loop's own thread")
    func stop() async throws {
        let loop = try EventLoop(name: "stop")
        let owner = Owner(loop: loop)
        let jobs = (0..<100).map { number in Task { await owner.hear("\(number)") } }
        for job in jobs { await job.value }
        #expect(await owner.heard.count == 100)
        loop.stop()
        loop.stop()

        let own = try EventLoop(name: "own")
        await withCheckedContinuation { continuation in
            own.schedule(after: .zero) {
                own.stop()
                continuation.resume()
            }
        }
        own.stop()
    }
}
