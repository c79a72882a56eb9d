import Foundation
import Testing

@testable import HTTPServer

@Suite(.timeLimit(.minutes(1))) struct ServerTests {
    /// Answers with what it understood.
    static func echo(_ request: Request) -> Response {
        let query = request.queryItems.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
        let text = [
            request.method.rawValue, request.path, request.segments.joined(separator: "|"), query,
            request.headers["x-test"] ?? "-", String(decoding: request.body, as: UTF8.self),
        ]
        return .text(text.joined(separator: "\n"))
    }

    static func echoServer(limits: Limits = Limits()) throws -> Server {
        try Server(port: 0, limits: limits) { echo($0) }
    }

    @Test("a request arrives with all its parts")
    func parts() async throws {
        let server = try ServerTests.echoServer()
        let answer = await post(server.port, "/a/b%20c?d=%C3%A9+1&e", "hello", fields: "X-Test: yes\r\n")
        #expect(answer.status == "200")
        #expect(answer.content == "POST\n/a/b%20c\na|b c\nd=é 1,e=\nyes\nhello")
        #expect(answer.contains("Content-Length: "))
    }

    @Test("curl gets an answer, and one connection serves several requests")
    func curl() async throws {
        let server = try ServerTests.echoServer()
        let output = await elsewhere { [port = server.port] in
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/curl")
            process.arguments = [
                "-sS", "--noproxy", "*", "-w", "%{num_connects} ", "http://127.0.0.1:\(port)/a", "--next", "-sS",
                "--noproxy", "*", "-w",
                "%{num_connects} ", "-d", "body", "http://127.0.0.1:\(port)/b",
            ]
            let pipe = Pipe()
            process.standardOutput = pipe
            guard (try? process.run()) != nil else { return "" }
            let data = pipe.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            return String(decoding: data, as: UTF8.self)
        }
        #expect(output == "GET\n/a\na\n\n-\n1 POST\n/b\nb\n\n-\nbody0 ")
    }

    @Test("a body in chunks is put together")
    func chunked() async throws {
        let server = try ServerTests.echoServer()
        let answer = await exchange(
            server.port,
            "POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
        )
        #expect(answer.content.hasSuffix("\nabcde"))
    }

    @Test("HEAD has the header of GET and no body")
    func head() async throws {
        let server = try ServerTests.echoServer()
        let answer = await get(server.port, "/x", method: "HEAD")
        #expect(answer.status == "200")
        #expect(answer.contains("Content-Length: 13"))
        #expect(answer.content.isEmpty)
    }

    @Test("a body at the limit passes, one above it gets 413 as a problem", arguments: [10_000, 10_001, 60_000])
    func bodyLimit(count: Int) async throws {
        let server = try ServerTests.echoServer(limits: Limits(bodyBytes: 10_000))
        let answer = await post(server.port, "/", String(repeating: "a", count: count))
        #expect(answer.status == (count > 10_000 ? "413" : "200"))
        #expect(answer.contains("application/problem+json") == (count > 10_000))
    }

    @Test("a body in chunks above the limit gets 413 too")
    func chunkedLimit() async throws {
        let server = try ServerTests.echoServer(limits: Limits(bodyBytes: 10_000))
        let piece = "1000\r\n" + String(repeating: "a", count: 0x1000) + "\r\n"
        let answer = await exchange(
            server.port,
            "POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n\(piece)\(piece)\(piece)0\r\n\r\n"
        )
        #expect(answer.status == "413")
    }

    @Test("a client that announces far too much is told before it sends")
    func announced() async throws {
        let server = try ServerTests.echoServer(limits: Limits(bodyBytes: 10_000))
        let head = "POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n"
        let huge = await exchange(server.port, head + "Content-Length: 99999999999\r\n\r\n")
        #expect(huge.status == "413")
    }

    @Test(
        "what is broken, ambiguous or unknown is refused",
        arguments: [
            ("rubbish\r\n\r\n", ""), ("GET / HTTP/1.1\r\n\r\n", "400"),
            ("GET /%zz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", "400"),
            ("GET /a/../b HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", "400"),
            ("GET /%2e%2E/b HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", "400"),
            ("BREW / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", "501"),
            ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"),
            ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc", "400"),
            ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n", "400"),
            ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip\r\n\r\n", "501"),
        ])
    func refused(request: String, status: String) async throws {
        let server = try ServerTests.echoServer()
        #expect(await exchange(server.port, request).status == status)
        #expect(await get(server.port, "/").status == "200", "the server lives on")
    }

    @Test("a header of 8 KiB passes, one of 40 KiB gets 431")
    func longHeader() async throws {
        let server = try ServerTests.echoServer()
        #expect(await get(server.port, "/", fields: "X: \(String(repeating: "a", count: 40_000))\r\n").status == "431")
        let value = String(repeating: "a", count: 8_192)
        #expect(await get(server.port, "/", fields: "X-Test: \(value)\r\n").content.contains(value))
    }

    @Test("an answer whose header field holds a line break becomes a 500")
    func splitting() async throws {
        let server = try Server(port: 0) { _ in .redirect(to: "/a\r\nSet-Cookie: b=c") }
        let answer = await get(server.port, "/")
        #expect(answer.status == "500")
        #expect(!answer.contains("Set-Cookie"))
    }

    @Test("a port that is taken is named as the reason, with advice")
    func portTaken() throws {
        let server = try ServerTests.echoServer()
        var caught: HTTPServerError?
        do { _ = try Server(port: server.port) { ServerTests.echo($0) } } catch { caught = error }
        #expect(caught?.errno == EADDRINUSE)
        #expect(caught?.description.contains("choose another port") == true)
        #expect(throws: HTTPServerError.self) { try Server(address: "localhost", port: 0) { ServerTests.echo($0) } }
    }

    @Test("IPv6 is served, and :: takes both kinds")
    func bothKinds() async throws {
        let server = try Server(address: "::", port: 0) { ServerTests.echo($0) }
        #expect(await get(server.port, "/").status == "200")
    }
}
