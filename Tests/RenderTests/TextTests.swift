import Foundation
import Signage
import Testing

@testable import Render

@Suite struct TextTests {
    private let fonts: Fonts
    init() throws { fonts = try Fonts() }

    private static let black = Colour(red: 0, green: 0, blue: 0)

    private static func style(_ size: Double) -> TextStyle { TextStyle(size: size, role: .body, colour: black) }

    private func set(_ text: String, width: Double, size: Double = 20) -> TextBlock {
        TextBlock(
            RichText(text), Self.style(size), width: width, context: fonts.context)
    }

    private func words(_ text: String) -> [Substring] { text.split(whereSeparator: \.isWhitespace) }

    static let pieces = [
        "Straße", "gesperrt", "der", "Donaudampfschifffahrtsgesellschaft", "👨‍👩‍👧‍👦", "🇩🇪", "إعلان", "هام", "Объявление",
        "Thông",
        "báo", "10\u{A0}°C", "a", "–", "„so“", "e\u{301}e\u{308}", "日本語", "\u{202E}abc", "x\u{AD}y",
        String(repeating: "w", count: 90),
    ]

    private func setter(width: Double) throws -> BodySetter {
        BodySetter(typesetter: try Typesetter(), style: Self.style(20), accent: Self.black, width: width)
    }

    @Test("no text is lost or doubled over pages, for any text in any room", arguments: 0..<40)
    func pages(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let starts = ["", "", "", "- ", "| ", "1. "]
        let paragraphs = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
            starts[Int.random(in: 0..<starts.count, using: &generator)]
                + (0..<Int.random(in: 1...60, using: &generator))
                .map { _ in Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &generator)] }
                .joined(separator: [" ", "\n", ". "][Int.random(in: 0..<3, using: &generator)])
        }
        let height = Double.random(in: -10...300, using: &generator)
        let setter = try setter(width: Double.random(in: 60...500, using: &generator))
        let markup = Markup(paragraphs.joined(separator: "\n\n"))
        let pages = setter.pages(of: BodyUnit.units(of: markup), height: height)
        #expect(pages.allSatisfy { !$0.isEmpty })
        // Marks of direction are no text, and they may stick to the character before them.
        let marks: [Unicode.Scalar] = ["\u{AD}", "\u{2060}", "\u{2066}", "\u{2069}", "•"]
        func bare(_ text: String) -> String {
            String(
                String.UnicodeScalarView(
                    text.unicodeScalars.filter { !$0.properties.isWhitespace && !marks.contains($0) }))
        }
        let drawn = pages.flatMap { $0 }.flatMap { $0.texts.map(\.block.content.text) }.joined()
        #expect(bare(drawn) == bare(markup.plainText))
        for page in pages where height > 40 {
            // What cannot be cut, an item or a row higher than a page, has a page for itself.
            #expect(BodySetter.height(of: page) <= height + 0.5 || page.count == 1)
        }
    }

    @Test("without a paragraph there is one empty page")
    func none() throws {
        let pages = try setter(width: 100).pages(of: [], height: 100)
        #expect(pages.count == 1 && pages[0].isEmpty)
    }

    @Test("a page ends with a sentence wherever one ends on it", arguments: 4...12)
    func sentences(lines: Int) throws {
        let paragraph = (1...40).map { "Am \($0). Mai kommt z. B. der Wagen Nr. \($0) um 7 Uhr vorbei." }
            .joined(separator: " ")
        let setter = try setter(width: 300)
        let pages = setter.pages(of: BodyUnit.units(of: Markup(paragraph)), height: 20 * 1.35 * Double(lines) + 1)
        #expect(pages.count > 2)
        for page in pages {
            let text = page.flatMap { $0.texts.map(\.block.content.text) }.joined()
            #expect(text.hasPrefix("Am ") && text.hasSuffix("vorbei."), "\(text)")
        }
    }

    @Test("a line that opens a list goes with the list to the next page")
    func opening() throws {
        let setter = try setter(width: 400)
        let text = "Das Fest beginnt.\n\nUnd wieder.\n\nBitte bringen Sie mit:\n\n- Teller\n- Becher"
        // Room for the three paragraphs, and for nothing below them.
        let pages = setter.pages(of: BodyUnit.units(of: Markup(text)), height: 110)
        #expect(
            pages.map { $0.first?.texts.last?.block.content.text } == ["Das Fest beginnt.", "Bitte bringen Sie mit:"])
        #expect(pages.map(\.count) == [2, 3])
    }

    @Test(
        "every script of the neighbourhood has its glyphs",
        arguments: [
            "Straße ÄÖÜ €", "Объявление", "إعلان هام", "Thông báo quan trọng", "Ogłoszenie", "Önemli duyuru", "👨‍👩‍👧‍👦🚧⚠️",
            "≥ → ✓",
        ])
    func glyphs(text: String) {
        #expect(set(text, width: 1_000).unknownGlyphs == 0)
    }

    @Test("a word wider than its line is broken inside of it, and the line stays in its width")
    func longWord() {
        let block = set(String(repeating: "m", count: 300), width: 200)
        #expect(block.lineCount > 10)
        #expect(block.width <= 200)
        #expect(block.breaksWord)
        #expect(!set("drei kurze Worte", width: 100).breaksWord)
    }

    @Test(
        "what belongs together is held together",
        arguments: [
            ("20. November", "20.~November"), ("am 3. Mai um 7 Uhr", "am 3.~Mai um 7~Uhr"),
            ("bei 10 °C.", "bei 10~°C."),
            ("18 Uhr, Zimmer 12", "18~Uhr, Zimmer~12"), ("Nr. 31 oder Nr.", "Nr.~31 oder Nr."),
            ("5 km/h schnell", "5~km/h schnell"), ("50 % (alle)", "50~% (alle)"), ("12 m² Fläche", "12~m² Fläche"),
            ("im Jahr 2026. Danach", "im Jahr 2026. Danach"), ("das Uhr", "das Uhr"), ("a  b", "a  b"), ("", ""),
            (" ", " "), ("zehn Euro", "zehn Euro"), ("10 Eurocent", "10 Eurocent"),
        ])
    func glue(text: String, held: String) {
        #expect(Glue.joined(text) == held.replacingOccurrences(of: "~", with: "\u{A0}"))
    }
}
