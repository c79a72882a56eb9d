import COpenSSL
public import Foundation

/// An Ed25519 public key (RFC 8032), parsed once and kept: parsing costs more than a comparison of its `id`.
public final class PublicKey: Sendable {
    // An EVP_PKEY is only read after it is made, and libcrypto's readers are thread-safe (openssl-threads(7)).
    private nonisolated(unsafe) let handle: KeyHandle
    /// The 32 bytes of RFC 8032, section 5.1.5.
    public let rawRepresentation: Data
    /// The key's name wherever one is written down: SHA-256 of `rawRepresentation` as 64 lower-case hex digits.
    public let id: String

    private init(_ handle: consuming KeyHandle, rawRepresentation: Data) {
        self.handle = handle
        self.rawRepresentation = rawRepresentation
        id = SHA256.hash(rawRepresentation).hexString
    }

    /// The public part of a private key, which stays the caller's.
    convenience init(publicPartOf key: OpaquePointer) {
        let raw = PublicKey.rawRepresentation(of: key)
        self.init(
            KeyHandle(owning: orTrap(PublicKey.parse(raw), "take the public part of a key")), rawRepresentation: raw)
    }

    /// The key with these 32 bytes; throws when there are more or fewer.
    ///
    /// libcrypto: `EVP_PKEY_new_raw_public_key`.
    public convenience init(rawRepresentation: Data) throws(CryptoError) {
        let raw = Data(rawRepresentation)
        ERR_clear_error()
        guard raw.count == 32, let pointer = PublicKey.parse(raw) else {
            throw CryptoError(
                action: "read a public key", message: "\(raw.count) bytes are no Ed25519 key",
                advice: "Give its 32 raw bytes.")
        }
        self.init(KeyHandle(owning: pointer), rawRepresentation: raw)
    }

    /// The key in `pem`: SubjectPublicKeyInfo ("BEGIN PUBLIC KEY"), at most 16 KiB.
    ///
    /// Throws when it is damaged or of another type. libcrypto: `PEM_read_bio_PUBKEY`.
    public convenience init(pem: Data) throws(CryptoError) {
        let handle = try PEM.ed25519(
            from: pem, action: "read a public key from PEM",
            advice: "Give an Ed25519 public key, as of: openssl pkey -in key.pem -pubout."
        ) { bio in
            PEM_read_bio_PUBKEY(bio, nil, { _, _, _, _ in -1 }, nil)
        }
        let raw = PublicKey.rawRepresentation(of: handle.pointer)
        self.init(handle, rawRepresentation: raw)
    }

    /// SubjectPublicKeyInfo PEM; nothing secret.
    public var pem: Data { PEM.data { PEM_write_bio_PUBKEY($0, handle.pointer) } }

    /// Whether `signature` was made over the exact bytes of `message` with the private key to this one.
    ///
    /// False for anything else, a signature of wrong length included. libcrypto: `EVP_DigestVerify`.
    public func isValid(signature: Data, for message: Data) -> Bool {
        guard signature.count == 64 else { return false }
        let context = orTrap(EVP_MD_CTX_new(), "check a signature")
        // A signature that does not fit leaves an error in this thread's queue.
        defer { ERR_clear_error() }
        defer { EVP_MD_CTX_free(context) }
        guard EVP_DigestVerifyInit(context, nil, nil, nil, handle.pointer) == 1 else { return false }
        return message.withUnsafeBytes { message in
            signature.withUnsafeBytes { signature in
                EVP_DigestVerify(
                    context, signature.bindMemory(to: UInt8.self).baseAddress, signature.count,
                    message.bindMemory(to: UInt8.self).baseAddress, message.count) == 1
            }
        }
    }

    /// Whether `signature` was made over the exact bytes of `message` with the key that has the 32 bytes `rawKey` and is called `id`.
    ///
    /// Parses the key each time, if it is called so. libcrypto: `EVP_DigestVerify`.
    public static func isValid(signature: Data, for message: Data, by rawKey: Data, called id: String) -> Bool {
        guard SHA256.hash(rawKey).hexString == id, let key = try? PublicKey(rawRepresentation: rawKey) else {
            return false
        }
        return key.isValid(signature: signature, for: message)
    }

    private static func parse(_ raw: Data) -> OpaquePointer? {
        raw.withUnsafeBytes {
            EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, $0.bindMemory(to: UInt8.self).baseAddress, $0.count)
        }
    }

    private static func rawRepresentation(of key: OpaquePointer) -> Data {
        var raw = Data(count: 32)
        var count = raw.count
        let status = raw.withUnsafeMutableBytes {
            EVP_PKEY_get_raw_public_key(key, $0.bindMemory(to: UInt8.self).baseAddress, &count)
        }
        return orTrap(status == 1 && count == 32 ? raw : nil, "take the public part of a key")
    }
}
