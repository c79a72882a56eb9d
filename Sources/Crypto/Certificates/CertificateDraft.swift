import COpenSSL
import Foundation

/// What is to be signed as a certificate. The pointers stay their owners'.
struct CertificateDraft {
    let subject: OpaquePointer
    let key: OpaquePointer
    let notBefore: Date
    let notAfter: Date
    /// By their numbers in libcrypto, as its configuration writes them (x509v3_config(5)).
    let extensions: [(id: Int32, value: String)]

    /// - Parameter issuer: the authority's certificate; nil for one that signs itself.
    func signed(by signingKey: OpaquePointer, issuer: OpaquePointer?) throws(CryptoError) -> Certificate {
        let action = "make a certificate"
        ERR_clear_error()
        let certificate = orTrap(X509_new(), "make a certificate")
        defer { X509_free(certificate) }
        // 128 random bits: nobody can guess what will be signed, and no two are alike.
        let serial = orTrap(X509.serial(hex: "40" + randomBytes(15).hexString), "make a certificate")
        defer { ASN1_INTEGER_free(serial) }
        let (start, end) = (X509.time(notBefore), X509.time(notAfter))
        defer {
            ASN1_TIME_free(start)
            ASN1_TIME_free(end)
        }
        guard X509_set_version(certificate, 2) == 1, X509_set_serialNumber(certificate, serial) == 1,
            X509_set1_notBefore(certificate, start) == 1, X509_set1_notAfter(certificate, end) == 1,
            X509_set_subject_name(certificate, subject) == 1,
            X509_set_issuer_name(certificate, issuer.map { X509_get_subject_name($0) } ?? subject) == 1,
            X509_set_pubkey(certificate, key) == 1
        else { throw CryptoError(fromQueue: action, advice: X509.memoryAdvice) }
        for (id, value) in extensions { try add(id, value, to: certificate, issuer: issuer ?? certificate) }
        guard X509_sign(certificate, signingKey, EVP_sha256()) > 0 else {
            throw CryptoError(fromQueue: action, advice: X509.memoryAdvice)
        }
        return try Certificate(pem: PEM.data { PEM_write_bio_X509($0, certificate) })
    }

    private func add(
        _ id: Int32, _ value: String, to certificate: OpaquePointer, issuer: OpaquePointer
    ) throws(CryptoError) {
        var context = X509V3_CTX()
        X509V3_set_ctx(&context, issuer, certificate, nil, nil, 0)
        guard let made = X509V3_EXT_conf_nid(nil, &context, id, value) else {
            throw CryptoError(fromQueue: "write \"\(value)\" into a certificate", advice: X509.memoryAdvice)
        }
        defer { X509_EXTENSION_free(made) }
        if X509_add_ext(certificate, made, -1) != 1 { trap("make a certificate") }
    }
}
