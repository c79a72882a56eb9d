import Crypto
import Files
import Foundation
import MQTT
import Signage

/// What makes a board belong to its hub, in one folder.
///
/// ```
/// key.pem           the key that it connects with, mode 0600
/// certificate.pem   its certificate
/// authority.pem     the certificate of those who made it and the broker's, as the provisioning file has it
/// membership.json   its name and cell; written last, it decides whether the board belongs
/// ```
struct MembershipFolder: Sendable {
    let path: String

    var key: String { path + "/key.pem" }
    var certificate: String { path + "/certificate.pem" }
    var authority: String { path + "/authority.pem" }
    var membership: String { path + "/membership.json" }

    /// With what the board connects.
    var tls: Client.TLS {
        Client.TLS(authority: authority, identity: Client.TLS.Identity(certificate: certificate, key: key))
    }

    /// The membership that is stored; nil when there is none, or it cannot be used: then the folder is put aside and the board joins anew.
    /// - Parameter tell: takes in words what was wrong.
    /// - Throws: when the disk does not hand it out; that may pass.
    func load(tell: (String) -> Void) throws -> Membership? {
        do {
            guard let data = try readFile(membership, limit: 4 << 10) else { return nil }
            guard let pem = try readFile(certificate, limit: Certificate.longest) else {
                throw FileProblem(path: certificate, reason: "it is missing")
            }
            guard let keyPEM = try readFile(key, limit: 16 << 10) else {
                throw FileProblem(path: key, reason: "it is missing")
            }
            let place = try WireCoding.decode(Place.self, from: data)
            let (certificate, key) = (try Certificate(pem: pem), try TLSKey(pem: keyPEM))
            let request = try CertificateRequest(for: key, commonName: place.board.text)
            guard certificate.keyID == request.keyID, certificate.commonName == place.board.text else {
                throw FileProblem(path: self.certificate, reason: "it is another one's")
            }
            return Membership(cell: place.cell, board: place.board, certificate: certificate, key: key)
        } catch {
            if let error = error as? FileError, !error.isAboutContent { throw error }
            tell("\(error); the board has to be let in anew")
            StateFolder.putAside(path)
            return nil
        }
    }

    /// Puts a membership on the disk.
    func store(_ value: Membership) throws {
        try makeDirectory(path, permissions: 0o700)
        try writeAtomically(value.key.pem, to: key, permissions: 0o600)
        try writeAtomically(value.certificate.pem, to: certificate)
        try writeAtomically(try WireCoding.encode(Place(cell: value.cell, board: value.board)), to: membership)
    }

    /// Puts the certificate of a provisioning file where libmosquitto looks for it.
    func store(authority pem: Data) throws(FileError) {
        try makeDirectory(path, permissions: 0o700)
        guard try readFile(authority, limit: Certificate.longest) != pem else { return }
        try writeAtomically(pem, to: authority)
    }

    private struct Place: Codable {
        let cell: Name
        let board: Name
    }
}

/// A board's place in its hub, and what it proves that with.
struct Membership: Sendable {
    let cell: Name
    let board: Name
    var certificate: Certificate
    let key: TLSKey

    /// Whether it is time for a new certificate: a third of its life is left.
    func needsRenewal(at now: Date) -> Bool {
        let life = certificate.notAfter.timeIntervalSince(certificate.notBefore)
        return certificate.notAfter.timeIntervalSince(now) < life / 3
    }
}
