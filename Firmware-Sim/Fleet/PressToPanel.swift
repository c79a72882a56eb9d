import Foundation
import MQTT
import ProgramSupport
import Signage

/// `litfass-sim press`: how long it takes from the press of "publish" until a board says that the notice is on its panel.
///
/// Each notice is published, seen on every board and withdrawn before the next one. Between them the first board's sealed
/// manifest is sent once more over a topic of the simulator's own: the broker's share of the time, with the same bytes.
/// A notice before the first one is not counted: it finds a street that has only just been started, with cold caches.
struct PressToPanel {
    private let staff: StaffClient
    private let broker: HostAndPort
    private let cell: Name
    private let boards: [Name]
    private let count: Int

    private static let echoTopic = "litfass-sim/echo"
    private static let patience: Duration = .seconds(20)

    init(_ words: [String]) throws {
        let arguments = try Arguments(
            words, options: StaffClient.options.union(["--broker", "--cell", "--board", "--count"]))
        broker = try HostAndPort(arguments.required("--broker"), defaultPort: 1883)
        cell = try Name(arguments.required("--cell"))
        boards = try arguments.values("--board").map { try Name($0) }
        guard !boards.isEmpty else { throw UsageError("--board is missing") }
        guard let count = Int(try arguments.value("--count") ?? "50"), (1...10_000).contains(count) else {
            throw UsageError("--count needs a number of 1 to 10000")
        }
        self.count = count
        staff = try StaffClient(arguments)
    }

    func run() async throws {
        let loop = try EventLoop(name: "press")
        defer { loop.stop() }
        let arrivals = Arrivals()
        let configuration = Client.Configuration(
            host: broker.host, port: broker.port, clientID: "litfass-sim-press-\(UInt32.random(in: 0...UInt32.max))")
        let client = Client(configuration, on: loop) { event in arrivals.take(event) }
        await client.start()
        try await arrivals.wait("a connection to the broker", Self.patience) { $0.isConnected ? true : nil }
        let topics = boards.map { Topic.reported(cell: cell, board: $0).text }
        let manifest = Topic.desired(cell: cell, board: boards[0]).text
        try await client.subscribe(topics + [manifest, Self.echoTopic], qualityOfService: .atLeastOnce)

        // The measurement begins when every board shows its programme.
        for board in boards {
            try await arrivals.wait("a programme on the panel of \(board)", Self.patience) {
                $0.reported[board]?.state.applied
            }
        }
        var latencies: [Name: [Duration]] = [:]
        var broker: [Duration] = []
        for number in 0...count {
            let start = ContinuousClock.now
            let status = try await staff.publish(draft(number))
            for board in boards {
                let shown = try await arrivals.wait("notice \(number) on the panel of \(board)", Self.patience) {
                    seen in
                    seen.reported[board].flatMap { $0.state.applied?.notice == status.notice.id ? $0.at : nil }
                }
                if number > 0 { latencies[board, default: []].append(shown - start) }
            }
            let echo = try await echo(client, arrivals, manifest)
            if number > 0 { broker.append(echo) }
            let withdrawn = try await staff.withdraw(status.notice.id)
            for delivery in withdrawn.deliveries where boards.contains(delivery.board) {
                try await arrivals.wait("the end of notice \(number) on \(delivery.board)", Self.patience) { seen in
                    (seen.reported[delivery.board]?.state.applied?.version ?? 0) > delivery.version ? true : nil
                }
            }
        }
        await client.stop()
        for board in boards { Simulator.say("press to panel, \(board): \(Self.figures(latencies[board] ?? []))") }
        Simulator.say("broker alone, same bytes: \(Self.figures(broker))")
    }

    private func draft(_ number: Int) -> NoticeDraft {
        NoticeDraft(
            headline: "Probe \(number) von \(count)",
            body: """
                Diese Probe misst, wie lange ein Aushang vom Schreibtisch bis auf die Tafel braucht. Sie bleibt nur so \
                lange stehen, bis jede Tafel sie gemeldet hat; danach kommt die nächste.
                """,
            category: "Probelauf", boards: boards.map(\.text))
    }

    /// From publish to receive of the newest manifest's bytes, through the broker alone.
    private func echo(_ client: Client, _ arrivals: Arrivals, _ manifest: String) async throws -> Duration {
        let bytes = try await arrivals.wait("the manifest of \(boards[0])", Self.patience) {
            $0.payloads[manifest]?.bytes
        }
        let start = ContinuousClock.now
        let message = Message(
            topic: Self.echoTopic, payload: bytes, qualityOfService: .atLeastOnce, isRetained: false)
        try await client.publish(message)
        let received = try await arrivals.wait("the broker's echo", Self.patience) { seen in
            seen.payloads[Self.echoTopic].flatMap { $0.at > start ? $0.at : nil }
        }
        return received - start
    }

    /// Nearest-rank percentiles, in milliseconds.
    static func figures(_ durations: [Duration]) -> String {
        let sorted = durations.sorted()
        func percentile(_ part: Double) -> String {
            guard !sorted.isEmpty else { return "–" }
            let rank = max(1, Int((part * Double(sorted.count)).rounded(.up)))
            return String(format: "%.2f ms", sorted[rank - 1] / .milliseconds(1))
        }
        return "p50 \(percentile(0.5)), p99 \(percentile(0.99)) over \(sorted.count) publishes"
    }
}
