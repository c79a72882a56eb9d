import COpenSSL
import Crypto
import Foundation
import Testing

@Suite struct RefusedKeyTests {
    /// An Ed25519 key behind a password, as `openssl genpkey -algorithm ed25519 -aes256` writes it.
    static let encrypted = pem(
        "ENCRYPTED PRIVATE KEY",
        """
        MIGbMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAgwf7UCV9al5QICCAAw
        DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEHfucZQYRYx+0sOlOynGteIEQJ80
        eOh/FFizIUYqenVvQqWHFNxYQEP/KblrPscu9PFT1MjnDq3T6EhcPJ8Ytq3p+p54
        Q/Ft1yGeG7TubdwzZDU=
        """)
    /// A P-256 key made for this test.
    static let elliptic = pem(
        "PRIVATE KEY",
        """
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgnCq5sCtpAGk8UD4i
        KIk+rsKFXfiBAM3ZB5MeB/mm33GhRANCAATYs+8Ru5VMJMN1Vzwtzqz8/7vecGA3
        wQbIHQ43zz2VO0ml7+qehu4+InqvjQbZDq2ICaOz+HgOVmH3aBOHLOAf
        """)
    static let ellipticPublic = pem(
        "PUBLIC KEY",
        """
        MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE2LPvEbuVTCTDdVc8Lc6s/P+73nBg
        N8EGyB0ON889lTtJpe/qnobuPiJ6r40G2Q6tiAmjs/h4DlZh92gThyzgHw==
        """)

    @Test(
        "a private key that is encrypted, of another type, not one at all or too long is refused, with advice",
        arguments: [
            encrypted, elliptic, ellipticPublic, "", "-----BEGIN PRIVATE KEY-----\n", "\0\0\0",
            String(repeating: "a", count: 20_000),
        ])
    func privateKey(text: String) {
        let error = #expect(throws: CryptoError.self) { try SigningKey(pem: Data(text.utf8)) }
        #expect(error?.advice.contains("openssl genpkey") == true)
        #expect(error?.message.isEmpty == false)
        #expect(ERR_peek_error() == 0)
    }

    @Test("a public key of another type, a private key or none is refused", arguments: [ellipticPublic, elliptic, ""])
    func publicKey(text: String) {
        #expect(throws: CryptoError.self) { try PublicKey(pem: Data(text.utf8)) }
        #expect(ERR_peek_error() == 0)
    }

    @Test("a private key's PEM is not taken for a public one")
    func privateForPublic() {
        #expect(throws: CryptoError.self) { try PublicKey(pem: SigningKey.generate().pem) }
    }

    @Test("a key cut off anywhere before its end line is refused, and leaves no error behind")
    func truncated() {
        let whole = SigningKey.generate().pem
        for count in stride(from: 0, to: whole.count - 2, by: 3) {
            #expect(throws: CryptoError.self) { try SigningKey(pem: whole.prefix(count)) }
            #expect(ERR_peek_error() == 0)
        }
    }

    @Test("the library's reason is kept")
    func reason() {
        let error = #expect(throws: CryptoError.self) { try SigningKey(pem: Data("no key".utf8)) }
        #expect(error?.code != 0)
        #expect(error?.description.hasPrefix("cannot read a private key from PEM: ") == true)
    }
}
