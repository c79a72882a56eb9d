import Foundation
import HTTPServer
import Testing

@Suite struct RequestTests {
    @Test(
        "a path is split at its slashes and decoded",
        arguments: [
            ("/", [""]), ("/a", ["a"]), ("/a/", ["a", ""]), ("//a", ["", "a"]), ("/a%2Fb/c%20d", ["a/b", "c d"]),
            ("/%C3%A4+b?c/d", ["ä+b"]), ("http://host:8080/a?b", ["a"]), ("https://host", [""]), ("/...", ["..."]),
        ])
    func segments(target: String, expected: [String]) throws {
        #expect(try Request(method: .get, target: target).segments == expected)
    }

    @Test(
        "a target that is no path, can't be decoded or climbs is a 400",
        arguments: [
            "", "a", "*", "ftp://host/a", "/%", "/%1", "/%g0", "/%00", "/%ff", "/a b", "/a\nb", "/..", "/a/../b", "/.",
            "/%2e%2e/b", "/.%2E", "/..%2f..", "/a%5c..%5cb", "/%0a", "/?a=%", "/?%ff",
        ])
    func refused(target: String) {
        let problem = #expect(throws: Problem.self) { try Request(method: .get, target: target) }
        #expect(problem?.status == 400)
    }

    @Test("the query's items are decoded in their order")
    func query() throws {
        let request = try Request(method: .get, target: "/?a=1&b=x%3D%26y&a=2&&c&=d&e=f=g&h=+%2B")
        let items = request.queryItems.map { "\($0.name):\($0.value)" }
        #expect(items == ["a:1", "b:x=&y", "a:2", "c:", ":d", "e:f=g", "h: +"])
        #expect(request.queryValue("a") == "1")
        #expect(request.queryValue("A") == nil)
    }

    @Test("header fields are found in any case; several of a name are joined, or one each")
    func headers() {
        var headers: Headers = ["Content-Type": "a", "X": "1", "x": "2"]
        #expect(headers["CONTENT-type"] == "a")
        #expect(headers["x"] == "1, 2")
        #expect(headers.values("X") == ["1", "2"])
        headers["X"] = "3"
        #expect(headers.values("x") == ["3"])
        headers["content-type"] = nil
        #expect(headers["Content-Type"] == nil)
    }

    @Test("a form is read, another type or a broken one refused")
    func form() throws {
        func request(_ type: String, _ body: String) throws -> Request {
            try Request(method: .post, target: "/", headers: ["Content-Type": type], body: Data(body.utf8))
        }
        let type = "application/x-www-form-urlencoded"
        let items = try request("Application/X-www-form-urlencoded; charset=UTF-8", "a=b+c&d=%E2%82%AC").formItems()
        #expect(items.map(\.value) == ["b c", "€"])
        #expect(throws: Problem(status: 415, detail: "Send the form as application/x-www-form-urlencoded.")) {
            try request("text/plain", "a=b").formItems()
        }
        #expect(throws: Problem(status: 400, detail: "The form can't be decoded.")) {
            try request(type, "a=%").formItems()
        }
    }

    @Test("cookies are found by their whole name")
    func cookies() throws {
        let request = try Request(method: .get, target: "/", headers: ["Cookie": "xsession=1; session=a=b; c"])
        #expect(request.cookie("session") == "a=b")
        #expect(request.cookie("sess") == nil)
        #expect(request.cookie("c") == nil)
    }

    @Test(
        "an answer that the client holds already is a 304",
        arguments: [
            ("\"abc\"", 304), ("W/\"abc\"", 304), ("\"x\", \"abc\"", 304), ("*", 304), ("\"x\"", 200), ("abc", 200),
        ])
    func entityTags(known: String, status: Int) throws {
        let request = try Request(method: .get, target: "/", headers: ["If-None-Match": known])
        let response = Response.text("body").tagged("abc", for: request)
        #expect(response.status == status)
        #expect(response.body.isEmpty == (status == 304))
        #expect(response.headers["ETag"] == "\"abc\"")
    }

    @Test("a POST and an error are never a 304")
    func noEntityTag() throws {
        let post = try Request(method: .post, target: "/", headers: ["If-None-Match": "*"])
        #expect(Response.text("a").tagged("abc", for: post) == .text("a"))
        let get = try Request(method: .get, target: "/", headers: ["If-None-Match": "*"])
        #expect(Response.text("a", status: 404).tagged("abc", for: get).status == 404)
    }

    @Test("a problem is written as RFC 9457 says")
    func problem() {
        let problem = Problem(
            type: "https://example.org/p", title: "No", status: 422, detail: "Look \"here\"",
            errors: [.init(pointer: "#/headline", detail: "too long")])
        let text = """
            {"detail":"Look \\"here\\"","errors":[{"detail":"too long","pointer":"#/headline"}],"status":422,\
            "title":"No","type":"https://example.org/p"}
            """
        #expect(String(decoding: problem.json, as: UTF8.self) == text)
        let short = Response.problem(Problem(status: 404))
        #expect(
            String(decoding: short.body, as: UTF8.self) == #"{"status":404,"title":"Not Found","type":"about:blank"}"#)
        #expect(short.headers["content-type"] == "application/problem+json")
    }
}
