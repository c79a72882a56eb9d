public import Foundation

/// An answer with all of its body.
///
/// `Content-Length` and `Date` are added on the way out.
public struct Response: Sendable, Equatable {
    /// The HTTP status, 200 to 599.
    public var status: Int
    /// The header fields.
    ///
    /// One that holds a line break makes the whole answer a 500.
    public var headers: Headers
    /// The body; not sent for a HEAD request.
    public var body: Data

    /// An answer of any kind.
    public init(status: Int = 200, headers: Headers = [:], body: Data = Data()) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// A page.
    public static func html(_ html: HTML, status: Int = 200) -> Response {
        Response(status: status, headers: ["Content-Type": "text/html; charset=utf-8"], body: Data(html.markup.utf8))
    }

    /// JSON that is encoded already.
    public static func json(_ data: Data, status: Int = 200) -> Response {
        Response(status: status, headers: ["Content-Type": "application/json"], body: data)
    }

    /// Plain text.
    public static func text(_ text: String, status: Int = 200) -> Response {
        Response(status: status, headers: ["Content-Type": "text/plain; charset=utf-8"], body: Data(text.utf8))
    }

    /// A problem, with its own status.
    public static func problem(_ problem: Problem) -> Response {
        Response(
            status: problem.status, headers: ["Content-Type": "application/problem+json"], body: problem.json)
    }

    /// Sends the browser on to `location` with a GET (303 See Other): after a form.
    public static func redirect(to location: String) -> Response {
        Response(status: 303, headers: ["Location": location])
    }

    /// Nothing to say (204 No Content).
    public static var noContent: Response { Response(status: 204) }

    /// This answer with its ETag, or 304 without a body when the client holds it already (RFC 9110, section 13.1.2).
    ///
    /// Changes nothing but answers of status 200 to GET and HEAD.
    /// - Parameter tag: names these exact bytes, such as their SHA-256 in hex; no quotation marks in it.
    public func tagged(_ tag: String, for request: Request) -> Response {
        guard status == 200, request.method == .get || request.method == .head else { return self }
        var response = self
        response.headers["ETag"] = "\"\(tag)\""
        let known = (request.headers["If-None-Match"] ?? "").split(separator: ",").map { entry in
            let entry = entry.trimmingCharacters(in: .whitespaces)
            return entry.hasPrefix("W/") ? String(entry.dropFirst(2)) : entry
        }
        guard known.contains("*") || known.contains("\"\(tag)\"") else { return response }
        response.status = 304
        response.headers["Content-Type"] = nil
        response.body = Data()
        return response
    }
}
