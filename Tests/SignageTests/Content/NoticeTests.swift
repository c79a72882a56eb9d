import Foundation
import Testing

@testable import Signage

@Suite struct NoticeTests {
    @Test(
        "a headline that nobody could read is refused",
        arguments: [
            ("", "is empty"), (" \n\t ", "is empty"), ("\u{200B}\u{2060}\u{FEFF}", "is empty"),
            ("\u{AD}\u{200D}", "is empty"), ("a\nb", "must stand on one line"),
            ("a\u{2028}b", "must stand on one line"), ("a\r\nb", "must stand on one line"),
            ("a\u{7}b", "has the control character U+7, remove it"),
            ("a\u{1B}[31mb", "has the control character U+1B, remove it"),
            ("a\u{9F}b", "has the control character U+9F, remove it"),
            ("Stra\u{FFFD}e", "has U+FFFD in place of a letter that was lost, type it anew"),
            ("a\u{202E}b", "has the invisible mark U+202E that changes the order of letters, remove it"),
            ("a\u{2069}b", "has the invisible mark U+2069 that changes the order of letters, remove it"),
        ])
    func headline(text: String, reason: String) {
        #expect(refusal { _ = try Examples.notice(headline: text) } == InvalidValue(field: "headline", reason: reason))
    }

    @Test("160 characters of headline are taken, 161 are not, and white space around does not count")
    func length() throws {
        let longest = String(repeating: "ß", count: 160)
        #expect(try Examples.notice(headline: " \(longest)\n").headline == longest)
        #expect(
            refusal { _ = try Examples.notice(headline: longest + "x") }?.description
                == "headline: is too long: 161 characters, at most 160")
    }

    @Test("a character of countless combining marks is not one character long")
    func combining() {
        let tower = "a" + String(repeating: "\u{301}", count: 5_000)
        #expect(tower.count == 1)
        #expect(refusal { _ = try Examples.notice(headline: tower) }?.field == "headline")
        #expect(refusal { _ = try Notice.Fact(label: tower, value: "b") }?.field == "label")
        #expect(
            refusal { _ = try Examples.notice(body: String(repeating: tower, count: 20)) }?.field == "body")
    }

    @Test("a family of emoji, Arabic and decomposed Vietnamese are text like any other")
    func scripts() throws {
        for text in ["👨‍👩‍👧‍👦 Familienfest", "إعلان", "Thông báo".decomposedStringWithCanonicalMapping] {
            #expect(try Examples.notice(headline: text).headline == text)
        }
    }

    @Test("a body keeps its paragraphs and loses trailing spaces, double empty lines and foreign line ends")
    func body() throws {
        let notice = try Examples.notice(body: "\n  a  \r\nb\r\r\r\r c\u{2028}d\n\n\n\ne \n")
        #expect(notice.body == "a\nb\n\nc\nd\n\ne")
        #expect(try Examples.notice(body: "").body == "")
    }

    @Test("8,000 characters of body are taken, one more or a megabyte are not")
    func longBody() throws {
        #expect(try Examples.notice(body: String(repeating: "a", count: 8_000)).body.count == 8_000)
        for count in [8_001, 1_000_000] {
            let refused = refusal { _ = try Examples.notice(body: String(repeating: "a", count: count)) }
            #expect(refused?.field == "body")
            #expect(refused?.reason.hasPrefix("is too long") == true)
        }
    }

    @Test("facts and category have limits of their own")
    func facts() throws {
        let window = try DisplayWindow(onset: Examples.now, expires: Examples.now + 60)
        func notice(category: String? = nil, facts: Int = 0) throws -> Notice {
            try Notice(
                id: Name("a"), headline: "a", body: "", category: category,
                facts: (0..<facts).map { try Notice.Fact(label: "\($0)", value: "b") }, window: window,
                published: Examples.now)
        }
        #expect(try notice(category: String(repeating: "a", count: 60), facts: 6).facts.count == 6)
        #expect(refusal { _ = try notice(facts: 7) }?.description == "facts: has 7 lines, at most 6 fit a board")
        #expect(refusal { _ = try notice(category: String(repeating: "a", count: 61)) }?.field == "category")
        #expect(refusal { _ = try notice(category: " ") }?.description == "category: is empty")
        #expect(refusal { _ = try Notice.Fact(label: String(repeating: "a", count: 25), value: "b") }?.field == "label")
        #expect(
            refusal { _ = try Notice.Fact(label: "a", value: String(repeating: "a", count: 121)) }?.field == "value")
    }

    @Test("a notice is the same after its bytes, and its window stands as onset and expires")
    func coding() throws {
        let notice = try Notice(
            id: Name("n-1"), headline: "Ä", body: "a\n\nb", category: "c", facts: [Notice.Fact(label: "l", value: "v")],
            window: DisplayWindow(onset: Examples.now, expires: Examples.now + 90), published: Examples.now + 0.7)
        #expect(try roundTrip(notice) == notice)
        let object = try Examples.object(WireCoding.encode(notice))
        #expect(object["onset"] as? String == "2026-11-23T13:07:00Z")
        #expect(object["expires"] as? String == "2026-11-23T13:08:30Z")
        #expect(object["published"] as? String == "2026-11-23T13:07:00Z")
        #expect(object["window"] == nil)
    }

    @Test("decoding refuses what the initializer refuses, and ignores fields it does not know")
    func decoding() {
        func json(_ expires: String, _ more: String = "") -> String {
            """
            {"id": "a", "headline": "b", "body": "", "onset": "2026-11-23T13:07:00Z", "expires": "\(expires)",
             "published": "2026-11-23T13:07:00Z"\(more)}
            """
        }
        #expect(refusal(Notice.self, json("2026-11-23T13:08:00Z", #", "mood": {"new": [1]}"#)) == nil)
        #expect(
            refusal(Notice.self, json("2026-11-23T13:07:00Z"))?.description == "expires: must be later than the onset")
        #expect(
            refusal(Notice.self, json("2026-11-23T13:08:00Z", #", "facts": [{"label": "a", "value": "\u0007"}]"#))?
                .description == "facts.0.value: has the control character U+7, remove it")
        #expect(refusal(Notice.self, json("tomorrow"))?.field == "expires")
    }

    @Test("a notice is new from its onset, or from its publication if that came later")
    func current() throws {
        let early = try Examples.notice(from: Examples.now, published: Examples.now - 60)
        let late = try Examples.notice(from: Examples.now, published: Examples.now + 60)
        #expect(early.current == Examples.now)
        #expect(late.current == Examples.now + 60)
    }
}
