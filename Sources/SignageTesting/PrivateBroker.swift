public import Foundation
import Synchronization

/// A real mosquitto of the test's own, on a free port of the loopback interface, with no rights and no memory.
///
/// It ends with `stop()`, `kill()` or its last reference.
public final class PrivateBroker: Sendable {
    /// Why the broker did not start; `log` is what it said.
    public struct StartError: Error, CustomStringConvertible {
        /// What was tried and what came of it.
        public var action: String
        /// The broker's own log, empty when it did not get that far.
        public var log: String
        /// One message for the test's report.
        public var description: String { "\(action). Is the package mosquitto installed? Its log: \(log)" }
    }

    /// The port it listens on, at 127.0.0.1, also after a restart.
    public let port: UInt16
    /// Its configuration and its log; removed with the last reference.
    public let folder: URL
    private let process = Mutex<ChildProcess?>(nil)

    /// Starts a broker and waits until it accepts connections.
    ///
    /// - Parameters:
    ///   - port: the port to use; a free one when left out.
    ///   - configuration: further lines of mosquitto.conf, valid for the one listener.
    public init(port: UInt16? = nil, configuration: String = "") throws {
        self.port = try port ?? Self.freePort()
        folder = FileManager.default.temporaryDirectory.appending(path: "broker-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let lines = """
            listener \(self.port) 127.0.0.1
            allow_anonymous true
            user \(NSUserName())
            persistence false
            set_tcp_nodelay true
            max_inflight_messages 1000
            max_queued_messages 100000
            log_dest file \(folder.path)/log
            log_type error
            log_type warning
            log_type notice
            \(configuration)

            """
        try Data(lines.utf8).write(to: folder.appending(path: "mosquitto.conf"))
        try start()
    }

    deinit {
        kill()
        try? FileManager.default.removeItem(at: folder)
    }

    /// A port that nothing listened on a moment ago, and that no connection takes meanwhile: those leave from ports above 32,767
    /// (ip_local_port_range, tcp(7)).
    public static func freePort() throws -> UInt16 {
        for _ in 0..<1_000 {
            let wanted = UInt16.random(in: 10_000..<32_000)
            // Another test may still be starting what is to listen there.
            guard handedOut.withLock({ $0.insert(wanted).inserted }) else { continue }
            guard let (descriptor, port) = try? LoopbackSocket.bound(to: wanted) else { continue }
            close(descriptor)
            return port
        }
        throw StartError(action: "find a free port", log: "")
    }

    private static let handedOut = Mutex<Set<UInt16>>([])

    /// Asks it to end (SIGTERM), so that it says goodbye to its clients, and waits for that.
    public func stop() { end(by: SIGTERM) }

    /// Ends it at once (SIGKILL).
    public func kill() { end(by: SIGKILL) }

    /// Halts it (SIGSTOP): the kernel still accepts connections and bytes for it, and nothing answers.
    public func pause() { send(SIGSTOP) }

    /// Lets a paused one go on (SIGCONT).
    public func resume() { send(SIGCONT) }

    /// Starts it anew on the same port; ends it first (SIGKILL) when it runs.
    public func restart() throws {
        kill()
        try start()
    }

    /// What the broker has logged up to now.
    public var log: String {
        (try? String(contentsOf: folder.appending(path: "log"), encoding: .utf8)) ?? ""
    }

    private func send(_ signal: Int32) { process.withLock { $0?.send(signal) } }

    private func end(by signal: Int32) {
        process.withLock { process in
            process?.end(by: signal)
            process = nil
        }
    }

    private func start() throws {
        let program = try Self.program()
        let process = try ChildProcess(
            program, ["-c", folder.path + "/mosquitto.conf"], log: folder.appending(path: "output"))
        let deadline = ContinuousClock.now + .seconds(10)
        while !Self.accepts(port) {
            if let status = process.hasEnded() {
                throw StartError(action: "\(program) ended at once, with wait status \(status)", log: log)
            }
            guard ContinuousClock.now < deadline else {
                throw StartError(action: "\(program) did not accept a connection within 10 s", log: log)
            }
            usleep(2_000)  // No event tells that a foreign process has begun to listen: only knocking does.
        }
        self.process.withLock { $0 = process }
    }

    /// Debian keeps it in /usr/sbin, which a user's PATH may leave out.
    private static func program() throws -> String {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let folders = path.split(separator: ":").map(String.init) + ["/usr/sbin", "/usr/local/sbin"]
        for folder in folders where access(folder + "/mosquitto", X_OK) == 0 { return folder + "/mosquitto" }
        throw StartError(action: "find mosquitto in \(folders)", log: "")
    }

    /// Whether something accepts connections at a port of 127.0.0.1.
    public static func accepts(_ port: UInt16) -> Bool {
        guard let descriptor = try? LoopbackSocket.connected(to: port) else { return false }
        close(descriptor)
        return true
    }
}
