import Foundation
import HTTPServer
import Signage

/// `/api/v1/boards/NAME/commands`: has a board do something, and tells what came of it.
struct CommandsAPI: Sendable {
    static let path = "/api/v1/boards/{name}/commands"

    let desk: CommandDesk

    /// For ``API``, which asks for the token.
    var routes: [(method: HTTPServer.Method, path: String, handler: Router.Handler)] {
        [
            (.post, Self.path, { request, parameters in try await give(request, to: parameters["name"]) }),
            (
                .get, Self.path,
                { _, parameters in
                    guard let list = try await desk.list(of: parameters["name"]) else { throw API.unknownBoard }
                    return try API.json(list)
                }
            ),
            (
                .get, Self.path + "/{id}",
                { _, parameters in
                    guard let id = parameters["id"].flatMap({ try? Name($0) }),
                        let status = try await desk.status(of: id, on: parameters["name"])
                    else {
                        throw Problem(status: 404, detail: "There is no command of that id for a board of that name.")
                    }
                    return try API.json(status)
                }
            ),
        ]
    }

    /// 201 with ``CommandStatus``.
    private func give(_ request: Request, to board: String?) async throws -> Response {
        let draft = try JSONBody.decode(CommandDraft.self, from: request)
        do {
            guard let status = try await desk.give(draft, to: board) else { throw API.unknownBoard }
            var response = try API.json(status, status: 201)
            response.headers["Location"] = "/api/v1/boards/\(status.board)/commands/\(status.id)"
            return response
        } catch let refused as InvalidValue {
            throw JSONBody.problem(422, [refused])
        }
    }
}
