import Crypto
import Foundation
import MQTT
import Signage
import SignageTesting
import Testing

@testable import HubService

@Suite("Boards that wait to be let in")
struct ClaimsTests {
    private let fixture: Fixture
    private let loop: EventLoop
    private let claims: Claims

    init() throws {
        fixture = try Fixture()
        loop = try EventLoop(name: "claims")
        claims = Claims(
            broker: Client.Configuration(host: "127.0.0.1", port: 1, clientID: "claims"), loop: loop, log: fixture.log,
            now: fixture.clockReading)
    }

    private func request(profile: String = "small") throws -> Data {
        let request = try CertificateRequest(for: .generate(), commonName: "x")
        return try WireCoding.encode(
            ClaimRequest(
                certificateRequest: String(decoding: request.pem, as: UTF8.self),
                key: SigningKey.generate().publicKey.rawRepresentation, profile: Name(profile), version: "1"))
    }

    private func ask(_ code: String, _ payload: Data) async {
        await claims.receive(Message(topic: "litfass/1/claim/\(code)/request", payload: payload))
    }

    @Test("a board waits for a quarter of an hour, however often it asks, and then its code has expired")
    func lifetime() async throws {
        defer { loop.stop() }
        let (code, payload) = (try ClaimCode("k7m2qx"), try request())
        await ask("k7m2qx", payload)
        fixture.advance(ClaimCode.lifetimeSeconds - 1)
        await ask("k7m2qx", payload)
        #expect(try await claims.board(with: code).request.profile.text == "small")
        #expect(await claims.all().count == 1)
        fixture.advance(1)
        await #expect(throws: Claims.Refusal.expired) { try await claims.board(with: code) }
        #expect(await claims.all().isEmpty)
        await #expect(throws: Claims.Refusal.unknown) { try await claims.board(with: ClaimCode("zzzzzz")) }
    }

    @Test("of two that ask with one code nobody is let in, and a code that was used is worth nothing")
    func doubles() async throws {
        defer { loop.stop() }
        let (code, other) = (try ClaimCode("k7m2qx"), try ClaimCode("zzzzzz"))
        await ask("k7m2qx", try request())
        await ask("k7m2qx", try request())
        await #expect(throws: Claims.Refusal.disputed) { try await claims.board(with: code) }
        #expect(await claims.all().map(\.isDisputed) == [true])
        await ask("zzzzzz", try request())
        await claims.answer(try await claims.board(with: other), of: try Name("wiese"), with: Data())
        await ask("zzzzzz", try request())
        await #expect(throws: Claims.Refusal.used(by: try Name("wiese"))) { try await claims.board(with: other) }
    }

    @Test(
        "what is no request is refused, and told once a minute",
        arguments: ["", "{", "{}", "\u{0}", #"{"certificateRequest": 1}"#, String(repeating: "x", count: 10_000)])
    func malformed(text: String) async throws {
        defer { loop.stop() }
        for _ in 0..<3 { await ask("k7m2qx", Data(text.utf8)) }
        #expect(await claims.all().isEmpty)
        #expect(fixture.logged.count == 1)
    }

    @Test("a request that was not made with the key that it is for is refused")
    func borrowed() async throws {
        defer { loop.stop() }
        var pem = String(decoding: try CertificateRequest(for: .generate(), commonName: "x").pem, as: UTF8.self)
        let position = pem.index(pem.endIndex, offsetBy: -60)
        pem.replaceSubrange(position...position, with: pem[position] == "A" ? "B" : "A")
        let claim = try ClaimRequest(
            certificateRequest: pem, key: Data(count: 32), profile: Name("small"), version: "1")
        await ask("k7m2qx", try WireCoding.encode(claim))
        #expect(await claims.all().isEmpty)
    }

    @Test("however many ask, so many are kept in mind, the latest")
    func flood() async throws {
        defer { loop.stop() }
        let payload = try request()
        let digits = Array(ClaimCode.alphabet)
        for number in 0..<Claims.most + 10 {
            fixture.advance(0.001)
            let code = "22" + String([number / 961 % 31, number / 31 % 31, number % 31].map { digits[$0] }) + "2"
            await ask(code, payload)
        }
        #expect(await claims.all().count == Claims.most)
    }
}
