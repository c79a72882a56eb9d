import Foundation
import HTTPServer
import Signage

/// `/api/v1/interrupts`: puts emergencies on, tells how far each board has come, and ends them.
struct InterruptsAPI: Sendable {
    static let path = "/api/v1/interrupts"

    let desk: InterruptDesk

    /// For ``API``, which asks for the token.
    var routes: [(method: HTTPServer.Method, path: String, handler: Router.Handler)] {
        [
            (.post, Self.path, { request, _ in try await publish(request) }),
            (.get, Self.path, { _, _ in try API.json(try await desk.list()) }),
            (
                .get, Self.path + "/{id}",
                { _, parameters in
                    guard let id = parameters["id"].flatMap({ try? Name($0) }),
                        let status = try await desk.status(of: id)
                    else { throw Self.unknown }
                    return try API.json(status)
                }
            ),
            (
                .delete, Self.path + "/{id}",
                { _, parameters in
                    guard let status = try await desk.end(try await id(parameters["id"])) else { throw Self.unknown }
                    return try API.json(status)
                }
            ),
        ]
    }

    /// 201 with ``InterruptStatus``.
    private func publish(_ request: Request) async throws -> Response {
        let draft = try JSONBody.decode(InterruptDraft.self, from: request)
        do {
            let status = try await desk.publish(draft)
            var response = try API.json(status, status: 201)
            response.headers["Location"] = "\(Self.path)/\(status.interrupt.id)"
            return response
        } catch let refused as RefusedNotice {
            throw JSONBody.problem(422, refused.refusals)
        }
    }

    /// `current` stands for the only one that is on.
    private func id(_ text: String?) async throws -> Name {
        guard text == "current" else {
            guard let id = text.flatMap({ try? Name($0) }) else { throw Self.unknown }
            return id
        }
        let running = try await desk.running()
        guard let id = running.first else {
            throw Problem(status: 404, detail: "No interrupt is on.")
        }
        guard running.count == 1 else {
            throw Problem(
                status: 409,
                detail: "\(running.count) are on: say which one, \(running.map(\.text).joined(separator: " or ")).")
        }
        return id
    }

    private static var unknown: Problem {
        Problem(status: 404, detail: "There is no interrupt of that id; litfass interrupt lists them.")
    }
}
