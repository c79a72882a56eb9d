import CMosquitto
import Foundation

/// What the library reported during one call, in order.
enum Happening {
    case accepted
    case refused(code: Int32)
    case message(Message)
    case acknowledged(packet: Int32, code: Int32)
    case subscribed(packet: Int32, codes: [Int32])
    case closed(code: Int32, errno: Int32)
}

/// One connection, from dial to end, and the library's handle for it.
///
/// Each dial gets a handle of its own: the library would send what an old one still held in its queue, after a failure
/// that the caller has been told of. All calls come from the loop's thread. The callbacks only collect happenings, since
/// they run under a lock of the library that is not recursive.
final class Connection {
    /// Freed by `deinit` only; libmosquitto locks what it shares with its callbacks.
    nonisolated(unsafe) private let handle: OpaquePointer
    var happenings: [Happening] = []
    /// Packets whose acknowledgement somebody waits for; others are not collected.
    var awaited: Set<Int32> = []
    var watch: Watch?

    /// - Throws: kind `invalid` when the library refuses the client id or the will, `system` out of memory.
    init(_ configuration: Client.Configuration, will: Message?) throws(MQTTError) {
        let isClean = configuration.sessionExpiry <= .zero
        guard Library.isReady, let handle = configuration.clientID.withCString({ mosquitto_new($0, isClean, nil) })
        else {
            throw .system("make an MQTT client '\(configuration.clientID)' (mosquitto_new)", errno: errno)
        }
        self.handle = handle
        mosquitto_user_data_set(handle, Unmanaged.passUnretained(self).toOpaque())
        // Nothing is written before loop_write: publishes of one turn of the loop leave together, after the handlers.
        mosquitto_threaded_set(handle, true)
        let version = configuration.protocolVersion == .v5 ? MQTT_PROTOCOL_V5 : MQTT_PROTOCOL_V311
        mosquitto_int_option(handle, MOSQ_OPT_PROTOCOL_VERSION, version)
        mosquitto_int_option(handle, MOSQ_OPT_TCP_NODELAY, 1)
        // The library's 20 would let the broker's queue run over while a subscriber is busy.
        mosquitto_int_option(handle, MOSQ_OPT_RECEIVE_MAXIMUM, 1_000)
        setCallbacks(of: handle)
        if let userName = configuration.userName {
            let code = hasNUL(userName) ? Library.invalidArgument : mosquitto_username_pw_set(handle, userName, nil)
            try check(code) { "set the user name (mosquitto_username_pw_set)" }
        }
        if let will { try setWill(will) }
        if let tls = configuration.tls { try setTLS(tls) }
    }

    deinit { mosquitto_destroy(handle) }

    /// The socket, or -1 when there is none (any more).
    var socket: Int32 { mosquitto_socket(handle) }
    var isOpen: Bool { socket >= 0 }
    var wantsWrite: Bool { mosquitto_want_write(handle) }

    /// Begins the dial (`mosquitto_connect_bind_async`); 0, or the library's code.
    func dial(_ configuration: Client.Configuration) -> Int32 {
        let keepAlive = Int32(min(max(configuration.keepAlive / .seconds(1), 5), 65_535))
        let kept = storeProperties(configuration)
        guard kept == 0 else { return kept }
        let code = mosquitto_connect_bind_async(handle, configuration.host, Int32(configuration.port), keepAlive, nil)
        // A child process that inherits the socket would keep it in epoll after the library has closed it.
        if code == 0 { _ = fcntl(socket, F_SETFD, FD_CLOEXEC) }
        return code
    }

    /// Has the library send properties with the CONNECT to come (MQTT 5.0, section 3.1.2.11); 0, or its code.
    ///
    /// Of the calls that take properties none dials without blocking: one that fails for want of a host keeps them for the next dial.
    private func storeProperties(_ configuration: Client.Configuration) -> Int32 {
        guard configuration.sessionExpiry > .zero, configuration.protocolVersion == .v5 else { return 0 }
        var properties: OpaquePointer?
        defer { mosquitto_property_free_all(&properties) }
        let seconds = UInt32(min(configuration.sessionExpiry / .seconds(1), Double(UInt32.max - 1)).rounded(.up))
        let code = mosquitto_property_add_int32(
            &properties, Int32(MQTT_PROP_SESSION_EXPIRY_INTERVAL.rawValue), seconds)
        guard code == 0 else { return code }
        let refused = mosquitto_connect_bind_v5(handle, nil, 0, 60, nil, properties)
        return refused == Library.invalidArgument ? 0 : refused
    }

