import CMicrohttpd
import Foundation
import Synchronization

/// What the library's callbacks work on: starts handlers, and keeps the books on them so that a stop finds them all.
///
/// Invariants: (1) a connection is suspended exactly while its exchange is in `running`; (2) suspending and adding,
/// resuming and removing, happen together under the lock, so each suspended connection is resumed once and none is
/// left when the library stops (its own condition, see MHD_suspend_connection); (3) after `isStopping` none is added.
final class Core: Sendable {
    typealias Handler = @Sendable (Request) async -> Response
    typealias Allowance = @Sendable (Request) -> BodyAllowance

    private struct State {
        var isStopping = false
        var running: [ObjectIdentifier: (exchange: Exchange, task: Task<Void, Never>)] = [:]
        /// Exchanges that the library has not yet called complete.
        var open = 0
    }

    private let state = Mutex(State())
    private let handler: Handler
    private let limits: Limits
    private let allowance: Allowance?

    init(limits: Limits, allowance: Allowance? = nil, handler: @escaping Handler) {
        self.limits = limits
        self.allowance = allowance
        self.handler = handler
    }

    /// How many requests the library has not yet called complete.
    var openCount: Int { state.withLock { $0.open } }

    /// A request line has come in: the library keeps the exchange until `close`.
    func open(_ exchange: Exchange) -> UnsafeMutableRawPointer {
        state.withLock { $0.open += 1 }
        return Unmanaged.passRetained(exchange).toOpaque()
    }

    /// The library is done with the request, for whatever reason.
    func close(_ pointer: UnsafeMutableRawPointer) {
        Unmanaged<Exchange>.fromOpaque(pointer).release()
        state.withLock { $0.open -= 1 }
    }

    /// The library's access handler: the header, then each piece of the body, then the end, then after each resume.
    func proceed(_ exchange: Exchange, method: String, bytes: UnsafeRawBufferPointer) -> MHD_Result {
        guard exchange.hasBegun else { return begin(exchange, method: method) }
        if !bytes.isEmpty { return exchange.receive(bytes) ? .YES : .NO }
        if let response = exchange.takeAnswer() { return queue(response, on: exchange) }
        do throws(Problem) {
            let request = try exchange.arrived()
            if start(exchange, request) { return .YES }
            return queue(.problem(Problem(status: 503, detail: "The server is stopping. Try again.")), on: exchange)
        } catch {
            return queue(.problem(error), on: exchange)
        }
    }

    /// Ends all handlers' say: each running request gets 503, its task is cancelled, and no new one is started.
    func stop() {
        let tasks = state.withLock { state in
            state.isStopping = true
            let running = state.running.values
            for (exchange, _) in running {
                exchange.answer(.problem(Problem(status: 503, detail: "The server is stopping. Try again.")))
                MHD_resume_connection(exchange.connection)
            }
            state.running = [:]
            return running.map(\.task)
        }
        for task in tasks { task.cancel() }
    }

    private func begin(_ exchange: Exchange, method: String) -> MHD_Result {
        let headers = exchange.headers
        let lengths = headers.values("Content-Length")
        let codings = headers.values("Transfer-Encoding").map { $0.lowercased() }
        let length = lengths.first.flatMap { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int($0) : nil }
        let allowed = allowance(for: exchange, method: method, headers: headers)
        var limit = limits.bodyBytes
        if case .upTo(let bytes) = allowed { limit = bytes }
        exchange.begin(method: method, headers: headers, expected: min(length ?? 0, limit), limit: limit)
        // Two ways to tell where a body ends are how requests get smuggled past a proxy (RFC 9112, section 6.3).
        guard lengths.count + codings.count <= 1, lengths.isEmpty || length != nil else {
            return queue(.problem(Problem(status: 400, detail: "The length of the body is not clear.")), on: exchange)
        }
        guard codings.allSatisfy({ $0 == "chunked" }) else {
            return queue(.problem(Problem(status: 501, detail: "Only chunked is known here.")), on: exchange)
        }
        let refusal: Response
        if case .refused(let response) = allowed {
            refusal = response
        } else if let length, length > limit {
            refusal = .problem(Exchange.tooLarge(limit))
        } else {
            return .YES
        }
        // Whoever would send without end is told at once; nobody else, since an answer that comes before the end of the body
        // closes the connection, and one who has begun to send (with "Expect", after a second) may never get to read it.
        if length ?? 0 > Exchange.patience(limit) { return queue(refusal, on: exchange) }
        exchange.refuse(refusal)
        return .YES
    }

    private func allowance(for exchange: Exchange, method: String, headers: Headers) -> BodyAllowance {
        // What is no request gets its answer when it is complete.
        guard let allowance, let target = exchange.target, let method = Method(rawValue: method),
            let head = try? Request(method: method, target: target, headers: headers)
        else { return .upTo(limits.bodyBytes) }
        return allowance(head)
    }

    /// Suspends the connection and runs the handler; false when the server is stopping.
    private func start(_ exchange: Exchange, _ request: Request) -> Bool {
        state.withLock { state in
            if state.isStopping { return false }
            MHD_suspend_connection(exchange.connection)
            // Its life is bounded by `running`: it is taken out on its end, or cancelled by `stop`.
            let task = Task { [handler] in
                let response = await handler(request)
                self.finish(exchange, response)
            }
            state.running[ObjectIdentifier(exchange)] = (exchange, task)
            return true
        }
    }

    private func finish(_ exchange: Exchange, _ response: Response) {
        state.withLock { state in
            guard state.running.removeValue(forKey: ObjectIdentifier(exchange)) != nil else { return }
            exchange.answer(response)
            MHD_resume_connection(exchange.connection)
        }
    }

    private func queue(_ response: Response, on exchange: Exchange) -> MHD_Result {
        guard let handle = LibraryResponse.make(response) else {
            let problem = Problem(status: 500, detail: "The answer could not be written.")
            guard let handle = LibraryResponse.make(.problem(problem)) else { return .NO }
            return MHD_queue_response(exchange.connection, 500, handle.pointer)
        }
        return MHD_queue_response(exchange.connection, UInt32(clamping: response.status), handle.pointer)
    }
}

/// The library's form of a response.
///
/// The library counts references: what is queued lives on without this one.
private struct LibraryResponse: ~Copyable {
    let pointer: OpaquePointer

    private init(pointer: OpaquePointer) { self.pointer = pointer }

    /// Nil when the library refuses a header field (one with a line break in it, say).
    static func make(_ response: Response) -> LibraryResponse? {
        var body = response.body
        let pointer = body.withUnsafeMutableBytes {
            MHD_create_response_from_buffer($0.count, $0.baseAddress, .RESPMEM_MUST_COPY)
        }
        guard let pointer else { return nil }
        let result = LibraryResponse(pointer: pointer)
        for field in response.headers.fields where MHD_add_response_header(pointer, field.name, field.value) != .YES {
            return nil
        }
        return result
    }

    deinit { MHD_destroy_response(pointer) }
}

extension Exchange {
    /// The request's header fields, as the library holds them now.
    fileprivate var headers: Headers {
        var headers = Headers()
        withUnsafeMutablePointer(to: &headers) { pointer in
            _ = MHD_get_connection_values(
                connection, .HEADER_KIND,
                { pointer, _, name, value in
                    guard let pointer, let name else { return .NO }
                    pointer.assumingMemoryBound(to: Headers.self).pointee
                        .append(String(cString: name), value.map { String(cString: $0) } ?? "")
                    return .YES
                }, pointer)
        }
        return headers
    }
}
