import Foundation
import SignageTesting
import Testing

@testable import Render

@Suite struct HyphenatorTests {
    private static let hyphenator = Hyphenator()

    /// With "-" for the soft hyphen.
    private func dashed(_ text: String) -> String {
        Self.hyphenator.softened(text).replacingOccurrences(of: "\u{AD}", with: "-")
    }

    private static func councilWords() throws -> [String] {
        let file = Repository.root.appendingPathComponent("Tests/RenderTests/Fixtures/council-words.txt")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
        return lines.map(String.init)
    }

    @Test("the patterns of hyphen-de are there")
    func loads() {
        #expect(Self.hyphenator.problem == nil)
    }

    @Test("every council word breaks exactly where the list says")
    func words() throws {
        let words = try Self.councilWords()
        #expect(words.count >= 300)
        #expect(Set(words).count == words.count)
        let produced = words.map { dashed($0.replacingOccurrences(of: "-", with: "")) }
        #expect(zip(words, produced).filter { $0 != $1 }.map { "\($0), not \($1)" } == [])
    }

    @Test("the list itself keeps three letters at a word's ends")
    func list() throws {
        for word in try Self.councilWords() where word.contains("-") {
            let parts = word.split(separator: "-", omittingEmptySubsequences: false)
            #expect((parts.first?.count ?? 0) >= 3 && (parts.last?.count ?? 0) >= 3, "\(word)")
            #expect(word.count { $0 != "-" } >= 7, "\(word)")
        }
    }

    @Test("endings do not change where a compound breaks, and capitals at its start neither")
    func endings() {
        #expect(dashed("Straßenbeleuchtungen") == "Stra-ßen-beleuch-tun-gen")
        #expect(dashed("bundesstraßen") == "bun-des-stra-ßen")
        #expect(dashed("Haltestellen") == "Halte-stel-len")
        #expect(dashed("Wolmirstedter") == "Wol-mir-sted-ter")
        #expect(dashed("Öffentlichkeit") == "Öffent-lich-keit")
    }

    @Test(
        "what only looks like a compound of listed members is none",
        arguments: [
            ("Steuerung", "Steue-rung"), ("durchaus", "durch-aus"), ("gemessen", "gemes-sen"),
            ("Norweger", "Nor-we-ger"),
            ("Finanzierung", "Finan-zie-rung"), ("Beratung", "Bera-tung"), ("Urinstinkt", "Urinstinkt"),
        ])
    func lookalikes(word: String, broken: String) {
        #expect(dashed(word) == broken)
    }

    @Test(
        "what is no plain German word stays untouched",
        arguments: [
            "", " ", "Bauamt", "BEBAUUNGSPLAN", "Bebauungs\u{AD}plan", "https://gemeinde-barleben.de/sitzungskalender",
            "www.gemeindeverwaltung.de", "gemeindeverwaltung.de/bekanntmachungen", "poststelle@gemeindeverwaltung.de",
            "Gemeinderat2026", "2026Gemeinderat", "BürgerInnenversammlung", "039203 565-0", "15 000 €", "Объявление",
            "إعلان",
            "Thông báo quan trọng", "Ogłoszenie", "Gemeinde\u{308}ratssitzung", "Gemeinderat\u{301}ssitzung", "👨‍👩‍👧‍👦",
            "\u{FFFD}",
            "Bürger_innen_versammlung", "#Gemeinderatssitzung", "\0", "a\u{200D}Gemeinderat",
        ])
    func untouched(text: String) {
        #expect(Self.hyphenator.softened(text) == text)
    }

    @Test(
        "parts between hyphens, slashes and quotation marks are words of their own",
        arguments: [
            ("Bürger-Versammlung", "Bürger-Ver-samm-lung"), ("24-Stunden-Bereitschaft", "24-Stun-den-Bereit-schaft"),
            ("Fuß- und Radwegebau", "Fuß- und Rad-wege-bau"), ("Anwohner/Anlieger", "Anwoh-ner/Anlie-ger"),
            ("„Sommerfest“", "„Som-mer-fest“"), ("(Sportplatz),\n\tTurnhalle!", "(Sport-platz),\n\tTurn-halle!"),
            ("WLAN-Zugangspunkt", "WLAN-Zugangs-punkt"), ("eins\u{A0}Sitzung", "eins\u{A0}Sit-zung"),
        ])
    func parts(text: String, broken: String) {
        #expect(dashed(text) == broken)
    }

    @Test(
        "softening adds soft hyphens only, three letters from each end, and a second time changes nothing",
        arguments: 0..<60)
    func property(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        let alphabet = Array("aabcdeeefghiijklmnnoprrssttuuvwzäöüßéABÜ  -.,/@1\u{AD}\u{301}я中\n\u{A0}„“–")
        let text = String(
            (0..<Int.random(in: 0...900, using: &generator)).map { _ in
                alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
            })
        let softened = Self.hyphenator.softened(text)
        let bare = String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\u{AD}" }))
        #expect(String(String.UnicodeScalarView(softened.unicodeScalars.filter { $0 != "\u{AD}" })) == bare)
        #expect(Self.hyphenator.softened(softened) == softened)
        for token in softened.split(whereSeparator: { $0.isWhitespace }) where !text.contains(token) {
            for word in token.split(whereSeparator: { !$0.isLetter && $0 != "\u{AD}" }) where word.contains("\u{AD}") {
                let parts = word.split(separator: "\u{AD}", omittingEmptySubsequences: false)
                #expect((parts.first?.count ?? 0) >= 3 && (parts.last?.count ?? 0) >= 3, "\(word)")
            }
        }
    }

    @Test(
        "a word of 8,000 letters takes about ten times as long as one of 800",
        arguments: ["gemeinderatssitzung", "x", "straße", "aus", "s", "ungen"])
    func long(unit: String) {
        func time(_ letters: Int) -> Duration {
            let word = String(String(repeating: unit, count: letters / unit.count + 1).prefix(letters))
            let clock = ContinuousClock()
            return (0..<5).map { _ in clock.measure { _ = Self.hyphenator.softened(word) } }.min() ?? .zero
        }
        // Quadratic work would take a hundred times as long.
        #expect(time(8_000) < time(800) * 40)
    }

    @Test(
        "without a pattern file nothing is broken, and the reason names the package",
        arguments: ["/nowhere/hyph.dic", "/etc/hostname"])
    func missing(path: String) {
        let hyphenator = Hyphenator(path: path)
        #expect(hyphenator.softened("Gemeinderatssitzung") == "Gemeinderatssitzung")
        #expect(hyphenator.problem?.description.contains("install hyphen-de") == true)
        #expect(hyphenator.problem?.description.contains(path) == true)
    }

    @Test("a pattern file of any bytes does no harm", arguments: 0..<20)
    func spoilt(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let alphabet = Array("abcdefgnst.1234567890- \n#/".utf8) + [0, 0xDF, 0xFF]
        var bytes = Data("ISO8859-1\nNEXTLEVEL\n".utf8)
        bytes += (0..<Int.random(in: 0...4_000, using: &generator)).map { _ in
            alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
        }
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("hyphen-\(UUID().uuidString).dic")
        try bytes.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let hyphenator = Hyphenator(path: file.path)
        #expect(hyphenator.problem == nil)
        #expect(
            hyphenator.softened("Gemeinderatssitzung abcdefgstnabc").replacingOccurrences(of: "\u{AD}", with: "")
                == "Gemeinderatssitzung abcdefgstnabc")
    }
}
