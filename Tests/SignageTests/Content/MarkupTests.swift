import Foundation
import Testing

@testable import Signage

@Suite struct MarkupTests {
    private typealias Block = Markup.Block

    private static func plain(_ text: String) -> [Markup.Run] { [Markup.Run(text: text)] }

    private func paragraph(_ text: String) -> [Block] { [.paragraph(Self.plain(text))] }

    private func list(_ items: String..., isOrdered: Bool = false) -> Block {
        .list(items: items.map(Self.plain), isOrdered: isOrdered)
    }

    private func blocks(_ text: String) -> [Block] { Markup(text).blocks }

    /// Runs as `b<…>`, `i<…>` and `bi<…>`.
    private func runs(_ text: String) -> String {
        guard case .paragraph(let runs) = blocks(text).first else { return "" }
        return runs.map { run in
            let kind = (run.isBold ? "b" : "") + (run.isItalic ? "i" : "")
            return kind.isEmpty ? run.text : "\(kind)<\(run.text)>"
        }.joined()
    }

    // MARK: Paragraphs

    @Test("empty lines part paragraphs, a single line break stays one")
    func paragraphs() {
        #expect(
            blocks("Rathaus\nEbendorfer Straße 19\n\n \n\nOffen\r\nheute\n") == [
                .paragraph(Self.plain("Rathaus\nEbendorfer Straße 19")), .paragraph(Self.plain("Offen\nheute")),
            ])
    }

    @Test("a text without a visible character has no blocks", arguments: ["", " ", "\n\n", " \n\t\r\n "])
    func empty(text: String) {
        #expect(Markup(text).blocks.isEmpty)
        #expect(Markup(text).plainText.isEmpty)
    }

    // MARK: Bold and italic

    @Test(
        "stars around words make them bold, italic or both",
        arguments: [
            ("Bitte **nicht** baden", "Bitte b<nicht> baden"), ("*Kein* Winterdienst", "i<Kein> Winterdienst"),
            ("***Achtung***!", "bi<Achtung>!"), ("**„Zur Linde“**, (*neu*)", "b<„Zur Linde“>, (i<neu>)"),
            ("**eins** **zwei**", "b<eins> b<zwei>"), ("**von A\nbis B**", "b<von A\nbis B>"),
            ("**fett *beides* fett**", "b<fett >bi<beides>b< fett>"), ("***beides* fett**", "bi<beides>b< fett>"),
            ("***beides** kursiv*", "bi<beides>i< kursiv>"), ("*kursiv **beides***", "i<kursiv >bi<beides>"),
            ("**Bürger*innen** und *Kolleg*innen*", "b<Bürger*innen> und i<Kolleg*innen>"),
            (#"*„\*“*"#, "i<„*“>"),
        ])
    func emphasis(text: String, expected: String) {
        #expect(runs(text) == expected)
    }

    @Test(
        "stars that mark nothing stay as they are",
        arguments: [
            "5 * 3 = 15", "5*3*2", "Bürger*innen", "Bürger*innen und Lehrer*innen", "*", "Schüler* und Lehrer*",
            "*) nur werktags *)", "**", "** **", "****", "a **** b", "**Achtung", "Achtung**",
            "*Achtung",
            "****vier****", "* *", "snake_case_name __fett__",
            "<b>fett</b> &amp; [Link](https://example.org) # kein Titel",
            "`Code`", "# Titel", "---", "***",
        ])
    func noEmphasis(text: String) {
        #expect(blocks(text) == paragraph(text))
    }

    @Test("stars that are left over stay outside of what the others mark")
    func leftOver() {
        #expect(runs("**eins*") == "*i<eins>")
        #expect(runs("*eins**") == "i<eins>*")
    }

    @Test("a backslash takes the meaning of a mark, and is itself elsewhere")
    func escapes() {
        #expect(runs(#"\*kein\* Kursiv, \\*schon\\*, C:\Daten, \"#) == #"*kein* Kursiv, \i<schon\>, C:\Daten, \"#)
        #expect(blocks(#"\- kein Punkt"#) == paragraph("- kein Punkt"))
        #expect(blocks("1\\. kein\n2\\. Punkt") == paragraph("1. kein\n2. Punkt"))
        #expect(blocks(#"\| keine | Tabelle |"#) == paragraph("| keine | Tabelle |"))
        #expect(runs(#"*eins\* zwei*"#) == "i<eins* zwei>")
    }

    // MARK: Lists

    @Test("lines with a hyphen, star or bullet are a list, also right below a paragraph and with empty lines between")
    func bullets() {
        let text = "Bitte mitbringen:\n- Ausweis\n* Foto\n\n•\tGebühr\nBis bald"
        #expect(
            blocks(text) == [
                .paragraph(Self.plain("Bitte mitbringen:")), list("Ausweis", "Foto", "Gebühr"),
                .paragraph(Self.plain("Bis bald")),
            ])
        #expect(
            blocks("- **Mo** zu") == [
                .list(items: [[.init(text: "Mo", isBold: true), .init(text: " zu")]], isOrdered: false)
            ])
    }

    @Test(
        "a hyphen or star that begins no item is text",
        arguments: ["-5 °C", "-", "•", "- - -", "* * *", "–", "– Ausweis", "-Ausweis", "*Pflichtfeld"])
    func noBullets(text: String) {
        #expect(blocks(text) == paragraph(text))
    }

    @Test("lines that count up from 1 are an ordered list")
    func ordered() {
        #expect(
            blocks("1. Eröffnung\n2. Haushalt\n\n3. Verschiedenes") == [
                list("Eröffnung", "Haushalt", "Verschiedenes", isOrdered: true)
            ])
        #expect(
            blocks("So geht es:\n1) Anmelden\n2) Zahlen") == [
                .paragraph(Self.plain("So geht es:")), list("Anmelden", "Zahlen", isOrdered: true),
            ])
        #expect(
            blocks("1. a\n2. b\n1. c\n2. d") == [
                list("a", "b", isOrdered: true), list("c", "d", isOrdered: true),
            ])
        let many = (1...120).map { "\($0). Punkt" }.joined(separator: "\n")
        guard case .list(let items, true) = blocks(many).first else { return #expect(Bool(false), "is no list") }
        #expect(items.count == 120)
    }

    @Test(
        "days, single numbers and numbers that do not count up from 1 are text",
        arguments: [
            "1. Dezember", "Markt am\n1. Dezember\nab 9 Uhr", "1. Mai\n2. Juni", "1. Advent", "1. Bauabschnitt",
            "1. Jan. frei\n2. Jan. offen", "1. Sept\n2. Okt", "1. März\n2. Ma\u{308}rz", "1. 12. 2026\n2. 12. 2026",
            "1. Punkt\n2. Dezember", "2. Eins\n3. Zwei", "1. Eins\n3. Drei", "1. Eins\n2. Zwei\n4. Vier", "3. Oktober",
            "20. November\n21. November", "0. Null\n1. Eins", "1. Eins\n2) Zwei", "1.Eins\n2.Zwei", "1. Eins\n1. Eins",
            "01. Eins\n02. Zwei", "1.12.\n2.12.", "1: Eins\n2: Zwei", "١. Eins\n٢. Zwei",
            "1. JULI\n2. JULI", "1234. x", "1. May\n2. June", "1.\n2.",
        ])
    func dates(text: String) {
        #expect(blocks(text) == paragraph(text))
    }

    @Test("a word that only begins like a month is no month")
    func likeMonths() {
        #expect(blocks("1. Maibaum\n2. Augenarzt") == [list("Maibaum", "Augenarzt", isOrdered: true)])
    }

    // MARK: Tables

    private func table(_ rows: [[String]], hasHeader: Bool = false) -> Block {
        .table(rows: rows.map { $0.map { $0.isEmpty ? [] : Self.plain($0) } }, hasHeader: hasHeader)
    }

    @Test("lines between bars are a table, with a header where hyphens follow")
    func tables() {
        #expect(
            blocks("Offen:\n| Mo | 8–12 Uhr |\n|Di|9 Uhr|\nsonst zu") == [
                .paragraph(Self.plain("Offen:")), table([["Mo", "8–12 Uhr"], ["Di", "9 Uhr"]]),
                .paragraph(Self.plain("sonst zu")),
            ])
        #expect(
            blocks("| Tag | Tonne |\n|:----|---:|\n| 24.11. | Bio |") == [
                table([["Tag", "Tonne"], ["24.11.", "Bio"]], hasHeader: true)
            ])
        #expect(blocks("| a | b |\n|---|") == [table([["a", "b"]], hasHeader: true)])
        #expect(blocks("| Mo | – |\n| - | - |") == [table([["Mo", "–"], ["-", "-"]])])
    }

    @Test("rows are as long as the longest one, and a bar after a backslash is none")
    func ragged() {
        #expect(blocks("| a |\n| b | c | d |\n| | e |") == [table([["a", "", ""], ["b", "c", "d"], ["", "e", ""]])])
        #expect(
            blocks(#"| a \| b | **c** |"#) == [
                .table(rows: [[Self.plain("a | b"), [.init(text: "c", isBold: true)]]], hasHeader: false)
            ])
        #expect(blocks(#"| a \\| b |"#) == [table([[#"a \"#, "b"]])])
    }

    @Test(
        "bars that make fewer than two or more than four columns, or leave a line open, are text",
        arguments: ["|", "| a |", "||", "| a | b", "| a | b | c | d | e |", "a | b |", "| a | b |\n| c | d", "a | b"])
    func noTable(text: String) {
        #expect(blocks(text) == paragraph(text))
    }

    @Test("a table of more than forty rows goes on in a second one, and no row is lost")
    func longTable() {
        let text = (0..<100).map { "| \($0) | x |" }.joined(separator: "\n")
        let rows = blocks(text).map { block -> Int in
            guard case .table(let rows, _) = block else { return 0 }
            return rows.count
        }
        #expect(rows == [40, 40, 20])
        #expect(Markup(text).plainText.filter { $0 == "x" }.count == 100)
    }

    // MARK: All texts

    @Test("the plain text has the words without the marks")
    func plainText() {
        let text = "**Achtung**\n\n- *eins*\n- zwei\n\n1. a\n2. b\n\n| Mo | 8 Uhr |\n| Di | |"
        #expect(Markup(text).plainText == "Achtung\n\n• eins\n• zwei\n\n1. a\n2. b\n\nMo\t8 Uhr\nDi\t")
    }

    /// Texts of marks, words and line breaks in any order.
    static func random(_ count: Int, seed: UInt64) -> [String] {
        var generator = SeededGenerator(seed: seed)
        let parts = [
            "*", "**", "***", " ", " ", "\n", "\n\n", "\\", "|", "| ", " |\n", "- ", "1. ", "2. ", "3. ", "Wort", "Mai",
            "ß",
            "e\u{301}", "\u{301}", "🇩🇪", "|---|", "5", ".", "“",
        ]
        return (0..<count).map { _ in
            (0..<Int.random(in: 0...40, using: &generator)).map { _ in
                parts.randomElement(using: &generator) ?? ""
            }.joined()
        }
    }

    @Test("no letter and no digit of any text is lost, and the blocks keep their shape")
    func total() {
        for text in Self.random(4_000, seed: 21) {
            let markup = Markup(text)
            func letters(_ text: String) -> String {
                String(text.filter { $0.isLetter || $0 == "5" })
            }
            #expect(letters(markup.plainText) == letters(text), "\(text.debugDescription)")
            for block in markup.blocks {
                switch block {
                case .paragraph(let runs): #expect(!runs.isEmpty && runs.allSatisfy { !$0.text.isEmpty })
                case .list(let items, let isOrdered): #expect(items.count > (isOrdered ? 1 : 0))
                case .table(let rows, _):
                    #expect((1...Markup.mostRows).contains(rows.count) && (2...4).contains(rows[0].count))
                    #expect(rows.allSatisfy { $0.count == rows[0].count })
                }
            }
        }
    }

    @Test(
        "a hostile text takes time that grows with its length only",
        arguments: [
            "*", "*a ", " *a", "**a *", "a* ", "1. a\n", "1. a\n3. a\n", "- \n", "\n", "|", "|a\n", "|a|b|\n", "\\",
            "\\*",
        ])
    func hostile(part: String) {
        func time(_ count: Int) -> Duration {
            let text = String(repeating: part, count: count)
            return (0..<3).map { _ in ContinuousClock().measure { _ = Markup(text) } }.min() ?? .zero
        }
        // Sixteen times the text takes at most 128 times as long; a quadratic reader would take 256 times.
        #expect(time(16_000) < time(1_000) * 128)
        #expect(Markup(String(repeating: part, count: 8_000)).blocks.count <= 8_000)
    }
}
