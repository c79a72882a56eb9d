public import Foundation

/// A request with all of its body.
public struct Request: Sendable {
    /// What is to be done.
    public let method: Method
    /// The path as it was sent, still percent-coded, with its leading "/" and without the query.
    public let path: String
    /// The path's parts between the slashes, decoded: "/a/b%20c" is ["a", "b c"], "/" is [""].
    public let segments: [String]
    /// The query's items, decoded ("+" is a space), in their order.
    public let queryItems: [QueryItem]
    /// The header fields.
    public let headers: Headers
    /// The body; empty when there was none.
    public let body: Data

    /// A request for `target`, the raw path with or without a query, such as "/api/v1/notices?locality=ebendorf".
    ///
    /// Throws a problem with status 400 when the target has no leading "/", can't be percent-decoded to UTF-8,
    /// has control characters, or a ".." or "." for a part (coded or not), so that no path can climb.
    public init(method: Method, target: String, headers: Headers = [:], body: Data = Data()) throws(Problem) {
        let halves = Request.originForm(target).split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let path = halves.first.map(String.init) ?? ""
        guard path.hasPrefix("/"), target.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
            throw Problem(status: 400, detail: "The request's target is not a path.")
        }
        var segments: [String] = []
        for part in path.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            guard let segment = PercentCoding.decoded(part), !Request.climbs(segment) else {
                throw Problem(status: 400, detail: "The path has a part that is not allowed.")
            }
            segments.append(segment)
        }
        guard let items = PercentCoding.items(halves.count > 1 ? halves[1] : "") else {
            throw Problem(status: 400, detail: "The query can't be decoded.")
        }
        self.method = method
        self.path = path
        self.segments = segments
        queryItems = items
        self.headers = headers
        self.body = body
    }

    /// The first value of that name in the query.
    public func queryValue(_ name: String) -> String? {
        queryItems.first { $0.name == name }?.value
    }

    /// The items of a body that a form sent (`application/x-www-form-urlencoded`).
    ///
    /// Throws a problem with status 415 for a body of another type, 400 for one that can't be decoded.
    public func formItems() throws(Problem) -> [QueryItem] {
        let type = (headers["Content-Type"] ?? "").prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces)
        guard type.lowercased() == "application/x-www-form-urlencoded" else {
            throw Problem(status: 415, detail: "Send the form as application/x-www-form-urlencoded.")
        }
        guard let text = String(validating: body, as: UTF8.self), let items = PercentCoding.items(text) else {
            throw Problem(status: 400, detail: "The form can't be decoded.")
        }
        return items
    }

    /// The first cookie of that name, as it was sent (RFC 6265, section 4.2).
    public func cookie(_ name: String) -> String? {
        for field in headers.values("Cookie") {
            for pair in field.split(separator: ";") {
                let halves = pair.trimmingCharacters(in: .whitespaces)
                    .split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                if halves.count == 2, halves[0] == name { return String(halves[1]) }
            }
        }
        return nil
    }

    /// The path and query of a target in absolute form, which a server must understand too (RFC 9112, section 3.2.2).
    private static func originForm(_ target: String) -> Substring {
        for scheme in ["http://", "https://"] where target.lowercased().hasPrefix(scheme) {
            let rest = target.dropFirst(scheme.count).drop { $0 != "/" && $0 != "?" }
            return rest.isEmpty ? "/" : rest
        }
        return target[...]
    }

    private static func climbs(_ segment: String) -> Bool {
        if segment == "." || segment.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return true }
        return segment.split(whereSeparator: { $0 == "/" || $0 == "\\" }).contains("..")
    }
}
