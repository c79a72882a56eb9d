import Crypto
import Files
import Foundation
import MQTT
import Signage

/// Asks a hub to let this board in: draws codes, one after the other, until somebody enters the one that is shown.
///
/// Runs on the network's thread, and has a connection of its own to the listener of those who do not belong.
actor Joiner {
    /// What the board is and whom it asks.
    struct Configuration: Sendable {
        var provisioning: Provisioning
        /// Of the provisioning file.
        var rootKey: PublicKey
        /// Of the provisioning file.
        var authority: Certificate
        var profile: Name
        var state: StateFolder
        var mqtt = Client.ProtocolVersion.v5
        var reconnect = ReconnectPolicy(initial: .milliseconds(250), maximum: .seconds(10))
        /// For how long one code is shown.
        var codeLifetime = Duration.seconds(ClaimCode.lifetimeSeconds)
        /// How long after one question the next: a hub that was started anew has forgotten.
        var repetition = Duration.seconds(5)
        var log: @Sendable (String) -> Void
    }

    /// What has become of a question.
    enum Status: Sendable, Equatable {
        /// A hub has heard it: the code is worth showing.
        case waiting(ClaimCode)
        /// No hub can be reached: no code is worth showing.
        case unreachable
    }

    private enum Happening {
        case event(Event)
        case again
        case over
    }

    private let configuration: Configuration
    private nonisolated let loop: EventLoop
    private var lastReason: String?

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    init(_ configuration: Configuration, on loop: EventLoop) {
        self.configuration = configuration
        self.loop = loop
    }

    /// Asks until the board is let in; nil when the task is cancelled.
    /// - Parameters:
    ///   - key: what it is to connect with.
    ///   - eventKey: seals its events.
    ///   - tell: hears each change.
    func join(key: TLSKey, eventKey: SigningKey, tell: @Sendable (Status) -> Void) async -> Membership? {
        var generator = SystemRandomNumberGenerator()
        while !Task.isCancelled {
            let code = ClaimCode(using: &generator)
            do {
                if let membership = try await ask(with: code, key, eventKey, tell) { return membership }
            } catch {
                configuration.log("cannot ask to be let in: \(error)")
                tell(.unreachable)
                try? await Task.sleep(for: configuration.repetition)
            }
        }
        return nil
    }

    /// Asks with one code for as long as that holds; nil when nobody has entered it.
    private func ask(
        with code: ClaimCode, _ key: TLSKey, _ eventKey: SigningKey, _ tell: @Sendable (Status) -> Void
    ) async throws -> Membership? {
        try configuration.state.membership.store(authority: configuration.authority.pem)
        let request = try CertificateRequest(for: key, commonName: "litfass-board")
        let payload = try WireCoding.encode(
            ClaimRequest(
                certificateRequest: String(decoding: request.pem, as: UTF8.self),
                key: eventKey.publicKey.rawRepresentation, profile: configuration.profile,
                version: SystemClock.releaseTime.formatted(.iso8601.year().month().day())))
        let question = Question(
            code: code, payload: payload, digest: try Digest(SHA256.hash(payload).hexString), keyID: request.keyID)
        let (happenings, continuation) = AsyncStream.makeStream(of: Happening.self)
        let client = Client(broker(for: code), on: loop) { continuation.yield(.event($0)) }
        let over = loop.schedule(after: configuration.codeLifetime) { continuation.yield(.over) }
        var again: ScheduledJob?
        await client.start()
        var answer: Membership?
        waiting: for await happening in happenings {
            switch happening {
            case .event(.connected):
                try? await client.subscribeAcknowledged([Topic.claimAnswer(code).text], qualityOfService: .atLeastOnce)
                await send(question, by: client)
                again = loop.schedule(after: configuration.repetition) { continuation.yield(.again) }
            case .event(.message(let message)):
                if let receipt = try? WireCoding.decode(ClaimReceipt.self, from: message.payload) {
                    if receipt.request == question.digest { tell(.waiting(code)) }
                    continue
                }
                answer = membership(in: message, for: question, key)
                if answer != nil { break waiting }
            case .event(.disconnected(let disconnection)):
                again?.cancel()
                tell(.unreachable)
                guard lastReason != disconnection.reason else { continue }
                lastReason = disconnection.reason
                configuration.log(
                    "cannot ask \(configuration.provisioning.host):\(configuration.provisioning.joinPort) to be let in: "
                        + "\(disconnection.reason); trying again")
            case .event(.subscriptionRefused): break
            case .again:
                await send(question, by: client)
                again = loop.schedule(after: configuration.repetition) { continuation.yield(.again) }
            case .over: break waiting
            }
        }
        over.cancel()
        again?.cancel()
        await client.stop()
        return answer
    }

    /// Only a code that a hub has heard is shown: else somebody who reads the panel could ask first.
    private func send(_ question: Question, by client: Client) async {
        do {
            try await client.publishAcknowledged(
                Message(
                    topic: Topic.claimRequest(question.code).text, payload: question.payload,
                    qualityOfService: .atLeastOnce))
            lastReason = nil
        } catch {
            // The connection's end comes as an event of its own.
            if (error as? MQTTError)?.kind != .notConnected { configuration.log("\(error)") }
        }
    }

    private func broker(for code: ClaimCode) -> Client.Configuration {
        var generator = SystemRandomNumberGenerator()
        return Client.Configuration(
            host: configuration.provisioning.host, port: configuration.provisioning.joinPort,
            clientID: "claim.\(Nonce(using: &generator).text.prefix(16))", userName: code.text,
            protocolVersion: configuration.mqtt, reconnect: configuration.reconnect,
            tls: Client.TLS(authority: configuration.state.membership.authority))
    }

    private struct Question {
        let code: ClaimCode
        let payload: Data
        let digest: Digest
        let keyID: String
    }

    /// The membership that an answer gives, stored; nil when it does not hold, which is told.
    private func membership(in message: Message, for question: Question, _ key: TLSKey) -> Membership? {
        guard message.topic == Topic.claimAnswer(question.code).text else { return nil }
        do {
            var seal = Seal(root: configuration.rootKey)
            guard message.payload.count <= ClaimGrant.longest else {
                throw Refused(.malformed, "has \(message.payload.count) bytes")
            }
            let grant = try WireCoding.decode(ClaimGrant.self, from: message.payload)
            _ = try seal.follow(try WireCoding.encode(grant.keys), lowest: 0)
            let answer = try seal.open(
                try WireCoding.encode(grant.answer), as: .claim, longest: ClaimAnswer.longestEnvelope, ClaimAnswer.self)
            let certificate = try Certificate(pem: Data(answer.certificate.utf8))
            guard answer.code == question.code, answer.request == question.digest else {
                throw Refused(.board, "is for somebody else")
            }
            guard answer.profile == configuration.profile else {
                throw Refused(.board, "takes this board for a \(answer.profile), and it is a \(configuration.profile)")
            }
            try certificate.check(
                for: answer.board, keyID: question.keyID, authority: configuration.authority)
            let membership = Membership(cell: answer.cell, board: answer.board, certificate: certificate, key: key)
            try configuration.state.membership.store(membership)
            if try readFile(configuration.state.keys, limit: KeyChain.longest) == nil {
                try writeAtomically(try WireCoding.encode(seal.chain), to: configuration.state.keys)
            }
            configuration.log("belongs to the hub as \(answer.board) (cell \(answer.cell))")
            return membership
        } catch {
            configuration.log("an answer to the code \(question.code) is refused: it \(error)")
            return nil
        }
    }
}

extension Certificate {
    /// - Throws: when it does not make a board what it says, or is not for its key.
    func check(for board: Name, keyID: String, authority: Certificate) throws(Refused) {
        guard isSigned(by: authority) else {
            throw Refused(.seal, "brings a certificate of another authority than the provisioning file names")
        }
        guard commonName == board.text else { throw Refused(.board, "brings a certificate of \(commonName)") }
        guard self.keyID == keyID else { throw Refused(.board, "brings a certificate for another key") }
    }
}
