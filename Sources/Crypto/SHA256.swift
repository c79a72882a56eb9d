import COpenSSL
public import Foundation

/// A SHA-256 digest (FIPS 180-4) in the making, for what comes in pieces.
///
/// Its calls fail only without memory, which ends the process.
public struct SHA256: ~Copyable {
    private let context: OpaquePointer

    /// A digest of nothing yet.
    public init() {
        context = orTrap(EVP_MD_CTX_new(), "hash")
        if EVP_DigestInit_ex(context, EVP_sha256(), nil) != 1 { trap("hash") }
    }

    deinit { EVP_MD_CTX_free(context) }

    /// Adds `data` at the end.
    public mutating func update(_ data: Data) {
        data.withUnsafeBytes { update($0) }
    }

    /// Adds `bytes` at the end.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        if EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) != 1 { trap("hash") }
    }

    /// The digest of all that was added: 32 bytes.
    public consuming func finish() -> Data {
        var digest = Data(count: 32)
        let status = digest.withUnsafeMutableBytes {
            EVP_DigestFinal_ex(context, $0.bindMemory(to: UInt8.self).baseAddress, nil)
        }
        return orTrap(status == 1 ? digest : nil, "hash")
    }

    /// The digest of `data`: 32 bytes.
    public static func hash(_ data: Data) -> Data {
        var digest = SHA256()
        digest.update(data)
        return digest.finish()
    }
}
