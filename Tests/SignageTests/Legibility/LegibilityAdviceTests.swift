import Foundation
import Testing

@testable import Signage

@Suite struct LegibilityAdviceTests {
    private func text(
        _ part: MeasuredText.Part, _ capHeight: Double, _ text: String, colour: String = "#000000",
        ground: String = "#ffffff", zone: String = "notice", page: Int = 1, unknown: [String] = []
    ) throws -> MeasuredText {
        try MeasuredText(
            zone: zone, part: part, role: part == .headline ? .headline : .body, capHeightMillimetres: capHeight,
            colour: Colour(colour), ground: Colour(ground), text: text, page: page, unknownCharacters: unknown)
    }

    private func advice(_ texts: [MeasuredText], turnSeconds: TimeInterval? = nil) throws -> [String] {
        let viewing = try ViewingDistances(headlineMetres: 9.2, bodyMetres: 4.6, detailMetres: 2.3)
        return LegibilityReport(viewing: viewing, texts: texts, turnSeconds: turnSeconds).advice
    }

    private func words(_ count: Int) -> String { Array(repeating: "Wort", count: count).joined(separator: " ") }

    @Test("a headline is to be cut to what fits in letters that are read at ease")
    func headline() throws {
        let long = String(repeating: "Titel ", count: 20)
        #expect(
            try advice([text(.headline, 54.2, long)]) == [
                "shorten the headline to 59 characters: readable from 9.2 m, but not with ease "
                    + "(capitals of 54.2 mm, 76.7 mm needed)"
            ])
        #expect(
            try advice([text(.headline, 30, "Titel")]) == [
                "headline: write it shorter or choose a layout with more room, "
                    + "not readable from 9.2 m (capitals of 30 mm, 40 mm needed)"
            ])
        // It is the same headline on both pages: nobody can cut eleven characters to eleven.
        let pages = try (1...2).map { try text(.headline, 54.2, "Elf Zeichen", page: $0) }
        #expect(try advice(pages).first?.hasPrefix("headline: write it shorter") == true)
    }

    @Test("a body is to lose what keeps it small, over all its pages")
    func body() throws {
        #expect(
            try advice([text(.body, 27.11, words(200))]) == [
                "shorten the text by 100 words: readable from 4.6 m, but not with ease "
                    + "(capitals of 27.1 mm, 38.3 mm needed)"
            ])
        let two = [try text(.body, 27.11, words(200)), try text(.body, 27.11, words(80), page: 2)]
        #expect(try advice(two).first?.hasPrefix("shorten the text by 180 words:") == true)
    }

    @Test("a text of four pages is to lose the fourth, and is told one number only")
    func long() throws {
        let four = try (1...4).map { try text(.body, 27, words($0 < 4 ? 60 : 45), page: $0) }
        #expect(
            try advice(four) == [
                "shorten the text by 45 words: else 4 pages take turns, 98 seconds for all"
            ])
        #expect(
            try advice(four, turnSeconds: 60).first
                == "show it longer or shorten the text: it takes 98 seconds to read, and is up for 60"
        )
    }

    @Test(
        "letters go away from their ground, on the side on which there is room",
        arguments: [
            ("#949494", "#ffffff", "darker letters"), ("#555555", "#000000", "lighter letters"),
            ("#000000", "#8b0000", "lighter letters"), ("#ffffff", "#ffcc00", "darker letters"),
            ("#ffffff", "#777777", "a darker ground"), ("#000000", "#777777", "a lighter ground"),
        ])
    func contrast(colour: String, ground: String, remedy: String) throws {
        let advice = try advice([text(.body, 40, "a", colour: colour, ground: ground)])
        #expect(advice.count == 1 && advice.first?.contains("choose \(remedy) (") == true, "\(advice)")
    }

    @Test("a contrast is never rounded up to what it lacks")
    func rounding() throws {
        #expect(
            try advice([text(.label, 25, "a", colour: "#777777", zone: "sources")])
                == [
                    "label in sources: set it larger in the layout, readable from 4.6 m, but not with ease "
                        + "(capitals of 25 mm, 38.3 mm needed)",
                    "label in sources: contrast 4.4:1, choose darker letters (at least 4.5:1)",
                ].reversed())
    }

    @Test("what a board cannot show is named, by its number where it cannot be seen")
    func unknown() throws {
        #expect(
            try advice([text(.body, 40, "☃", unknown: ["☃"])]) == [
                "no font of this board has “☃”: write something else"
            ])
        #expect(
            try advice([text(.body, 40, "a", unknown: ["\u{301}", "\u{200B}", "\u{E000}"])]) == [
                "no font of this board has “U+0301”, “U+200B”, “U+E000”: write something else"
            ])
        let many = (0..<7).compactMap { Unicode.Scalar(0x2603 + $0).map { String(Character($0)) } }
        #expect(try advice([text(.body, 40, "a", unknown: many)]).first?.contains("“☇” and 2 more: ") == true)
    }

    @Test("the most pressing comes first, and nothing twice")
    func order() throws {
        let advice = try advice([
            text(.body, 30, words(9), colour: "#999999", unknown: ["☃"]), text(.headline, 30, words(9), unknown: ["☃"]),
        ])
        let starts = [
            "shorten the headline to", "no font of this board has “☃”", "text: contrast", "shorten the text by 4 words",
        ]
        #expect(advice.count == 4 && zip(advice, starts).allSatisfy { $0.hasPrefix($1) }, "\(advice)")
    }
}
