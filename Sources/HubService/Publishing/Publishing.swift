import Foundation
import MQTT
import Signage

/// Says to boards what the store holds: manifests and feeds, retained, after every connect anew; and the chunks they ask for.
///
/// Runs on the event loop's thread, so nothing in it may block: a document that is not in memory is asked for through ``wanted``.
actor Publishing {
    private nonisolated let loop: EventLoop
    let cell: Name
    private let replica: Name
    private let broker: Client.Configuration
    let now: @Sendable () -> Date
    let log: Log
    /// The bytes of the chain of key documents.
    private let keys: Data
    let sealer: Sealer
    private var client: Client?
    private var session: UInt64 = 0
    /// The latest of each board.
    private(set) var manifests: [Name: SealedManifest] = [:]
    /// The newest interrupts of the cell; nil before the first.
    var interrupts: SealedInterrupts?
    /// When each board was last told the time.
    var timesTold: [Name: ContinuousClock.Instant] = [:]
    /// The sealed snapshot of each feed.
    private var feeds: [Name: Data] = [:]
    private var cache = DocumentCache()
    private var queue = AnswerQueue()
    private var waiting = WaitingRequests()
    /// Chunks that wait for others to ask for them, too.
    private var gathered: [DocumentID: IndexSet] = [:]
    private var gatheringJobs: [DocumentID: ScheduledJob] = [:]
    /// Of documents of more than one chunk.
    private var sent = SentChunks()
    /// Sends the interrupts once more.
    private var sendingAgain: ScheduledJob?
    private var isAnswering = false
    private var isBroken = false
    private let askFor: AsyncStream<DocumentID>.Continuation

    /// Documents to be fetched and handed to ``provide(_:_:)``, each once until that is done.
    nonisolated let wanted: AsyncStream<DocumentID>

    /// Between two turns, chunks in each: about 100 MB/s at most. The first turn waits too, so that boards that ask at the same
    /// time get one transmission.
    static let turn = Duration.milliseconds(2)
    static let chunksPerTurn = 8
    /// How long requests for a document of more than one chunk are gathered, so that boards that ask one after the other share one
    /// transmission.
    static let gathering = Duration.milliseconds(50)
    /// How long a board waits that lacks the interrupts.
    static let sendingAgainDelay = Duration.milliseconds(250)

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    init(
        broker: Client.Configuration, replica: Name, cell: Name, keys: Data, sealer: Sealer, loop: EventLoop, log: Log,
        now: @escaping @Sendable () -> Date
    ) {
        self.broker = broker
        self.replica = replica
        self.cell = cell
        self.keys = keys
        self.sealer = sealer
        self.loop = loop
        self.log = log
        self.now = now
        (wanted, askFor) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(WaitingRequests.most))
    }

    /// Connects, and stays connected until ``stop()``.
    func start() {
        let client = Client(
            broker, on: loop, will: { self.assumeIsolated { $0.will() } },
            handler: { event in self.assumeIsolated { $0.handle(event) } })
        self.client = client
        client.assumeIsolated { $0.start() }
    }

    /// Says farewell and disconnects.
    func stop() async {
        guard let client else { return }
        self.client = nil
        // A clean end discards the will, so the farewell is our own.
        try? await client.publish(availability(.offline))
        await client.stop()
        askFor.finish()
    }

    /// Takes over what the store has committed. A manifest that is older than one published before is left out.
    func publish(_ new: [SealedManifest], documents: [StoredDocument] = []) {
        for document in documents { cache.insert(document.reference.id, document.bytes) }
        for manifest in new where manifest.version > (manifests[manifest.board]?.version ?? 0) {
            manifests[manifest.board] = manifest
            send(manifest)
        }
    }

    /// Takes over a feed's sealed snapshot.
    func publish(feed: Name, _ envelope: Data) {
        feeds[feed] = envelope
        send(feed: feed, envelope)
    }

    /// Has the broker forget all that it keeps of a board.
    func forget(_ board: Name) {
        manifests[board] = nil
        timesTold[board] = nil
        for topic in [
            Topic.desired(cell: cell, board: board), .availability(cell: cell, board: board),
            .reported(cell: cell, board: board),
        ] { send(retained(topic, Data())) }
    }

    /// Seals a board's new certificate and sends it.
    func send(_ certificate: RenewedCertificate) {
        send(sealed: certificate, as: .certificate, to: .certificate(cell: cell, board: certificate.board))
    }

    /// Seals what is said once; what gets lost is asked for again, or sent again over the board's next connection.
    func send(sealed value: some Encodable, as type: Envelope.PayloadType, to topic: Topic) {
        do {
            let envelope = try sealer.seal(value, as: type)
            send(Message(topic: topic.text, payload: envelope, qualityOfService: .atLeastOnce))
        } catch {
            log("\(topic.text): cannot be sealed: \(error)")
        }
    }

    /// Publishes a board's manifest once more: it says that it has not come.
    func publishAgain(_ board: Name) {
        if let manifest = manifests[board] { send(manifest) }
    }

    /// Publishes the interrupts once more, soon: all boards hear it, and so one time does for all that lack them.
    func sendInterruptsAgain() {
        guard sendingAgain == nil else { return }
        sendingAgain = loop.schedule(after: Self.sendingAgainDelay) {
            self.assumeIsolated { publishing in
                publishing.sendingAgain = nil
                publishing.sendInterrupts()
            }
        }
    }

    /// Sends what a board lacks of a document, soon.
    func answer(_ request: DocumentRequest) {
        if let bytes = cache.bytes(request.document) {
            let count = DocumentChunk.count(length: bytes.count)
            enqueue(request.document, request.indices(count: count), of: count)
        } else if waiting.add(request) {
            askFor.yield(request.document)
        }
    }

    /// Hands in a document that was ``wanted``; nil when the store does not have it.
    func provide(_ id: DocumentID, _ bytes: Data?) {
        let count = DocumentChunk.count(length: bytes?.count ?? 0)
        let missing = waiting.take(id, count: count)
        guard let bytes else { return }
        cache.insert(id, bytes)
        enqueue(id, missing, of: count)
    }

    private func enqueue(_ document: DocumentID, _ chunks: [Int], of count: Int) {
        guard count > 1 else {
            queue.add(document, chunks)
            return scheduleTurn()
        }
        gathered[document, default: IndexSet()].formUnion(IndexSet(chunks))
        guard gatheringJobs[document] == nil else { return }
        gatheringJobs[document] = loop.schedule(after: Self.gathering) {
            self.assumeIsolated { publishing in
                publishing.gatheringJobs[document] = nil
                publishing.enqueueGathered(document)
            }
        }
    }

    private func enqueueGathered(_ document: DocumentID) {
        let chunks = gathered.removeValue(forKey: document) ?? IndexSet()
        queue.add(document, sent.rested(chunks, of: document, at: .now))
        scheduleTurn()
    }

    private func scheduleTurn() {
        guard !isAnswering, !queue.isEmpty else { return }
        isAnswering = true
        loop.schedule(after: Self.turn) { self.assumeIsolated { $0.takeTurn() } }
    }

    private func takeTurn() {
        isAnswering = false
        for (document, chunk) in queue.next(Self.chunksPerTurn) {
            // One that made room meanwhile is asked for again.
            guard let bytes = cache.bytes(document), let piece = DocumentChunk(chunk, of: bytes) else { continue }
            send(Message(topic: Topic.document(cell: cell, document).text, payload: piece.payload))
            if piece.documentLength > piece.bytes.count { sent.note(chunk, of: document, at: .now) }
        }
        scheduleTurn()
    }

    private func will() -> Message? {
        // A number that grows over restarts, too.
        session = max(session + 1, UInt64(max(0, now().timeIntervalSince1970 * 1_000)))
        return availability(.offline)
    }

    private func availability(_ state: Availability.State) -> Message {
        retained(
            .hubAvailability(replica: replica),
            (try? WireCoding.encode(Availability(session: session, state: state))) ?? Data())
    }

    private func handle(_ event: Event) {
        switch event {
        case .connected:
            if isBroken { log("broker: connected again") }
            isBroken = false
            send(availability(.online))
            // Before all that is sealed by them.
            send(retained(.keys(cell: cell), keys))
            sendInterrupts()
            for manifest in manifests.values { send(manifest) }
            for (feed, envelope) in feeds { send(feed: feed, envelope) }
        case .disconnected(let disconnection):
            // Boards ask again.
            queue.removeAll()
            sent.removeAll()
            guard !disconnection.isRequested, !isBroken else { return }
            isBroken = true
            log("broker \(broker.host):\(broker.port): \(disconnection.reason). Trying again until it answers.")
        case .message, .subscriptionRefused: break
        }
    }

    private func send(_ manifest: SealedManifest) {
        send(retained(.desired(cell: cell, board: manifest.board), manifest.envelope))
    }

    private func send(feed: Name, _ envelope: Data) { send(retained(.feed(cell: cell, feed: feed), envelope)) }

    func retained(_ topic: Topic, _ payload: Data) -> Message {
        Message(topic: topic.text, payload: payload, qualityOfService: .atLeastOnce, isRetained: true)
    }

    func send(_ message: Message) {
        do {
            try client?.assumeIsolated { client in try client.publish(message) }
        } catch let error as MQTTError where error.kind == .notConnected {
            // The next connect publishes everything.
        } catch {
            log("\(message.topic): \(error)")
        }
    }
}
