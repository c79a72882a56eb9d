import COpenSSL
public import Foundation

/// A private key on the curve P-256 (FIPS 186-4) by which one end of a TLS connection proves who it is.
public final class TLSKey: Sendable {
    // An EVP_PKEY is only read after it is made, and libcrypto's readers are thread-safe (openssl-threads(7)).
    private nonisolated(unsafe) let handle: KeyHandle

    private init(_ handle: consuming KeyHandle) { self.handle = handle }

    /// A new key from the system's randomness; ends the process when there is none.
    ///
    /// libcrypto: `EVP_PKEY_generate`.
    public static func generate() -> TLSKey {
        let context = orTrap(EVP_PKEY_CTX_new_from_name(nil, "EC", nil), "make a key")
        defer { EVP_PKEY_CTX_free(context) }
        var pointer: OpaquePointer?
        guard EVP_PKEY_keygen_init(context) == 1, EVP_PKEY_CTX_set_group_name(context, "P-256") == 1,
            EVP_PKEY_generate(context, &pointer) == 1
        else { trap("make a key") }
        return TLSKey(KeyHandle(owning: orTrap(pointer, "make a key")))
    }

    /// The key in `pem`: PKCS #8 without a password ("BEGIN PRIVATE KEY"), at most 16 KiB.
    ///
    /// Throws when it has a password (none is ever asked for), is damaged, or is of another type.
    /// libcrypto: `PEM_read_bio_PrivateKey`.
    public convenience init(pem: Data) throws(CryptoError) {
        let action = "read a private key from PEM"
        let advice = "Give a P-256 key without a password, as of: openssl ecparam -name prime256v1 -genkey -noout."
        // The callback that gives up keeps libcrypto from asking on the terminal.
        let pointer = try PEM.object(in: pem, action: action, advice: advice) {
            PEM_read_bio_PrivateKey($0, nil, { _, _, _, _ in -1 }, nil)
        }
        let handle = KeyHandle(owning: pointer)
        guard TLSKey.isP256(handle.pointer) else {
            throw CryptoError(action: action, message: "the key is not on the curve P-256", advice: advice)
        }
        self.init(handle)
    }

    /// PKCS #8 PEM without a password: a secret, to be stored with mode 0600.
    public var pem: Data {
        PEM.data { PEM_write_bio_PrivateKey($0, handle.pointer, nil, nil, 0, nil, nil) }
    }

    /// Hands out libcrypto's own key, which must not outlive the call.
    func withKey<Value>(_ body: (OpaquePointer) throws(CryptoError) -> Value) throws(CryptoError) -> Value {
        try body(handle.pointer)
    }

    /// Whether a key is a public or private one on P-256, whose points every TLS library takes.
    static func isP256(_ key: OpaquePointer) -> Bool {
        var name = [CChar](repeating: 0, count: 64)
        var count = 0
        guard EVP_PKEY_get_id(key) == EVP_PKEY_EC,
            EVP_PKEY_get_group_name(key, &name, name.count, &count) == 1
        else { return false }
        return name.prefix(count).elementsEqual("prime256v1".utf8.map { CChar($0) })
    }
}
