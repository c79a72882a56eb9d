import Foundation
import Signage
import SignageTesting
import Testing

@testable import Render

@Suite struct LineEndsTests {
    private let typesetter: Typesetter
    init() throws { typesetter = try Typesetter() }

    /// Lines as they are read, a parted word with its hyphen.
    private func lines(
        _ text: String, width: Double, _ hyphenation: TextStyle.Hyphenation = .always
    ) -> [String] {
        var style = TextStyle(size: 20, role: .body, colour: Colour(red: 0, green: 0, blue: 0))
        style.hyphenation = hyphenation
        let block = typesetter.text(RichText(Glue.joined(text)), style, width: width)
        return (0..<block.lineCount).map { line in
            let start = line == 0 ? 0 : block.end(ofLines: line)
            let words = block.content[start..<block.end(ofLines: line + 1)].text
            return words.replacingOccurrences(of: "\u{A0}", with: " ").replacingOccurrences(of: "\u{2028}", with: "")
                .replacingOccurrences(of: "\u{AD}", with: words.hasSuffix("\u{AD}") ? "-" : "")
                .trimmingCharacters(in: .whitespaces)
        }
    }

    @Test("a line that is too narrow for a date is parted at a space, never before the comma")
    func comma() {
        #expect(lines("8. Dezember, 3:27 Uhr", width: 140, .never) == ["8. Dezember,", "3:27 Uhr"])
        #expect(lines("8. Dezember, 3:27 Uhr", width: 122, .never) == ["8.", "Dezember,", "3:27 Uhr"])
    }

    @Test("no line begins with punctuation, at any width", arguments: Array(stride(from: 90.0, through: 400, by: 10)))
    func punctuation(width: Double) {
        let text = "Am 8. Dezember, 3:27 Uhr, im Rathaus (Zimmer 12): Tel. 039203 565-0, und so weiter – ganz genau."
        for line in lines(text, width: width) + lines(text, width: width, .never) {
            #expect(line.first.map { !",.;:!?)“".contains($0) } == true, "\(line)")
        }
    }

    @Test("a word that is wider than its line breaks where its members meet, with four letters at least")
    func wide() {
        #expect(lines("Leitungswasser", width: 110, .ifNeeded) == ["Leitungs-", "wasser"])
        #expect(lines("Ersatzhaltestelle", width: 130, .ifNeeded) == ["Ersatz-", "haltestelle"])
    }

    @Test("a line that would end early takes members of the next word")
    func members() {
        let text = "Der alte Förderverein lädt alle Einwohner ein"
        #expect(lines(text, width: 175) == ["Der alte Förder-", "verein lädt alle", "Einwohner ein"])
    }

    @Test(
        "names, months, days and the last word of a text are never parted where they fit a line",
        arguments: [
            "im Ort Meitzendorf ist er es", "am 5. November und dann geht es weiter",
            "an der Magdeburger Chaussee geht es",
            "hier am Thieplatz und anderswo", "und am Donnerstag dieser Woche", "hier ist die Bekanntmachung",
        ])
    func names(text: String) {
        for width in stride(from: 170.0, through: 300, by: 5) {
            #expect(lines(text, width: width).allSatisfy { !$0.hasSuffix("-") }, "\(width)")
        }
    }

    @Test(
        "no two lines running end with a hyphen, wherever each word fits a line",
        arguments: Array(stride(from: 320.0, through: 560, by: 7)))
    func running(width: Double) {
        let text = """
            Die Gemeindeverwaltung veröffentlicht Bekanntmachungen, Ausschreibungen, Tagesordnungspunkte, \
            Straßenausbaubeitragssatzungen und Verwaltungsgebührenordnungen ihrer Mitgliedsgemeinden im Amtsblatt.
            """
        let lines = lines(text, width: width)
        for (line, next) in zip(lines, lines.dropFirst()) {
            #expect(!(line.hasSuffix("-") && next.hasSuffix("-")), "\(line) / \(next)")
        }
    }

    @Test("a short last line gets the word before it")
    func orphans() {
        let text = "Wir laden ein zum Fest auf dem Breiteweg vor."
        for width in stride(from: 150.0, through: 430, by: 5) {
            let lines = lines(text, width: width)
            guard lines.count > 1 else { continue }
            #expect(lines[lines.count - 1].contains(" "), "\(lines)")
        }
    }

    @Test("a dot between two facts stands neither at the end of a line nor at the start of one")
    func dots() {
        #expect(lines("18:30 Uhr · Mittellandhalle", width: 160, .ifNeeded) == ["18:30 Uhr", "Mittellandhalle"])
        for width in stride(from: 60.0, through: 300, by: 5) {
            for line in lines("18:30 Uhr · Rathaus · Sitzungssaal · 2. Stock", width: width, .ifNeeded) {
                #expect(line.first != "·" && line.last != "·")
            }
        }
    }
}
