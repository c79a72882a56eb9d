import Foundation
import Testing

@testable import Signage

@Suite struct InvalidValueTests {
    @Test(
        "a refusal names its place as a path and as an RFC 6901 pointer",
        arguments: [
            ("", "#"), ("headline", "#/headline"), ("facts.0.label", "#/facts/0/label"),
            ("codes.a/b", "#/codes/a~1b"), ("codes.a~b", "#/codes/a~0b"), ("codes.ä b", "#/codes/%C3%A4%20b"),
        ])
    func pointer(field: String, pointer: String) {
        #expect(InvalidValue(field: field, reason: "is wrong").pointer == pointer)
    }

    @Test("a refusal of the whole document has no path before its reason")
    func whole() {
        #expect(InvalidValue(field: "", reason: "is empty").description == "is empty")
        #expect(InvalidValue(field: "a.1", reason: "is empty").description == "a.1: is empty")
    }

    struct Outer: Decodable {
        struct Inner: Decodable {
            let name: Name
            let fact: Notice.Fact?
            let count: Int?
        }
        let list: [Inner]
        let table: [String: Inner]?
    }

    @Test(
        "whatever is wrong, wherever it stands, the whole path is told",
        arguments: [
            (#"{}"#, "list: is missing"),
            (#"{"list": 1}"#, "list: must be a list"),
            (#"{"list": [1]}"#, "list.0: must be an object"),
            (#"{"list": [{"name": "a"}, {}]}"#, "list.1.name: is missing"),
            (#"{"list": [{"name": 1}]}"#, "list.0.name: must be a text"),
            (#"{"list": [{"name": null}]}"#, "list.0.name: must be a text, not null"),
            (#"{"list": [{"name": "A"}]}"#, "list.0.name: a name has only the characters a-z, 0-9 and -"),
            (#"{"list": [{"name": "a", "count": "1"}]}"#, "list.0.count: must be a number"),
            (#"{"list": [{"name": "a", "fact": {"label": "", "value": "b"}}]}"#, "list.0.fact.label: is empty"),
            (
                #"{"list": [], "table": {"x": {"name": "a", "fact": {"label": "b", "value": ""}}}}"#,
                "table.x.fact.value: is empty"
            ),
        ])
    func paths(json: String, sentence: String) {
        #expect(refusal(Outer.self, json)?.description == sentence)
    }

    @Test("what is no JSON at all is told of the whole document", arguments: ["", "{", "nonsense", "{\"a\":1}x"])
    func noJSON(text: String) {
        #expect(refusal(Outer.self, text)?.field == "")
        #expect(refusal(Outer.self, text)?.reason.isEmpty == false)
    }

    @Test(
        "what is no JSON is told with its line and column, and with what to do",
        arguments: [
            ("", "is empty, not JSON"), (" \n", "is empty, not JSON"),
            ("{\n \"list\": [x]\n}", "is no JSON: line 2, column 11: "),
            ("{\n\"list\": 1\n\"table\": {}}", "is no JSON: line 3, column 1: "),
            ("{\"list\": [", "is no JSON: it ends before"),
            (String(repeating: "[", count: 600), "is nested too deeply: at most 512 levels"),
        ])
    func syntax(text: String, words: String) {
        #expect(
            refusal(Outer.self, text)?.reason.hasPrefix(words) == true, "\(refusal(Outer.self, text)?.reason ?? "")")
    }

    @Test("what is no UTF-8 is told with its line and how to convert it")
    func latin() {
        let data = Data("{\n\"list\": \"Stra".utf8) + [0xDF] + Data("e\"}".utf8)
        #expect(
            refusal { _ = try WireCoding.decode(Outer.self, from: data) }?.reason
                .hasPrefix("line 2 is not UTF-8; save it anew as UTF-8, or convert it: iconv") == true)
    }

    @Test("a word that is none of those to choose from is refused with all of them")
    func words() {
        #expect(
            refusal(ViewingDistances.Role.self, "\"far\"")?.reason == "must be headline, body, detail, not \"far\"")
        #expect(
            refusal(Widget.self, #"{"widget": "notise"}"#)?.description.hasPrefix(
                "widget: must be masthead, notice, clock, code, image, banner, validity, joining, sources, meetings, departures"
            )
                == true)
    }
}
