public import Foundation
import Synchronization

/// A program that a test starts and ends. It ends with `end(by:)` or its last reference.
public final class ChildProcess: Sendable {
    /// Why a program did not start.
    public struct StartError: Error, CustomStringConvertible {
        /// Program and reason.
        public let description: String
    }

    /// Where both of its outputs go.
    public let log: URL
    private let process: Mutex<pid_t?>

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - program: its path.
    ///   - arguments: without the program's name.
    ///   - environment: beside what this process has in its own.
    ///   - log: takes both of its outputs, after what is there already.
    /// - Throws: ``StartError`` when it cannot be started.
    public init(
        _ program: String, _ arguments: [String], environment: [String: String] = [:], log: URL
    ) throws {
        self.log = log
        let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }.map { "\($0)=\($1)" }
        var copies: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
        var settings: [UnsafeMutablePointer<CChar>?] = variables.map { strdup($0) } + [nil]
        defer { for copy in copies + settings { free(copy) } }
        // A child inherits blocked and ignored signals. The threads of Swift's pool block them, and a program under test
        // in this process may ignore SIGTERM: the child would never end by it.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, log.path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var started: pid_t = 0
        let failure = posix_spawn(&started, program, &actions, &attributes, &copies, &settings)
        guard failure == 0 else {
            throw StartError(description: "start \(program): \(String(cString: strerror(failure)))")
        }
        process = Mutex(started)
    }

    deinit { end(by: SIGKILL) }

    /// Sends a signal and waits for the end; does nothing when it has ended.
    ///
    /// A program that does not heed the signal within 10 s is killed, so that no test waits for ever.
    public func end(by signal: Int32) {
        send(signal)
        let deadline = ContinuousClock.now + .seconds(10)
        while isRunning, hasEnded() == nil {
            if ContinuousClock.now > deadline { send(SIGKILL) }
            usleep(1_000)  // waitpid has no time limit: the end is looked for again, and nothing waits for this thread.
        }
    }

    private var isRunning: Bool { process.withLock { $0 != nil } }

    /// Sends a signal, for halting (SIGSTOP) and going on (SIGCONT).
    public func send(_ signal: Int32) {
        process.withLock { process in
            if let process { _ = kill(process, signal) }
        }
    }

    /// Waits for the end.
    /// - Returns: the wait status; nil when it was waited for before.
    @discardableResult
    public func waitForExit() -> Int32? {
        process.withLock { process in
            guard let running = process else { return nil }
            process = nil
            var status: Int32 = 0
            while waitpid(running, &status, 0) < 0, errno == EINTR {}
            return status
        }
    }

    /// The wait status when it has ended by itself; nil while it runs or when it was waited for.
    public func hasEnded() -> Int32? {
        process.withLock { process in
            var status: Int32 = 0
            guard let running = process, waitpid(running, &status, WNOHANG) == running else { return nil }
            process = nil
            return status
        }
    }

    /// What it has said so far.
    public var output: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }
}
