import CMosquitto
import Foundation

/// What concerns libmosquitto as a whole: its start and its words.
enum Library {
    static let noConnection = Int32(MOSQ_ERR_NO_CONN.rawValue)
    static let connectionLost = Int32(MOSQ_ERR_CONN_LOST.rawValue)
    static let invalidArgument = Int32(MOSQ_ERR_INVAL.rawValue)
    static let systemError = Int32(MOSQ_ERR_ERRNO.rawValue)

    /// Done once, by whoever asks first; `mosquitto_lib_init` itself is not thread safe.
    static let isReady: Bool = mosquitto_lib_init() == 0

    /// The library's words for a code of `enum mosq_err_t`.
    static func text(_ code: Int32) -> String {
        mosquitto_strerror(code).map { String(cString: $0) } ?? "code \(code)"
    }

    /// The library's words for an MQTT 5 reason code.
    static func reason(_ code: Int32) -> String {
        mosquitto_reason_string(code).map { String(cString: $0) } ?? "reason code \(code)"
    }

    /// The words for a CONNACK that refuses: codes 1 to 5 are those of MQTT 3.1.1.
    static func connackReason(_ code: Int32) -> String {
        guard code < 128 else { return reason(code) }
        return mosquitto_connack_string(code).map { String(cString: $0) } ?? "code \(code)"
    }

    /// The words for an errno.
    static func systemText(_ code: Int32) -> String { String(cString: strerror(code)) }
}
