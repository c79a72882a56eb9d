import COpenSSL
public import Foundation

/// A request for a certificate (PKCS #10, RFC 2986): a public key, and the proof that whoever asks has its private key.
///
/// The name in it is a wish at most: an authority writes the name that it gives out itself.
public struct CertificateRequest: Sendable, Equatable {
    /// More than any request for a P-256 key needs (about 450 bytes).
    public static let longest = 4 * 1024

    /// "BEGIN CERTIFICATE REQUEST", as it came or was made.
    public let pem: Data
    /// SHA-256 of the requested key (SubjectPublicKeyInfo in DER), as 64 lower-case hex digits.
    public let keyID: String

    /// A request that is signed with a key.
    /// - Parameter commonName: at most 64 characters (RFC 5280, `ub-common-name`).
    public init(for key: TLSKey, commonName: String) throws(CryptoError) {
        let action = "make a certificate request"
        ERR_clear_error()
        let request = orTrap(X509_REQ_new(), "make a certificate request")
        defer { X509_REQ_free(request) }
        pem = try key.withKey { (key) throws(CryptoError) in
            let name = try X509.name(commonName, action: action)
            defer { X509_NAME_free(name) }
            guard X509_REQ_set_version(request, 0) == 1, X509_REQ_set_subject_name(request, name) == 1,
                X509_REQ_set_pubkey(request, key) == 1, X509_REQ_sign(request, key, EVP_sha256()) > 0
            else { throw CryptoError(fromQueue: action, advice: X509.memoryAdvice) }
            return PEM.data { PEM_write_bio_X509_REQ($0, request) }
        }
        keyID = X509.keyID(orTrap(X509_REQ_get0_pubkey(request), "make a certificate request"))
    }

    /// The request in `pem`, at most ``longest`` bytes.
    ///
    /// Throws when it is damaged, its key is not on P-256, or it was not signed with that key. libcrypto: `X509_REQ_verify`.
    public init(pem: Data) throws(CryptoError) {
        let action = "read a certificate request from PEM"
        let advice = "Give one for a P-256 key, signed with it."
        let request = try PEM.object(in: pem, longest: Self.longest, action: action, advice: advice) {
            PEM_read_bio_X509_REQ($0, nil, { _, _, _, _ in -1 }, nil)
        }
        defer { X509_REQ_free(request) }
        defer { ERR_clear_error() }
        guard let key = X509_REQ_get0_pubkey(request), TLSKey.isP256(key) else {
            throw CryptoError(action: action, message: "its key is not on the curve P-256", advice: advice)
        }
        guard X509_REQ_verify(request, key) == 1 else {
            throw CryptoError(action: action, message: "it was not signed with its own key", advice: advice)
        }
        self.pem = pem
        keyID = X509.keyID(key)
    }

    /// Hands out libcrypto's own copy of the requested key.
    func withKey<Value>(_ body: (OpaquePointer) throws(CryptoError) -> Value) throws(CryptoError) -> Value {
        let request = try PEM.object(
            in: pem, longest: Self.longest, action: "read a certificate request from PEM", advice: "Ask for a new one."
        ) {
            PEM_read_bio_X509_REQ($0, nil, { _, _, _, _ in -1 }, nil)
        }
        defer { X509_REQ_free(request) }
        return try body(orTrap(X509_REQ_get0_pubkey(request), "read a certificate request"))
    }
}
