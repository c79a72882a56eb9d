import Foundation
import Signage
import Testing

@testable import Render

@Suite struct BidiTests {
    private static let style = TextStyle(
        size: 40, role: .headline, colour: Colour(red: 0, green: 0, blue: 0), lineHeight: 1.1, isHeadline: true)
    private let typesetter: Typesetter
    init() throws { typesetter = try Typesetter() }

    @Test(
        "the first letter says where a text begins",
        arguments: [
            ("إعلان هام", true), ("10 إعلان", true), ("שלום", true), ("\u{200F}Rathaus", true),
            ("Rathaus بلدية", false),
            ("Объявление", false), ("", false), ("039203 565-0", false), ("👍", false),
        ])
    func direction(text: String, isRightToLeft: Bool) {
        #expect(Bidi.isRightToLeft(text) == isRightToLeft)
    }

    @Test(
        "numbers of several parts are isolated in text from right to left, and nowhere else",
        arguments: [
            ("الرقم 039203 565-0.", "الرقم <039203 565-0>."), ("يوم 27.11.2026 هام", "يوم <27.11.2026> هام"),
            ("من 8:00–12:00", "من <8:00–12:00>"), ("رقم 7 هام", "رقم 7 هام"),
            ("Tel. 039203 565-0", "Tel. 039203 565-0"),
        ])
    func isolates(text: String, expected: String) {
        let isolated = Bidi.isolated(text)
        let shown = isolated.replacingOccurrences(of: "\u{2066}", with: "<")
            .replacingOccurrences(of: "\u{2069}", with: ">")
        #expect(shown == expected)
        #expect(Bidi.isolated(isolated) == isolated)
    }

    @Test("a headline from right to left ends at the right edge, balanced or not")
    func edge() {
        let block = typesetter.text(RichText("إعلان هام لجميع السكان"), Self.style, width: 300)
        #expect(block.lineCount == 2)
        #expect(abs(block.ink.maxX - 300) < 8)
        block.balance()
        let again = typesetter.text(RichText("إعلان هام لجميع السكان "), Self.style, width: 300)
        again.balance()
        #expect(abs(again.ink.maxX - 300) < 8)
    }

    @Test("lines have one distance, whatever fonts their letters come from")
    func pitch() {
        let plain = typesetter.text(RichText("eins\nzwei\ndrei"), Self.style, width: 300)
        let mixed = typesetter.text(RichText("eins\nThứ Sáu 🏛️ بلدية\ndrei"), Self.style, width: 300)
        #expect(mixed.lineCount == 3)
        #expect(mixed.height == plain.height)
        #expect(abs(plain.height - (2 * 44 + 40 * Fonts.capHeight)) < 0.001)
    }
}
