import COpenSSL
public import Foundation

/// As many bytes from libcrypto's random generator, fit for keys and tokens; ends the process when it has none.
///
/// - Parameter count: 0 to 2^31 - 1. libcrypto: `RAND_bytes`.
public func randomBytes(_ count: Int) -> Data {
    var bytes = Data(count: count)
    let status = bytes.withUnsafeMutableBytes {
        RAND_bytes($0.bindMemory(to: UInt8.self).baseAddress, Int32($0.count))
    }
    return orTrap(status == 1 ? bytes : nil, "draw random bytes")
}

/// Whether both hold the same bytes, in a time that tells only their lengths: for tokens and digests of passwords.
///
/// libcrypto: `CRYPTO_memcmp`.
public func isEqualInConstantTime(_ left: Data, _ right: Data) -> Bool {
    guard left.count == right.count else { return false }
    if left.isEmpty { return true }
    return left.withUnsafeBytes { left in
        right.withUnsafeBytes { right in CRYPTO_memcmp(left.baseAddress, right.baseAddress, left.count) == 0 }
    }
}

extension Data {
    /// Two lower-case hex digits a byte.
    public var hexString: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// The bytes that `hexString`, in upper or lower case, stands for; nil for anything but pairs of hex digits.
    public init?(hexString: String) {
        let digits = hexString.utf8.map { digit -> UInt8? in
            switch digit {
            case 0x30...0x39: digit - 0x30
            case 0x41...0x46: digit - 0x41 + 10
            case 0x61...0x66: digit - 0x61 + 10
            default: nil
            }
        }
        guard digits.count.isMultiple(of: 2) else { return nil }
        self.init(capacity: digits.count / 2)
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = digits[index], let low = digits[index + 1] else { return nil }
            append(high << 4 | low)
        }
    }
}
