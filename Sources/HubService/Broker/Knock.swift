import MQTT

extension Client {
    /// Whether a broker lets somebody in. Dials once, and hangs up.
    static func isLetIn(_ configuration: Client.Configuration, on loop: EventLoop) async -> Bool {
        var configuration = configuration
        configuration.dialTimeout = .seconds(2)
        let (answers, continuation) = AsyncStream.makeStream(of: Bool.self)
        let client = Client(configuration, on: loop) { event in
            switch event {
            case .connected: continuation.yield(true)
            case .disconnected: continuation.yield(false)
            case .message, .subscriptionRefused: break
            }
        }
        await client.start()
        var iterator = answers.makeAsyncIterator()
        let answer = await iterator.next() ?? false
        await client.stop()
        return answer
    }
}
