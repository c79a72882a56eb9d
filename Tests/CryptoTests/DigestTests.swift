import Crypto
import Foundation
import Testing

@Suite struct DigestTests {
    @Test(
        "SHA-256 agrees with the examples of FIPS 180",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ])
    func examples(text: String, digest: String) {
        #expect(SHA256.hash(Data(text.utf8)).hexString == digest)
    }

    @Test("a million letters in pieces give FIPS 180's digest")
    func million() {
        var digest = SHA256()
        for _ in 0..<1000 { digest.update(Data(repeating: 0x61, count: 999)) }
        [UInt8](repeating: 0x61, count: 1000).withUnsafeBytes { digest.update($0) }
        digest.update(Data())
        #expect(digest.finish().hexString == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    @Test("random bytes have the asked length, and differ")
    func random() {
        #expect(randomBytes(0).isEmpty)
        #expect(randomBytes(33).count == 33)
        #expect(Set((0..<100).map { _ in randomBytes(16) }).count == 100)
    }

    @Test("equality in constant time is equality")
    func equality() {
        #expect(isEqualInConstantTime(Data(), Data()))
        #expect(isEqualInConstantTime(Data([1, 2]), Data([0, 1, 2]).dropFirst()))
        #expect(!isEqualInConstantTime(Data([1, 2]), Data([1, 3])))
        #expect(!isEqualInConstantTime(Data([1, 2]), Data([1, 2, 3])))
    }

    @Test("hex is read back, and anything else is refused")
    func hex() {
        let all = Data(0...255)
        #expect(Data(hexString: all.hexString) == all)
        #expect(Data(hexString: all.hexString.uppercased()) == all)
        #expect(Data([0, 15, 160]).dropFirst().hexString == "0fa0")
        for bad in ["0", "0g", " 00", "0x00", "٠٠"] { #expect(Data(hexString: bad) == nil) }
    }
}
