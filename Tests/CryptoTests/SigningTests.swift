import COpenSSL
import Crypto
import Foundation
import Testing

/// A private key of RFC 8032's form (32 bytes) as PKCS #8 (RFC 8410, section 7).
func signingKey(seed: String) throws -> SigningKey {
    let der = try #require(Data(hexString: "302e020100300506032b657004220420" + seed))
    return try SigningKey(pem: Data(pem("PRIVATE KEY", der.base64EncodedString()).utf8))
}

func pem(_ label: String, _ base64: String) -> String {
    "-----BEGIN \(label)-----\n\(base64)\n-----END \(label)-----\n"
}

struct Vector: Sendable {
    let seed, publicKey, message, signature: String
}

/// RFC 8032, section 7.1, tests 1 to 3.
let vectors = [
    Vector(
        seed: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        publicKey: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        message: "",
        signature: "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
            + "d25bf5f0595bbe24655141438e7a100b"),
    Vector(
        seed: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        publicKey: "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        message: "72",
        signature: "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
            + "387b2eaeb4302aeeb00d291612bb0c00"),
    Vector(
        seed: "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        publicKey: "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        message: "af82",
        signature: "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
            + "4a7c15e9716ed28dc027beceea1ec40a"),
]

@Suite struct SigningTests {
    @Test("a key signs as RFC 8032 says, and its public part agrees", arguments: vectors)
    func rfc8032(vector: Vector) throws {
        let key = try signingKey(seed: vector.seed)
        let message = try #require(Data(hexString: vector.message))
        let signature = try key.sign(message)
        #expect(signature.hexString == vector.signature)
        #expect(key.publicKey.rawRepresentation.hexString == vector.publicKey)
        let raw = try PublicKey(rawRepresentation: try #require(Data(hexString: vector.publicKey)))
        #expect(raw.isValid(signature: signature, for: message))
        #expect(raw.id == SHA256.hash(raw.rawRepresentation).hexString)
    }

    @Test("one flipped bit, in message or signature, makes a signature invalid")
    func tampering() throws {
        let key = SigningKey.generate()
        let message = Data("Market moves to the church square".utf8)
        let signature = try key.sign(message)
        #expect(key.publicKey.isValid(signature: signature, for: message))
        for bit in stride(from: 0, to: 64 * 8, by: 7) {
            var other = signature
            other[bit / 8] ^= 1 << (bit % 8)
            #expect(!key.publicKey.isValid(signature: other, for: message))
        }
        #expect(!key.publicKey.isValid(signature: signature, for: message.dropLast()))
        #expect(!key.publicKey.isValid(signature: signature.dropLast(), for: message))
        #expect(!key.publicKey.isValid(signature: Data(), for: message))
        #expect(!SigningKey.generate().publicKey.isValid(signature: signature, for: message))
        #expect(ERR_peek_error() == 0)
    }

    @Test("slices of data sign and check like copies of them")
    func slices() throws {
        let key = SigningKey.generate()
        let whole = Data("xxmessage".utf8)
        let signature = try key.sign(whole.dropFirst(2))
        #expect(key.publicKey.isValid(signature: signature, for: Data("message".utf8)))
        let padded = Data([0, 0]) + key.publicKey.rawRepresentation
        #expect(try PublicKey(rawRepresentation: padded.dropFirst(2)).id == key.publicKey.id)
    }

    @Test("keys outlive the trip through PEM")
    func roundTrip() throws {
        let key = SigningKey.generate()
        let again = try SigningKey(pem: key.pem)
        #expect(again.pem == key.pem)
        #expect(again.publicKey.id == key.publicKey.id)
        #expect(try PublicKey(pem: key.publicKey.pem).id == key.publicKey.id)
        #expect(String(decoding: key.pem, as: UTF8.self).hasPrefix("-----BEGIN PRIVATE KEY-----\n"))
        #expect(String(decoding: key.publicKey.pem, as: UTF8.self).hasPrefix("-----BEGIN PUBLIC KEY-----\n"))
    }

    @Test("raw public keys have 32 bytes", arguments: [0, 31, 33])
    func rawLength(count: Int) {
        #expect(throws: CryptoError.self) { try PublicKey(rawRepresentation: Data(count: count)) }
    }

    @Test("one key serves many threads at once")
    func threads() async throws {
        let key = SigningKey.generate()
        let isAllValid = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<64 {
                group.addTask {
                    let message = Data("\(number)".utf8)
                    return key.publicKey.isValid(signature: try key.sign(message), for: message)
                }
            }
            return try await group.allSatisfy { $0 }
        }
        #expect(isAllValid)
    }
}
