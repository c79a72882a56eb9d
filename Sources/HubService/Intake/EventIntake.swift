import Crypto
import Foundation
import MQTT
import SQLite
import Signage

/// Takes what boards send out of their outboxes, and acknowledges it once it is on the disk.
///
/// It has a session, a thread and a database connection of its own: acknowledgements to the broker wait here for the commit, and whatever
/// else comes from boards must wait neither for that nor for a full disk. With a session that is kept, a hub that is killed between
/// receipt and commit is sent again what it had not acknowledged.
actor EventIntake {
    /// From the first batch to the commit, unless there are ``mostWaiting`` before.
    static let commitDelay = Duration.milliseconds(10)
    static let mostWaiting = 256
    /// How long the broker keeps what comes while the hub is away. Boards send it again all the same, so this only spares time.
    static let sessionExpiry = Duration.seconds(60)

    private nonisolated let loop: EventLoop
    private let cell: Name
    private var boards: Set<Name>
    private let broker: Client.Configuration
    private let sealer: Sealer
    private let now: @Sendable () -> Date
    private let log: Log
    private var database: Database
    private var client: Client?
    private var keys: [Name: PublicKey]
    private var waiting: [(board: Name, payload: Data)] = []
    private var alarm: ScheduledJob?
    private var allowance = EventAllowance()
    private var complaints = Complaints<Name>()
    private var failure: String?
    private let signal: AsyncStream<Void>.Continuation

    /// Yields when ``pinnedKeys()`` says something else.
    nonisolated let pinned: AsyncStream<Void>

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    /// - Parameters:
    ///   - loop: of its own, for committing blocks it.
    ///   - path: the file that ``Store`` has made.
    init(
        broker: Client.Configuration, cell: Name, boards: some Sequence<Name>, path: String, sealer: Sealer,
        loop: EventLoop, log: Log, now: @escaping @Sendable () -> Date
    ) throws {
        var broker = broker
        broker.sessionExpiry = Self.sessionExpiry
        self.broker = broker
        self.cell = cell
        self.boards = Set(boards)
        self.sealer = sealer
        self.loop = loop
        self.log = log
        self.now = now
        database = try HubDatabase.open(path)
        keys = try database.boardKeys()
        (pinned, signal) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        signal.yield()
    }

    /// Connects, and stays connected until ``stop()``.
    func start() {
        let client = Client(broker, on: loop, handler: { event in self.assumeIsolated { $0.handle(event) } })
        self.client = client
        client.assumeIsolated { $0.start() }
    }

    /// Commits what waits, and disconnects.
    func stop() async {
        commit()
        await client?.stop()
        client = nil
        signal.finish()
    }

    /// Takes a board's events from now on if they are sealed by a key, and by no other.
    ///
    /// - Precondition: the key is on the disk already.
    func begin(_ board: Name, key: PublicKey) {
        boards.insert(board)
        keys[board] = key
        signal.yield()
    }

    /// Takes none of a board's events any more.
    func forget(_ board: Name) {
        boards.remove(board)
        keys[board] = nil
        signal.yield()
    }

    /// The first key that each board told.
    func pinnedKeys() -> [Name: Data] { keys.mapValues(\.rawRepresentation) }

    private func handle(_ event: Event) {
        switch event {
        case .connected:
            do {
                try client?.assumeIsolated { client in
                    try client.subscribe(Topic.eventsFromBoards(of: self.cell), qualityOfService: .atLeastOnce)
                }
            } catch {
                log("events: \(error)")
            }
        case .disconnected:
            // What is not committed is sent again.
            waiting = []
            alarm?.cancel()
            alarm = nil
        case .subscriptionRefused(let refusal):
            log("events: the broker refuses \(refusal.filter): \(refusal.reason). Give this hub the right to read it.")
        case .message(let message): receive(message)
        }
    }

    private func receive(_ message: Message) {
        guard let topic = try? Topic(message.topic), let (cell, board) = topic.board, cell == self.cell,
            boards.contains(board)
        else { return }
        switch topic {
        case .reported:
            guard message.payload.count <= IncomingMessage.longestJSON,
                let key = (try? WireCoding.decode(ReportedState.self, from: message.payload))?.key
            else { return }
            note(key, of: board)
        case .events:
            client?.assumeIsolated { $0.holdAcknowledgements() }
            waiting.append((board, message.payload))
            if waiting.count >= Self.mostWaiting { return commit() }
            guard alarm == nil else { return }
            alarm = loop.schedule(after: Self.commitDelay) { self.assumeIsolated { $0.commit() } }
        default: break
        }
    }

    /// Puts what waits on the disk, then acknowledges it: to the boards, and to the broker.
    ///
    /// What the disk does not take is forgotten here and by the broker, and acknowledged to no board: their outboxes keep it, and send it
    /// again. The broker would have to keep it in memory, together with each repetition.
    private func commit() {
        alarm?.cancel()
        alarm = nil
        defer { client?.assumeIsolated { $0.releaseAcknowledgements() } }
        let batches = waiting.compactMap { open($0.payload, of: $0.board) }
        waiting = []
        guard !batches.isEmpty else { return }
        do {
            let now = now()
            let stored = try database.transaction { database in
                try batches.map { (batch: $0, result: try database.store($0, at: now)) }
            }
            failure = nil
            var acknowledged: [[String]: EventAcknowledgement] = [:]
            for (batch, result) in stored {
                allowance.count(result.bytes, of: batch.board, at: now)
                // The last of each start says it all.
                acknowledged[[batch.board.text, batch.boot.text]] = try EventAcknowledgement(
                    board: batch.board, boot: batch.boot, through: result.through)
                for incident in result.incidents {
                    log("board \(batch.board), \(incident.at.ISO8601Format()): \(incident.detail)")
                }
            }
            for acknowledgement in acknowledged.values { acknowledge(acknowledgement) }
        } catch {
            if failure != "\(error)" { log("events: cannot store what boards have shown, they keep it: \(error)") }
            failure = "\(error)"
        }
    }

    /// A board's batch, if its seal holds; a complaint otherwise.
    private func open(_ payload: Data, of board: Name) -> EventBatch? {
        // Its key comes by the same session, right before; where it has not come, the board sends its events again.
        guard let key = keys[board] else { return nil }
        guard allowance.hasRoom(for: board, at: now()) else {
            complain(
                "it tells more than a board can have shown, and no more of it is taken today: look what it is doing",
                of: board)
            return nil
        }
        do {
            let bytes = try Envelope.open(payload, as: .events, longest: EventBatch.longestEnvelope) {
                $0 == key.id && key.isValid(signature: $1, for: $2)
            }.payload
            let batch = try WireCoding.decode(EventBatch.self, from: bytes)
            guard batch.board == board else {
                throw InvalidValue(field: "board", reason: "is \(batch.board), whose topic this is not")
            }
            return batch
        } catch {
            complain("its events are not taken: \(error)", of: board)
            return nil
        }
    }

    private func note(_ raw: Data, of board: Name) {
        do {
            let key = try PublicKey(rawRepresentation: raw)
            guard let known = keys[board] else {
                try database.pin(raw, of: board, at: now())
                keys[board] = key
                log("board \(board): its key is \(key.id.prefix(16))…; what it seals is taken from now on")
                signal.yield()
                return
            }
            guard known.id != key.id else { return }
            complain(
                "it tells the key \(key.id.prefix(16))…, and \(known.id.prefix(16))… is known: its events are not taken",
                of: board)
        } catch {
            complain("its key cannot be taken: \(error)", of: board)
        }
    }

    private func acknowledge(_ acknowledgement: EventAcknowledgement) {
        do {
            let message = Message(
                topic: Topic.eventAcknowledgement(cell: cell, board: acknowledgement.board).text,
                payload: try sealer.seal(acknowledgement, as: .acknowledgement), qualityOfService: .atLeastOnce)
            try client?.assumeIsolated { try $0.publish(message) }
        } catch {
            log("events: cannot acknowledge those of \(acknowledgement.board): \(error)")
        }
    }

    private func complain(_ words: String, of board: Name) {
        guard let count = complaints.note(board, at: now()) else { return }
        log("board \(board): \(words)\(count > 1 ? " (\(count) such messages since the last line)" : "")")
    }
}

extension Database {
    fileprivate mutating func boardKeys() throws -> [Name: PublicKey] {
        let pairs = try rows("SELECT board, key FROM board_key") { row in
            (try Name(row.text(0)), try PublicKey(rawRepresentation: row.blob(1)))
        }
        return Dictionary(pairs) { first, _ in first }
    }

    fileprivate mutating func pin(_ key: Data, of board: Name, at now: Date) throws {
        try execute(
            "INSERT INTO board_key (board, key, pinned) VALUES (?, ?, ?) ON CONFLICT (board) DO NOTHING",
            .text(board.text), .blob(key), .integer(now.seconds))
    }
}
