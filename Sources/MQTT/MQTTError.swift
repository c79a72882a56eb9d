/// What went wrong, at what, and what to do next.
public struct MQTTError: Error, Equatable, CustomStringConvertible {
    /// The kinds a caller may want to tell apart.
    public enum Kind: Sendable {
        /// There is no connection; nothing was sent or queued.
        case notConnected
        /// The connection ended before the broker had acknowledged; the message may have arrived or not.
        case connectionLost
        /// The broker said no; `code` is its reason code.
        case refused
        /// The library would not take the arguments.
        case invalid
        /// The operating system would not give what an event loop needs; `code` is its errno.
        case system
    }

    /// The kind.
    public var kind: Kind
    /// What was tried.
    public var action: String
    /// The library's code (`enum mosq_err_t`), the broker's reason code or errno, as `kind` says.
    public var code: Int32
    /// The code in words.
    public var cause: String
    /// What to do next.
    public var advice: String

    /// One sentence for a log.
    public var description: String { "\(action): \(cause) (\(code)). \(advice)" }

    /// There is no connection; nothing was sent or queued.
    public static let notConnected = MQTTError(
        kind: .notConnected, action: "send to the broker", code: Library.noConnection,
        cause: "the client is not connected",
        advice: "Keep the message and send it after the next connected event.")

    /// The connection ended before the broker had acknowledged.
    public static let connectionLost = MQTTError(
        kind: .connectionLost, action: "wait for the broker's acknowledgement", code: Library.connectionLost,
        cause: "the connection ended first",
        advice: "Send again after the next connected event; the broker may have it already.")

    static func refused(_ action: String, code: Int32) -> MQTTError {
        MQTTError(
            kind: .refused, action: action, code: code, cause: Library.reason(code),
            advice: "Look into the broker's rights and limits for this client.")
    }

    static func invalid(_ action: String, code: Int32) -> MQTTError {
        MQTTError(
            kind: .invalid, action: action, code: code, cause: Library.text(code),
            advice: "Check topic, filter and size: no wildcard in a topic, no NUL, at most 65,535 bytes.")
    }

    static func unreadable(_ files: [String], code: Int32) -> MQTTError {
        MQTTError(
            kind: .invalid, action: "take the certificates \(files) (mosquitto_tls_set)", code: code,
            cause: Library.text(code), advice: "Check that they are there and that this user can read them.")
    }

    static func system(_ action: String, errno code: Int32) -> MQTTError {
        MQTTError(
            kind: .system, action: action, code: code, cause: Library.systemText(code),
            advice: "Raise the limits on open files and threads of this process.")
    }
}
