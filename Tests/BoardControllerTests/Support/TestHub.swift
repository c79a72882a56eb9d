import Crypto
import Foundation
import MQTT
import Signage
import SignageTesting

/// A hub that seals, publishes and serves documents, and keeps what boards say.
actor TestHub {
    struct Heard: Sendable {
        var isConnected = false
        var availability: [Availability] = []
        var reported: [ReportedState] = []
        var health: [HealthReport] = []
        var pictures: [Data] = []
        var gets: [DocumentRequest] = []
        var timeRequests: [TimeRequest] = []
        var batches: [EventBatch] = []
        /// By which batches were said to be sealed.
        var keyIDs: Set<String> = []
        var results: [CommandResult] = []
    }

    nonisolated let root = SigningKey.generate()
    /// The publisher's, which the root names.
    nonisolated let key = SigningKey.generate()
    /// What is published of keys at each connect.
    private var chain = Data()
    nonisolated let heard = Watched(Heard())
    private nonisolated let loop: EventLoop
    private let port: UInt16
    private var documents: [DocumentID: Data] = [:]
    private var asks: [DocumentID: Int] = [:]
    /// What goes out for a chunk at the nth request for its document, counted from 0; nil for a loss.
    private var answer: @Sendable (DocumentChunk, Int) -> Data? = { chunk, _ in chunk.payload }
    /// What is sealed for a question of time; nil for silence.
    private var tell: @Sendable (TimeRequest) -> TimeAnswer? = { _ in nil }
    private var acknowledgesEvents = false
    private lazy var client = Client(
        Client.Configuration(
            host: "127.0.0.1", port: port, clientID: "test-hub",
            reconnect: ReconnectPolicy(initial: .milliseconds(20), maximum: .milliseconds(100))),
        on: loop, handler: { [weak self] event in self?.assumeIsolated { $0.handle(event) } })

    init(port: UInt16) throws {
        self.port = port
        loop = try EventLoop(name: "test-hub")
        chain = try Keys(root).naming([key]).chain
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    func start() async throws {
        await client.start()
        try await heard.wait("connection of the hub") { $0.isConnected }
    }

    func stop() async { await client.stop() }

    /// From here on only what is new counts.
    nonisolated func forget() { heard.update { $0 = Heard(isConnected: $0.isConnected) } }

    nonisolated func stopLoop() { loop.stop() }

    func answer(_ answer: @escaping @Sendable (DocumentChunk, Int) -> Data?) { self.answer = answer }

    /// Answers questions of time from here on.
    func tellTime(_ tell: @escaping @Sendable (TimeRequest) -> TimeAnswer?) { self.tell = tell }

    /// Whether it acknowledges from here on each batch that comes.
    func acknowledgesEvents(_ acknowledges: Bool) { acknowledgesEvents = acknowledges }

    /// Says that it has events.
    func acknowledge(
        boot: Nonce, through number: Int, board: Name = Fixtures.board, by other: SigningKey? = nil
    ) throws {
        let acknowledgement = try EventAcknowledgement(board: board, boot: boot, through: number)
        let topic = Topic.eventAcknowledgement(cell: Fixtures.cell, board: Fixtures.board).text
        let payload = try (other ?? key).seal(acknowledgement, as: .acknowledgement)
        try client.assumeIsolated {
            try $0.publish(Message(topic: topic, payload: payload, qualityOfService: .atLeastOnce))
        }
    }

    /// Serves the documents and publishes the manifest, sealed and retained.
    /// - Returns: the sealed bytes.
    @discardableResult
    func publish(_ programme: Programme, serves: Bool = true) async throws -> Data {
        if serves { serve(programme) }
        let envelope = try key.seal(programme.manifest, as: .desired)
        try await publish(desired: envelope)
        return envelope
    }

    /// Answers requests for its documents from here on.
    func serve(_ programme: Programme) { documents.merge(programme.documents) { $1 } }

    /// Publishes a chain of key documents, now and at each connect.
    func publish(keys chain: Data) async throws {
        self.chain = chain
        try await publish(chain, to: Topic.keys(cell: Fixtures.cell).text)
    }

    func publish(desired envelope: Data) async throws {
        try await publish(envelope, to: Topic.desired(cell: Fixtures.cell, board: Fixtures.board).text)
    }

    func publish(_ payload: Data, to topic: String) async throws {
        try await client.publishAcknowledged(
            Message(topic: topic, payload: payload, qualityOfService: .atLeastOnce, isRetained: true))
    }

    /// Sends what is not retained.
    func send(_ payload: Data, to topic: Topic) async throws {
        try await client.publishAcknowledged(
            Message(topic: topic.text, payload: payload, qualityOfService: .atLeastOnce))
    }

    func publish(_ snapshot: FeedSnapshot, sealedBy other: SigningKey? = nil, on feed: Name? = nil) async throws {
        let topic = Topic.feed(cell: Fixtures.cell, feed: feed ?? snapshot.feed)
        try await publish(try (other ?? key).seal(snapshot, as: .feed), to: topic.text)
    }

    /// Says that a hub has come, as at its start.
    func sayBirth() async throws {
        let birth = try WireCoding.encode(Availability(session: 1, state: .online))
        try await publish(birth, to: Topic.hubAvailability(replica: Fixtures.name("r1")).text)
    }

    private func handle(_ event: Event) {
        switch event {
        case .connected:
            try? client.assumeIsolated {
                try $0.subscribe(["litfass/1/\(Fixtures.cell)/+/up/#"], qualityOfService: .atLeastOnce)
            }
            let keys = Message(
                topic: Topic.keys(cell: Fixtures.cell).text, payload: chain, qualityOfService: .atLeastOnce,
                isRetained: true)
            try? client.assumeIsolated { try $0.publish(keys) }
            heard.update { $0.isConnected = true }
        case .disconnected: heard.update { $0.isConnected = false }
        case .message(let message): try? take(message)
        case .subscriptionRefused: break
        }
    }

    private func take(_ message: Message) throws {
        let payload = message.payload
        switch try Topic(message.topic) {
        case .availability:
            let value = try WireCoding.decode(Availability.self, from: payload)
            heard.update { $0.availability.append(value) }
        case .reported:
            let value = try WireCoding.decode(ReportedState.self, from: payload)
            heard.update { $0.reported.append(value) }
        case .health:
            let value = try WireCoding.decode(HealthReport.self, from: payload)
            heard.update { $0.health.append(value) }
        case .picture: heard.update { $0.pictures.append(payload) }
        case .get:
            let request = try WireCoding.decode(DocumentRequest.self, from: payload)
            serve(request)
            heard.update { $0.gets.append(request) }
        case .result:
            let value = try WireCoding.decode(CommandResult.self, from: payload)
            heard.update { $0.results.append(value) }
        case .timeRequest:
            let request = try WireCoding.decode(TimeRequest.self, from: payload)
            heard.update { $0.timeRequests.append(request) }
            guard let answer = tell(request) else { return }
            try answerTime(key.seal(answer, as: .time))
        case .events:
            let envelope = try WireCoding.decode(Envelope.self, from: payload)
            let batch = try WireCoding.decode(EventBatch.self, from: envelope.payload)
            let keys = envelope.signatures.map(\.keyid)
            heard.update {
                $0.batches.append(batch)
                $0.keyIDs.formUnion(keys)
            }
            if acknowledgesEvents { try acknowledge(boot: batch.boot, through: batch.last) }
        default: break
        }
    }

    /// Sends bytes as an answer to a question of time.
    func answerTime(_ envelope: Data) throws {
        let topic = Topic.timeAnswer(cell: Fixtures.cell, board: Fixtures.board).text
        try client.assumeIsolated { try $0.publish(Message(topic: topic, payload: envelope)) }
    }

    private func serve(_ request: DocumentRequest) {
        guard let document = documents[request.document] else { return }
        let ask = asks[request.document, default: 0]
        asks[request.document] = ask + 1
        let topic = Topic.document(cell: Fixtures.cell, request.document).text
        for index in request.indices(count: DocumentChunk.count(length: document.count)) {
            guard let chunk = DocumentChunk(index, of: document), let payload = answer(chunk, ask) else { continue }
            client.assumeIsolated { try? $0.publish(Message(topic: topic, payload: payload)) }
        }
    }
}

extension TestHub.Heard {
    private var contents: [ProofRecord.Content] {
        batches.flatMap(\.events).compactMap { event in
            guard case .record(let bytes) = event.content else { return nil }
            return try? WireCoding.decode(ProofRecord.self, from: bytes).content
        }
    }

    /// What boards have shown.
    var records: [PlayedItem] {
        contents.compactMap { if case .played(let record) = $0 { record.played } else { nil } }
    }

    /// Of which they do not tell what they have shown.
    var gaps: [ProofGap] { contents.compactMap { if case .gap(let gap) = $0 { gap } else { nil } } }
}
