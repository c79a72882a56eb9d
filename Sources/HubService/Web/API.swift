import Foundation
import HTTPServer
import Signage

/// `/api/v1`: what `litfass` and other programs use, with a bearer token.
struct API: Sendable {
    let desk: NoticeDesk
    let images: ImagesAPI
    let schedule: ScheduleAPI
    let plays: PlaysAPI
    let interrupts: InterruptsAPI
    let commands: CommandsAPI
    let members: MembersAPI
    let intake: Intake
    let token: APIToken

    /// Adds the routes.
    func add(to router: inout Router) {
        on(.post, "/api/v1/notices", &router) { request, _ in try await publish(request) }
        on(.post, ImagesAPI.path, &router) { request, _ in try await images.take(request) }
        on(.get, "/api/v1/notices", &router) { _, _ in
            try Self.json(
                NoticeList(timeZone: desk.zone.identifier, notices: try await desk.store.notices(at: desk.now())))
        }
        on(.get, "/api/v1/notices/{id}", &router) { _, parameters in
            guard let id = Self.id(parameters), let status = try await desk.store.notice(id, at: desk.now()) else {
                throw Self.unknown
            }
            return try Self.json(status)
        }
        on(.delete, "/api/v1/notices/{id}", &router) { _, parameters in
            guard let id = Self.id(parameters), let status = try await desk.withdraw(id) else { throw Self.unknown }
            return try Self.json(status)
        }
        on(.get, "/api/v1/boards", &router) { _, _ in
            try Self.json(BoardList(boards: await intake.statuses()))
        }
        on(.get, PlaysAPI.path, &router) { request, _ in try await plays.answer(request) }
        for route in interrupts.routes + commands.routes + members.routes {
            on(route.method, route.path, &router, route.handler)
        }
        on(.get, ScheduleAPI.path, &router) { request, parameters in
            try await schedule.answer(request, board: parameters["name"])
        }
    }

    private func publish(_ request: Request) async throws -> Response {
        let draft = try JSONBody.decode(NoticeDraft.self, from: request)
        do {
            let published = try await desk.publish(draft)
            var response = try Self.json(published, status: 201)
            response.headers["Location"] = "/api/v1/notices/\(published.status.notice.id)"
            return response
        } catch let refused as RefusedNotice {
            throw JSONBody.problem(422, refused.refusals)
        }
    }

    /// A route that asks for the token before anything else.
    private func on(
        _ method: HTTPServer.Method, _ pattern: String, _ router: inout Router, _ handler: @escaping Router.Handler
    ) {
        router.on(method, pattern) { request, parameters in
            guard token.isShown(by: request.headers["Authorization"]) else { return Self.unauthorized }
            var response = try await handler(request, parameters)
            response.headers["Cache-Control"] = "no-store"
            return response
        }
    }

    /// For whoever does not show the token.
    static var unauthorized: Response {
        let problem = Problem(
            status: 401,
            detail: "Send \"Authorization: Bearer …\" with what is in the file token of the hub's state folder.")
        var response = Response.problem(problem)
        response.headers["WWW-Authenticate"] = "Bearer realm=\"litfass\""
        return response
    }

    static func json(_ value: some Encodable, status: Int = 200) throws -> Response {
        .json(try WireCoding.encode(value), status: status)
    }

    /// For a board that the configuration does not name.
    static var unknownBoard: Problem {
        Problem(status: 404, detail: "There is no board of that name; litfass boards lists them.")
    }

    private static func id(_ parameters: Parameters) -> Name? { parameters["id"].flatMap { try? Name($0) } }

    private static var unknown: Problem {
        Problem(status: 404, detail: "There is no notice of that id; litfass notices lists them.")
    }
}
