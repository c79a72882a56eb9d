import Foundation
import Testing

@testable import Signage

@Suite("Codes of new boards")
struct ClaimCodeTests {
    @Test("a code is understood however it is typed", arguments: ["K7M 2QX", "k7m2qx", " K7m-2qX ", "K 7 M 2 Q X"])
    func typed(text: String) throws {
        #expect(try ClaimCode(typed: text) == Examples.code)
    }

    @Test(
        "what is no code is refused",
        arguments: ["", "k7m2q", "k7m2qxx", "k7m2q0", "k7m2ql", "k7m2q/", "k7m2qü", "ＫK7M2Q"])
    func refused(text: String) {
        #expect(throws: InvalidValue.self) { try ClaimCode(typed: text) }
    }

    @Test("topics and documents have it in one way only", arguments: ["K7M2QX", "k7m 2qx", "k7m2qx\n"])
    func strict(text: String) {
        #expect(throws: InvalidValue.self) { try ClaimCode(text) }
        #expect(throws: InvalidValue.self) { try Topic("litfass/1/claim/\(text)/request") }
    }

    @Test("people read it in two groups, and codes that are drawn are codes")
    func drawn() throws {
        #expect(Examples.code.description == "K7M 2QX")
        var generator = SystemRandomNumberGenerator()
        let codes = (0..<200).map { _ in ClaimCode(using: &generator) }
        for code in codes { #expect(try ClaimCode(typed: code.description) == code) }
        #expect(Set(codes).count > 190)
    }
}

@Suite("Claims of new boards")
struct ClaimTests {
    private static let request = "-----BEGIN CERTIFICATE REQUEST-----\nMIH=\n-----END CERTIFICATE REQUEST-----\n"
    private static let certificate = "-----BEGIN CERTIFICATE-----\nMIH=\n-----END CERTIFICATE-----\n"

    private static func claim(
        _ request: String = request, key: Data = Data(count: 32), version: String = "1.0"
    ) throws -> ClaimRequest {
        try ClaimRequest(
            certificateRequest: request, key: key, profile: Examples.name("board-landscape-55"), version: version)
    }

    private static func answer(_ certificate: String = certificate) throws -> ClaimAnswer {
        try ClaimAnswer(
            code: Examples.code, request: Digest(String(repeating: "0a", count: 32)), issued: Examples.now,
            cell: Examples.name("barleben"), board: Examples.name("marktplatz"),
            profile: Examples.name("board-landscape-55"), certificate: certificate)
    }

    @Test("both come back as they went out")
    func roundTrips() throws {
        let (claim, answer) = (try Self.claim(), try Self.answer())
        #expect(try WireCoding.decode(ClaimRequest.self, from: WireCoding.encode(claim)) == claim)
        #expect(try WireCoding.decode(ClaimAnswer.self, from: WireCoding.encode(answer)) == answer)
    }

    @Test(
        "what is no request in PEM is refused",
        arguments: [
            "", certificate, "x" + request, request + "x", request.replacingOccurrences(of: "MIH=", with: "MÜ="),
            request.replacingOccurrences(of: "MIH=", with: String(repeating: "A", count: 5_000)),
        ])
    func noRequest(text: String) {
        #expect { try Self.claim(text) } throws: { ($0 as? InvalidValue)?.field == "certificateRequest" }
    }

    @Test("a key of another length and a version of several lines are refused")
    func others() {
        #expect { try Self.claim(key: Data(count: 31)) } throws: { ($0 as? InvalidValue)?.field == "key" }
        #expect { try Self.claim(version: "1\n2") } throws: { ($0 as? InvalidValue)?.field == "version" }
    }

    @Test("an answer whose certificate is none is refused", arguments: ["", request, certificate + certificate + "x"])
    func noCertificate(text: String) {
        #expect { try Self.answer(text) } throws: { ($0 as? InvalidValue)?.field == "certificate" }
    }
}

@Suite("Renewals of certificates")
struct RenewalTests {
    private static let certificate = "-----BEGIN CERTIFICATE-----\nMIH=\n-----END CERTIFICATE-----\n"

    @Test("request and certificate come back as they went out")
    func roundTrips() throws {
        let request = try RenewalRequest(
            certificateRequest: "-----BEGIN CERTIFICATE REQUEST-----\nMIH=\n-----END CERTIFICATE REQUEST-----\n")
        let answer = try RenewedCertificate(
            board: Examples.name("marktplatz"), issued: Examples.now, certificate: Self.certificate)
        #expect(try roundTrip(request) == request)
        #expect(try roundTrip(answer) == answer)
    }

    @Test("what is not in PEM is refused", arguments: ["", "MIH=", Self.certificate])
    func refused(text: String) {
        #expect(throws: InvalidValue.self) { try RenewalRequest(certificateRequest: text) }
    }
}

@Suite("What a board's image carries")
struct ProvisioningTests {
    private static func made(
        host: String = "hub.example.org", port: UInt16 = 8883, page: String = "https://boards.example.org/"
    ) throws -> Provisioning {
        try Provisioning(
            host: host, port: port, joinPort: 8884, page: page,
            rootKey: "-----BEGIN PUBLIC KEY-----\nMCow\n-----END PUBLIC KEY-----\n",
            authority: "-----BEGIN CERTIFICATE-----\nMIH=\n-----END CERTIFICATE-----\n")
    }

    @Test("it comes back as it was written, and says where a code is entered")
    func coding() throws {
        let file = try Self.made()
        #expect(try roundTrip(file) == file)
        #expect(file.link(for: Examples.code) == "https://boards.example.org/join/k7m2qx")
    }

    @Test("what no board could work with is refused, by its name")
    func refused() {
        #expect(throws: InvalidValue(field: "host", reason: "is empty")) { try Self.made(host: "") }
        #expect(throws: InvalidValue(field: "port", reason: "must be 1 to 65535")) { try Self.made(port: 0) }
        #expect(throws: InvalidValue(field: "page", reason: "must begin with https:// or http://")) {
            try Self.made(page: "boards.example.org")
        }
    }

    @Test("a later version is refused")
    func version() throws {
        let later = try String(decoding: WireCoding.encode(Self.made()), as: UTF8.self)
            .replacingOccurrences(of: "\"version\":1", with: "\"version\":2")
        #expect(throws: (any Error).self) { try WireCoding.decode(Provisioning.self, from: Data(later.utf8)) }
    }
}
