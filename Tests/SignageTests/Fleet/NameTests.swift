import Foundation
import Testing

@testable import Signage

@Suite struct NameTests {
    @Test("a name is 1 to 63 characters of a-z, 0-9 and -", arguments: ["a", "0", "-", "markt-1", "hub1", "alls"])
    func good(text: String) throws {
        #expect(try Name(text).text == text)
        #expect(try roundTrip(Name(text)) == Name(text))
        #expect(try Name(String(repeating: "a", count: 63)).text.count == 63)
    }

    @Test(
        "what would need escaping in a topic, an address or a file name is no name",
        arguments: [
            "", "A", "ä", "a b", "a/b", "a+", "#", "a.b", "..", "a\u{0}", "a\n", "é", "e\u{301}", "a_b", "%41", "１",
        ])
    func bad(text: String) {
        #expect(refusal { _ = try Name(text) } != nil)
    }

    @Test("64 characters are one too many, and the refusal counts them")
    func long() {
        let refused = refusal { _ = try Name(String(repeating: "a", count: 64)) }
        #expect(refused?.description == "a name has 1 to 63 characters, this one has 64")
    }

    @Test("levels of topics are no names", arguments: ["all", "hub", "feed", "document", "claim"])
    func reserved(text: String) {
        #expect(refusal { _ = try Name(text) }?.reason == "\"\(text)\" is reserved, choose another name")
    }

    @Test("names are in alphabetical order by byte")
    func order() throws {
        let names = try ["b", "a-b", "a1", "a"].map { try Name($0) }
        #expect(names.sorted().map(\.text) == ["a", "a-b", "a1", "b"])
    }
}
