import COpenSSL
public import Foundation

/// A certificate (X.509, RFC 5280), as far as Litfass asks what is in it.
public struct Certificate: Sendable, Equatable {
    /// More than any certificate of ours needs (about 800 bytes).
    public static let longest = 16 * 1024

    /// "BEGIN CERTIFICATE", as it came.
    public let pem: Data
    /// The subject's only common name.
    public let commonName: String
    /// As lower-case hex digits, two a byte, without leading zeros.
    public let serial: String
    /// From when on it is valid.
    public let notBefore: Date
    /// Until when, that second included, it is valid.
    public let notAfter: Date
    /// SHA-256 of its key (SubjectPublicKeyInfo in DER), as 64 lower-case hex digits: that of the request it was made for.
    public let keyID: String

    /// The first certificate in `pem`, at most ``longest`` bytes.
    ///
    /// Throws when it is damaged, or has none or several common names. Nothing is said of who signed it.
    public init(pem: Data) throws(CryptoError) {
        let certificate = try Self.parsed(pem)
        defer { X509_free(certificate) }
        self.pem = pem
        let action = "read a certificate from PEM"
        guard let name = X509.commonName(X509_get_subject_name(certificate)) else {
            throw CryptoError(action: action, message: "it has no common name, or several", advice: Self.advice)
        }
        guard let serial = X509.hex(X509_get0_serialNumber(certificate)),
            let notBefore = X509.date(X509_get0_notBefore(certificate)),
            let notAfter = X509.date(X509_get0_notAfter(certificate)), let key = X509_get0_pubkey(certificate)
        else { throw CryptoError(fromQueue: action, advice: Self.advice) }
        commonName = name
        self.serial = serial
        (self.notBefore, self.notAfter) = (notBefore, notAfter)
        keyID = X509.keyID(key)
    }

    /// Whether it was signed with the key of an authority's certificate, which names itself as one.
    ///
    /// Nothing is said of time and revocation. libcrypto: `X509_check_issued`, `X509_verify`.
    public func isSigned(by authority: Certificate) -> Bool {
        guard let certificate = try? Self.parsed(pem), let issuer = try? Self.parsed(authority.pem) else {
            return false
        }
        defer {
            X509_free(certificate)
            X509_free(issuer)
            ERR_clear_error()
        }
        return X509_check_ca(issuer) == 1 && X509_check_issued(issuer, certificate) == X509_V_OK
            && X509_verify(certificate, X509_get0_pubkey(issuer)) == 1
    }

    private static let advice = "Give the certificate that the hub has made."

    /// The caller's to free.
    static func parsed(_ pem: Data) throws(CryptoError) -> OpaquePointer {
        try PEM.object(in: pem, longest: longest, action: "read a certificate from PEM", advice: advice) {
            PEM_read_bio_X509($0, nil, { _, _, _, _ in -1 }, nil)
        }
    }
}
