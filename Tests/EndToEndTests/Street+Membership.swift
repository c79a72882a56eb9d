import Crypto
import Foundation

extension Street {
    /// The certificate with which a board connects.
    func certificate(of board: String) throws -> Certificate {
        try Certificate(pem: Data(contentsOf: membership(of: board).appending(path: "certificate.pem")))
    }

    /// Gives a board that does not run a certificate of other times for the key that it has.
    func replaceCertificate(of board: String, from: Date, until: Date) throws {
        func file(_ name: String) throws -> Data {
            try Data(contentsOf: URL(fileURLWithPath: "\(hubState)/authority/\(name)"))
        }
        let authority = try CertificateAuthority(
            certificate: Certificate(pem: try file("ca.pem")), key: TLSKey(pem: try file("ca.key.pem")))
        let key = try TLSKey(pem: Data(contentsOf: membership(of: board).appending(path: "key.pem")))
        let certificate = try authority.clientCertificate(
            for: CertificateRequest(for: key, commonName: board), commonName: board, from: from, until: until)
        try certificate.pem.write(to: membership(of: board).appending(path: "certificate.pem"))
    }

    private func membership(of board: String) -> URL { folder.appending(path: "\(board)/state/membership") }
}
