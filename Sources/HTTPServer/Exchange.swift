import CMicrohttpd
import Foundation
import Synchronization

/// One request on its way in and its answer on its way out; lives from the library's request line to its "completed".
///
///     receiving --complete, by `arrived`--> handling --`answer`--> answered --`takeAnswer`--> (queued)
///         \--`refuse`--> refused: the rest of the body is dropped, then as answered
///
/// libmicrohttpd's threads and the handler's task both come here, hence the `Mutex`.
final class Exchange: Sendable {
    // Only used between suspend and resume or inside the library's callbacks, when the library keeps it alive.
    nonisolated(unsafe) let connection: OpaquePointer
    /// The request's target as it was sent; nil when it is no UTF-8.
    let target: String?

    private struct Progress {
        var head: (method: String, headers: Headers)?
        var body = Data()
        /// The longest body that is kept, in bytes.
        var limit = 0
        var dropped = 0
        var answer: Response?
    }

    private let progress = Mutex(Progress())

    init(connection: OpaquePointer, target: String?) {
        self.connection = connection
        self.target = target
    }

    /// Whether `begin` was called.
    var hasBegun: Bool { progress.withLock { $0.head != nil } }

    /// Notes the header; `expected` is the announced length of the body, `limit` what is kept of it.
    func begin(method: String, headers: Headers, expected: Int, limit: Int) {
        progress.withLock {
            $0.head = (method, headers)
            $0.limit = limit
            $0.body.reserveCapacity(expected)
        }
    }

    /// Answers without the handler; what still comes of the body is dropped.
    func refuse(_ answer: Response) {
        progress.withLock {
            $0.answer = answer
            $0.body = Data()
        }
    }

    /// Keeps a piece of the body, or refuses it when it makes too much.
    ///
    /// A client reads the refusal only after it has sent everything, so the rest is dropped and not cut off. False
    /// when so much of it comes that the connection has to be closed after all.
    func receive(_ bytes: UnsafeRawBufferPointer) -> Bool {
        progress.withLock {
            if $0.answer == nil, $0.body.count + bytes.count <= $0.limit {
                $0.body.append(contentsOf: bytes)
                return true
            }
            if $0.answer == nil { $0.answer = .problem(Exchange.tooLarge($0.limit)) }
            $0.dropped += $0.body.count + bytes.count
            $0.body = Data()
            return $0.dropped <= Exchange.patience($0.limit)
        }
    }

    /// The complete request, or the problem it is.
    func arrived() throws(Problem) -> Request {
        let (head, body) = progress.withLock { ($0.head, $0.body) }
        guard let head, let method = Method(rawValue: head.method) else {
            throw Problem(status: 501, detail: "This method is not known here.")
        }
        guard let target else { throw Problem(status: 400, detail: "The request's target is not a path.") }
        // "*" asks about the server as a whole (RFC 9110, section 9.3.7).
        let path = target == "*" && method == .options ? "/" : target
        return try Request(method: method, target: path, headers: head.headers, body: body)
    }

    /// Hands the answer over; the first one counts.
    func answer(_ response: Response) {
        progress.withLock { if $0.answer == nil { $0.answer = response } }
    }

    /// The answer, if there is one.
    func takeAnswer() -> Response? { progress.withLock { $0.answer } }

    static func tooLarge(_ limit: Int) -> Problem {
        Problem(status: 413, detail: "The body may have at most \(limit) bytes.")
    }

    /// How many bytes of a refused body are taken in and dropped: 64 MiB or more, as long as a large picture.
    static func patience(_ limit: Int) -> Int { max(8 * limit, 64 << 20) }
}
