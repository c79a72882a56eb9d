import Feeds
import Foundation
import FoundationNetworking
import Signage
import Synchronization

/// Fetches what feeds ask for, within limits: a feed's server is not trusted.
final class Fetcher: NSObject, URLSessionDataDelegate, Sendable {
    /// What a request may take.
    struct Limits: Sendable {
        /// Of a body, after any content coding was undone.
        var bodyBytes = 20 << 20
        /// For one request with its redirections.
        var time = Duration.seconds(20)
        /// Redirections that are followed, all as ``Fetcher/isAllowed(from:to:)`` says.
        var redirections = 5
    }

    private struct Progress {
        var response: HTTPURLResponse?
        var body = Data()
        var redirections = 0
        var refusal: String?
        let continuation: CheckedContinuation<(HTTPURLResponse, Data), any Error>
    }

    private let limits: Limits
    private let progress = Mutex<[ObjectIdentifier: Progress]>([:])

    init(limits: Limits = Limits()) { self.limits = limits }

    /// The answer, with any status.
    /// - Throws: ``FetchError`` in words; `CancellationError`.
    func fetch(_ request: FeedRequest, at now: @Sendable () -> Date) async throws -> FeedResponse {
        let url = URL(string: request.url, encodingInvalidCharacters: false) ?? URL(string: request.url)
        guard let url, ["http", "https"].contains(url.scheme?.lowercased()), url.host != nil else {
            throw FetchError(url: request.url, reason: "is no http or https address")
        }
        let session = URLSession(configuration: configuration, delegate: self, delegateQueue: nil)
        defer { session.invalidateAndCancel() }
        var call = URLRequest(url: url, cachePolicy: .reloadIgnoringLocalCacheData)
        call.setValue("Litfass (digital notice boards)", forHTTPHeaderField: "User-Agent")
        let task = session.dataTask(with: call)
        let (response, body) = try await answer(of: task, url: request.url)
        var headers: [String: String] = [:]
        for case (let name as String, let value as String) in response.allHeaderFields {
            headers[name.lowercased()] = value
        }
        return FeedResponse(
            url: response.url?.absoluteString ?? request.url, status: response.statusCode, headers: headers, body: body,
            fetchedAt: now())
    }

    private var configuration: URLSessionConfiguration {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpCookieStorage = nil
        configuration.httpShouldSetCookies = false
        configuration.urlCache = nil
        configuration.urlCredentialStorage = nil
        configuration.timeoutIntervalForRequest = limits.time / .seconds(1)
        return configuration
    }

    private func answer(of task: URLSessionDataTask, url: String) async throws -> (HTTPURLResponse, Data) {
        try await withThrowingTaskGroup(of: (HTTPURLResponse, Data)?.self) { group in
            group.addTask {
                try await withTaskCancellationHandler {
                    try await withCheckedThrowingContinuation { continuation in
                        self.begin(task, continuation)
                    }
                } onCancel: {
                    task.cancel()
                }
            }
            group.addTask {
                try await Task.sleep(for: self.limits.time)
                return nil
            }
            defer { group.cancelAll() }
            guard let answer = try await group.next() ?? nil else {
                try Task.checkCancellation()
                throw FetchError(url: url, reason: "took longer than \(self.limits.time)")
            }
            return answer
        }
    }

    private func begin(
        _ task: URLSessionDataTask, _ continuation: CheckedContinuation<(HTTPURLResponse, Data), any Error>
    ) {
        progress.withLock { $0[key(task)] = Progress(continuation: continuation) }
        task.resume()
        // The cancellation may have come before there was anything to cancel.
        if Task.isCancelled { task.cancel() }
    }

    /// Each task has a session of its own, and so the same number.
    private func key(_ task: URLSessionTask) -> ObjectIdentifier { ObjectIdentifier(task) }

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

    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping (URLRequest?) -> Void
    ) {
        let isAllowed = progress.withLock { progress in
            progress[key(task)]?.redirections += 1
            let count = progress[key(task)]?.redirections ?? .max
            if count > limits.redirections {
                progress[key(task)]?.refusal = "is redirected more than \(limits.redirections) times"
            } else if !Self.isAllowed(from: response.url, to: request.url) {
                let place = Self.place(of: request.url)
                progress[key(task)]?.refusal =
                    "is redirected to another place, \(place.scheme)://\(place.host):\(place.port): "
                    + "give its new address in the configuration"
            }
            return progress[key(task)]?.refusal == nil
        }
        completionHandler(isAllowed ? request : nil)
        if !isAllowed { task.cancel() }
    }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
    ) {
        progress.withLock { $0[key(dataTask)]?.response = response as? HTTPURLResponse }
        completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        let isTooLong = progress.withLock { progress in
            guard let size = progress[key(dataTask)]?.body.count, size + data.count <= limits.bodyBytes else {
                progress[key(dataTask)]?.refusal = "has a body of more than \(limits.bodyBytes) bytes"
                progress[key(dataTask)]?.body = Data()
                return true
            }
            progress[key(dataTask)]?.body.append(data)
            return false
        }
        if isTooLong { dataTask.cancel() }
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        guard let done = progress.withLock({ $0.removeValue(forKey: key(task)) }) else { return }
        let url = task.originalRequest?.url?.absoluteString ?? ""
        if let refusal = done.refusal {
            done.continuation.resume(throwing: FetchError(url: url, reason: refusal))
        } else if let error {
            done.continuation.resume(
                throwing: FetchError(url: url, reason: "can't be fetched: \(error.localizedDescription)"))
        } else if let response = done.response ?? task.response as? HTTPURLResponse {
            done.continuation.resume(returning: (response, done.body))
        } else {
            done.continuation.resume(throwing: FetchError(url: url, reason: "gave no HTTP answer"))
        }
    }
}

/// Why something was not fetched.
struct FetchError: Error, Equatable, CustomStringConvertible {
    let url: String
    /// In words that follow the address.
    let reason: String

    var description: String { "\(url.prefix(300)) \(reason)" }
}
