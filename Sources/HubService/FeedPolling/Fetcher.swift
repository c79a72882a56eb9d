import Feeds
import Foundation
import HTTPClient
import Signage

/// Fetches what feeds ask for, within limits: a feed's server is not trusted.
struct Fetcher: Sendable {
    /// What a request may take.
    struct Limits: Sendable {
        /// Of a body, after any content coding was undone.
        var bodyBytes = 20 << 20
        /// For one request with its redirections.
        var time = Duration.seconds(20)
        /// Redirections that are followed, all as ``Fetcher/isAllowed(from:to:)`` says.
        var redirections = 5
    }

    private let limits: Limits

    init(limits: Limits = Limits()) { self.limits = limits }

    /// The answer, with any status.
    /// - Throws: ``FetchError`` in words; `CancellationError`.
    func fetch(_ request: FeedRequest, at now: @Sendable () -> Date) async throws -> FeedResponse {
        func refusal(_ reason: String) -> FetchError { FetchError(url: request.url, reason: reason) }
        let url = URL(string: request.url, encodingInvalidCharacters: false) ?? URL(string: request.url)
        guard var url, ["http", "https"].contains(url.scheme?.lowercased()), url.host != nil else {
            throw refusal("is no http or https address")
        }
        let end = ContinuousClock.now + limits.time
        for _ in 0...limits.redirections {
            let answer: Answer
            do {
                answer = try await Request(
                    "GET", url, headers: [("User-Agent", "Litfass (digital notice boards)")],
                    limits: .init(bodyBytes: limits.bodyBytes, time: end - .now)
                ).answer()
            } catch HTTPClientError.timedOut {
                throw refusal("took longer than \(limits.time)")
            } catch let error as HTTPClientError {
                throw refusal("\(error)")
            }
            guard let target = answer.redirection else {
                return FeedResponse(
                    url: url.absoluteString, status: answer.status, headers: answer.headers, body: answer.body,
                    fetchedAt: now())
            }
            guard Self.isAllowed(from: url, to: target) else {
                let place = Self.place(of: target)
                throw refusal(
                    "is redirected to another place, \(place.scheme)://\(place.host):\(place.port): "
                        + "give its new address in the configuration")
            }
            url = target
        }
        throw refusal("is redirected more than \(limits.redirections) times")
    }

    /// Whether a redirection stays where the council's configuration has sent us: the same scheme, host and port, or from http to
    /// https on their own ports.
    static func isAllowed(from source: URL?, to target: URL?) -> Bool {
        let (source, target) = (place(of: source), place(of: target))
        guard source.host == target.host, ["http", "https"].contains(target.scheme) else { return false }
        return (source.scheme, source.port) == (target.scheme, target.port)
            || (source.scheme, source.port, target.scheme, target.port) == ("http", 80, "https", 443)
    }

    private static func place(of url: URL?) -> (scheme: String, host: String, port: Int) {
        let scheme = url?.scheme?.lowercased() ?? "?"
        return (scheme, url?.host?.lowercased() ?? "?", url?.port ?? (scheme == "https" ? 443 : 80))
    }
}

/// Why something was not fetched.
struct FetchError: Error, Equatable, CustomStringConvertible {
    let url: String
    /// In words that follow the address.
    let reason: String

    var description: String { "\(url.prefix(300)) \(reason)" }
}
