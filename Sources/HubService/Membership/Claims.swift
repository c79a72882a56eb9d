import Crypto
import Foundation
import MQTT
import Signage

/// Hears what boards ask that do not belong yet, and answers those that are let in.
///
/// Runs on the event loop's thread. However many ask, ``most`` of them are kept in mind.
actor Claims {
    /// A board that waits.
    struct Waiting: Sendable {
        let code: ClaimCode
        let request: ClaimRequest
        /// Checked: it was made with the key that it is for.
        let certificateRequest: CertificateRequest
        /// SHA-256 of the payload in which it came.
        let digest: Digest
        let since: Date
        /// Somebody else asks with the same code.
        var isDisputed = false
    }

    /// Why a code lets nobody in.
    enum Refusal: Error, Equatable {
        case unknown
        case expired
        case used(by: Name)
        case disputed
    }

    private enum Past {
        case expired
        case used(Name, digest: Digest, answer: Data)
    }

    private nonisolated let loop: EventLoop
    private let broker: Client.Configuration
    private let log: Log
    private let now: @Sendable () -> Date
    private var client: Client?
    private var waiting: [ClaimCode: Waiting] = [:]
    /// What came of codes of the last day.
    private var past: [ClaimCode: (at: Date, what: Past)] = [:]
    private var complaints = Complaints<String>()
    private let signal: AsyncStream<Waiting>.Continuation

    /// A full house keeps nobody out whom staff stand in front of: the one that was heard longest ago has to ask again.
    static let most = 500
    static let memorySeconds: TimeInterval = 86_400

    /// Yields each board that has begun to wait.
    nonisolated let heard: AsyncStream<Waiting>

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    init(broker: Client.Configuration, loop: EventLoop, log: Log, now: @escaping @Sendable () -> Date) {
        self.broker = broker
        self.loop = loop
        self.log = log
        self.now = now
        (heard, signal) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(Self.most))
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
    }

    /// The boards that wait, the one that has done so longest first.
    func all() -> [Waiting] {
        forgetOld()
        return waiting.values.sorted { ($0.since, $0.code.text) < ($1.since, $1.code.text) }
    }

    /// The board that waits with a code.
    func board(with code: ClaimCode) throws(Refusal) -> Waiting {
        forgetOld()
        if let found = waiting[code] {
            guard !found.isDisputed else { throw .disputed }
            return found
        }
        switch past[code]?.what {
        case .used(let board, _, _): throw .used(by: board)
        case .expired: throw .expired
        case nil: throw .unknown
        }
    }

    /// Tells a board that it belongs, as often as it asks.
    func answer(_ claim: Waiting, of board: Name, with payload: Data) {
        waiting[claim.code] = nil
        past[claim.code] = (now(), .used(board, digest: claim.digest, answer: payload))
        send(payload, to: claim.code)
    }

    /// Tells a board that it has been heard.
    private func confirm(_ claim: Waiting) {
        guard let receipt = try? WireCoding.encode(ClaimReceipt(request: claim.digest)) else { return }
        send(receipt, to: claim.code)
    }

    private func send(_ payload: Data, to code: ClaimCode) {
        do {
            try client?.assumeIsolated { client in
                try client.publish(
                    Message(topic: Topic.claimAnswer(code).text, payload: payload, qualityOfService: .atLeastOnce))
            }
        } catch {
            log("new boards: cannot answer \(code): \(error); it asks again")
        }
    }

    private func handle(_ event: Event) {
        switch event {
        case .connected:
            do {
                try client?.assumeIsolated { try $0.subscribe([Topic.claims], qualityOfService: .atLeastOnce) }
            } catch {
                log("new boards: \(error)")
            }
        case .message(let message): receive(message)
        case .subscriptionRefused(let refusal):
            log("new boards: the broker refuses \(refusal.filter): \(refusal.reason)")
        case .disconnected: break
        }
    }

    func receive(_ message: Message) {
        guard case .claimRequest(let code) = try? Topic(message.topic), !message.isRetained else { return }
        let now = now()
        do {
            guard message.payload.count <= ClaimRequest.longest else {
                throw InvalidValue(
                    field: "", reason: "has \(message.payload.count) bytes, at most \(ClaimRequest.longest) are read")
            }
            let digest = try Digest(SHA256.hash(message.payload).hexString)
            forgetOld()
            switch past[code]?.what {
            case .used(_, digest, let answer): return send(answer, to: code)
            case .used(let board, _, _):
                return complain("somebody asks with the code \(code), with which \(board) was let in", at: now)
            case .expired, nil: break
            }
            if let known = waiting[code] {
                if known.digest == digest { return confirm(known) }
                guard !known.isDisputed else { return }
                waiting[code]?.isDisputed = true
                return complain("two boards ask with the code \(code): neither is let in with it", at: now)
            }
            let request = try WireCoding.decode(ClaimRequest.self, from: message.payload)
            let claim = Waiting(
                code: code, request: request,
                certificateRequest: try CertificateRequest(pem: Data(request.certificateRequest.utf8)), digest: digest,
                since: now)
            if waiting.count >= Self.most, let oldest = all().first { waiting[oldest.code] = nil }
            waiting[code] = claim
            confirm(claim)
            signal.yield(claim)
        } catch {
            complain("what asks with the code \(code) cannot be read: \(Log.harmless("\(error)"))", at: now)
        }
    }

    private func forgetOld() {
        let now = now()
        for (code, claim) in waiting where now.timeIntervalSince(claim.since) >= ClaimCode.lifetimeSeconds {
            waiting[code] = nil
            past[code] = (now, .expired)
        }
        guard past.count > Self.most else { return }
        past = past.filter { now.timeIntervalSince($0.value.at) < Self.memorySeconds }
        guard past.count > 20 * Self.most else { return }
        for (code, _) in past.sorted(by: { $0.value.at < $1.value.at }).prefix(Self.most) { past[code] = nil }
    }

    private func complain(_ words: String, at now: Date) {
        guard let count = complaints.note("strangers", at: now) else { return }
        log("new boards: \(words)\(count > 1 ? " (\(count) such messages since the last line)" : "")")
    }
}
