import Crypto
import Files
import Foundation
import MQTT

/// Two certificates of nobody, one that counts and one that is revoked, with which the hub knocks at its own broker.
struct Probes: Sendable {
    /// What came of knocking.
    enum Finding: Equatable, Sendable {
        case asItShould
        /// Revoked ones get in.
        case open
        /// Those that count do not.
        case closed
        case unreachable

        var words: String {
            switch self {
            case .asItShould: "lets in whom it should"
            case .open: "lets in boards whose certificates are revoked"
            case .closed: "lets nobody in"
            case .unreachable: "cannot be reached"
            }
        }
    }

    /// Of the one that is always revoked.
    let revokedSerial: String
    private let files: BrokerFiles
    private let loop: EventLoop

    /// No board's name has a dot in it.
    private static let names = (good: "hub.probe", revoked: "hub.probe.revoked")

    /// Makes the certificates anew.
    init(files: BrokerFiles, authority: CertificateAuthority, loop: EventLoop, at now: Date) throws {
        self.files = files
        self.loop = loop
        func make(_ name: String) throws -> Certificate {
            let key = TLSKey.generate()
            let request = try CertificateRequest(for: key, commonName: name)
            let certificate = try authority.clientCertificate(
                for: request, commonName: name, from: now - 7 * 86_400, until: now + 10 * 365 * 86_400)
            try writeAtomically(key.pem, to: files.probe(name).key, permissions: 0o600)
            try writeAtomically(certificate.pem, to: files.probe(name).certificate)
            return certificate
        }
        _ = try make(Self.names.good)
        revokedSerial = try make(Self.names.revoked).serial
    }

    /// Knocks with both.
    func look() async -> Finding {
        guard let data = try? readFile(files.endpoint, limit: 4 << 10),
            let endpoint = try? JSONDecoder().decode(BrokerEndpoint.self, from: data)
        else { return .unreachable }
        async let good = isLetIn(Self.names.good, endpoint)
        async let revoked = isLetIn(Self.names.revoked, endpoint)
        return switch (await good, await revoked) {
        case (true, false): .asItShould
        case (_, true): .open
        case (false, false): .closed
        }
    }

    private func isLetIn(_ name: String, _ endpoint: BrokerEndpoint) async -> Bool {
        let paths = files.probe(name)
        let tls = Client.TLS(
            authority: files.authorityCertificate,
            identity: .init(certificate: paths.certificate, key: paths.key))
        return await Client.isLetIn(
            Client.Configuration(host: endpoint.localHost, port: endpoint.port, clientID: name, tls: tls), on: loop)
    }
}
