import Crypto
import Files
import Foundation
import Glibc

/// What broker and hub share, in the hub's state folder.
///
/// ```
/// authority/ca.pem            what boards' images carry; checks the certificates of broker and boards
/// authority/ca.key.pem        signs them
/// broker/mosquitto.conf       written at every start of the broker
/// broker/server.pem, server.key.pem, server.names
/// broker/rights               who may read and write which topics
/// broker/revoked.pem          the certificates that no longer count
/// broker/endpoint.json        where boards find the broker
/// broker/hub.sock             the hub's own way in
/// broker/mosquitto.pid        of the running broker
/// broker/mosquitto.db         what it keeps
/// broker/probe-*.pem          with which the hub tries whether the broker lets the right ones in
/// joining/                    the broker of those who do not belong yet: mosquitto.conf, rights, hub.sock
/// ```
struct BrokerFiles: Sendable {
    /// The hub's state folder, absolute.
    let state: String

    /// - Parameter state: relative paths count from the working folder.
    init(state: String) { self.state = URL(fileURLWithPath: state).path }

    var authority: String { state + "/authority" }
    var authorityCertificate: String { authority + "/ca.pem" }
    var authorityKey: String { authority + "/ca.key.pem" }
    var broker: String { state + "/broker" }
    var configuration: String { broker + "/mosquitto.conf" }
    var serverCertificate: String { broker + "/server.pem" }
    var serverKey: String { broker + "/server.key.pem" }
    var serverNames: String { broker + "/server.names" }
    var rights: String { broker + "/rights" }
    var revoked: String { broker + "/revoked.pem" }
    var endpoint: String { broker + "/endpoint.json" }
    var socket: String { broker + "/hub.sock" }
    var pid: String { broker + "/mosquitto.pid" }
    var database: String { broker + "/mosquitto.db" }
    func probe(_ name: String) -> (certificate: String, key: String) {
        ("\(broker)/probe-\(name).pem", "\(broker)/probe-\(name).key.pem")
    }
    var joining: String { state + "/joining" }
    var joiningConfiguration: String { joining + "/mosquitto.conf" }
    var joiningPID: String { joining + "/mosquitto.pid" }
    var joiningRights: String { joining + "/rights" }
    var joiningSocket: String { joining + "/hub.sock" }

    /// The certificate authority of this hub, made at the first call. Broker and hub may ask at the same time.
    func loadOrMakeAuthority() throws -> CertificateAuthority {
        try makeDirectory(state, permissions: 0o700)
        try makeDirectory(authority, permissions: 0o700)
        return try withLock {
            if let certificate = try readFile(authorityCertificate, limit: Certificate.longest) {
                guard let key = try readFile(authorityKey, limit: 16 << 10) else {
                    throw HubError(
                        action: "use the certificate authority \(authority)",
                        cause: "its key \(authorityKey) is missing",
                        advice: "Restore the folder from a backup; with a new one every board would have to join anew.")
                }
                return try CertificateAuthority(certificate: Certificate(pem: certificate), key: TLSKey(pem: key))
            }
            let made = try CertificateAuthority.generate(commonName: "Litfass")
            try writeAtomically(made.key.pem, to: authorityKey, permissions: 0o600)
            try writeAtomically(made.certificate.pem, to: authorityCertificate)
            return made
        }
    }

    /// The mosquitto that has written its process id, if it still runs.
    static func process(writtenTo path: String) -> pid_t? {
        guard let text = try? readFile(path, limit: 64),
            let pid = pid_t(String(decoding: text, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)),
            let name = try? readFile("/proc/\(pid)/comm", limit: 64),
            String(decoding: name, as: UTF8.self) == "mosquitto\n"
        else { return nil }
        return pid
    }

    /// Holds other processes off; `flock(2)`.
    private func withLock<Value>(_ body: () throws -> Value) throws -> Value {
        let path = authority + "/lock"
        let descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileError(action: "open", path: path, errno: errno) }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw FileError(action: "lock", path: path, errno: errno) }
        }
        return try body()
    }

    /// Makes a certificate for the broker unless there is one that is for all of these names.
    func renewServerCertificate(of authority: CertificateAuthority, names: [String]) throws {
        let wanted = Data(names.joined(separator: "\n").utf8)
        if let certificate = try readFile(serverCertificate, limit: Certificate.longest),
            let parsed = try? Certificate(pem: certificate), parsed.isSigned(by: authority.certificate),
            try readFile(serverKey, limit: 16 << 10) != nil, try readFile(serverNames, limit: 64 << 10) == wanted
        {
            return
        }
        let key = TLSKey.generate()
        let request = try CertificateRequest(for: key, commonName: "litfass-broker")
        let certificate = try authority.serverCertificate(for: request, names: names)
        try writeAtomically(key.pem, to: serverKey, permissions: 0o600)
        try writeAtomically(certificate.pem, to: serverCertificate)
        try writeAtomically(wanted, to: serverNames)
    }
}

/// Where boards find the broker: `endpoint.json`, written by the broker for the hub.
struct BrokerEndpoint: Codable, Sendable, Equatable {
    /// The address that it listens on.
    let address: String
    let port: UInt16

    /// Where a program on the same machine finds it.
    var localHost: String { ["0.0.0.0", "::"].contains(address) ? "127.0.0.1" : address }
}
