import Foundation
import Testing

@testable import HTTPServer

@Suite(.timeLimit(.minutes(1))) struct AllowanceTests {
    /// Takes 20,000 bytes at /large, nothing at /closed, and 1,000 elsewhere.
    private func server() throws -> Server {
        try Server(
            port: 0, limits: Limits(bodyBytes: 1_000),
            allowance: { request in
                switch request.path {
                case "/large": .upTo(20_000)
                case "/closed": .refused(.problem(Problem(status: 401, detail: "Who are you?")))
                default: .upTo(1_000)
                }
            }, handler: { .text("\($0.body.count)") })
    }

    @Test(
        "as much of a body is taken as its path allows",
        arguments: [
            ("/large", 20_000, "200"), ("/large", 20_001, "413"), ("/large", 60_000, "413"), ("/other", 1_000, "200"),
            ("/other", 1_001, "413"),
        ])
    func lengths(path: String, count: Int, status: String) async throws {
        let server = try server()
        let answer = await post(server.port, path, String(repeating: "a", count: count))
        #expect(answer.status == status)
        if status == "200" { #expect(answer.content == "\(count)") }
        let chunk = String(count, radix: 16) + "\r\n" + String(repeating: "a", count: count) + "\r\n0\r\n\r\n"
        let chunked = await exchange(
            server.port,
            "POST \(path) HTTP/1.1\r\nHost: h\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n\(chunk)")
        #expect(chunked.status == status)
    }

    @Test("a refusal is answered whether a body comes, is announced or is not there")
    func refused() async throws {
        let server = try server()
        #expect(await get(server.port, "/closed").status == "401")
        #expect(await post(server.port, "/closed", String(repeating: "a", count: 50_000)).status == "401")
        let head = "POST /closed HTTP/1.1\r\nHost: h\r\nConnection: close\r\n"
        let asked = await exchange(
            server.port, head + "Expect: 100-continue\r\nContent-Length: 10\r\n\r\n" + "0123456789")
        #expect(asked.contains("HTTP/1.1 401"))
    }

    @Test("a long body that is refused is taken in to its end, so that its sender gets the answer")
    func drained() async throws {
        let server = try server()
        let body = String(repeating: "a", count: 40_000_000)
        for fields in ["", "Expect: 100-continue\r\n"] {
            #expect(await post(server.port, "/closed", body, fields: fields).contains("HTTP/1.1 401"))
        }
    }
}
