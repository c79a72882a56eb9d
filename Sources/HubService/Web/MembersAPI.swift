import HTTPServer
import Signage

/// `/api/v1/claims` and what changes boards: who belongs, and where.
struct MembersAPI: Sendable {
    let membership: Membership

    /// For ``API``, which asks for the token.
    var routes: [(method: HTTPServer.Method, path: String, handler: Router.Handler)] {
        [
            (.get, "/api/v1/claims", { _, _ in try API.json(try await membership.waiting()) }),
            (.post, "/api/v1/claims/{code}", { request, parameters in try await join(request, parameters["code"]) }),
            (
                .post, "/api/v1/boards/{name}/replacement",
                { request, parameters in try await replace(request, parameters["name"]) }
            ),
            (.patch, "/api/v1/boards/{name}", { request, parameters in try await move(request, parameters["name"]) }),
            (.delete, "/api/v1/boards/{name}", { request, parameters in try await leave(request, parameters["name"]) }),
        ]
    }

    /// 201 with ``Member``.
    private func join(_ request: Request, _ text: String?) async throws -> Response {
        let draft = try JSONBody.decode(JoinDraft.self, from: request)
        return try await refusing {
            let member = try await membership.join(try code(text ?? "", field: "code"), draft)
            var response = try API.json(member, status: 201)
            response.headers["Location"] = "/api/v1/boards/\(member.board.name)"
            return response
        }
    }

    private func replace(_ request: Request, _ name: String?) async throws -> Response {
        let draft = try JSONBody.decode(ReplacementDraft.self, from: request)
        return try await refusing {
            guard let member = try await membership.replace(name, with: try code(draft.code, field: "code")) else {
                throw API.unknownBoard
            }
            return try API.json(member)
        }
    }

    private func move(_ request: Request, _ name: String?) async throws -> Response {
        let change = try JSONBody.decode(BoardChange.self, from: request)
        return try await refusing {
            guard let member = try await membership.move(name, change) else { throw API.unknownBoard }
            return try API.json(member)
        }
    }

    private func leave(_ request: Request, _ name: String?) async throws -> Response {
        let isLost: Bool
        do throws(InvalidValue) {
            isLost = try self.isLost(request)
        } catch {
            throw JSONBody.problem(400, [error])
        }
        guard let member = try await membership.leave(name, isLost: isLost) else {
            throw Problem(
                status: 404, detail: "There is no board of that name that has joined; litfass boards lists them.")
        }
        return try API.json(member)
    }

    private func isLost(_ request: Request) throws(InvalidValue) -> Bool {
        switch try request.values(["lost"])["lost"] {
        case nil, "false": false
        case "true": true
        case .some: throw InvalidValue(field: "lost", reason: "must be true or false")
        }
    }

    private func code(_ text: String, field: String) throws -> ClaimCode {
        do {
            return try ClaimCode(typed: text)
        } catch {
            throw JSONBody.problem(422, [InvalidValue(field: field, reason: error.reason)])
        }
    }

    /// Tells in HTTP's terms why something is not done.
    private func refusing(_ body: () async throws -> Response) async throws -> Response {
        do {
            return try await body()
        } catch let refused as RefusedNotice {
            throw JSONBody.problem(422, refused.refusals)
        } catch let taken as Taken {
            throw Problem(
                status: 409,
                detail: "\(taken.board) belongs to the fleet already. To put this hardware in its place: "
                    + "litfass replace \(taken.board) CODE")
        } catch let planned as Planned {
            throw Problem(
                status: 409,
                detail: "The configuration says where \(planned.board) stands: change it there and restart the hub.")
        } catch let refusal as Claims.Refusal {
            throw problem(refusal)
        }
    }

    private func problem(_ refusal: Claims.Refusal) -> Problem {
        switch refusal {
        case .unknown:
            Problem(
                status: 404,
                detail:
                    "No board waits with this code. Look at the panel again; litfass boards --waiting lists all that wait."
            )
        case .expired:
            Problem(
                status: 409, detail: "This code has expired after 15 minutes. Type the one that the board shows now.")
        case .used(let board): Problem(status: 409, detail: "With this code \(board) has been let in already.")
        case .disputed:
            Problem(
                status: 409,
                detail:
                    "Two boards ask with this code, so nobody can tell which one you stand in front of. Let neither in: "
                    + "wait for the next code, and look who else can see the panel.")
        }
    }
}
