import Files
import Foundation
import Glibc
import MQTT

/// The broker of those who do not belong yet: a mosquitto of the hub's own, for without a hub nobody can be let in.
///
/// It keeps nothing, and is killed with the hub, whatever ends that: a mosquitto that has just been started can lose a SIGTERM.
/// Strangers never touch the broker of the boards: they can neither take a board's client id nor its time.
actor JoiningBroker {
    private nonisolated let loop: EventLoop
    private let files: BrokerFiles
    private let endpoint: JoiningEndpoint
    private let log: Log
    private var process: pid_t?
    private var hasFailed = false

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    /// - Parameter loop: its thread must last as long as the broker is to run: the kernel ends the broker with it.
    init(files: BrokerFiles, endpoint: JoiningEndpoint, loop: EventLoop, log: Log) {
        self.files = files
        self.endpoint = endpoint
        self.loop = loop
        self.log = log
    }

    /// Starts it unless it runs; to be called again and again.
    ///
    /// - Throws: when its files cannot be written, or there is no mosquitto.
    func keepRunning() throws {
        if let process {
            var status: Int32 = 0
            guard waitpid(process, &status, WNOHANG) != 0 else { return }
            self.process = nil
            if !hasFailed {
                log(
                    "litfass-hub: the broker for new boards has ended; it is started again. "
                        + "Is port \(endpoint.port) of \(endpoint.address) taken by another program?")
            }
            hasFailed = true
        }
        // The broker of the boards has it made at its first start.
        guard FileManager.default.fileExists(atPath: files.serverCertificate) else { return }
        try makeDirectory(files.joining, permissions: 0o700)
        endStrayOne()
        try writeAtomically(Data(BrokerRights.ofJoining.utf8), to: files.joiningRights)
        let text = BrokerConfiguration.textOfJoining(files: files, endpoint: endpoint, user: NSUserName())
        try writeAtomically(Data(text.utf8), to: files.joiningConfiguration, permissions: 0o600)
        let program = try BrokerProcess.executable(path: ProcessInfo.processInfo.environment["PATH"] ?? "")
        process = try Self.spawn(["setpriv", "--pdeathsig", "KILL", program, "-c", files.joiningConfiguration])
    }

    /// A hub that was killed just as it started its broker has left that behind.
    private func endStrayOne() {
        guard let stray = BrokerFiles.process(writtenTo: files.joiningPID),
            let words = try? readFile("/proc/\(stray)/cmdline", limit: 64 << 10),
            String(decoding: words, as: UTF8.self).contains(files.joiningConfiguration)
        else { return }
        kill(stray, SIGKILL)
    }

    /// Ends it.
    func stop() {
        guard let process else { return }
        self.process = nil
        kill(process, SIGKILL)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
    }

    /// System call: `posix_spawnp`; all signals are as they are by default in the new process.
    private static func spawn(_ words: [String]) throws(HubError) -> pid_t {
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
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for word in arguments { free(word) } }
        var process: pid_t = 0
        let code = posix_spawnp(&process, words[0], nil, &attributes, &arguments, environ)
        guard code == 0 else {
            throw HubError(
                action: "start the broker for new boards", cause: String(cString: strerror(code)),
                advice: "Check that setpriv (package util-linux) and mosquitto are installed.")
        }
        return process
    }
}
