import CCurl
import Foundation
import Synchronization

/// One request and its answer, on a thread of its own.
///
/// libcurl and not Foundation's URLSession, which keeps a processor busy for as long as it waits for an answer (seen with
/// Swift 6.3 on Linux).
final class Exchange: @unchecked Sendable {
    // Checked: the thread alone uses all but `multi` and `isCancelled`; of `multi` others only call curl_multi_wakeup, which
    // libcurl allows from any thread, and not after the thread has let go of it.
    private let request: Request
    private let multi = Mutex<Waking>(Waking())
    private var headers: [String: String] = [:]
    private var headerBytes = 0
    private var body = Data()
    private var isTooLong = false
    /// How often it has looked for something to do.
    private(set) var turns = 0

    private struct Waking: @unchecked Sendable {
        var handle: UnsafeMutableRawPointer?
        var isCancelled = false
    }

    /// Of all header fields together: more is no answer that anybody means.
    private static let mostHeaderBytes = 256 << 10

    /// The library's own beginning, once for the process.
    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    init(_ request: Request) { self.request = request }

    private func cancel() {
        multi.withLock { multi in
            multi.isCancelled = true
            if let handle = multi.handle { curl_multi_wakeup(handle) }
        }
    }

    /// Does it all on a thread of its own.
    func answer() async throws -> Answer {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                Thread.detachNewThread {
                    Self.ignoreBrokenPipes()
                    continuation.resume(with: Result { try self.run() })
                }
            }
        } onCancel: {
            cancel()
        }
    }

    /// A server that goes away while it is written to must not end the program. The signal is the thread's own, and ends with it.
    private static func ignoreBrokenPipes() {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    private func run() throws -> Answer {
        guard Self.isReady, let easy = curl_easy_init(), let handle = curl_multi_init() else {
            throw HTTPClientError.failed("libcurl does not start")
        }
        var words = [CChar](repeating: 0, count: Int(CURL_ERROR_SIZE))
        let names = headerList()
        defer {
            multi.withLock { $0.handle = nil }
            curl_multi_cleanup(handle)
            curl_easy_cleanup(easy)
            curl_slist_free_all(names)
        }
        multi.withLock { $0.handle = handle }
        return try words.withUnsafeMutableBufferPointer { words in
            configure(easy, names, errorWords: words.baseAddress)
            curl_multi_add_handle(handle, easy)
            defer {
                curl_multi_remove_handle(handle, easy)
                // It is written to until then, or as long as it is set.
                curl_set_pointer(easy, CURLOPT_ERRORBUFFER, nil)
            }
            let code = try transfer(handle)
            guard code == CURLE_OK else { throw error(code, words.baseAddress.map { String(cString: $0) } ?? "") }
            let target = curl_get_text(easy, CURLINFO_REDIRECT_URL).flatMap { URL(string: String(cString: $0)) }
            return Answer(
                status: curl_get_long(easy, CURLINFO_RESPONSE_CODE), headers: headers, body: body, redirection: target)
        }
    }

    /// Waits until it is over, and gives libcurl's result.
    private func transfer(_ handle: UnsafeMutableRawPointer) throws -> CURLcode {
        while true {
            turns += 1
            var running: Int32 = 0
            guard curl_multi_perform(handle, &running) == CURLM_OK else {
                throw HTTPClientError.failed("libcurl does not work")
            }
            if running == 0 {
                var left: Int32 = 0
                guard let message = curl_multi_info_read(handle, &left) else {
                    throw HTTPClientError.failed("libcurl does not work")
                }
                return message.pointee.data.result
            }
            if multi.withLock({ $0.isCancelled }) { throw CancellationError() }
            // Returns when there is something to do, or somebody has called curl_multi_wakeup.
            curl_multi_poll(handle, nil, 0, 60_000, nil)
        }
    }

    private func configure(
        _ easy: UnsafeMutableRawPointer, _ names: UnsafeMutablePointer<curl_slist>?,
        errorWords: UnsafeMutablePointer<CChar>?
    ) {
        let me = Unmanaged.passUnretained(self).toOpaque()
        curl_set_text(easy, CURLOPT_URL, request.url.absoluteString)
        curl_set_text(easy, CURLOPT_PROTOCOLS_STR, "http,https")
        curl_set_pointer(easy, CURLOPT_ERRORBUFFER, errorWords)
        curl_set_pointer(easy, CURLOPT_HTTPHEADER, names)
        // No timer by signals; all codings that the library can undo.
        curl_set_long(easy, CURLOPT_NOSIGNAL, 1)
        curl_set_text(easy, CURLOPT_ACCEPT_ENCODING, "")
        curl_set_long(easy, CURLOPT_TIMEOUT_MS, max(1, Int(request.limits.time / .milliseconds(1))))
        if let body = request.body {
            curl_set_long(easy, CURLOPT_POST, 1)
            curl_set_size(easy, CURLOPT_POSTFIELDSIZE_LARGE, Int(body.count))
            // The library makes its own copy.
            body.withUnsafeBytes { bytes in
                _ = curl_set_pointer(easy, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: bytes.baseAddress))
            }
        }
        if request.method == "HEAD" { curl_set_long(easy, CURLOPT_NOBODY, 1) }
        curl_set_text(easy, CURLOPT_CUSTOMREQUEST, request.method)
        curl_set_pointer(easy, CURLOPT_WRITEDATA, me)
        curl_set_take(easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, user in
            Exchange.owner(user).take(body: UnsafeRawBufferPointer(start: bytes, count: size * count))
        }
        curl_set_pointer(easy, CURLOPT_HEADERDATA, me)
        curl_set_take(easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, user in
            Exchange.owner(user).take(header: UnsafeRawBufferPointer(start: bytes, count: size * count))
        }
    }

    private static func owner(_ user: UnsafeMutableRawPointer?) -> Exchange {
        guard let user else { preconditionFailure("it was set") }
        return Unmanaged<Exchange>.fromOpaque(user).takeUnretainedValue()
    }

    private func headerList() -> UnsafeMutablePointer<curl_slist>? {
        // Without the pause that the library would make before a long body.
        var list = curl_slist_append(nil, "Expect:")
        for header in request.headers {
            // A line break would begin another field.
            let field = "\(header.name): \(header.value)".filter { !$0.isNewline }
            list = curl_slist_append(list, field) ?? list
        }
        return list
    }

    /// How many bytes were taken; fewer than came end the exchange.
    private func take(body bytes: UnsafeRawBufferPointer) -> Int {
        guard body.count + bytes.count <= request.limits.bodyBytes else {
            isTooLong = true
            body = Data()
            return 0
        }
        body.append(contentsOf: bytes)
        return bytes.count
    }

    private func take(header bytes: UnsafeRawBufferPointer) -> Int {
        headerBytes += bytes.count
        guard headerBytes <= Self.mostHeaderBytes else { return 0 }
        let line = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        // What came before, as of "100 Continue", was not the answer.
        if line.hasPrefix("HTTP/") { headers = [:] }
        if let colon = line.firstIndex(of: ":") {
            headers[line[..<colon].lowercased()] = line[line.index(after: colon)...].trimmingCharacters(
                in: .whitespaces)
        }
        return bytes.count
    }

    private func error(_ code: CURLcode, _ words: String) -> HTTPClientError {
        if isTooLong { return .tooLong(limit: request.limits.bodyBytes) }
        if code == CURLE_OPERATION_TIMEDOUT { return .timedOut(limit: request.limits.time) }
        return .failed(words.isEmpty ? String(cString: curl_easy_strerror(code)) : words)
    }
}
