import Foundation
import Signage
import SignageTesting
import Testing

@testable import HubService

@Suite struct NoticesAPITests {
    @Test("a notice comes in, is found, is withdrawn twice alike, and unknown ones are not there")
    func life() async throws {
        let fixture = try Fixture()
        try await fixture.withHub(brokerPort: try PrivateBroker.freePort()) { client in
            let created = try await client.post(
                #"{"headline": "Straße gesperrt", "boards": ["marktplatz", "dorfplatz"], "onset": "2026-11-18T01:00:00.5+01:00"}"#
            )
            #expect(created.status == 201)
            let status = try created.decoded(NoticeStatus.self)
            #expect(created.headers["location"] == "/api/v1/notices/\(status.notice.id)")
            #expect(status.state == .running)
            #expect(status.deliveries.map(\.version) == [2, 2])
            let path = "api/v1/notices/\(status.notice.id)"
            #expect(try await client.send("GET", path).decoded(NoticeStatus.self) == status)
            let list = try await client.send("GET", "api/v1/notices").decoded(NoticeList.self)
            #expect(list.notices == [status])
            let withdrawn = try await client.send("DELETE", path)
            #expect(withdrawn.status == 200)
            #expect(try withdrawn.decoded(NoticeStatus.self).state == .withdrawn)
            #expect(try await client.send("DELETE", path).body == withdrawn.body)
            for id in ["nothing", "Not%20a%20name"] {
                #expect(try await client.send("GET", "api/v1/notices/\(id)").status == 404)
                #expect(try await client.send("DELETE", "api/v1/notices/\(id)").status == 404)
            }
        }
    }

