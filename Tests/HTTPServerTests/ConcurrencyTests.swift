import Foundation
import Testing

@testable import HTTPServer

@Suite(.timeLimit(.minutes(1))) struct ConcurrencyTests {
    @Test("a slow handler does not hold up a quick one")
    func slowAndQuick() async throws {
        let gate = Gate()
        let server = try Server(port: 0) { request in
            if request.path == "/slow" { await gate.pass() }
            return .text(request.path)
        }
        async let slow = get(server.port, "/slow")
        await gate.arrival(of: 1)
        // Both of the library's threads are asked, whichever gets the connection.
        for _ in 0..<8 { #expect(await get(server.port, "/quick").content == "/quick") }
        await gate.open()
        #expect(await slow.content == "/slow")
    }

    @Test("200 requests are handled at the same time, and each gets its own answer")
    func manyAtOnce() async throws {
        let gate = Gate()
        let server = try Server(port: 0) { request in
            await gate.pass()
            return .text(request.path)
        }
        async let answers = elsewhere { [port = server.port] in
            let clients = (0..<200).map { number in
                let client = Client(port: port)
                client.send("GET /\(number) HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
                return client
            }
            return clients.map { $0.readAll().content }
        }
        await gate.arrival(of: 200)
        await gate.open()
        #expect(await answers == (0..<200).map { "/\($0)" })
        server.stop()
        #expect(server.openCount == 0)
    }

    @Test("a client that hangs up in the middle of its body never reaches the handler, and leaves nothing behind")
    func hangUp() async throws {
        let gate = Gate()
        let server = try Server(port: 0) { request in
            if request.method == .post { Issue.record("half a request was handled") }
            await gate.pass()
            return .noContent
        }
        await gate.open()
        for _ in 0..<20 {
            await elsewhere { [port = server.port] in
                Client(port: port).send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\nabc")
            }
        }
        #expect(await get(server.port, "/").status == "204")
        server.stop()
        #expect(server.openCount == 0)
    }

    @Test("a client that hangs up while its handler is at work does no harm")
    func hangUpLate() async throws {
        let gate = Gate()
        let server = try Server(port: 0) { request in
            if request.path == "/slow" { await gate.pass() }
            return .text(String(repeating: "a", count: 1_000_000))
        }
        async let gone: Void = elsewhere { [port = server.port] in
            for _ in 0..<20 { Client(port: port).send("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n") }
        }
        await gone
        await gate.arrival(of: 20)
        await gate.open()
        #expect(await get(server.port, "/").status == "200")
        server.stop()
        #expect(server.openCount == 0)
    }

    @Test("stopping while handlers run cancels them, and neither waits for them nor leaks")
    func stopWhileRunning() async throws {
        final class Witness: Sendable {}
        let gate = Gate()
        let ended = Gate()
        var server: Server?
        weak var remaining: Witness?
        do {
            let witness = Witness()
            remaining = witness
            server = try Server(port: 0) { [witness] _ in
                await gate.pass()
                let response = Response.text("\(ObjectIdentifier(witness)) \(Task.isCancelled)")
                await ended.pass()
                return response
            }
        }
        await ended.open()
        let port = try #require(server?.port)
        async let answers = elsewhere {
            let clients = (0..<50).map { _ in
                let client = Client(port: port)
                client.send("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
                return client
            }
            return clients.map { $0.readAll() }
        }
        await gate.arrival(of: 50)
        server?.stop()
        #expect(server?.openCount == 0)
        for answer in await answers { #expect(answer.isEmpty || answer.status == "503") }
        server?.stop()
        server = nil
        await gate.open()
        await ended.arrival(of: 50)
        // The tasks' last steps, in which they let go of the handler, follow at once but on their own threads.
        for _ in 0..<100_000 where remaining != nil { await Task.yield() }
        #expect(remaining == nil)
    }

    @Test("a server that is let go stops")
    func letGo() async throws {
        var server: Server? = try Server(port: 0) { _ in .noContent }
        let port = try #require(server?.port)
        #expect(await get(port, "/").status == "204")
        server = nil
        #expect(await get(port, "/").isEmpty)
    }
}
