import COpenSSL
import Foundation

/// What requests, certificates and revocation lists have in common.
enum X509 {
    static let memoryAdvice = "Check the installation of OpenSSL and the free memory."

    /// RFC 5280, `ub-common-name`.
    static let longestCommonName = 64

    /// A name of nothing but a common name; the caller's to free.
    static func name(_ commonName: String, action: String) throws(CryptoError) -> OpaquePointer {
        guard (1...longestCommonName).contains(commonName.count), !commonName.utf8.contains(0) else {
            throw CryptoError(
                action: action, message: "\"\(commonName.prefix(80))\" is no common name",
                advice: "Give one of 1 to \(longestCommonName) characters.")
        }
        let name = orTrap(X509_NAME_new(), "make a name")
        let bytes = Array(commonName.utf8)
        // MBSTRING_UTF8, a macro that Swift does not see.
        guard X509_NAME_add_entry_by_NID(name, NID_commonName, 0x1000, bytes, Int32(bytes.count), -1, 0) == 1 else {
            X509_NAME_free(name)
            throw CryptoError(fromQueue: action, advice: memoryAdvice)
        }
        return name
    }

    /// The only common name of a name.
    static func commonName(_ name: OpaquePointer?) -> String? {
        guard let name else { return nil }
        let index = X509_NAME_get_index_by_NID(name, NID_commonName, -1)
        guard index >= 0, X509_NAME_get_index_by_NID(name, NID_commonName, index) < 0,
            let string = X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, index))
        else { return nil }
        var text: UnsafeMutablePointer<UInt8>?
        let count = ASN1_STRING_to_UTF8(&text, string)
        guard count >= 0, let text else { return nil }
        defer { CRYPTO_free(text, #file, #line) }
        return String(validating: UnsafeBufferPointer(start: text, count: Int(count)), as: UTF8.self)
    }

    /// SHA-256 of a key's SubjectPublicKeyInfo, as hex digits.
    static func keyID(_ key: OpaquePointer) -> String {
        var bytes: UnsafeMutablePointer<UInt8>?
        let count = i2d_PUBKEY(key, &bytes)
        guard count > 0, let bytes else { trap("encode a key") }
        defer { CRYPTO_free(bytes, #file, #line) }
        return SHA256.hash(Data(bytes: bytes, count: Int(count))).hexString
    }

    /// A serial number as hex digits; nil without memory.
    static func hex(_ serial: UnsafePointer<ASN1_INTEGER>?) -> String? {
        guard let serial, let number = ASN1_INTEGER_to_BN(serial, nil) else { return nil }
        defer { BN_free(number) }
        var bytes = [UInt8](repeating: 0, count: Int(BN_num_bits(number) + 7) / 8)
        BN_bn2bin(number, &bytes)
        return Data(bytes).hexString
    }

    /// The caller's to free; nil for what is no number.
    static func serial(hex: String) -> UnsafeMutablePointer<ASN1_INTEGER>? {
        guard let bytes = Data(hexString: hex), (1...20).contains(bytes.count) else { return nil }
        let number = bytes.withUnsafeBytes {
            BN_bin2bn($0.bindMemory(to: UInt8.self).baseAddress, Int32($0.count), nil)
        }
        defer { BN_free(number) }
        return BN_to_ASN1_INTEGER(number, nil)
    }

    static func date(_ time: UnsafePointer<ASN1_TIME>?) -> Date? {
        var (days, seconds): (Int32, Int32) = (0, 0)
        guard let time, let start = ASN1_TIME_set(nil, 0) else { return nil }
        defer { ASN1_TIME_free(start) }
        guard ASN1_TIME_diff(&days, &seconds, start, time) == 1 else { return nil }
        return Date(timeIntervalSince1970: Double(days) * 86_400 + Double(seconds))
    }

    /// The caller's to free.
    static func time(_ date: Date) -> UnsafeMutablePointer<ASN1_TIME> {
        orTrap(ASN1_TIME_set(nil, time_t(date.timeIntervalSince1970)), "write a time")
    }
}
