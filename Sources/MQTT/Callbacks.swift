import CMosquitto
import Foundation

/// Sets the functions that the library calls during `loop_read`, `loop_write` and `loop_misc`.
///
/// They run on the loop's thread, under a lock of the library that is not recursive, so they only note what happened.
/// Payload, codes and properties live no longer than the call. The `_v5` forms serve MQTT 3.1.1 too.
func setCallbacks(of handle: OpaquePointer) {
    mosquitto_connect_v5_callback_set(handle) { _, owner, code, _, _ in
        connection(owner)?.happenings.append(code == 0 ? .accepted : .refused(code: code))
    }
    mosquitto_disconnect_v5_callback_set(handle) { _, owner, code, _ in
        let errorNumber = errno
        connection(owner)?.happenings.append(.closed(code: code, errno: errorNumber))
    }
    mosquitto_message_v5_callback_set(handle) { _, owner, raw, _ in
        guard let raw, let topic = raw.pointee.topic, let connection = connection(owner) else { return }
        let payload = raw.pointee.payload.map { Data(bytes: $0, count: Int(raw.pointee.payloadlen)) }
        let message = Message(
            topic: String(cString: topic), payload: payload ?? Data(),
            qualityOfService: raw.pointee.qos == 0 ? .atMostOnce : .atLeastOnce, isRetained: raw.pointee.retain)
        connection.happenings.append(.message(message))
    }
    mosquitto_publish_v5_callback_set(handle) { _, owner, packet, code, _ in
        guard let connection = connection(owner), connection.awaited.remove(packet) != nil else { return }
        connection.happenings.append(.acknowledged(packet: packet, code: code))
    }
    mosquitto_subscribe_v5_callback_set(handle) { _, owner, packet, count, granted, _ in
        let codes = Array(UnsafeBufferPointer(start: granted, count: Int(count))).map { Int32($0) }
        connection(owner)?.happenings.append(.subscribed(packet: packet, codes: codes))
    }
}

private func connection(_ owner: UnsafeMutableRawPointer?) -> Connection? {
    owner.map { Unmanaged<Connection>.fromOpaque($0).takeUnretainedValue() }
}
