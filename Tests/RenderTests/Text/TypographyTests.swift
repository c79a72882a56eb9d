import Foundation
import Signage
import Testing

@testable import Render

@Suite struct TypographyTests {
    @Test(
        "what a keyboard has no keys for is mended",
        arguments: [
            ("Das \"Fest\" beginnt.", "Das „Fest“ beginnt."), ("(\"so\"), \"ja\"!", "(„so“), „ja“!"),
            ("8.00-12.00 Uhr", "8.00–12.00 Uhr"), ("8-12 Uhr", "8–12 Uhr"), ("8:00-12:30", "8:00–12:30"),
            ("22-6 Uhr", "22–6 Uhr"), ("1.-3. Dezember", "1.–3. Dezember"), ("2026-2027", "2026–2027"),
            ("Zimmer 12-14.", "Zimmer 12–14."), ("8 - 12 Uhr", "8 – 12 Uhr"), ("kommt - bald", "kommt – bald"),
            ("und so weiter...", "und so weiter…"),
        ])
    func mended(text: String, expected: String) {
        #expect(Typography.mended(text) == expected)
        #expect(Typography.mended(expected) == expected)
    }

    @Test(
        "numbers that are no spans, addresses and single quotation marks stay",
        arguments: [
            "Tel. 039203 565-0", "0391-5400", "039203 56-78", "2026-11-23", "Nr. 31-2", "B-Plan", "A-14", "12-jährig",
            "12-14a",
            "Rohr 5\" stark", "5\" und 6\"", "1....", "..", "-", " - ", "- a", "E-Mail a-b@c.de",
            "https://a.de/8-12?q=\"x\"",
            "www.a.de/1-2...", "Ein \"Anfang ohne Ende", "„schon so“ – gut…", "Sach- und Haushaltsfragen", "",
        ])
    func kept(text: String) {
        #expect(Typography.mended(text) == text)
    }

    @Test("bold words stay bold when a mark before them changes its length")
    func emphasis() {
        let text = RichText("Ein \"Fest\"... heute", [.init(range: 14..<19, isBold: true, isItalic: false)])
        let mended = Typography.mended(text)
        #expect(mended.text == "Ein „Fest“… heute")
        #expect(mended.emphases.map { mended[$0.range].text } == [text[14..<19].text])
    }

    @Test(
        "without colours an emoji is the sign that it begins with",
        arguments: [
            ("👍🏽 gut", "👍\u{FE0E} gut"), ("🏳️‍🌈", "🏳\u{FE0E}"), ("1️⃣ 2", "1 2"), ("⚠️", "⚠\u{FE0E}"), ("🇩🇪", "🇩🇪"),
            ("10 °C → ☀", "10 °C → ☀"), ("Straße", "Straße"),
        ])
    func plain(text: String, expected: String) {
        #expect(Emoji.plain(RichText(text)).text == expected)
    }

    @Test("a sequence of emoji is one sign", arguments: ["👍🏽", "🏳️‍🌈", "👨‍👩‍👧‍👦", "1️⃣", "👩🏾‍🚒"])
    func sequences(text: String) throws {
        let style = TextStyle(size: 40, role: .body, colour: Colour(red: 0, green: 0, blue: 0))
        let typesetter = try Typesetter()
        let one = typesetter.text(RichText("🚧"), style).width
        #expect(abs(typesetter.text(RichText(text), style).width - one) < 1)
    }
}
