import Foundation
import MQTT
import ProgramSupport
import Signage

/// Boards as far as the wire knows them: they subscribe, fetch the documents they are told of, and draw nothing.
///
/// What they do they do by the contract alone, not by the code of real boards.
actor Fleet {
    /// One board.
    private struct Member {
        let client: Client
        var isReady = false
        var missing: IndexSet = []
        var asked: IndexSet = []
    }

    /// What has come, and when.
    struct Seen: Sendable {
        var ready = 0
        /// How many have all chunks of the document that is wanted.
        var documents = 0
        var interrupts: (count: Int, last: ContinuousClock.Instant) = (0, .now)
    }

    private nonisolated let loop: EventLoop
    private let cell: Name
    private let names: [Name]
    private let broker: HostAndPort
    private var members: [Member] = []
    /// The document that everybody fetches, and how many chunks it has.
    private var wanted: (id: DocumentID, chunks: Int)?
    private var seen = Seen()
    private nonisolated let changes = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))

    /// The listen backlog of brokers is short.
    private static let mostDials = 50
    /// Chunks that a board asks for at a time.
    private static let window = 16

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    init(_ names: [Name], cell: Name, broker: HostAndPort, on loop: EventLoop) {
        self.loop = loop
        self.cell = cell
        self.names = names
        self.broker = broker
    }

    /// Connects all, a few at a time.
    func connect(patience: Duration) async throws {
        members = names.indices.map { index in
            let configuration = Client.Configuration(
                host: broker.host, port: broker.port, clientID: names[index].text,
                reconnect: ReconnectPolicy(initial: .milliseconds(20), maximum: .milliseconds(500)))
            return Member(
                client: Client(configuration, on: loop) { [weak self] event in
                    self?.assumeIsolated { $0.handle(event, of: index) }
                })
        }
        for start in stride(from: 0, to: members.count, by: Self.mostDials) {
            let end = min(start + Self.mostDials, members.count)
            for index in start..<end { await members[index].client.start() }
            try await wait("\(end) boards to be connected", patience) { $0.ready >= end }
        }
    }

    func stop() async {
        for member in members { await member.client.stop() }
    }

    /// With its next manifest each board fetches this document.
    func want(_ id: DocumentID, length: Int) {
        let chunks = DocumentChunk.count(length: length)
        wanted = (id, chunks)
        for index in members.indices { members[index].missing = IndexSet(0..<chunks) }
    }

    /// Waits until something has come.
    @discardableResult
    nonisolated func wait(
        _ what: String, _ patience: Duration, until isDone: @escaping @Sendable (Seen) -> Bool
    ) async throws -> Seen {
        try await litfass_sim.wait(for: what, patience, changes: changes.stream) {
            let seen = await self.seen
            return isDone(seen) ? seen : nil
        }
    }

    private func handle(_ event: Event, of index: Int) {
        switch event {
        case .connected:
            let filters = [Topic.toAllBoards(of: cell), Topic.toBoard(names[index], of: cell)]
            try? members[index].client.assumeIsolated { try $0.subscribe(filters, qualityOfService: .atLeastOnce) }
        case .message(let message): take(message, of: index)
        case .disconnected, .subscriptionRefused: return
        }
    }

    private func take(_ message: Message, of index: Int) {
        switch try? Topic(message.topic) {
        case .desired(_, let board) where board == names[index]:
            // The retained manifest says that all subscriptions of this board stand.
            if !members[index].isReady { seen.ready += 1 }
            members[index].isReady = true
            if !message.isRetained { fetch(index) }
        case .document(_, let id) where id == wanted?.id:
            guard let chunk = DocumentChunk(payload: message.payload), members[index].missing.contains(chunk.index)
            else { return }
            members[index].missing.remove(chunk.index)
            members[index].asked.remove(chunk.index)
            if members[index].missing.isEmpty { seen.documents += 1 }
            if members[index].asked.count <= Self.window / 2 { ask(index) }
        case .interrupt where !message.isRetained: seen.interrupts = (seen.interrupts.count + 1, .now)
        default: return
        }
        changes.continuation.yield()
    }

    private func fetch(_ index: Int) {
        guard let wanted else { return }
        try? members[index].client.assumeIsolated {
            try $0.subscribe([Topic.document(cell: self.cell, wanted.id).text], qualityOfService: .atMostOnce)
        }
        ask(index)
    }

    private func ask(_ index: Int) {
        guard let wanted else { return }
        let room = Self.window - members[index].asked.count
        let next = IndexSet(members[index].missing.subtracting(members[index].asked).prefix(room))
        guard !next.isEmpty else { return }
        members[index].asked.formUnion(next)
        let request = DocumentRequest(document: wanted.id, missing: next, count: wanted.chunks)
        let topic = Topic.get(cell: cell, board: names[index]).text
        guard let payload = try? WireCoding.encode(request) else { return }
        try? members[index].client.assumeIsolated {
            try $0.publish(Message(topic: topic, payload: payload, qualityOfService: .atLeastOnce))
        }
    }
}
