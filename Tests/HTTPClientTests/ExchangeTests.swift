import Foundation
import HTTPServer
import Testing

@testable import HTTPClient
@testable import SignageTesting

private typealias Request = HTTPClient.Request

@Suite(.timeLimit(.minutes(1))) struct ExchangeTests {
    /// A server that answers with what it was asked.
    private func echo() throws -> Server {
        try Server(port: 0) { request in
            let words = [
                request.method.rawValue, request.path, request.headers["x-test"] ?? "-",
                "\(request.body.count) bytes",
            ]
            return Response(
                status: 203, headers: ["X-Answer": "yes"], body: Data(words.joined(separator: "\n").utf8))
        }
    }

    private func url(_ server: Server, _ path: String = "/") throws -> URL {
        try #require(URL(string: "http://127.0.0.1:\(server.port)\(path)"))
    }

    @Test("a request arrives with method, path, header fields and body, and its answer comes with any status")
    func parts() async throws {
        let server = try echo()
        for (method, length) in [("GET", nil), ("POST", 0), ("POST", 3), ("DELETE", nil), ("PUT", 2 << 20)] {
            let body = length.map { Data(count: $0) }
            let request = Request(method, try url(server, "/a/b%20c"), headers: [("X-Test", "ja")], body: body)
            let answer = try await request.answer()
            #expect(answer.status == 203)
            #expect(answer.headers["x-answer"] == "yes")
            #expect(String(decoding: answer.body, as: UTF8.self) == "\(method)\n/a/b%20c\nja\n\(length ?? 0) bytes")
            #expect(answer.redirection == nil)
        }
    }

    @Test("a line break in a header field begins no other one")
    func injection() async throws {
        let server = try echo()
        let answer = try await Request(
            "GET", url(server), headers: [("X-Other", "a\r\nX-Test: smuggled")]
        ).answer()
        #expect(String(decoding: answer.body, as: UTF8.self).contains("\n-\n"))
    }

    @Test("a redirection is told and not followed")
    func redirection() async throws {
        let server = try Server(port: 0) { _ in Response(status: 302, headers: ["Location": "/there?a=1"], body: Data())
        }
        let answer = try await Request("GET", url(server)).answer()
        #expect(answer.status == 302)
        #expect(answer.redirection == (try url(server, "/there?a=1")))
    }

    @Test("a body that is too long is refused, one of just that length is not")
    func tooLong() async throws {
        let server = try Server(port: 0) { _ in Response(status: 200, body: Data(count: 1_000)) }
        var request = Request("GET", try url(server))
        request.limits.bodyBytes = 1_000
        #expect(try await request.answer().body.count == 1_000)
        request.limits.bodyBytes = 999
        await #expect(throws: HTTPClientError.tooLong(limit: 999)) { try await request.answer() }
    }

    @Test("a server that takes the connection and never answers is given up after the time, and at once when cancelled")
    func silence() async throws {
        let (socket, port) = try LoopbackSocket.listening()
        defer { close(socket) }
        var request = Request("GET", try #require(URL(string: "http://127.0.0.1:\(port)/")))
        request.limits.time = .milliseconds(50)
        await #expect(throws: HTTPClientError.timedOut(limit: .milliseconds(50))) { try await request.answer() }
        request.limits.time = .seconds(3_600)
        let task = Task { [request] in try await request.answer() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test("waiting for an answer takes no processor time")
    func waiting() async throws {
        let (socket, port) = try LoopbackSocket.listening()
        defer { close(socket) }
        var request = Request("POST", try #require(URL(string: "http://127.0.0.1:\(port)/")), body: Data(count: 300))
        request.limits.time = .milliseconds(400)
        let exchange = Exchange(request)
        await #expect(throws: HTTPClientError.self) { try await exchange.answer() }
        // A loop that never waits turns thousands of times.
        #expect(exchange.turns < 50)
    }

    @Test("where nobody listens, what is no HTTP, and other schemes are errors in words")
    func errors() async throws {
        let (socket, port) = try LoopbackSocket.bound()
        close(socket)
        for address in ["http://127.0.0.1:\(port)/", "file:///etc/passwd", "ftp://127.0.0.1/", "http://[::1/"] {
            guard let url = URL(string: address) else { continue }
            await #expect(throws: HTTPClientError.self) { try await Request("GET", url).answer() }
        }
    }
}
