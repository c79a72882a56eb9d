import COpenSSL
public import Foundation

/// The certificates that no longer count (RFC 5280, section 5).
public struct RevocationList: Sendable, Equatable {
    /// More than 10,000 boards of which each was replaced once need.
    public static let longest = 1024 * 1024

    /// "BEGIN X509 CRL", as it came.
    public let pem: Data
    /// Counts up with each list that an authority makes.
    public let number: Int
    /// After that a broker refuses everyone, so that a new list has to be there in time.
    public let nextUpdate: Date
    /// The serial numbers, as ``Certificate/serial`` writes them.
    public let serials: Set<String>

    /// The list in `pem`, at most ``longest`` bytes, that an authority has signed.
    ///
    /// Throws when it is damaged, cut short, or of somebody else.
    public init(pem: Data, signedBy authority: Certificate) throws(CryptoError) {
        let action = "read a revocation list from PEM"
        let advice = "Have the hub write it again."
        let list = try PEM.object(in: pem, longest: Self.longest, action: action, advice: advice) {
            PEM_read_bio_X509_CRL($0, nil, { _, _, _, _ in -1 }, nil)
        }
        defer { X509_CRL_free(list) }
        defer { ERR_clear_error() }
        let issuer = try Certificate.parsed(authority.pem)
        defer { X509_free(issuer) }
        guard let key = X509_get0_pubkey(issuer), X509_CRL_verify(list, key) == 1 else {
            throw CryptoError(action: action, message: "the authority has not signed it", advice: advice)
        }
        guard let next = X509.date(X509_CRL_get0_nextUpdate(list)), let number = Self.number(of: list) else {
            throw CryptoError(action: action, message: "it has no number or no end", advice: advice)
        }
        self.pem = pem
        self.number = number
        nextUpdate = next
        serials = Self.serials(in: list)
    }

    private static func number(of list: OpaquePointer) -> Int? {
        guard let raw = X509_CRL_get_ext_d2i(list, NID_crl_number, nil, nil) else { return nil }
        let number = raw.assumingMemoryBound(to: ASN1_INTEGER.self)
        defer { ASN1_INTEGER_free(number) }
        var value: Int64 = 0
        return ASN1_INTEGER_get_int64(&value, number) == 1 ? Int(value) : nil
    }

    private static func serials(in list: OpaquePointer) -> Set<String> {
        guard let entries = X509_CRL_get_REVOKED(list) else { return [] }
        return Set(
            (0..<OPENSSL_sk_num(entries)).compactMap { index in
                OPENSSL_sk_value(entries, index).flatMap { X509.hex(X509_REVOKED_get0_serialNumber(OpaquePointer($0))) }
            })
    }
}

extension CertificateAuthority {
    /// A list of the certificates that no longer count.
    /// - Parameters:
    ///   - serials: as ``Certificate/serial`` writes them, and since when each one does not count.
    ///   - number: higher than that of every list before.
    ///   - at: the moment that it is of.
    ///   - nextUpdate: when the next one will be there at the latest.
    public func revocationList(
        of serials: [String: Date], number: Int, at: Date, nextUpdate: Date
    ) throws(CryptoError) -> RevocationList {
        let action = "make a revocation list"
        ERR_clear_error()
        let issuer = try Certificate.parsed(certificate.pem)
        defer { X509_free(issuer) }
        let list = orTrap(X509_CRL_new(), "make a revocation list")
        defer { X509_CRL_free(list) }
        let (last, next) = (X509.time(at), X509.time(nextUpdate))
        defer {
            ASN1_TIME_free(last)
            ASN1_TIME_free(next)
        }
        let counter = orTrap(ASN1_INTEGER_new(), "make a revocation list")
        defer { ASN1_INTEGER_free(counter) }
        guard X509_CRL_set_version(list, 1) == 1,
            X509_CRL_set_issuer_name(list, X509_get_subject_name(issuer)) == 1,
            X509_CRL_set1_lastUpdate(list, last) == 1, X509_CRL_set1_nextUpdate(list, next) == 1,
            ASN1_INTEGER_set_int64(counter, Int64(number)) == 1,
            X509_CRL_add1_ext_i2d(list, NID_crl_number, counter, 0, 0) == 1
        else { throw CryptoError(fromQueue: action, advice: X509.memoryAdvice) }
        for (serial, since) in serials.sorted(by: { $0.key < $1.key }) {
            try Self.add(serial, since: since, to: list, action: action)
        }
        _ = X509_CRL_sort(list)
        let isSigned = try key.withKey { X509_CRL_sign(list, $0, EVP_sha256()) > 0 }
        guard isSigned else { throw CryptoError(fromQueue: action, advice: X509.memoryAdvice) }
        return try RevocationList(pem: PEM.data { PEM_write_bio_X509_CRL($0, list) }, signedBy: certificate)
    }

    private static func add(
        _ serial: String, since: Date, to list: OpaquePointer, action: String
    ) throws(CryptoError) {
        guard let number = X509.serial(hex: serial) else {
            throw CryptoError(
                action: action, message: "\"\(serial.prefix(80))\" is no serial number",
                advice: "Give it as the certificate has it, in hex digits.")
        }
        defer { ASN1_INTEGER_free(number) }
        let time = X509.time(since)
        defer { ASN1_TIME_free(time) }
        let entry = orTrap(X509_REVOKED_new(), "make a revocation list")
        guard X509_REVOKED_set_serialNumber(entry, number) == 1, X509_REVOKED_set_revocationDate(entry, time) == 1,
            X509_CRL_add0_revoked(list, entry) == 1
        else {
            X509_REVOKED_free(entry)
            throw CryptoError(fromQueue: action, advice: X509.memoryAdvice)
        }
    }
}
