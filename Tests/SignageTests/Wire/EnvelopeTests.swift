import Foundation
import Testing

@testable import Signage

@Suite struct EnvelopeTests {
    private let payload = Data(#"{"version":1}"#.utf8)

    /// Stands in for a signature: the message itself, so that any change of it shows.
    private func sealed(_ type: Envelope.PayloadType = .desired, keyID: String = "key") throws -> Envelope {
        Envelope(payload, as: type, keyID: keyID) { Data($0.reversed()) }
    }

    private func open(
        _ data: Data, as type: Envelope.PayloadType = .desired, keyID: String = "key", longest: Int = 1_000
    ) -> Result<Data, EnvelopeError> {
        Result { () throws(EnvelopeError) in
            try Envelope.open(data, as: type, longest: longest) { $0 == keyID && $1 == Data($2.reversed()) }.payload
        }
    }

    private func isSeal(_ result: Result<Data, EnvelopeError>) -> Bool {
        if case .failure(.seal) = result { true } else { false }
    }

    private func words(_ result: Result<Data, EnvelopeError>) -> String? {
        if case .failure(.malformed(let words)) = result { words } else { nil }
    }

    @Test("what is signed is the encoding of the DSSE specification's own example")
    func encoding() {
        let encoding = Envelope.preAuthenticationEncoding("http://example.com/HelloWorld", Data("hello world".utf8))
        #expect(String(decoding: encoding, as: UTF8.self) == "DSSEv1 29 http://example.com/HelloWorld 11 hello world")
    }

    @Test("its bytes are those that the encoder makes, with one signature and with two")
    func encoded() throws {
        let one = try sealed(keyID: "a \"key\" of Müller")
        let two = one.sealedToo(keyID: "other") { $0.prefix(3) }
        for envelope in [one, two] { #expect(envelope.encoded == (try WireCoding.encode(envelope))) }
    }

    @Test("lengths are counted in bytes")
    func lengths() {
        let encoding = Envelope.preAuthenticationEncoding("ä", Data("€".utf8))
        #expect(encoding == Data("DSSEv1 2 ä 3 €".utf8))
        #expect(Envelope.preAuthenticationEncoding("", Data()) == Data("DSSEv1 0  0 ".utf8))
    }

    @Test("what was sealed is opened by its key and type, byte for byte")
    func good() throws {
        #expect(open(try WireCoding.encode(sealed())) == .success(payload))
        #expect(open(try WireCoding.encode(sealed(.feed)), as: .feed) == .success(payload))
    }

    @Test("a seal for one type does not hold for another, even when the type is rewritten")
    func type() throws {
        let data = try WireCoding.encode(sealed(.feed))
        #expect(
            words(open(data))
                == "holds \(Envelope.PayloadType.feed.rawValue), not \(Envelope.PayloadType.desired.rawValue)")
        let rewritten = String(decoding: data, as: UTF8.self).replacingOccurrences(
            of: "litfass.feed", with: "litfass.desired")
        #expect(isSeal(open(Data(rewritten.utf8))))
    }

    @Test("another key's seal, no seal, and a tampered payload do not hold")
    func seal() throws {
        #expect(isSeal(open(try WireCoding.encode(sealed(keyID: "other")))))
        var object = try Examples.object(WireCoding.encode(sealed()))
        object["payload"] = Data(#"{"version":2}"#.utf8).base64EncodedString()
        #expect(isSeal(open(try Examples.bytes(object))))
        object = try Examples.object(WireCoding.encode(sealed()))
        object["signatures"] = [Any]()
        #expect(isSeal(open(try Examples.bytes(object))))
        object["signatures"] = [["keyid": "key", "sig": ""]]
        #expect(isSeal(open(try Examples.bytes(object))))
    }

    @Test("one of several signatures is enough, but only the first eight are looked at")
    func several() throws {
        var object = try Examples.object(WireCoding.encode(sealed()))
        let good = try #require((object["signatures"] as? [Any])?.first)
        let other: Any = ["keyid": "other", "sig": "AAAA"]
        object["signatures"] = Array(repeating: other, count: 7) + [good]
        #expect(open(try Examples.bytes(object)) == .success(payload))
        object["signatures"] = Array(repeating: other, count: 8) + [good]
        #expect(isSeal(open(try Examples.bytes(object))))
    }

    @Test("what is too long is refused unread, and its length told")
    func long() throws {
        let data = try WireCoding.encode(sealed())
        #expect(open(data, longest: data.count) == .success(payload))
        #expect(
            words(open(data, longest: data.count - 1)) == "has \(data.count) bytes, at most \(data.count - 1) are read")
    }

    @Test(
        "what is no envelope is called that",
        arguments: [
            "", "null", "[]", "{", "{}", "\u{0}", #"{"payloadType": "a", "payload": "b"}"#,
            #"{"payloadType": "a", "payload": "!!!", "signatures": []}"#,
            #"{"payloadType": 1, "payload": "", "signatures": []}"#,
            #"{"payloadType": "a", "payload": "", "signatures": [{"keyid": "a"}]}"#,
        ])
    func malformed(text: String) {
        #expect(words(open(Data(text.utf8)))?.hasPrefix("is no sealed envelope: ") == true)
    }

    @Test("no bytes from outside crash it or get through")
    func fuzz() throws {
        var generator = SeededGenerator(seed: 3)
        let good = try WireCoding.encode(sealed())
        for _ in 0..<2_000 {
            var data = good
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                data[Int.random(in: 0..<data.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            if case .success(let opened) = open(data) { #expect(opened == payload) }
        }
    }
}
