import Foundation
import Testing

@testable import Signage

@Suite struct ReadingTimeTests {
    @Test(
        "a notice shows for eight seconds at least, and a long one for as long as its words need",
        arguments: [(1, 8.0), (15, 8), (16, 9), (100, 42), (450, 182), (1_000, 402)])
    func notices(words: Int, seconds: TimeInterval) throws {
        let body = Array(repeating: "Wort", count: words - 1).joined(separator: "\n")
        #expect(ReadingTime.seconds(of: try Examples.notice(headline: "Titel", body: body)) == seconds)
    }

    @Test("the longest notice there can be is read within the bound")
    func longest() throws {
        let facts = try (0..<6).map { _ in
            try Notice.Fact(
                label: Self.letters(24), value: Self.letters(120))
        }
        let notice = try Notice(
            id: Name("a"), headline: Self.letters(160), body: Self.letters(8_000), category: Self.letters(60),
            facts: facts, window: DisplayWindow(onset: Examples.now, expires: Examples.now + 60),
            published: Examples.now)
        #expect(ReadingTime.words(in: notice) == 4_542)
        #expect(ReadingTime.seconds(of: notice) == 1_819)
        #expect(ReadingTime.seconds(of: notice) < ReadingTime.longestSeconds)
    }

    /// As many words as so many characters can hold.
    private static func letters(_ characters: Int) -> String {
        String(repeating: "a ", count: characters / 2)
    }

    @Test(
        "a page's time is bounded for any number",
        arguments: [(Int.min, 8), (-1, 8), (0, 8), (Int.max, 3_600)] as [(Int, TimeInterval)])
    func bounds(words: Int, seconds: TimeInterval) {
        #expect(ReadingTime.seconds(ofWords: words) == seconds)
    }

    @Test("more words never take less time, and pages take together at least what their words take at once")
    func monotonic() {
        for words in 0..<2_000 {
            #expect(ReadingTime.seconds(ofWords: words) <= ReadingTime.seconds(ofWords: words + 1))
            let pages = [words / 2, words - words / 2]
            #expect(ReadingTime.seconds(ofPages: pages) >= ReadingTime.seconds(ofWords: words))
        }
    }

    @Test("the pages of a turn share it by what each of them needs")
    func dwells() {
        #expect(ReadingTime.dwells(ofPages: [95, 15], turnSeconds: 48) == [40, 8])
        #expect(ReadingTime.dwells(ofPages: [95, 15], turnSeconds: 96) == [80, 16])
        #expect(ReadingTime.dwells(ofPages: [], turnSeconds: 48) == [])
        #expect(ReadingTime.dwells(ofPages: [0], turnSeconds: 48) == [48])
    }

    @Test(
        "a word is what stands between spaces and has a letter or a digit",
        arguments: [
            ("", 0), (" \n ", 0), ("Straße", 1), ("8 – 12 Uhr", 3), ("10:30 Uhr", 2), ("a\u{A0}b\u{2009}c", 3),
            ("Kommunalverfassungsgesetzesänderung", 1), ("… !", 0), ("e\u{301}te\u{301}", 1), ("Привет мир", 2),
            ("مرحبا بالعالم", 2), ("Xin chào", 2), ("👍 🇩🇪", 0), ("²", 1),
        ])
    func words(text: String, count: Int) {
        #expect(ReadingTime.words(in: text) == count)
    }

    @Test(
        "where a script has no spaces, or a word no end, five characters are a word",
        arguments: [
            ("公告", 1), ("市政府今天关闭", 2), ("市政府 今天", 2), ("Rathaus市政府", 2), ("ประกาศ", 2),
            (String(repeating: "a", count: 64), 1), (String(repeating: "a", count: 65), 13),
            (String(repeating: "市", count: 8_000), 1_600),
        ])
    func unspaced(text: String, count: Int) {
        #expect(ReadingTime.words(in: text) == count)
    }

    @Test("a text's marks are no words: it has as many as the plain text of its markup")
    func markup() {
        for text in MarkupTests.random(3_000, seed: 22) {
            #expect(
                ReadingTime.words(in: text) == ReadingTime.words(in: Markup(text).plainText), "\(text.debugDescription)"
            )
        }
    }
}
