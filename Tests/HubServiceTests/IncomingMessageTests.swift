import Foundation
import Signage
import Testing

@testable import HubService

@Suite struct IncomingMessageTests {
    let now = Date(timeIntervalSince1970: 1_795_000_000)

    @Test(
        "a hostile payload is refused",
        arguments: [
            ("health", "quark"), ("health", "[]"), ("health", ""),
            ("availability", "{\"session\":-1,\"state\":\"online\"}"),
            ("availability", "{\"session\":1,\"state\":\"asleep\"}"), ("reported", "{\"session\":1}"),
            ("reported", "{\"session\":1,\"refusals\":0,\"floor\":9007199254740993,\"renderer\":\"r\"}"),
            ("reported", "{\"session\":1,\"refusals\":0,\"floor\":-1,\"renderer\":\"r\"}"),
            ("get", "{\"document\":\"../../etc\",\"missing\":\"\"}"), ("picture", "GIF89a"), ("picture", ""),
        ])
    func hostile(end: String, payload: String) throws {
        let topic = try Topic("litfass/1/barleben/marktplatz/up/\(end)")
        #expect(throws: InvalidValue.self) { try IncomingMessage(topic, payload: Data(payload.utf8), at: now) }
    }

    @Test("a payload that is too long is not read")
    func tooLong() throws {
        let spaces = Data(repeating: 0x20, count: IncomingMessage.longestJSON)
        let availability = Data("{\"session\":1,\"state\":\"online\"}".utf8)
        let topic = try Topic("litfass/1/barleben/marktplatz/up/availability")
        #expect(throws: InvalidValue.self) { try IncomingMessage(topic, payload: availability + spaces, at: now) }
        #expect(throws: Never.self) { try IncomingMessage(topic, payload: availability, at: now) }
    }

    @Test("a picture is at most a mebibyte and begins as a PNG")
    func picture() throws {
        let signature = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        let most = signature + Data(count: Picture.longest - 8)
        #expect(throws: Never.self) { try Picture(payload: most, received: now) }
        #expect(throws: InvalidValue.self) { try Picture(payload: most + Data([0]), received: now) }
        #expect(throws: InvalidValue.self) { try Picture(payload: signature.dropLast(), received: now) }
    }

    @Test("what a board says of a refusal cannot steer a terminal")
    func terminal() throws {
        let json =
            #"{"session":1,"refusals":1,"floor":0,"renderer":"r","refused":{"reason":"seal","detail":"a\u001b[2Jb","at":"2026-11-23T14:07:00Z"}}"#
        let topic = try Topic("litfass/1/barleben/marktplatz/up/reported")
        guard case .reported(let state) = try IncomingMessage(topic, payload: Data(json.utf8), at: now) else {
            Issue.record("not read as reported")
            return
        }
        #expect(state.refused?.detail == "a?[2Jb")
    }

    @Test("complaints are logged once a minute for each board, with their number")
    func complaints() throws {
        var complaints = Complaints<Name>()
        let (one, other) = (try Name("one"), try Name("other"))
        #expect(complaints.note(one, at: now) == 1)
        #expect(complaints.note(one, at: now + 1) == nil)
        #expect(complaints.note(other, at: now + 1) == 1)
        #expect(complaints.note(one, at: now + 59) == nil)
        #expect(complaints.note(one, at: now + 60) == 3)
    }
}
