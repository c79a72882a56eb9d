import Foundation
import Signage
import Testing

@testable import Render

@Suite struct TextTests {
    private let fonts: Fonts
    init() throws { fonts = try Fonts() }

    private func set(_ text: String, width: Double, size: Double = 20) -> TextBlock {
        TextBlock(
            text, TextStyle(size: size, colour: Colour(red: 0, green: 0, blue: 0)), width: width,
            context: fonts.context)
    }

    private func words(_ text: String) -> [Substring] { text.split(whereSeparator: \.isWhitespace) }

    static let pieces = [
        "Straße", "gesperrt", "der", "Donaudampfschifffahrtsgesellschaft", "👨‍👩‍👧‍👦", "🇩🇪", "إعلان", "هام", "Объявление",
        "Thông",
        "báo", "10\u{A0}°C", "a", "–", "„so“", "e\u{301}e\u{308}", "日本語", "\u{202E}abc", "x\u{AD}y",
        String(repeating: "w", count: 90),
    ]

    @Test("no text is lost or doubled over pages, for any text in any room", arguments: 0..<40)
    func pages(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        let paragraphs = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
            (0..<Int.random(in: 1...60, using: &generator))
                .map { _ in Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &generator)] }
                .joined(separator: [" ", "\n", " "][Int.random(in: 0..<3, using: &generator)])
        }
        let width = Double.random(in: 60...500, using: &generator)
        let height = Double.random(in: -10...300, using: &generator)
        let pages = Pages(paragraphs, height: height, gap: 12) { self.set($0, width: width) }.pages
        #expect(pages.count >= 1)
        #expect(pages.allSatisfy { !$0.isEmpty })
        // A word that is cut between two pages is whole again when nothing stands between its parts.
        let joined = pages.flatMap { $0 }.joined().filter { !$0.isWhitespace }
        #expect(joined == paragraphs.joined().filter { !$0.isWhitespace })
        for page in pages where height > 20 {
            let heights = page.map { set($0, width: width).height }
            #expect(heights.reduce(0, +) + 12 * Double(heights.count - 1) <= height + 0.5)
        }
    }

    @Test("without a paragraph there is one empty page")
    func none() {
        #expect(Pages([], height: 100, gap: 5) { self.set($0, width: 100) }.pages == [[]])
    }

    @Test("a paragraph leaves no single line at the foot or the head of a page")
    func singleLines() {
        let paragraph = (1...80).map { "Wort\($0)" }.joined(separator: " ")
        let whole = set(paragraph, width: 200)
        for lines in 4...12 {
            let height = 20 * 1.35 * Double(lines) + 1
            let pages = Pages([paragraph], height: height, gap: 5) { self.set($0, width: 200) }.pages
            let counts = pages.map { page in page.map { set($0, width: 200).lineCount }.reduce(0, +) }
            #expect(counts.reduce(0, +) == whole.lineCount)
            #expect(counts.allSatisfy { $0 >= 2 })
        }
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
            ("18 Uhr, Zimmer 12", "18~Uhr, Zimmer~12"), ("Nr. 31 und Nr. alt", "Nr.~31 und Nr. alt"),
            ("5 km/h schnell", "5~km/h schnell"), ("50 % (alle)", "50~% (alle)"), ("12 m² Fläche", "12~m² Fläche"),
            ("im Jahr 2026. Danach", "im Jahr 2026. Danach"), ("das Uhr", "das Uhr"), ("a  b", "a  b"), ("", ""),
            (" ", " "), ("zehn Euro", "zehn Euro"), ("10 Eurocent", "10 Eurocent"),
        ])
    func glue(text: String, held: String) {
        #expect(Glue.joined(text) == held.replacingOccurrences(of: "~", with: "\u{A0}"))
    }
}
