import CMicrohttpd
import Glibc
import Synchronization

/// An HTTP/1.1 server (RFC 9112) on libmicrohttpd: two threads move bytes, handlers run as tasks.
///
/// A request reaches the handler when its body is complete; a handler that takes its time holds up no other. A request
/// whose line or header fields are broken is answered by the library. There is no TLS here: that is the proxy's.
public final class Server: Sendable {
    /// The port it listens on, also when 0 was asked for.
    public let port: UInt16
    private let core: Core
    private let daemon: Mutex<Daemon?>

    /// The library's handle; only ever used to stop it, once.
    private struct Daemon: Sendable {
        // Leaves the Mutex just for the single call that ends it (MHD_stop_daemon).
        nonisolated(unsafe) let pointer: OpaquePointer
    }

    /// Starts to listen and serve.
    ///
    /// - Parameters:
    ///   - address: numeric, IPv4 or IPv6; "::" is every address of both kinds.
    ///   - port: 0 for a free one.
    ///   - limits: what a client may take.
    ///   - allowance: how much of a body is taken in, decided on a request that has none yet; nil for what `limits`
    ///     say. Called on the library's threads: must not block.
    ///   - handler: answers each request, many at the same time; cancelled by `stop`.
    ///
    /// Throws when the port can't be had. libmicrohttpd: `MHD_start_daemon`.
    public init(
        address: String = "127.0.0.1", port: UInt16, limits: Limits = Limits(),
        allowance: (@Sendable (Request) -> BodyAllowance)? = nil,
        handler: @escaping @Sendable (Request) async -> Response
    ) throws(HTTPServerError) {
        let socket = try ListenSocket.open(address: address, port: port)
        self.port = socket.port
        core = Core(limits: limits, allowance: allowance, handler: handler)
        // The library calls back with this until `stop` is through; `core` lives as long as self does.
        let reference = Unmanaged.passUnretained(core).toOpaque()
        guard let pointer = Server.start(reference, socket.descriptor, limits) else {
            throw HTTPServerError(action: "serve on \(address) port \(port)", errno: errno)
        }
        // The library closes it when it stops.
        _ = socket.release()
        daemon = Mutex(Daemon(pointer: pointer))
    }

    deinit { stop() }

    /// Stops listening, and closes all connections.
    ///
    /// Running requests get 503, if the connection's end leaves time for that. Handlers at work are cancelled, not
    /// waited for; what they still answer is dropped. Returns when the library's threads have ended. A second call
    /// does nothing. libmicrohttpd: `MHD_stop_daemon`.
    public func stop() {
        let daemon = daemon.withLock { daemon in
            defer { daemon = nil }
            return daemon
        }
        guard let daemon else { return }
        core.stop()
        MHD_stop_daemon(daemon.pointer)
    }

    /// How many requests the library has not yet called complete; 0 after `stop`.
    var openCount: Int { core.openCount }

    private static func start(
        _ core: UnsafeMutableRawPointer, _ socket: Int32, _ limits: Limits
    ) -> OpaquePointer? {
        let opened:
            @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>?, OpaquePointer?) ->
                UnsafeMutableRawPointer? = { core, uri, connection in
                    guard let core, let uri, let connection else { return nil }
                    return Unmanaged<Core>.fromOpaque(core).takeUnretainedValue()
                        .open(Exchange(connection: connection, target: String(validatingCString: uri)))
                }
        let completed: MHD_RequestCompletedCallback = { core, _, context, _ in
            guard let core, let exchange = context?.pointee else { return }
            context?.pointee = nil
            Unmanaged<Core>.fromOpaque(core).takeUnretainedValue().close(exchange)
        }
        let access: MHD_AccessHandlerCallback = { core, _, _, method, _, bytes, count, context in
            guard let core, let method, let count, let exchange = context?.pointee else { return .NO }
            defer { count.pointee = 0 }
            return Unmanaged<Core>.fromOpaque(core).takeUnretainedValue().proceed(
                Unmanaged<Exchange>.fromOpaque(exchange).takeUnretainedValue(), method: String(cString: method),
                bytes: UnsafeRawBufferPointer(start: bytes, count: bytes == nil ? 0 : count.pointee))
        }
        func item(_ option: MHD_OPTION, _ value: Int, _ pointer: UnsafeMutableRawPointer? = nil) -> MHD_OptionItem {
            MHD_OptionItem(option: option, value: value, ptr_value: pointer)
        }
        var items = [
            item(.LISTEN_SOCKET, Int(socket)),
            item(.THREAD_POOL_SIZE, 2),
            // Half of a connection's memory is for what comes in.
            item(.CONNECTION_MEMORY_LIMIT, 2 * limits.headerBytes),
            item(.CONNECTION_LIMIT, max(limits.connections, 2)),
            item(.CONNECTION_TIMEOUT, Int(clamping: limits.timeout.components.seconds)),
            item(.STRICT_FOR_CLIENT, 1),
            item(.URI_LOG_CALLBACK, unsafeBitCast(opened, to: Int.self), core),
            item(.NOTIFY_COMPLETED, unsafeBitCast(completed, to: Int.self), core),
            item(.END, 0),
        ]
        let flags = MHD_USE_EPOLL_INTERNAL_THREAD.rawValue | MHD_ALLOW_SUSPEND_RESUME.rawValue
        return items.withUnsafeMutableBufferPointer { items in
            guard let base = items.baseAddress else { return nil }
            return withVaList([MHD_OPTION.ARRAY.rawValue, base, MHD_OPTION.END.rawValue]) {
                MHD_start_daemon_va(flags, 0, nil, nil, access, core, $0)
            }
        }
    }
}