    @Test("whoever publishes is told how it can be read on each board, and by which clocks it shows")
    func legibility() async throws {
        let fixture = try Fixture()
        try await fixture.withHub(brokerPort: try PrivateBroker.freePort()) { client in
            let answer = try await client.post(
                #"{"headline": "Straße gesperrt", "boards": ["marktplatz", "dorfplatz"], "expires": "2026-12-04"}"#)
            let published = try answer.decoded(PublishedNotice.self)
            #expect(published.timeZone == "Europe/Berlin")
            #expect(published.status.notice.window.expires == WireCoding.date("2026-12-04T23:00:00Z"))
            #expect(published.legibility.map(\.board) == published.status.deliveries.map(\.board))
            #expect(published.legibility.map(\.pages) == [1, 1])
            // Nobody who writes notices can help that a layout's masthead is small.
            #expect(!published.legibility.flatMap(\.advice).contains { $0.contains("masthead") })
            let long = String(repeating: "Ein langer Satz steht hier. ", count: 60)
            let body = #"{"headline": "Lang", "boards": ["marktplatz"], "body": "\#(long)"}"#
            let judged = try #require(try await client.post(body).decoded(PublishedNotice.self).legibility.first)
            #expect(judged.pages > 3 && judged.verdict > .good && !judged.advice.isEmpty)
        }
    }

    @Test("characters that no font has are refused by name, and nothing is published")
    func undrawable() async throws {
        let fixture = try Fixture()
        try await fixture.withHub(brokerPort: try PrivateBroker.freePort()) { client in
            let answer = try await client.post(
                #"{"headline": "公告 市政厅", "body": "ẞ → 🙂 Việt عربي", "boards": ["marktplatz"], "facts": [{"label": "Ort", "value": "厅"}]}"#
            )
            #expect(answer.status == 422)
            #expect(answer.pointers == ["#/headline", "#/facts/0/value"])
            #expect(answer.text.contains("no board can show: 公 厅 告 市 政; write them in other ones"), "\(answer.text)")
            #expect(try await client.send("GET", "api/v1/notices").decoded(NoticeList.self).notices.isEmpty)
        }
    }

    @Test("a hub that was restarted has its notices, and its token still holds")
    func restart() async throws {
        let fixture = try Fixture()
        let port = try PrivateBroker.freePort()
        try await fixture.withHub(brokerPort: port) { client in
            let created = try await client.post(#"{"headline": "Eins", "boards": ["marktplatz"]}"#)
            #expect(created.status == 201)
        }
        try await fixture.withHub(brokerPort: port) { client in
            let list = try await client.send("GET", "api/v1/notices").decoded(NoticeList.self)
            #expect(list.notices.map(\.notice.headline) == ["Eins"])
            let boards = try await client.send("GET", "api/v1/boards").decoded(BoardList.self).boards
            #expect(boards.map(\.desired) == [2, 1, nil])
        }
    }

    @Test("without the token nothing is told and nothing changes")
    func token() async throws {
        let fixture = try Fixture()
        try await fixture.withHub(brokerPort: try PrivateBroker.freePort()) { client in
            let notice = Data(#"{"headline": "Eins", "boards": ["marktplatz"]}"#.utf8)
            for authorization in [
                "", "Bearer", "Bearer wrong", "Basic \(client.token)", "Bearer \(client.token.dropLast())",
            ] {
                for (method, path) in [
                    ("GET", "api/v1/notices"), ("POST", "api/v1/notices"), ("GET", "api/v1/notices/x"),
                    ("DELETE", "api/v1/notices/x"), ("GET", "api/v1/boards"),
                ] {
                    let answer = try await client.send(
                        method, path, method == "POST" ? notice : nil, authorization: authorization)
                    #expect(answer.status == 401)
                    #expect(answer.headers["www-authenticate"]?.hasPrefix("Bearer") == true)
                    #expect(answer.headers["content-type"] == "application/problem+json")
                }
            }
            #expect(try await client.send("GET", "api/v1/notices").decoded(NoticeList.self).notices.isEmpty)
        }
    }

    struct BadInput: Sendable, CustomTestStringConvertible {
        let what: String
        let body: Data
        let status: Int
        let pointers: [String]
        var type = "application/json"
        var testDescription: String { what }

        init(_ what: String, _ body: String, _ pointers: [String]) {
            self.init(what, Data(body.utf8), 422, pointers)
        }

        init(_ what: String, _ body: String, _ status: Int, _ pointers: [String]) {
            self.init(what, Data(body.utf8), status, pointers)
        }

        init(_ what: String, _ body: Data, _ status: Int, _ pointers: [String], type: String = "application/json") {
            self.what = what
            self.body = body
            self.status = status
            self.pointers = pointers
            self.type = type
        }
    }

    static let badInputs: [BadInput] = [
        BadInput("empty headline", #"{"headline": " ", "boards": ["marktplatz"]}"#, ["#/headline"]),
        BadInput("no headline", #"{"boards": ["marktplatz"]}"#, ["#/headline"]),
        BadInput("headline of two lines", #"{"headline": "a\nb", "boards": ["marktplatz"]}"#, ["#/headline"]),
        BadInput(
            "until before from",
            #"{"headline": "x", "boards": ["marktplatz"], "onset": "2026-12-01T10:00:00Z", "expires": "2026-12-01T09:00:00Z"}"#,
            ["#/expires"]),
        BadInput(
            "until in the past",
            #"{"headline": "x", "boards": ["marktplatz"], "onset": "2026-01-01T10:00:00Z", "expires": "2026-01-02T09:00:00Z"}"#,
            ["#/expires"]),
        BadInput(
            "no time", #"{"headline": "x", "boards": ["marktplatz"], "onset": "tomorrow"}"#, ["#/onset"]),
        BadInput("unknown board", #"{"headline": "x", "boards": ["marktplatz", "mond"]}"#, ["#/boards/1"]),
        BadInput("no boards", #"{"headline": "x", "boards": []}"#, ["#/boards"]),
        BadInput("boards absent", #"{"headline": "x"}"#, ["#/boards"]),
        BadInput("a board twice", #"{"headline": "x", "boards": ["marktplatz", "marktplatz"]}"#, ["#/boards/1"]),
        BadInput("a board without profile", #"{"headline": "x", "boards": ["schule"]}"#, ["#/boards/0"]),
        BadInput("boards of a wrong type", #"{"headline": "x", "boards": "marktplatz"}"#, ["#/boards"]),
        BadInput("a number for a board", #"{"headline": "x", "boards": [1]}"#, ["#/boards/0"]),
        BadInput("a number for a headline", #"{"headline": 1, "boards": ["marktplatz"]}"#, ["#/headline"]),
        BadInput(
            "a fact without a value", #"{"headline": "x", "boards": ["marktplatz"], "facts": [{"label": "Ort"}]}"#,
            ["#/facts/0/value"]),
        BadInput(
            "two mistakes at once", #"{"headline": "", "boards": ["mond"]}"#, ["#/headline", "#/boards/0"]),
        BadInput(
            "1 MB of body",
            #"{"headline": "x", "boards": ["marktplatz"], "body": ""# + String(repeating: "a", count: 1_000_000)
                + #""}"#,
            ["#/body"]),
        BadInput(
            "more than is read", Data(repeating: 0x20, count: (2 << 20) + 1), 413, []),
        BadInput("no JSON", "headline=x", 400, ["#"]),
        BadInput("nothing", "", 400, ["#"]),
        BadInput("a list", "[]", 400, ["#"]),
        BadInput("a deep list", String(repeating: "[", count: 100_000), 400, ["#"]),
        BadInput(
            "invalid UTF-8 in the body",
            Data(#"{"headline": "a \#u{FFFD} b", "boards": ["marktplatz"], "body": "x"#.utf8) + Data([0xC3, 0x28])
                + Data(#""}"#.utf8), 400, ["#/body"]),
        BadInput(
            "invalid UTF-8 in a fact",
            Data(#"{"headline": "x", "boards": ["marktplatz"], "facts": [{"label": "Ort", "value": ""#.utf8)
                + Data([0xFF])
                + Data(#""}]}"#.utf8), 400, ["#/facts/0/value"]),
        BadInput("bytes that are nothing", Data([0xFF, 0xFE, 0x00]), 400, ["#"]),
        BadInput(
            "a form", Data(#"{"headline": "x", "boards": ["marktplatz"]}"#.utf8), 415, [],
            type: "application/x-www-form-urlencoded"),
    ]

    @Test("bad input gets a problem that names the field, and changes nothing")
    func badInput() async throws {
        let fixture = try Fixture()
        try await fixture.withHub(brokerPort: try PrivateBroker.freePort()) { client in
            #expect(try await client.post(#"{"headline": "Eins", "boards": ["marktplatz"]}"#).status == 201)
            let notices = try await client.send("GET", "api/v1/notices").body
            let boards = try await client.send("GET", "api/v1/boards").body
            for input in Self.badInputs {
                let answer = try await client.send("POST", "api/v1/notices", input.body, type: input.type)
                #expect(answer.status == input.status, "\(input.what): \(answer.text.prefix(500))")
                #expect(answer.pointers == input.pointers, "\(input.what): \(answer.text.prefix(500))")
                #expect(answer.headers["content-type"] == "application/problem+json", "\(input.what)")
                #expect(try await client.send("GET", "api/v1/notices").body == notices, "\(input.what)")
                #expect(try await client.send("GET", "api/v1/boards").body == boards, "\(input.what)")
            }
        }
    }
}
