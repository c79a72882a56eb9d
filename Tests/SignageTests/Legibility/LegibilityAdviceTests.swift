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
                "Überschrift auf 59 Zeichen kürzen: aus 9,2 m ist die Schrift lesbar, aber nicht bequem (54,2 mm, nötig 76,7 mm)"
            ])
        #expect(
            try advice([text(.headline, 30, "Titel")]) == [
                "Überschrift: kürzer fassen oder ein Layout mit mehr Platz wählen, "
                    + "aus 9,2 m ist die Schrift nicht lesbar (30 mm, nötig 40 mm)"
            ])
    }

    @Test("a body is to lose what keeps it small, over all its pages")
    func body() throws {
        #expect(
            try advice([text(.body, 27.11, words(200))]) == [
                "Text um 100 Wörter kürzen: aus 4,6 m ist die Schrift lesbar, aber nicht bequem (27,1 mm, nötig 38,3 mm)"
            ])
        let two = [try text(.body, 27.11, words(200)), try text(.body, 27.11, words(80), page: 2)]
        #expect(try advice(two).first?.hasPrefix("Text um 180 Wörter kürzen:") == true)
    }

    @Test("a text of four pages is to lose the fourth, and is told one number only")
    func long() throws {
        let four = try (1...4).map { try text(.body, 27, words($0 < 4 ? 60 : 45), page: $0) }
        #expect(
            try advice(four) == [
                "Text um 45 Wörter kürzen: sonst wechseln 4 Seiten, 98 Sekunden für alle"
            ])
        #expect(
            try advice(four, turnSeconds: 60).first
                == "Anzeigezeit verlängern oder Text kürzen: zum Lesen braucht man 98 Sekunden, zu sehen ist er 60 Sekunden"
        )
    }

    @Test(
        "letters go away from their ground, on the side on which there is room",
        arguments: [
            ("#949494", "#ffffff", "dunklere Schrift"), ("#555555", "#000000", "hellere Schrift"),
            ("#000000", "#8b0000", "hellere Schrift"), ("#ffffff", "#ffcc00", "dunklere Schrift"),
            ("#ffffff", "#777777", "dunkleren Grund"), ("#000000", "#777777", "helleren Grund"),
        ])
    func contrast(colour: String, ground: String, remedy: String) throws {
        let advice = try advice([text(.body, 40, "a", colour: colour, ground: ground)])
        #expect(advice.count == 1 && advice.first?.contains(" \(remedy) wählen") == true, "\(advice)")
    }

    @Test("a contrast is never rounded up to what it lacks")
    func rounding() throws {
        #expect(
            try advice([text(.label, 25, "a", colour: "#777777", zone: "sources")])
                == [
                    "Beschriftung im Bereich sources: im Layout größer setzen, aus 4,6 m ist die Schrift lesbar, aber nicht bequem "
                        + "(25 mm, nötig 38,3 mm)",
                    "Beschriftung im Bereich sources: Kontrast 4,4:1, dunklere Schrift wählen (mindestens 4,5:1)",
                ].reversed())
    }

    @Test("what a board cannot show is named, by its number where it cannot be seen")
    func unknown() throws {
        #expect(
            try advice([text(.body, 40, "☃", unknown: ["☃"])]) == [
                "Zeichen „☃“ kann auf dieser Tafel nicht gezeigt werden: ersetzen"
            ])
        #expect(
            try advice([text(.body, 40, "a", unknown: ["\u{301}", "\u{200B}", "\u{E000}"])]) == [
                "Zeichen „U+0301“, „U+200B“, „U+E000“ können auf dieser Tafel nicht gezeigt werden: ersetzen"
            ])
        let many = (0..<7).compactMap { Unicode.Scalar(0x2603 + $0).map { String(Character($0)) } }
        #expect(try advice([text(.body, 40, "a", unknown: many)]).first?.contains("„☇“ und 2 weitere können") == true)
    }

    @Test("the most pressing comes first, and nothing twice")
    func order() throws {
        let advice = try advice([
            text(.body, 30, words(9), colour: "#999999", unknown: ["☃"]), text(.headline, 30, words(9), unknown: ["☃"]),
        ])
        let starts = ["Überschrift auf", "Zeichen „☃“", "Text: Kontrast", "Text um 4 Wörter"]
        #expect(advice.count == 4 && zip(advice, starts).allSatisfy { $0.hasPrefix($1) }, "\(advice)")
    }
}
