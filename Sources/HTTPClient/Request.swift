public import Foundation

/// What is asked of an HTTP server, which is not trusted.
public struct Request: Sendable {
    /// An absolute `http` or `https` address.
    public var url: URL
    /// In capitals.
    public var method: String
    /// Names and values of header fields, without line breaks; what the library needs it adds.
    public var headers: [(name: String, value: String)]
    /// What is sent; nil for nothing.
    public var body: Data?
    /// What the exchange may take.
    public var limits: Limits

    /// What an exchange may take.
    public struct Limits: Sendable {
        /// Of the answer's body, after any content coding was undone.
        public var bodyBytes: Int
        /// From the first look at the address to the answer's last byte.
        public var time: Duration

        /// Takes the values as they are.
        public init(bodyBytes: Int = 64 << 20, time: Duration = .seconds(20)) {
            self.bodyBytes = bodyBytes
            self.time = time
        }
    }

    /// Takes the values as they are.
    public init(
        _ method: String = "GET", _ url: URL, headers: [(name: String, value: String)] = [], body: Data? = nil,
        limits: Limits = Limits()
    ) {
        self.url = url
        self.method = method
        self.headers = headers
        self.body = body
        self.limits = limits
    }

    /// Asks: the answer with any status; redirections are not followed.
    ///
    /// Certificates are checked against the system's authorities; `http_proxy`, `https_proxy` and `no_proxy` count.
    /// libcurl: `curl_multi_perform`.
    /// - Throws: ``HTTPClientError``; `CancellationError`, at once.
    public func answer() async throws -> Answer { try await Exchange(self).answer() }
}

/// What a server has answered, with any status.
public struct Answer: Sendable {
    /// Such as 200.
    public let status: Int
    /// By their names in lower case; of several of one name the last.
    public let headers: [String: String]
    /// With any content coding undone.
    public let body: Data
    /// Where the server redirects to, absolute; nil when it does not. Nobody follows by himself.
    public let redirection: URL?
}

/// Why there is no answer.
public enum HTTPClientError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The body is longer than the request's limit.
    case tooLong(limit: Int)
    /// It took longer than the request's limit.
    case timedOut(limit: Duration)
    /// The library's own words.
    case failed(String)

    /// In words that follow an address.
    public var description: String {
        switch self {
        case .tooLong(let limit): "has a body of more than \(limit) bytes"
        case .timedOut(let limit): "took longer than \(limit)"
        case .failed(let words): "can't be reached: \(words)"
        }
    }
}
