import Foundation
import MQTT
import ProgramSupport
import Signage
import Synchronization

/// `litfass-sim reconnect`: connects boards that have joined, over TLS, and measures how long it takes until all are back after the broker
/// was started anew.
///
/// Says `connected` when all are, waits for a line that says that the broker is back, and prints how long it took from there.
struct ReconnectMeasure {
    private let provisioning: Provisioning
    private let count: Int
    private let folder: String
    private let cell: Name

    private static let patience = Duration.seconds(120)

    init(_ words: [String]) throws {
        let arguments = try Arguments(words, options: ["--provisioning", "--count", "--identities", "--cell"])
        provisioning = try Self.provisioning(arguments)
        count = try Self.count(arguments)
        folder = try arguments.required("--identities")
        cell = try Name(arguments.required("--cell"))
    }

    static func provisioning(_ arguments: Arguments) throws -> Provisioning {
        let path = try arguments.required("--provisioning")
        return try WireCoding.decode(Provisioning.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    }

    static func count(_ arguments: Arguments) throws -> Int {
        guard let count = Int(try arguments.required("--count")), (1...20_000).contains(count) else {
            throw UsageError("--count needs a number of 1 to 20000")
        }
        return count
    }

    func run() async throws {
        let loop = try EventLoop(name: "reconnect")
        defer { loop.stop() }
        let connected = Mutex<Set<Int>>([])
        let changes = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let clients = (1...count).map { number in
            // As boards dial by default.
            Client(configuration(number), on: loop) { event in
                switch event {
                case .connected: connected.withLock { _ = $0.insert(number) }
                case .disconnected: connected.withLock { _ = $0.remove(number) }
                case .message, .subscriptionRefused: return
                }
                changes.continuation.yield()
            }
        }
        let count = count
        func all() async throws {
            _ = try await wait(for: "all boards to be connected", Self.patience, changes: changes.stream) {
                connected.withLock { $0.count } == count ? true : nil
            }
        }
        for client in clients { await client.start() }
        try await all()
        Simulator.say("connected")
        guard readLine() != nil else { throw Failure("nobody has said that the broker is back") }
        let start = ContinuousClock.now
        let lost = count - connected.withLock { $0.count }
        try await all()
        Simulator.say("reconnect \((ContinuousClock.now - start) / .seconds(1)) \(lost)")
        for client in clients { await client.stop() }
    }

    private func configuration(_ number: Int) -> Client.Configuration {
        Client.Configuration(
            host: provisioning.host, port: provisioning.port, clientID: "sim-\(number)",
            tls: Client.TLS(
                authority: folder + "/ca.pem",
                identity: .init(certificate: "\(folder)/\(number).pem", key: "\(folder)/\(number).key.pem")))
    }
}
