import Foundation
import MQTT
import Signage

/// Hears what boards say, by a session of its own, and knows how each of them is.
///
/// Runs on the event loop's thread, so nothing in it may block: what is to be stored is taken from it by ``takeUnsaved()``,
/// ``takeReports()`` and ``takeResults()``. However much a board sends, one entry of it waits there, and ``mostResults`` results.
actor Intake {
    private nonisolated let loop: EventLoop
    private let cell: Name
    private let broker: Client.Configuration
    private let publishing: Publishing
    private let now: @Sendable () -> Date
    private let log: Log
    private var client: Client?
    private var records: [Name: BoardRecord]
    private var order: [Name]
    private let pictureInterval: Int
    private var complaints = Complaints<Name>()
    /// Since when the broker has been connected; nil when it is not.
    private var listening: Date?
    private var unsaved: Set<Name> = []
    private var unsavedPictures: Set<Name> = []
    private var reports: [Name: Report] = [:]
    private var results: [Name: [CommandResult]] = [:]
    private let signal: AsyncStream<Void>.Continuation
    private let renewalSignal: AsyncStream<(Name, RenewalRequest)>.Continuation

    /// Results of commands of one board that wait for ``takeResults()``; more are dropped, which no honest board sends.
    static let mostResults = 32

    /// Yields when ``takeReports()`` or ``takeResults()`` has something.
    nonisolated let reported: AsyncStream<Void>

    /// Yields each board that wants a new certificate.
    nonisolated let renewals: AsyncStream<(Name, RenewalRequest)>

    /// What a board reported last, and when that came.
    struct Report: Sendable, Equatable {
        let state: ReportedState
        let received: Date
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    /// - Parameter contacts: what was known of the boards when the hub ended.
    init(
        broker: Client.Configuration, fleet: Fleet, contacts: [Name: Contact], publishing: Publishing,
        loop: EventLoop, log: Log, now: @escaping @Sendable () -> Date
    ) {
        self.broker = broker
        self.publishing = publishing
        self.loop = loop
        self.log = log
        self.now = now
        let configuration = fleet.installation.configuration
        cell = configuration.cell
        pictureInterval = configuration.pictureIntervalSeconds
        let (boards, plans) = (fleet.now.boards, fleet.now.builder.plans)
        order = boards.map(\.name)
        let pairs = boards.map { board in
            let rules = plans[board.name]?.profile.faultRules ?? []
            return (board.name, BoardRecord(board: board, rules: rules, contact: contacts[board.name] ?? Contact()))
        }
        records = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
        (reported, signal) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        // What finds no room is asked for again.
        (renewals, renewalSignal) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(1_000))
    }

    /// Connects, and stays connected until ``stop()``.
    func start() {
        let client = Client(broker, on: loop, handler: { event in self.assumeIsolated { $0.handle(event) } })
        self.client = client
        client.assumeIsolated { $0.start() }
    }

    /// Disconnects.
    func stop() async {
        await client?.stop()
        client = nil
        signal.finish()
        renewalSignal.finish()
    }

    /// Whether boards can be heard.
    var isListening: Bool { listening != nil }

    /// How every board is: those of the configuration first, in its order, then as they have joined.
    func statuses() -> [BoardStatus] {
        let now = now()
        return order.compactMap { records[$0]?.status(at: now) }
    }

    /// The boards with a picture that may be called what the panel shows now.
    func boardsWithCurrentPicture() -> Set<Name> {
        let now = now()
        return Set(order.filter { records[$0]?.isPictureCurrent(intervalSeconds: pictureInterval, at: now) == true })
    }

    /// The latest picture of a board's panel.
    func picture(of board: Name) -> Picture? { records[board]?.contact.picture }

    /// Knows of a board from now on, and nothing of what one of its name was before.
    func begin(_ plan: BoardPlan) {
        let board = plan.board
        if records[board.name] == nil { order.append(board.name) }
        records[board.name] = BoardRecord(board: board, rules: plan.profile.faultRules)
        unsaved.insert(board.name)
        evaluate(board.name, at: now())
    }

    /// Takes over what has become of a board's place; what is known of the board itself stays.
    func change(_ plan: BoardPlan) {
        guard let record = records[plan.board.name] else { return }
        var changed = BoardRecord(board: plan.board, rules: plan.profile.faultRules, contact: record.contact)
        (changed.desired, changed.pinnedKey) = (record.desired, record.pinnedKey)
        records[plan.board.name] = changed
        evaluate(plan.board.name, at: now())
    }

    /// Knows nothing of a board any more.
    func forget(_ board: Name) {
        records[board] = nil
        order.removeAll { $0 == board }
        unsaved.remove(board)
        unsavedPictures.remove(board)
        reports[board] = nil
        results[board] = nil
    }

    /// Takes in what is desired of boards now.
    func noteDesired(_ manifests: [SealedManifest]) {
        for manifest in manifests where manifest.version > (records[manifest.board]?.desired ?? 0) {
            records[manifest.board]?.desired = manifest.version
            evaluate(manifest.board, at: now())
        }
    }

    /// Takes in the first key that each board told.
    func note(pinned keys: [Name: Data]) {
        for (board, key) in keys { records[board]?.pinnedKey = key }
    }

    /// Asks every board's rules: when nothing comes in, too.
    func evaluate() {
        let now = now()
        for board in order { evaluate(board, at: now) }
    }

    /// What has changed since the last call; pictures only where they are new.
    func takeUnsaved() -> [Name: Contact] {
        defer {
            unsaved = []
            unsavedPictures = []
        }
        let pairs = unsaved.compactMap { board -> (Name, Contact)? in
            guard var contact = records[board]?.contact else { return nil }
            if !unsavedPictures.contains(board) { contact.picture = nil }
            return (board, contact)
        }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    /// What boards have reported since the last call, the latest of each.
    func takeReports() -> [Name: Report] {
        defer { reports = [:] }
        return reports
    }

    /// What boards have told of commands since the last call, each in the order in which it came.
    func takeResults() -> [Name: [CommandResult]] {
        defer { results = [:] }
        return results
    }

    /// The connection of a board that can be reached.
    func session(of board: Name) -> UInt64? {
        guard let record = records[board], record.presence(at: now()) == .online else { return nil }
        return record.contact.session
    }

    /// One message, as the broker delivers it.
    func receive(_ message: Message) {
        let now = now()
        // Subscribed topics only; what is beyond the contract is a newer board's.
        guard let topic = try? Topic(message.topic), let (cell, board) = topic.board, cell == self.cell,
            records[board] != nil, !message.payload.isEmpty  // That is how the broker is told to forget.
        else { return }
        do {
            let incoming = try IncomingMessage(topic, payload: message.payload, at: now)
            take(incoming, from: board, isRetained: message.isRetained, at: now)
        } catch {
            guard let count = complaints.note(board, at: now) else { return }
            let more = count > 1 ? " (\(count) such messages since the last line)" : ""
            log("board \(board): \(message.topic): \(error)\(more)")
        }
    }

    private func take(_ incoming: IncomingMessage, from board: Name, isRetained: Bool, at now: Date) {
        switch incoming {
        case .availability(let availability):
            records[board]?.receive(availability, isRetained: isRetained, at: now)
        case .reported(let state):
            records[board]?.receive(state, isRetained: isRetained, at: now)
            reports[board] = Report(state: state, received: now)
            signal.yield()
        case .health(let report): records[board]?.receive(report, isRetained: isRetained, at: now)
        case .picture(let picture):
            records[board]?.receive(picture, isRetained: isRetained, at: now)
            if !isRetained { unsavedPictures.insert(board) }
        case .result(let result):
            records[board]?.receiveOther(isRetained: isRetained, at: now)
            guard !isRetained, results[board, default: []].count < Self.mostResults else { break }
            results[board, default: []].append(result)
            signal.yield()
        case .renewal(let request):
            records[board]?.receiveOther(isRetained: isRetained, at: now)
            if !isRetained { renewalSignal.yield((board, request)) }
        case .get(let request):
            records[board]?.receiveOther(isRetained: isRetained, at: now)
            publishing.assumeIsolated { $0.answer(request) }
        case .time(let request):
            records[board]?.receiveOther(isRetained: isRetained, at: now)
            // A retained question has no asker.
            if !isRetained { publishing.assumeIsolated { $0.answer(request, of: board) } }
        }
        unsaved.insert(board)
        evaluate(board, at: now)
    }

    private func evaluate(_ board: Name, at now: Date) {
        // Nobody is called for boards that only the hub can't hear.
        guard let listening else { return }
        records[board]?.evaluate(listening: listening, at: now)
    }

    private func handle(_ event: Event) {
        switch event {
        case .connected:
            listening = now()
            do {
                try client?.assumeIsolated { client in
                    try client.subscribe(Topic.statusFromBoards(of: self.cell), qualityOfService: .atLeastOnce)
                }
            } catch {
                log("intake: \(error)")
            }
        case .disconnected: listening = nil
        case .subscriptionRefused(let refusal):
            log("intake: the broker refuses \(refusal.filter): \(refusal.reason). Give this hub the right to read it.")
        case .message(let message): receive(message)
        }
    }
}

extension Topic {
    /// The board that a topic is of; nil for topics of no single board.
    var board: (cell: Name, board: Name)? {
        switch self {
        case .get(let cell, let board), .availability(let cell, let board), .reported(let cell, let board),
            .health(let cell, let board), .picture(let cell, let board), .desired(let cell, let board),
            .timeRequest(let cell, let board), .timeAnswer(let cell, let board), .events(let cell, let board),
            .eventAcknowledgement(let cell, let board), .command(let cell, let board), .result(let cell, let board),
            .renewal(let cell, let board), .certificate(let cell, let board):
            (cell, board)
        case .keys, .interrupt, .feed, .document, .hubAvailability, .claimRequest, .claimAnswer: nil
        }
    }
}
