import Foundation
import SignageTesting
import Testing

@testable import Render

@Suite struct HyphenGlueTests {
    /// "~" stands for the space that holds.
    private func glued(_ text: String) -> String { Glue.joined(text).replacingOccurrences(of: "\u{A0}", with: "~") }

    @Test(
        "numbers, names and abbreviations hold together",
        arguments: [
            ("20. November", "20.~November"), ("10 °C", "10~°C"), ("18 Uhr", "18~Uhr"),
            ("nach § 5 Abs. 2", "nach §~5 Abs.~2"),
            ("z. B. heute", "z.~B. heute"), ("(d. h. morgen)", "(d.~h. morgen)"), ("i. d. R. nicht", "i.~d.~R. nicht"),
            ("Nr. 31", "Nr.~31"), ("Dr. Müller", "Dr.~Müller"), ("Prof. Dr. Meier", "Prof.~Dr.~Meier"), ("S 1", "S~1"),
            ("RE 13", "RE~13"), ("Bus 610", "Bus~610"), ("15 000 €", "15~000~€"), ("1 250 000 Euro", "1~250~000~Euro"),
            ("1.–3. Dezember", "1.–\u{2060}3.~Dezember"), ("Tel. 039203 565-0", "Tel.~039203~565-0"),
            ("0391 5400", "0391~5400"),
            ("3,5 Mio. €", "3,5~Mio. €"), ("im 2. Bauabschnitt", "im 2.~Bauabschnitt"), ("12 µg/m³.", "12~µg/m³."),
            ("Breiteweg 147", "Breiteweg~147"),
            ("Magdeburger Straße 12a, Ebendorf", "Magdeburger Straße~12a, Ebendorf"),
            ("voraussichtlich Fr, 18. Dezember", "voraussichtlich Fr,~18.~Dezember"),
            ("am 1. Januar 2027", "am 1.~Januar~2027"), ("Haus 4 und Haus 5", "Haus~4 und Haus~5"),
            ("TOP 3: Haushalt", "TOP~3: Haushalt"),
        ])
    func held(text: String, expected: String) {
        #expect(glued(text) == expected)
        #expect(glued(Glue.joined(text)) == expected)
    }

    @Test(
        "what does not belong together stays apart",
        arguments: [
            "", " ", "  ", "S Bahn", "Bus fährt", "im Jahr 2026. Danach", "2026 Kinder", "610 und 611", "Dr. med.",
            "ab 5 Plätze",
            "Gemeinderat Barleben tagt", "39179 Barleben", "a  b", "5. Января", "10 мая", "Nr. alt", "§ fünf", "z. Hd.",
        ])
    func apart(text: String) {
        #expect(Glue.joined(text) == text)
    }

    @Test(
        "a short last word never stands alone",
        arguments: [
            ("Fuß- und Radweg bleiben frei.", "Fuß- und Radweg bleiben~frei."),
            ("eins zwei drei vier fünf\nsechs", "eins zwei drei vier~fünf\nsechs"),
        ])
    func widows(text: String, expected: String) {
        #expect(glued(text) == expected)
        #expect(glued(Glue.joined(text)) == expected)
    }

    @Test(
        "a long last word, a short paragraph and another script end as they like",
        arguments: [
            "Die Unterlagen liegen aus im Rathauskeller.", "Der Weg ist frei.", "Дорога закрыта до конца этого года",
            "الطريق مغلق حتى نهاية هذا العام", "eins zwei drei vier 👍", "eins zwei drei vier fünf ",
        ])
    func noWidow(text: String) {
        #expect(Glue.joined(text) == text)
    }

    @Test("joining changes spaces only, and a second time nothing", arguments: 0..<80)
    func property(seed: Int) {
        let pieces = [
            "20.", "November", "10", "°C", "000", "§", "5", "z.", "B.", "Dr.", "Müller", "039203", "565-0", "ja",
            "Gemeinderatssitzung",
            "", "Мая", "Nr.", "S", "1", "\n", "a\u{A0}b", "15", "i.", "d.", "R.", "e\u{301}", "👍",
        ]
        var generator = SeededGenerator(seed: UInt64(seed))
        let text = (0..<Int.random(in: 0...30, using: &generator))
            .map { _ in pieces[Int.random(in: 0..<pieces.count, using: &generator)] }.joined(separator: " ")
        let joined = Glue.joined(text)
        #expect(
            joined.replacingOccurrences(of: "\u{A0}", with: " ") == text.replacingOccurrences(of: "\u{A0}", with: " "))
        #expect(Glue.joined(joined) == joined)
    }
}
