import Crypto
import Foundation
import MQTT
import Signage
import SignageTesting

@testable import BoardController

/// An authority, a hub's keys and a broker on which everybody may ask to be let in; the test answers by hand.
final class JoiningPlace: Sendable {
    let folder: TemporaryFolder
    let authority: CertificateAuthority
    let root = SigningKey.generate()
    let publisher = SigningKey.generate()
    let lines = Watched<[String]>([])
    let told = Watched<[Joiner.Status]>([])
    /// The payloads of questions, by the codes in their topics.
    let asked = Watched<[(code: ClaimCode, payload: Data)]>([])
    private let broker: PrivateBroker
    private let loop: EventLoop
    private let hub: Client

    var state: StateFolder { StateFolder(path: folder.url.path + "/state") }

    init() throws {
        folder = try TemporaryFolder()
        authority = try CertificateAuthority.generate(commonName: "Litfass")
        let key = TLSKey.generate()
        let server = try authority.serverCertificate(
            for: CertificateRequest(for: key, commonName: "x"), names: ["127.0.0.1"])
        for (name, pem) in [("ca", authority.certificate.pem), ("server", server.pem), ("key", key.pem)] {
            try pem.write(to: URL(fileURLWithPath: "\(folder.url.path)/\(name).pem"))
        }
        broker = try PrivateBroker(
            configuration: "certfile \(folder.url.path)/server.pem\nkeyfile \(folder.url.path)/key.pem")
        loop = try EventLoop(name: "joining")
        let asked = asked
        hub = Client(
            Client.Configuration(
                host: "127.0.0.1", port: broker.port, clientID: "hub",
                tls: Client.TLS(authority: folder.url.path + "/ca.pem")), on: loop
        ) { event in
            guard case .message(let message) = event, case .claimRequest(let code)? = try? Topic(message.topic) else {
                return
            }
            asked.update { $0.append((code, message.payload)) }
        }
    }

    deinit { loop.stop() }

    /// Asks to be let in while `body` plays the hub.
    /// - Parameter ends: whether the board is switched off then; else it waits for what the body has answered.
    func join(
        codeLifetime: Duration = .seconds(60), repetition: Duration = .seconds(60), key: TLSKey = .generate(),
        ends: Bool = false, _ body: @Sendable @escaping (JoiningPlace) async throws -> Void
    ) async throws -> Membership? {
        try makeFolders()
        await hub.start()
        while await !hub.isConnected { try await Task.sleep(for: .milliseconds(5)) }
        try await hub.subscribeAcknowledged([Topic.claims], qualityOfService: .atLeastOnce)
        let joiner = Joiner(
            Joiner.Configuration(
                provisioning: try Provisioning(
                    host: "127.0.0.1", port: 1, joinPort: broker.port, page: "https://boards.example.org",
                    rootKey: String(decoding: root.publicKey.pem, as: UTF8.self),
                    authority: String(decoding: authority.certificate.pem, as: UTF8.self)),
                rootKey: root.publicKey, authority: authority.certificate, profile: Fixtures.profile.name, state: state,
                codeLifetime: codeLifetime, repetition: repetition,
                log: { [lines] line in lines.update { $0.append(line) } }),
            on: loop)
        return try await withThrowingTaskGroup(of: Membership?.self) { group in
            group.addTask { [told] in
                await joiner.join(key: key, eventKey: .generate()) { status in told.update { $0.append(status) } }
            }
            do {
                try await body(self)
            } catch {
                group.cancelAll()
                throw error
            }
            if ends { group.cancelAll() }
            let result = try await group.next() ?? nil
            await hub.stop()
            return result
        }
    }

    private func makeFolders() throws { _ = state.prepare() }

    /// The question that came last.
    func question(after count: Int = 0) async throws -> (code: ClaimCode, payload: Data) {
        let all = try await asked.wait("a question") { $0.count > count }
        return all[all.count - 1]
    }

    func send(_ payload: Data, to code: ClaimCode) async throws {
        try await hub.publishAcknowledged(
            Message(topic: Topic.claimAnswer(code).text, payload: payload, qualityOfService: .atLeastOnce))
    }

    /// An answer that holds, but for what a test changes.
    struct Answer: Sendable {
        var code: ClaimCode?
        var request: Digest?
        var board = Fixtures.board
        var commonName: String?
        var profile = Fixtures.profile.name
        var key: TLSKey?
        var authority: CertificateAuthority?
        var publisher: SigningKey?
    }

    func answer(_ question: (code: ClaimCode, payload: Data), _ answer: Answer = Answer()) async throws {
        let claim = try WireCoding.decode(ClaimRequest.self, from: question.payload)
        var request = try CertificateRequest(pem: Data(claim.certificateRequest.utf8))
        if let key = answer.key { request = try CertificateRequest(for: key, commonName: "x") }
        let certificate = try (answer.authority ?? authority).clientCertificate(
            for: request, commonName: answer.commonName ?? answer.board.text, from: Date() - 60, until: Date() + 3_600)
        let value = try ClaimAnswer(
            code: answer.code ?? question.code,
            request: answer.request ?? Digest(SHA256.hash(question.payload).hexString), issued: Date(),
            cell: Fixtures.cell, board: answer.board, profile: answer.profile,
            certificate: String(decoding: certificate.pem, as: UTF8.self))
        let sealer = answer.publisher ?? publisher
        let envelope = try Envelope(WireCoding.encode(value), as: .claim, keyID: sealer.publicKey.id) {
            try sealer.sign($0)
        }
        let keys = try WireCoding.decode(KeyChain.self, from: Keys(root).naming([publisher]).chain)
        try await send(try WireCoding.encode(ClaimGrant(keys: keys, answer: envelope)), to: question.code)
    }
}
