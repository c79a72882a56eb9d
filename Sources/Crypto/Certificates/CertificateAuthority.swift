import COpenSSL
public import Foundation

/// A certificate authority of its own: what it signs counts for those who were given its certificate, and for nobody else.
public struct CertificateAuthority: Sendable {
    /// What boards and the broker check others' certificates with; nothing secret.
    public let certificate: Certificate
    /// A secret.
    public let key: TLSKey

    /// An authority that was stored.
    ///
    /// Throws when the key is not the certificate's.
    public init(certificate: Certificate, key: TLSKey) throws(CryptoError) {
        guard try key.withKey({ X509.keyID($0) }) == certificate.keyID else {
            throw CryptoError(
                action: "read a certificate authority", message: "its key is not the one of its certificate",
                advice: "Restore both files from the same backup.")
        }
        self.certificate = certificate
        self.key = key
    }

    /// A new one, with a new key; valid since 1970, so that a board with an unset clock can check what it signs, and for ever.
    /// - Parameter commonName: 1 to 64 characters.
    public static func generate(commonName: String) throws(CryptoError) -> CertificateAuthority {
        let key = TLSKey.generate()
        let certificate = try key.withKey { (pointer) throws(CryptoError) in
            let name = try X509.name(commonName, action: "make a certificate authority")
            defer { X509_NAME_free(name) }
            return try CertificateDraft(
                subject: name, key: pointer, notBefore: .unixEpoch, notAfter: .noExpiration,
                extensions: [
                    (NID_basic_constraints, "critical,CA:TRUE,pathlen:0"),
                    (NID_key_usage, "critical,keyCertSign,cRLSign"), (NID_subject_key_identifier, "hash"),
                ]
            ).signed(by: pointer, issuer: nil)
        }
        return try CertificateAuthority(certificate: certificate, key: key)
    }

    /// A certificate for a server; valid since 1970 and for ever.
    /// - Parameter names: host names and addresses by which clients call it, at least one: letters, digits, `.`, `-` and `:`.
    public func serverCertificate(for request: CertificateRequest, names: [String]) throws(CryptoError) -> Certificate {
        let alternatives = try names.map { (name) throws(CryptoError) in try Self.alternative(name) }
        guard let first = names.first else {
            throw CryptoError(
                action: "make a server's certificate", message: "it has no name",
                advice: "Give the host names and addresses by which boards call it.")
        }
        return try issue(
            request, commonName: String(first.prefix(X509.longestCommonName)), from: .unixEpoch, until: .noExpiration,
            [
                (NID_ext_key_usage, "serverAuth"),
                (NID_subject_alt_name, alternatives.joined(separator: ",")),
            ])
    }

    /// A certificate for a client.
    /// - Parameters:
    ///   - commonName: what the client is called from now on, whatever the request says; 1 to 64 characters.
    ///   - from: the first second in which it counts.
    ///   - until: the last one.
    public func clientCertificate(
        for request: CertificateRequest, commonName: String, from: Date, until: Date
    ) throws(CryptoError) -> Certificate {
        try issue(request, commonName: commonName, from: from, until: until, [(NID_ext_key_usage, "clientAuth")])
    }

    private func issue(
        _ request: CertificateRequest, commonName: String, from: Date, until: Date, _ usage: [(Int32, String)]
    ) throws(CryptoError) -> Certificate {
        let issuer = try Certificate.parsed(certificate.pem)
        defer { X509_free(issuer) }
        let name = try X509.name(commonName, action: "make a certificate")
        defer { X509_NAME_free(name) }
        return try request.withKey { (subjectKey) throws(CryptoError) in
            let draft = CertificateDraft(
                subject: name, key: subjectKey, notBefore: from, notAfter: until,
                extensions: [
                    (NID_basic_constraints, "critical,CA:FALSE"), (NID_key_usage, "critical,digitalSignature"),
                    (NID_subject_key_identifier, "hash"), (NID_authority_key_identifier, "keyid"),
                ] + usage)
            return try key.withKey { (key) throws(CryptoError) in try draft.signed(by: key, issuer: issuer) }
        }
    }

    /// A name as OpenSSL's configuration writes it, in which a comma would begin another one.
    private static func alternative(_ name: String) throws(CryptoError) -> String {
        let isPlain = name.utf8.allSatisfy {
            switch $0 {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: ":"):
                true
            default: false
            }
        }
        guard isPlain, (1...253).contains(name.utf8.count) else {
            throw CryptoError(
                action: "make a server's certificate", message: "\"\(name.prefix(80))\" is no host name and no address",
                advice: "Give names as hub.example.org, 192.0.2.1 or 2001:db8::1.")
        }
        let isAddress =
            name.contains(":") || name.utf8.allSatisfy { $0 == UInt8(ascii: ".") || (0x30...0x39).contains($0) }
        return (isAddress ? "IP:" : "DNS:") + name
    }
}

extension Date {
    /// The beginning of the time that computers count.
    fileprivate static let unixEpoch = Date(timeIntervalSince1970: 0)
    /// "This certificate has no well-defined expiration date" (RFC 5280, section 4.1.2.5).
    fileprivate static let noExpiration = Date(timeIntervalSince1970: 253_402_300_799)
}
