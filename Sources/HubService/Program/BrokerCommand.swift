import Files
import Foundation
import Glibc

/// `litfass-hub broker`: writes mosquitto's configuration and becomes mosquitto, so that the hub may come and go without it.
enum BrokerCommand {
    static let help = """
        litfass-hub broker: configure mosquitto and become it.

        Usage: litfass-hub broker --state DIR [--port N]

          --state DIR   where mosquitto.conf and the broker's own folder stand; made when missing
          --port N      where it listens on 127.0.0.1 (1883)

        Everyone on this machine may connect. A damaged database of the broker is moved
        aside: the hub and the boards publish everything again.
        The process is mosquitto from then on: SIGTERM ends it, SIGKILL loses nothing that matters.
        Exit status: 1 failed, 2 misused, else mosquitto's.
        """

    static func run(_ words: [String], output: (String) -> Void, log: Log) throws {
        if words.contains("--help") || words.contains("-h") { return output(help) }
        let arguments = try Arguments(words, options: ["--state", "--port"], of: "broker")
        let state = try arguments.required("--state", of: "broker")
        let port = try arguments.port("--port", of: "broker") ?? 1883
        guard port > 0 else { throw Misuse("--port must be 1 to 65535", command: "broker") }
        let configuration = try prepare(state: state, port: port, log: log)
        let program = try executable(path: ProcessInfo.processInfo.environment["PATH"] ?? "")
        try become(program, ["mosquitto", "-c", configuration])
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

    /// Never returns but by throwing. System call: `execv`.
    private static func become(_ program: String, _ arguments: [String]) throws(HubError) {
        var copies: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        execv(program, &copies)
        let number = errno
        for copy in copies { free(copy) }
        throw HubError(
            action: "become \(program)", cause: "\(String(cString: strerror(number))) (errno \(number))",
            advice: "Check that it can be run: \(program) -h.")
    }
}
