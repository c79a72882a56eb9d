public import Foundation

/// What went wrong, told to a program and a person alike (RFC 9457).
public struct Problem: Error, Sendable, Equatable, Encodable {
    /// One field of the request's body that was refused.
    public struct FieldError: Sendable, Equatable, Encodable {
        /// Where: a JSON pointer as a fragment, such as "#/headline" (RFC 6901, section 6).
        public let pointer: String
        /// Why, and what would be right.
        public let detail: String

        /// A refused field.
        public init(pointer: String, detail: String) {
            self.pointer = pointer
            self.detail = detail
        }
    }

    /// A URI reference that names the kind of problem; "about:blank" says no more than the status.
    public var type: String
    /// The kind of problem in a few words, the same each time.
    public var title: String
    /// The HTTP status, 400 to 599.
    public var status: Int
    /// This occurrence, and what to do about it; shown to people.
    public var detail: String?
    /// The fields that were refused; left out of the JSON when there are none.
    public var errors: [FieldError]

    /// A problem; without a title it gets the status's own words.
    public init(
        type: String = "about:blank", title: String? = nil, status: Int, detail: String? = nil,
        errors: [FieldError] = []
    ) {
        self.type = type
        self.title = title ?? Problem.phrase(status)
        self.status = status
        self.detail = detail
        self.errors = errors
    }

    /// The body of type `application/problem+json`, keys sorted.
    public var json: Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Strings and one integer: there is nothing that JSON could not hold.
        return (try? encoder.encode(self)) ?? Data(#"{"status":500}"#.utf8)
    }

    /// Writes the members of RFC 9457, section 3.1, and "errors".
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(type, forKey: .type)
        try container.encode(title, forKey: .title)
        try container.encode(status, forKey: .status)
        try container.encodeIfPresent(detail, forKey: .detail)
        if !errors.isEmpty { try container.encode(errors, forKey: .errors) }
    }

    private enum CodingKeys: String, CodingKey {
        case type, title, status, detail, errors
    }

    private static func phrase(_ status: Int) -> String {
        switch status {
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 406: "Not Acceptable"
        case 409: "Conflict"
        case 410: "Gone"
        case 412: "Precondition Failed"
        case 413: "Content Too Large"
        case 415: "Unsupported Media Type"
        case 422: "Unprocessable Content"
        case 428: "Precondition Required"
        case 429: "Too Many Requests"
        case 500: "Internal Server Error"
        case 501: "Not Implemented"
        case 503: "Service Unavailable"
        default: status < 500 ? "Request Refused" : "Server Error"
        }
    }
}
