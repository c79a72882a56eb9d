import Files
import Foundation
import Glibc

/// The way from `litfass-hub broker` to a process that is mosquitto.
public enum BrokerProcess {
    /// Prepares the state folder and replaces this program by mosquitto; returns only by throwing.
    ///
    /// - Parameters:
    ///   - state: the folder of mosquitto.conf and of the broker's own folder; made when missing.
    ///   - port: where it listens on 127.0.0.1.
    ///   - log: hears when a damaged database was moved aside.
    ///
    /// System call: `execv`.
    public static func become(state: String, port: UInt16, log: Log) throws {
        let configuration = try prepare(state: state, port: port, log: log)
        let program = try executable(path: ProcessInfo.processInfo.environment["PATH"] ?? "")
        let arguments = ["mosquitto", "-c", configuration]
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

    /// Writes the configuration and checks the database; returns the configuration's path.
    static func prepare(state: String, port: UInt16, log: Log) throws -> String {
        let folder = URL(fileURLWithPath: state).path
        let broker = folder + "/broker"
        let text = try BrokerConfiguration(port: port, persistence: broker + "/", user: NSUserName()).text
        try makeDirectory(broker, permissions: 0o700)
        let path = folder + "/mosquitto.conf"
        try writeAtomically(Data(text.utf8), to: path, permissions: 0o600)
        if let sentence = try BrokerDatabase.moveAsideIfDamaged(broker + "/mosquitto.db") {
            log("litfass-hub: \(sentence)")
        }
        return path
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
