import Crypto
import Files
import Foundation
import Glibc

/// The way from `litfass-hub broker` to a process that is mosquitto.
public enum BrokerProcess {
    /// What `litfass-hub broker` was told.
    public struct Options: Sendable {
        let files: BrokerFiles
        let endpoint: BrokerEndpoint
        let names: [String]

        /// - Parameters:
        ///   - state: the hub's state folder; made when missing.
        ///   - address: an address of this machine; `0.0.0.0` for all of them.
        ///   - port: where boards come in.
        ///   - names: further names and addresses by which boards call this machine.
        public init(state: String, address: String, port: UInt16, names: [String]) {
            files = BrokerFiles(state: state)
            endpoint = BrokerEndpoint(address: address, port: port)
            var own = ["localhost", "127.0.0.1"]
            for name in [endpoint.localHost] + names where !own.contains(name) { own.append(name) }
            self.names = own
        }
    }

    /// Prepares the state folder and replaces this program by mosquitto; returns only by throwing.
    ///
    /// - Parameter log: hears when a damaged database was moved aside.
    ///
    /// System call: `execv`.
    public static func become(_ options: Options, log: Log) throws {
        let files = options.files
        let text = try prepare(options, log: log)
        try writeAtomically(Data(text.utf8), to: files.configuration, permissions: 0o600)
        let program = try executable(path: ProcessInfo.processInfo.environment["PATH"] ?? "")
        raiseFileLimit()
        let arguments = ["mosquitto", "-c", files.configuration]
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        // A mask is inherited, and the threads of tasks have signals blocked: mosquitto would never hear SIGTERM.
        var none = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, nil)
        execv(program, &words)
        let number = errno
        for word in words { free(word) }
        throw HubError(
            action: "become \(program)", cause: "\(String(cString: strerror(number))) (errno \(number))",
            advice: "Check that it can be run: \(program) -h.")
    }

    /// mosquitto has one open file a board, and a login's usual limit is 1,024.
    private static func raiseFileLimit() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }

    /// Makes all that mosquitto needs, and returns its configuration: for a broker that the council runs already.
    public static func prepare(_ options: Options, log: Log) throws -> String {
        let files = options.files
        let text = try BrokerConfiguration(files: files, endpoint: options.endpoint, user: NSUserName()).text
        let authority = try files.loadOrMakeAuthority()
        try makeDirectory(files.broker, permissions: 0o700)
        try files.renewServerCertificate(of: authority, names: options.names)
        try writeAtomically(try JSONEncoder().encode(options.endpoint), to: files.endpoint)
        if try readFile(files.rights, limit: BrokerControl.longestRights) == nil {
            try writeAtomically(Data(BrokerRights(cell: nil, departed: []).text.utf8), to: files.rights)
        }
        if !BrokerControl.hasRevocationList(files, of: authority) {
            // The hub's own, which names those that have left, comes with its start.
            try writeAtomically(
                try BrokerControl.revocationList(of: authority, serials: [:], at: Date()).pem, to: files.revoked)
        }
        if let sentence = try BrokerDatabase.moveAsideIfDamaged(files.database) { log("litfass-hub: \(sentence)") }
        return text
    }

    /// Debian keeps it in /usr/sbin, which a user's PATH may leave out.
    static func executable(path: String) throws(HubError) -> String {
        let folders = path.split(separator: ":").map(String.init) + ["/usr/sbin", "/usr/local/sbin"]
        for folder in folders where access(folder + "/mosquitto", X_OK) == 0 { return folder + "/mosquitto" }
        throw HubError(
            action: "start the broker", cause: "there is no mosquitto in PATH or /usr/sbin",
            advice: "Install it: apt-get install mosquitto.")
    }
}
