import Foundation
import HTTPServer
import Synchronization
import Testing

@Suite struct RouterTests {
    struct Secret: Error {}

    static func router(onError: @escaping @Sendable (any Error, Request) -> Void = { _, _ in }) -> Router {
        var router = Router(onError: onError)
        router.on(.get, "/") { _, _ in .text("root") }
        router.on(.get, "/notices") { _, _ in .text("list") }
        router.on(.post, "/notices") { _, _ in .text("made", status: 201) }
        router.on(.get, "/notices/{id}") { _, parameters in .text("one \(parameters["id"] ?? "-")") }
        router.on(.get, "/notices/new") { _, _ in .text("form") }
        router.on(.delete, "/notices/{id}") { _, _ in throw Problem(status: 409, detail: "in use") }
        router.on(.get, "/{cell}/boards/{board}") { _, parameters in
            .text("\(parameters["cell"] ?? "") \(parameters["board"] ?? "") \(parameters["other"] ?? "-")")
        }
        router.on(.get, "/fails") { _, _ in throw Secret() }
        return router
    }

    static func respond(_ method: Method, _ target: String, _ router: Router = router()) async throws -> Response {
        await router.respond(to: try Request(method: method, target: target))
    }

    @Test(
        "the routing table",
        arguments: [
            (Method.get, "/", 200, "root"), (.get, "/notices", 200, "list"), (.get, "/notices?a=b", 200, "list"),
            (.post, "/notices", 201, "made"), (.get, "/notices/7", 200, "one 7"), (.get, "/notices/new", 200, "form"),
            (.get, "/notices/a%20%C3%A4", 200, "one a ä"), (.get, "/barleben/boards/b1", 200, "barleben b1 -"),
            (.head, "/notices", 200, "list"), (.options, "/notices", 204, ""),
        ] as [(Method, String, Int, String)])
    func table(method: Method, target: String, status: Int, body: String) async throws {
        let response = try await RouterTests.respond(method, target)
        #expect(response.status == status)
        #expect(String(decoding: response.body, as: UTF8.self) == body)
    }

    @Test("what is nowhere is a 404", arguments: ["/notice", "/notices/", "/notices/7/8", "//", "/Notices"])
    func notFound(target: String) async throws {
        let response = try await RouterTests.respond(.get, target)
        #expect(response.status == 404)
        #expect(response.headers["Content-Type"] == "application/problem+json")
    }

    @Test("a method that is not there is a 405 that lists those that are")
    func notAllowed() async throws {
        let response = try await RouterTests.respond(.put, "/notices")
        #expect(response.status == 405)
        #expect(response.headers["Allow"] == "GET, HEAD, POST, OPTIONS")
        #expect(try await RouterTests.respond(.options, "/notices/7").headers["Allow"] == "GET, HEAD, DELETE, OPTIONS")
    }

    @Test("the more literal pattern without the method leaves the request to the other one")
    func lessSpecific() async throws {
        #expect(try await RouterTests.respond(.delete, "/notices/new").status == 409)
    }

    @Test("a problem that is thrown is sent; another error is sent without its words, and reported")
    func errors() async throws {
        let reported = Mutex<[String]>([])
        let router = RouterTests.router { error, request in reported.withLock { $0.append("\(error) \(request.path)") }
        }
        #expect(try await RouterTests.respond(.delete, "/notices/7", router).status == 409)
        #expect(reported.withLock { $0 }.isEmpty)
        let response = try await RouterTests.respond(.get, "/fails", router)
        #expect(response.status == 500)
        #expect(!String(decoding: response.body, as: UTF8.self).contains("Secret"))
        #expect(reported.withLock { $0 } == ["Secret() /fails"])
    }
}
