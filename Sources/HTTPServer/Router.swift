/// The values of a pattern's `{names}` in the path of one request, decoded and never empty.
public struct Parameters: Sendable, Equatable {
    fileprivate let values: [String: String]

    /// The value of that name; nil when the pattern doesn't have it.
    public subscript(name: String) -> String? { values[name] }
}

/// Finds the handler for a request by its method and path.
///
/// HEAD is answered by GET's handler, OPTIONS by the list of what is there; 404 and 405 come as problems. Where several
/// patterns fit, the one with a literal at the first difference wins, whatever the order they were added in.
public struct Router: Sendable {
    /// Answers a request, or throws a `Problem` to be sent; any other error becomes a 500 that tells nothing.
    public typealias Handler = @Sendable (Request, Parameters) async throws -> Response

    private struct Route: Sendable {
        let method: Method
        let pattern: [Part]
        let handler: Handler
    }

    private enum Part: Sendable, Equatable {
        case literal(String)
        case parameter(String)

        var isLiteral: Bool { if case .literal = self { true } else { false } }
    }

    private var routes: [Route] = []
    private let onError: @Sendable (any Error, Request) -> Void

    /// A router with no routes.
    /// - Parameter onError: hears of every error but a `Problem` that a handler throws; for the log.
    public init(onError: @escaping @Sendable (any Error, Request) -> Void = { _, _ in }) {
        self.onError = onError
    }

    /// Adds a handler for a method and a pattern such as "/api/v1/notices/{id}".
    ///
    /// Ends the process when the pattern has no leading "/", or is there already with this method: a mistake in the
    /// source.
    public mutating func on(_ method: Method, _ pattern: String, _ handler: @escaping Handler) {
        precondition(pattern.hasPrefix("/"), "the pattern \(pattern) does not begin with /")
        let parts = pattern.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map { part in
            part.hasPrefix("{") && part.hasSuffix("}")
                ? Part.parameter(String(part.dropFirst().dropLast())) : .literal(String(part))
        }
        let shape = parts.map { $0.isLiteral ? $0 : .parameter("") }
        precondition(
            !routes.contains { $0.method == method && $0.pattern.map { $0.isLiteral ? $0 : .parameter("") } == shape },
            "\(method.rawValue) \(pattern) is there twice")
        routes.append(Route(method: method, pattern: parts, handler: handler))
    }

    /// The answer to `request`; never fails.
    public func respond(to request: Request) async -> Response {
        let matching = routes.filter { Router.fits($0.pattern, request.segments) }
        guard !matching.isEmpty else {
            return .problem(Problem(status: 404, detail: "There is nothing at \(request.path)."))
        }
        let wanted = [request.method] + (request.method == .head ? [.get] : [])
        for method in wanted {
            guard let route = matching.filter({ $0.method == method }).max(by: Router.isLessSpecific) else { continue }
            return await respond(to: request, with: route)
        }
        var response = Response.noContent
        if request.method != .options {
            response = .problem(Problem(status: 405, detail: "\(request.method.rawValue) is not possible here."))
        }
        response.headers["Allow"] = Router.allowed(matching)
        return response
    }

    private func respond(to request: Request, with route: Route) async -> Response {
        do {
            return try await route.handler(request, Router.parameters(route.pattern, request.segments))
        } catch let problem as Problem {
            return .problem(problem)
        } catch {
            onError(error, request)
            return .problem(
                Problem(status: 500, detail: "Something went wrong on our side. Try again, or tell whoever runs this."))
        }
    }

    private static func fits(_ pattern: [Part], _ segments: [String]) -> Bool {
        guard pattern.count == segments.count else { return false }
        return zip(pattern, segments).allSatisfy { part, segment in
            switch part {
            case .literal(let literal): literal == segment
            case .parameter: !segment.isEmpty
            }
        }
    }

    private static func isLessSpecific(_ left: Route, _ right: Route) -> Bool {
        for (left, right) in zip(left.pattern, right.pattern) where left.isLiteral != right.isLiteral {
            return right.isLiteral
        }
        return false
    }

    private static func parameters(_ pattern: [Part], _ segments: [String]) -> Parameters {
        var values: [String: String] = [:]
        for case (.parameter(let name), let segment) in zip(pattern, segments) { values[name] = segment }
        return Parameters(values: values)
    }

    /// The value of `Allow`, in the order of `Method`'s cases (RFC 9110, section 10.2.1).
    private static func allowed(_ routes: [Route]) -> String {
        var methods = Set(routes.map(\.method)).union([.options])
        if methods.contains(.get) { methods.insert(.head) }
        return Method.allCases.filter(methods.contains).map(\.rawValue).joined(separator: ", ")
    }
}
