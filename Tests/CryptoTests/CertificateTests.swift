import Foundation
import Testing

@testable import Crypto

@Suite("Certificates of the hub's own authority")
struct CertificateTests {
    private static let now = Date(timeIntervalSince1970: 1_800_000_000)

    private let authority: CertificateAuthority

    init() throws { authority = try CertificateAuthority.generate(commonName: "Litfass Barleben") }

    private func client(
        _ name: String = "marktplatz", key: TLSKey = .generate(), from: Date = now, until: Date = now + 86_400
    ) throws -> Certificate {
        try authority.clientCertificate(
            for: CertificateRequest(for: key, commonName: "whatever"), commonName: name, from: from, until: until)
    }

    @Test("a client's certificate has the name that the authority gives, not the one that was asked for")
    func named() throws {
        let key = TLSKey.generate()
        let request = try CertificateRequest(for: key, commonName: "hub")
        let made = try authority.clientCertificate(
            for: request, commonName: "marktplatz", from: Self.now, until: Self.now + 86_400)
        #expect(made.commonName == "marktplatz")
        #expect(made.keyID == request.keyID)
        #expect(made.notBefore == Self.now)
        #expect(made.notAfter == Self.now + 86_400)
        #expect(made.isSigned(by: authority.certificate))
        #expect(try Certificate(pem: made.pem) == made)
    }

    @Test("the authority and servers' certificates are valid since 1970 and for ever")
    func always() throws {
        let server = try authority.serverCertificate(
            for: CertificateRequest(for: .generate(), commonName: "x"),
            names: ["hub.barleben.example", "127.0.0.1", "::1"])
        for certificate in [authority.certificate, server] {
            #expect(certificate.notBefore == Date(timeIntervalSince1970: 0))
            #expect(certificate.notAfter == Date(timeIntervalSince1970: 253_402_300_799))
        }
        #expect(server.commonName == "hub.barleben.example")
        #expect(server.isSigned(by: authority.certificate))
    }

    @Test("another authority of the same name, and a client in its place, have signed nothing")
    func strangers() throws {
        let made = try client()
        let other = try CertificateAuthority.generate(commonName: "Litfass Barleben")
        #expect(!made.isSigned(by: other.certificate))
        #expect(!made.isSigned(by: made))
        let key = TLSKey.generate()
        let posing = try CertificateAuthority(certificate: try client(key: key), key: key)
        let forged = try posing.clientCertificate(
            for: CertificateRequest(for: .generate(), commonName: "x"), commonName: "rathaus", from: Self.now,
            until: Self.now + 60)
        #expect(!forged.isSigned(by: posing.certificate))
    }

    @Test("no two certificates have the same serial number")
    func serials() throws {
        let key = TLSKey.generate()
        let serials = try (0..<20).map { _ in try client(key: key).serial }
        #expect(Set(serials).count == 20)
        #expect(serials.allSatisfy { $0.count == 32 })
    }

    @Test("an authority comes back from its two files, and not with another one's key")
    func stored() throws {
        let again = try CertificateAuthority(
            certificate: Certificate(pem: authority.certificate.pem), key: TLSKey(pem: authority.key.pem))
        #expect(try client().isSigned(by: again.certificate))
        #expect(throws: CryptoError.self) {
            try CertificateAuthority(certificate: authority.certificate, key: .generate())
        }
    }

    @Test("a request that was changed, is of another kind of key, or too long is refused")
    func requests() throws {
        let request = try CertificateRequest(for: .generate(), commonName: "x")
        #expect(try CertificateRequest(pem: request.pem) == request)
        let lines = String(decoding: request.pem, as: UTF8.self).split(separator: "\n").map(String.init)
        let body = try #require(Data(base64Encoded: lines[1..<(lines.count - 1)].joined()))
        for place in [body.count - 1, body.count / 2, 0] {
            var changed = body
            changed[place] ^= 1
            let pem = "\(lines[0])\n\(changed.base64EncodedString())\n\(lines[lines.count - 1])\n"
            #expect(throws: CryptoError.self) { try CertificateRequest(pem: Data(pem.utf8)) }
        }
        #expect(throws: CryptoError.self) { try CertificateRequest(pem: request.pem.prefix(200)) }
        #expect(throws: CryptoError.self) { try CertificateRequest(pem: Data()) }
        #expect(throws: CryptoError.self) {
            try CertificateRequest(pem: Data(repeating: 0x20, count: CertificateRequest.longest) + request.pem)
        }
        #expect(throws: CryptoError.self) { try TLSKey(pem: SigningKey.generate().pem) }
    }

    @Test(
        "a name that no certificate can hold is refused", arguments: ["", String(repeating: "x", count: 65), "a\u{0}b"])
    func names(name: String) throws {
        #expect(throws: CryptoError.self) { try client(name) }
    }

    @Test(
        "a server's name that would write another line is refused",
        arguments: ["", "hub,DNS:evil", "hub evil", "*", "hub\n", "h\u{FC}b"])
    func serverNames(name: String) throws {
        let request = try CertificateRequest(for: .generate(), commonName: "x")
        #expect(throws: CryptoError.self) { try authority.serverCertificate(for: request, names: [name]) }
        #expect(throws: CryptoError.self) { try authority.serverCertificate(for: request, names: []) }
    }
}

@Suite("Revocation lists")
struct RevocationListTests {
    private static let now = Date(timeIntervalSince1970: 1_800_000_000)

    @Test("a list names what no longer counts, and is its authority's only", arguments: [0, 1, 500])
    func lists(count: Int) throws {
        let authority = try CertificateAuthority.generate(commonName: "a")
        let serials = Dictionary(
            uniqueKeysWithValues: (0..<count).map { ("40" + String(format: "%06x", $0), Self.now) })
        let list = try authority.revocationList(of: serials, number: 7, at: Self.now, nextUpdate: Self.now + 3_600)
        let read = try RevocationList(pem: list.pem, signedBy: authority.certificate)
        #expect(read.serials == Set(serials.keys))
        #expect(read.number == 7)
        #expect(read.nextUpdate == Self.now + 3_600)
        let other = try CertificateAuthority.generate(commonName: "a")
        #expect(throws: CryptoError.self) { try RevocationList(pem: list.pem, signedBy: other.certificate) }
    }

    @Test("a list that is cut short is refused")
    func cut() throws {
        let authority = try CertificateAuthority.generate(commonName: "a")
        let list = try authority.revocationList(
            of: ["40aa": Self.now], number: 1, at: Self.now, nextUpdate: Self.now + 60)
        for count in stride(from: 0, to: list.pem.count - 2, by: 7) {
            #expect(throws: CryptoError.self) {
                try RevocationList(pem: list.pem.prefix(count), signedBy: authority.certificate)
            }
        }
    }

    @Test("what is no serial number is refused", arguments: ["", "xyz", "abc", String(repeating: "ab", count: 21)])
    func serials(text: String) throws {
        let authority = try CertificateAuthority.generate(commonName: "a")
        #expect(throws: CryptoError.self) {
            try authority.revocationList(of: [text: Self.now], number: 1, at: Self.now, nextUpdate: Self.now + 60)
        }
    }
}
