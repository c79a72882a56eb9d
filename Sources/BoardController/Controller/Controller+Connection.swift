import Files
import Foundation
import MQTT
import Signage

extension Controller {
    /// What the broker publishes when the connection that is dialled now breaks; each has its own session number.
    func will() -> Message? {
        let (session, failure) = sessions.next()
        self.session = session
        if let failure { refuse(.storage, failure.description) }
        return availability(.offline)
    }

    func handle(_ event: Event) {
        switch event {
        case .connected: connected()
        case .disconnected(let disconnection): disconnected(disconnection)
        case .message(let message): receive(message)
        case .subscriptionRefused(let refusal):
            configuration.log("the broker refused to deliver \(refusal.filter): \(refusal.reason)")
        }
    }

    /// Publishes when there is a connection; what is lost without one is made good after the next connect.
    func publish(
        _ topic: Topic, _ payload: Data, _ qualityOfService: MQTT.QualityOfService, isRetained: Bool = false
    ) {
        publish(
            Message(
                topic: topic.text, payload: payload, qualityOfService: qualityOfService, isRetained: isRetained))
    }

    /// Publishes a value of the contract as JSON.
    func publish(
        _ topic: Topic, _ value: some Encodable, _ qualityOfService: MQTT.QualityOfService, isRetained: Bool = false
    ) {
        do {
            publish(topic, try WireCoding.encode(value), qualityOfService, isRetained: isRetained)
        } catch {
            configuration.log("cannot encode what goes to \(topic.text): \(error)")
        }
    }

    func subscribe(_ topics: [Topic], _ qualityOfService: MQTT.QualityOfService) {
        subscribe(topics.map(\.text), qualityOfService)
    }

    func unsubscribe(_ topics: [Topic]) {
        guard isConnected, !topics.isEmpty else { return }
        send { client throws(MQTTError) in try client.unsubscribe(topics.map(\.text)) }
    }

    /// Listens to what is sent to this board and to all of its cell, and for hubs; what is retained comes each time.
    func subscribeToTopics() {
        let (board, cell) = (configuration.board, configuration.cell)
        // Keys first: what they are needed for comes behind them.
        subscribe([Topic.toAllBoards(of: cell), Topic.toBoard(board, of: cell), Topic.hubs], .atLeastOnce)
    }

    /// Listens to the feeds that are named by now and were not before.
    func subscribeToFeeds() {
        let feeds = wantedFeeds.subtracting(subscribedFeeds)
        guard isConnected else { return }
        subscribedFeeds.formUnion(feeds)
        subscribe(feeds.sorted().map { .feed(cell: configuration.cell, feed: $0) }, .atLeastOnce)
    }

    /// Of the programme that plays and of the one that is on its way.
    var wantedFeeds: Set<Name> {
        Set((installed?.arrival.manifest.feeds ?? []) + (stage.pending?.manifest.feeds ?? []))
    }

    func sayFarewell() {
        guard isConnected else { return }
        if let message = availability(.offline) { publish(message) }
    }

    private func connected() {
        isConnected = true
        connections += 1
        lastReason = nil
        configuration.log("connected to \(configuration.broker.host):\(configuration.broker.port), session \(session)")
        subscribedFeeds = []
        subscribedDocuments = []
        subscribeToTopics()
        subscribeToFeeds()
        if let birth = availability(.online) { publish(birth) }
        fetcher.reconnected()
        readmission.cancel()
        tellHub()
        renewCertificate()
    }

    private func disconnected(_ disconnection: Disconnection) {
        isConnected = false
        for alarm in [hubAlarm, fetchAlarm, reportAlarm, pictureAlarm] { alarm?.cancel() }
        (hubAlarm, fetchAlarm, reportAlarm, pictureAlarm) = (nil, nil, nil, nil)
        timekeeping.cancel()
        cancelEventAlarm()
        if !disconnection.isRequested { shutOut() }
        guard !disconnection.isRequested, lastReason != disconnection.reason else { return }
        lastReason = disconnection.reason
        configuration.log("not connected: \(disconnection.reason); the programme plays on, dialling again")
    }

    private func receive(_ message: Message) {
        let topic: Topic
        do {
            topic = try Topic(message.topic)
        } catch {
            // Other topics of the contract are for programs that know them; another contract is worth telling.
            if error.field == "version" { refuse(.contract, "\(message.topic): \(error)") }
            return
        }
        switch topic {
        case .desired(configuration.cell, configuration.board): accept(message.payload, isLive: !message.isRetained)
        case .keys(configuration.cell): take(keys: message.payload)
        case .interrupt(configuration.cell): acceptInterrupts(message.payload)
        case .command(configuration.cell, configuration.board): take(command: message.payload)
        case .timeAnswer(configuration.cell, configuration.board): takeTime(message.payload)
        case .eventAcknowledgement(configuration.cell, configuration.board): takeAcknowledgement(message.payload)
        case .certificate(configuration.cell, configuration.board): take(certificate: message.payload)
        case .document(configuration.cell, let id): take(message.payload, of: id)
        case .feed(configuration.cell, let feed): take(message.payload, feed: feed)
        // One that was there before this connection has been answered by it.
        case .hubAvailability where !message.isRetained: answerHub(message.payload)
        default: break
        }
    }

    /// A hub has come back: it is told again what was said while it was away, but not by all boards at once.
    private func answerHub(_ payload: Data) {
        guard hubAlarm == nil, (try? WireCoding.decode(Availability.self, from: payload))?.state == .online else {
            return
        }
        let delay = configuration.spread * Double.random(in: 0...1, using: &generator)
        hubAlarm = loop.schedule(after: delay) { [weak self] in
            self?.assumeIsolated { controller in
                controller.hubAlarm = nil
                controller.tellHub()
            }
        }
    }

    /// All that a hub wants to know of a board that it has not heard for a while.
    private func tellHub() {
        guard isConnected else { return }
        report()
        reportHealth()
        tellCommands()
        fetcher.hubIsThere()
        fetch()
        askForTime()
        sendEventsAnew()
        pacing.forget()
        pacePicture()
    }

    private func availability(_ state: Availability.State) -> Message? {
        let topic = Topic.availability(cell: configuration.cell, board: configuration.board)
        let value = Availability(session: session, state: state, boot: proof.outbox.boot)
        return (try? WireCoding.encode(value)).map {
            Message(topic: topic.text, payload: $0, qualityOfService: .atLeastOnce, isRetained: true)
        }
    }

    private func publish(_ message: Message) {
        guard isConnected else { return }
        send { client throws(MQTTError) in try client.publish(message) }
    }

    func subscribe(_ filters: [String], _ qualityOfService: MQTT.QualityOfService) {
        guard isConnected, !filters.isEmpty else { return }
        send { client throws(MQTTError) in try client.subscribe(filters, qualityOfService: qualityOfService) }
    }

    private func send(_ call: @Sendable (isolated Client) throws(MQTTError) -> Void) {
        do {
            try client.assumeIsolated { client in try call(client) }
        } catch {
            if (error as? MQTTError)?.kind != .notConnected { configuration.log("\(error)") }
        }
    }
}