    /// Reads at most one packet or so; true when the socket has no more to give for now.
    func read() -> Bool {
        errno = 0
        let code = mosquitto_loop_read(handle, 1)
        return code != 0 || errno == EAGAIN
    }

    func write() { _ = mosquitto_loop_write(handle, 1) }

    /// Pings when it is time, and ends the connection when the last ping was not answered.
    func keepAlive() { _ = mosquitto_loop_misc(handle) }

    /// Queues a DISCONNECT behind what is queued already.
    func disconnect() { _ = mosquitto_disconnect_v5(handle, 0, nil) }

    /// Hands a message to the library and returns its packet number.
    func publish(_ message: Message, _ qualityOfService: QualityOfService) throws(MQTTError) -> Int32 {
        var packet: Int32 = 0
        let code =
            hasNUL(message.topic)
            ? Library.invalidArgument
            : message.payload.withUnsafeBytes { bytes in
                mosquitto_publish_v5(
                    handle, &packet, message.topic, Int32(clamping: bytes.count), bytes.baseAddress,
                    qualityOfService.rawValue, message.isRetained, nil)
            }
        try check(code) { "publish to '\(message.topic)' (mosquitto_publish_v5)" }
        return packet
    }

    func subscribe(_ filters: [String], _ qualityOfService: QualityOfService) throws(MQTTError) -> Int32 {
        var packet: Int32 = 0
        let code = withCStrings(filters) { pointers, count in
            mosquitto_subscribe_multiple(handle, &packet, count, pointers, qualityOfService.rawValue, 0, nil)
        }
        try check(code) { "subscribe to \(filters) (mosquitto_subscribe_multiple)" }
        return packet
    }

    func unsubscribe(_ filters: [String]) throws(MQTTError) {
        let code = withCStrings(filters) { pointers, count in
            mosquitto_unsubscribe_multiple(handle, nil, count, pointers, nil)
        }
        try check(code) { "unsubscribe from \(filters) (mosquitto_unsubscribe_multiple)" }
    }

    /// The error that the kernel keeps for the socket, which it forgets by this.
    func takeSocketError() -> Int32 {
        var code: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(socket, SOL_SOCKET, SO_ERROR, &code, &size) == 0 ? code : errno
    }

    private func setWill(_ will: Message) throws(MQTTError) {
        let code =
            hasNUL(will.topic)
            ? Library.invalidArgument
            : will.payload.withUnsafeBytes { bytes in
                mosquitto_will_set_v5(
                    handle, will.topic, Int32(clamping: bytes.count), bytes.baseAddress,
                    will.qualityOfService.rawValue, will.isRetained, nil)
            }
        try check(code) { "set the last will on '\(will.topic)' (mosquitto_will_set_v5)" }
    }

    private func setTLS(_ tls: Client.TLS) throws(MQTTError) {
        // A callback that gives up keeps OpenSSL from asking for a password on the terminal.
        let code = mosquitto_tls_set(
            handle, tls.authority, nil, tls.identity?.certificate, tls.identity?.key, { _, _, _, _ in 0 })
        let refused = code == 0 ? mosquitto_tls_opts_set(handle, 1, "tlsv1.2", nil) : code
        guard refused != 0 else { return }
        let files = [tls.authority, tls.identity?.certificate, tls.identity?.key].compactMap(\.self)
        throw .unreadable(files, code: refused)
    }

    private func check(_ code: Int32, _ action: () -> String) throws(MQTTError) {
        guard code != 0 else { return }
        throw code == Library.noConnection ? .notConnected : .invalid(action(), code: code)
    }

    private func hasNUL(_ text: String) -> Bool { text.utf8.contains(0) }

    /// Copies, since the library takes `char *const *`.
    ///
    /// It only reads them. An empty list and a NUL are refused as it would.
    private func withCStrings(
        _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>, Int32) -> Int32
    ) -> Int32 {
        guard !strings.isEmpty, !strings.contains(where: hasNUL) else { return Library.invalidArgument }
        let copies = strings.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        return copies.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { body($0, Int32(buffer.count)) } ?? Library.invalidArgument
        }
    }
}
