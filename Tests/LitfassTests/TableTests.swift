import Foundation
import Signage
import Testing

@testable import litfass

@Suite struct TableTests {
    @Test("columns are as wide as their widest cell, and the last one is not padded")
    func table() {
        let text = Table.text(["ID", "NAME"], [["a", "Straße"], ["long-id", "x"]])
        #expect(text == "ID       NAME\na        Straße\nlong-id  x\n")
        #expect(Table.text(["A", "B"], []) == "A  B\n")
    }

    @Test("a time is a minute in the council's zone")
    func tableTime() throws {
        let date = try #require(WireCoding.date("2026-11-05T06:05:59Z"))
        let zone = try #require(TimeZone(identifier: "Europe/Berlin"))
        #expect(Table.time(date, zone: zone) == "2026-11-05 07:05")
    }

    @Test(
        "an age is told in the largest unit of which there are two",
        arguments: [
            (-5.0, "0 s ago"), (0, "0 s ago"), (119, "119 s ago"), (120, "2 min ago"), (7_199, "119 min ago"),
            (7_200, "2 h ago"), (172_799, "47 h ago"), (172_800, "2 days ago"),
        ])
    func age(seconds: Double, words: String) {
        let now = Date(timeIntervalSince1970: 1_795_439_220)
        #expect(Table.age(now - seconds, at: now) == words)
    }
}
