import Foundation
import Testing

@testable import Signage

@Suite struct WireCodingTests {
    @Test("the same value gives the same bytes, with its keys in order and slashes as they are")
    func bytes() throws {
        let first = Dictionary(uniqueKeysWithValues: (0..<100).map { ("key\($0)", "a/b") })
        let second = Dictionary(uniqueKeysWithValues: (0..<100).reversed().map { ("key\($0)", "a/b") })
        #expect(try WireCoding.encode(first) == WireCoding.encode(second))
        #expect(
            try WireCoding.encode(["b": "ä/ö", "a": "\u{2028}"]) == Data("{\"a\":\"\u{2028}\",\"b\":\"ä/ö\"}".utf8))
    }

    @Test(
        "a time is accepted with any offset, and with fractions of a second",
        arguments: [
            "2026-11-23T13:07:09Z", "2026-11-23T14:07:09+01:00", "2026-11-23T08:37:09-04:30",
            "2026-11-23T13:07:09.000Z", "2026-11-23T14:07:09.0+01:00", "2026-11-24T03:07:09+14:00",
        ])
    func times(text: String) {
        #expect(WireCoding.date(text)?.timeIntervalSince1970 == 1_795_439_229)
    }

    @Test("fractions of a second are read, and lost on the wire")
    func fractions() throws {
        let date = try #require(WireCoding.date("2026-11-23T13:07:09.75Z"))
        #expect(abs(date.timeIntervalSince1970 - 1_795_439_229.75) < 0.001)
        #expect(try WireCoding.encode([date.wholeSeconds]) == Data(#"["2026-11-23T13:07:09Z"]"#.utf8))
        #expect(Date(timeIntervalSince1970: -0.5).wholeSeconds.timeIntervalSince1970 == -1)
    }

    @Test(
        "what is no time, or lies outside of 1970 to 9999, is refused",
        arguments: [
            "", "now", "2026-11-23", "2026-11-23T13:07:09", "13:07:09Z", "2026-13-23T13:07:09Z",
            "2026-02-30T13:07:09Z", "2026-11-23T25:07:09Z", "2026-11-23T13:61:09Z", "2026-11-23T13:07:09Zx",
            "x2026-11-23T13:07:09Z", "2026-11-23T13:07:09+01:00 ", "2026-11-23T13:07:09+99:00", "1969-12-31T23:59:59Z",
            "10000-01-01T00:00:00Z", "0000-01-01T00:00:00Z", "２０２６-11-23T13:07:09Z", "2026-11-23T13:07:09.Z",
            "2026-11-23T13:07Z", "1795439229", "2026-11-23T13:07:09+01",
        ])
    func garbage(text: String) {
        #expect(WireCoding.date(text) == nil)
        #expect(refusal([Date].self, "[\"\(text)\"]")?.field == "0")
    }

    @Test("any whole second from 1970 to 9999 is the same after its bytes")
    func property() throws {
        var generator = SeededGenerator(seed: 6)
        for _ in 0..<500 {
            let date = Date(timeIntervalSince1970: Double(Int.random(in: 0..<253_402_300_800, using: &generator)))
            #expect(try roundTrip([date]) == [date])
        }
    }

    @Test("a number that JSON cannot hold is not written")
    func infinite() {
        #expect(throws: (any Error).self) { try WireCoding.encode([Double.infinity]) }
    }

    @Test("a time that is no text is told as a place in the document")
    func notText() {
        #expect(refusal([Date].self, "[5]")?.description == "0: must be a text")
        #expect(
            refusal([Date].self, #"["x"]"#)?.description == "0: must be a time such as 2026-11-25T07:00:00+01:00")
    }
}
