import COpenSSL
import Foundation

/// A parsed key of libcrypto with one owner.
///
/// Never changed after it is made, so any thread may use it.
struct KeyHandle: ~Copyable {
    let pointer: OpaquePointer

    /// Takes the key over.
    init(owning pointer: OpaquePointer) { self.pointer = pointer }

    deinit { EVP_PKEY_free(pointer) }
}

enum PEM {
    /// More than any key of ours needs (an Ed25519 key has about 120 bytes).
    static let longest = 16 * 1024

    /// What `read` finds, which is the caller's to free.
    static func object(
        in pem: Data, longest: Int = longest, action: String, advice: String,
        _ read: (OpaquePointer) -> OpaquePointer?
    ) throws(CryptoError) -> OpaquePointer {
        guard pem.count <= longest else {
            throw CryptoError(action: action, message: "\(pem.count) bytes are too many", advice: advice)
        }
        ERR_clear_error()
        let pointer = pem.withUnsafeBytes { bytes -> OpaquePointer? in
            guard let bio = BIO_new_mem_buf(bytes.baseAddress, Int32(bytes.count)) else { return nil }
            defer { BIO_free(bio) }
            return read(bio)
        }
        guard let pointer else { throw CryptoError(fromQueue: action, advice: advice) }
        // A decoder tries several forms, and leaves the failures of those that did not fit.
        ERR_clear_error()
        return pointer
    }

    /// Reads one Ed25519 key with `read`.
    static func ed25519(
        from pem: Data, action: String, advice: String, _ read: (OpaquePointer) -> OpaquePointer?
    ) throws(CryptoError) -> KeyHandle {
        let key = KeyHandle(owning: try object(in: pem, action: action, advice: advice, read))
        guard EVP_PKEY_get_id(key.pointer) == EVP_PKEY_ED25519 else {
            throw CryptoError(action: action, message: "the key is not of type Ed25519", advice: advice)
        }
        return key
    }

    /// Writes with `write`; wipes libcrypto's own copy.
    static func data(_ write: (OpaquePointer) -> Int32) -> Data {
        let bio = orTrap(BIO_new(BIO_s_secmem()), "write PEM")
        defer { BIO_free(bio) }
        guard write(bio) == 1 else { trap("write PEM") }
        var result = Data(count: BIO_ctrl_pending(bio))
        var count = 0
        let status = result.withUnsafeMutableBytes { BIO_read_ex(bio, $0.baseAddress, $0.count, &count) }
        guard status == 1, count == result.count else { trap("write PEM") }
        return result
    }
}
