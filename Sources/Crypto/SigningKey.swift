import COpenSSL
public import Foundation

/// An Ed25519 private key (RFC 8032) that seals what boards are to trust.
public final class SigningKey: Sendable {
    // An EVP_PKEY is only read after it is made, and libcrypto's readers are thread-safe (openssl-threads(7)).
    private nonisolated(unsafe) let handle: KeyHandle
    /// The key that others check this one's signatures with.
    public let publicKey: PublicKey

    private init(_ handle: consuming KeyHandle) {
        publicKey = PublicKey(publicPartOf: handle.pointer)
        self.handle = handle
    }

    /// A new key from the system's randomness; ends the process when there is none.
    ///
    /// libcrypto: `EVP_PKEY_generate`.
    public static func generate() -> SigningKey {
        let context = orTrap(EVP_PKEY_CTX_new_from_name(nil, "ED25519", nil), "make a key")
        defer { EVP_PKEY_CTX_free(context) }
        var pointer: OpaquePointer?
        guard EVP_PKEY_keygen_init(context) == 1, EVP_PKEY_generate(context, &pointer) == 1 else {
            trap("make a key")
        }
        return SigningKey(KeyHandle(owning: orTrap(pointer, "make a key")))
    }

    /// The key in `pem`: PKCS #8 without a password ("BEGIN PRIVATE KEY"), at most 16 KiB.
    ///
    /// Throws when it has a password (none is ever asked for), is damaged, or is of another type.
    /// libcrypto: `PEM_read_bio_PrivateKey`.
    public convenience init(pem: Data) throws(CryptoError) {
        let handle = try PEM.ed25519(
            from: pem, action: "read a private key from PEM",
            advice: "Give an Ed25519 key without a password, as of: openssl genpkey -algorithm ed25519."
        ) { bio in
            // The callback that gives up keeps libcrypto from asking on the terminal.
            PEM_read_bio_PrivateKey(bio, nil, { _, _, _, _ in -1 }, nil)
        }
        self.init(handle)
    }

    /// PKCS #8 PEM without a password: a secret, to be stored with mode 0600.
    public var pem: Data {
        PEM.data { PEM_write_bio_PrivateKey($0, handle.pointer, nil, nil, 0, nil, nil) }
    }

    /// The signature over the exact bytes of `message`: 64 bytes, always the same ones (RFC 8032, section 5.1.6).
    ///
    /// libcrypto: `EVP_DigestSign`.
    public func sign(_ message: Data) throws(CryptoError) -> Data {
        ERR_clear_error()
        let context = orTrap(EVP_MD_CTX_new(), "sign")
        defer { EVP_MD_CTX_free(context) }
        var signature = Data(count: 64)
        var count = signature.count
        let isDone =
            EVP_DigestSignInit(context, nil, nil, nil, handle.pointer) == 1
            && message.withUnsafeBytes { message in
                signature.withUnsafeMutableBytes { signature in
                    EVP_DigestSign(
                        context, signature.bindMemory(to: UInt8.self).baseAddress, &count,
                        message.bindMemory(to: UInt8.self).baseAddress, message.count) == 1
                }
            }
        guard isDone, count == 64 else {
            throw CryptoError(fromQueue: "sign", advice: "Check the installation of OpenSSL and the free memory.")
        }
        return signature
    }
}
