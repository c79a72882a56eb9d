import Foundation
import Synchronization

/// A network that a test can spoil: connections to its port go on to another one of 127.0.0.1, MQTT packet by packet.
///
/// It ends with its last reference.
public final class Line: Sendable {
    /// What the network does to what passes it.
    public struct Weather: Sendable {
        /// Bytes a second in each direction of each connection; nil for as many as come.
        public var bytesPerSecond: Int?
        /// Of a hundred segments so many are lost and come 200 ms later, as TCP sends them again.
        public var lostPercent = 0
        /// Nothing passes in either direction, and nobody is told.
        public var isFrozen = false
        /// So many connections are refused by a CONNACK, as a broker does that lacks the rights.
        public var refusals = 0
        /// Messages to clients whose topic this admits do not arrive.
        public var withholds: (@Sendable (String) -> Bool)?
    }

    private struct State {
        var weather = Weather()
        var open: Set<Int32> = []
        var connections = 0
        var isOver = false
    }

    /// Where clients connect.
    public let port: UInt16
    private let target: UInt16
    private let listener: Int32
    private let state = Mutex(State())

    /// Listens on a free port.
    /// - Parameter target: where connections go on to.
    public init(to target: UInt16) throws {
        self.target = target
        (listener, port) = try LoopbackSocket.listening()
        let listener = listener
        Thread.detachNewThread { [weak self] in
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0, let self else { return }
                self.take(client)
            }
        }
    }

    deinit {
        cut()
        // Wakes the thread that waits for connections.
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    /// Changes the weather, from the next segment on.
    public func change(_ change: @Sendable (inout Weather) -> Void) { state.withLock { change(&$0.weather) } }

    /// How many connections there were.
    public var connections: Int { state.withLock { $0.connections } }

    /// Ends all connections.
    public func cut() {
        for descriptor in state.withLock({ $0.open }) { shutdown(descriptor, Int32(SHUT_RDWR)) }
    }

    private func take(_ client: Int32) {
        let isRefused = state.withLock { state in
            state.connections += 1
            guard state.weather.refusals > 0 else { return false }
            state.weather.refusals -= 1
            return true
        }
        if isRefused { return refuse(client) }
        guard let server = try? LoopbackSocket.connected(to: target) else {
            close(client)
            return
        }
        let ends = Ends()
        state.withLock { $0.open.formUnion([client, server]) }
        for isDown in [false, true] {
            Thread.detachNewThread { [weak self] in
                Self.carry(isDown ? (server, client) : (client, server), isDown: isDown) {
                    self?.state.withLock { $0.weather }
                }
                // The other direction is to end, too.
                shutdown(client, Int32(SHUT_RDWR))
                shutdown(server, Int32(SHUT_RDWR))
                guard ends.isLast() else { return }
                self?.state.withLock { $0.open.subtract([client, server]) }
                close(client)
                close(server)
            }
        }
    }

    /// Answers a CONNECT with "not authorized" of its version of MQTT.
    private func refuse(_ client: Int32) {
        Thread.detachNewThread {
            var reader = PacketReader(client)
            if let connect = reader.next() {
                // Fixed header, 6 bytes of protocol name, then its level.
                let isFive = connect.dropFirst(connect.count > 129 ? 3 : 2).dropFirst(6).first == 5
                _ = LoopbackSocket.write(isFive ? [0x20, 3, 0, 0x87, 0] : [0x20, 2, 0, 5], to: client)
            }
            close(client)
        }
    }

    /// Hands packets on until one end is gone or there is no weather any more.
    private static func carry(
        _ ends: (from: Int32, to: Int32), isDown: Bool, weather: () -> Weather?
    ) {
        var reader = PacketReader(ends.from)
        while let packet = reader.next() {
            guard let now = weather() else { return }
            if isDown, let topic = PacketReader.topic(of: packet), now.withholds?(topic) == true { continue }
            for start in stride(from: 0, to: packet.count, by: 1_460) {
                // The thaw is looked for again: this thread carries one direction of one connection, and nothing waits for it.
                while weather()?.isFrozen == true { usleep(5_000) }
                guard let now = weather() else { return }
                let segment = packet[start..<min(start + 1_460, packet.count)]
                // The delay is what is simulated: TCP sends a lost segment again after about 200 ms (RFC 6298).
                if Int.random(in: 0..<100) < now.lostPercent { usleep(200_000) }
                // The delay is what is simulated: how long the segment takes at this rate.
                if let rate = now.bytesPerSecond { usleep(UInt32(segment.count * 1_000_000 / max(1, rate))) }
                guard LoopbackSocket.write(segment, to: ends.to) else { return }
            }
        }
    }

    /// Counts the directions that have ended.
    private final class Ends: Sendable {
        private let count = Mutex(0)
        func isLast() -> Bool {
            count.withLock { count in
                count += 1
                return count == 2
            }
        }
    }
}

/// Cuts a stream of bytes into MQTT's packets (MQTT 5.0, section 2.1).
struct PacketReader {
    private let descriptor: Int32
    private var buffer: [UInt8] = []

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// The next whole packet; nil at the end of the stream.
    mutating func next() -> [UInt8]? {
        while true {
            if let length = Self.length(of: buffer), buffer.count >= length {
                defer { buffer.removeFirst(length) }
                return Array(buffer[..<length])
            }
            var chunk = [UInt8](repeating: 0, count: 65_536)
            let count = read(descriptor, &chunk, chunk.count)
            guard count > 0 else { return nil }
            buffer += chunk[..<count]
        }
    }

    /// The topic of a PUBLISH; nil for other packets.
    static func topic(of packet: [UInt8]) -> String? {
        guard let first = packet.first, first >> 4 == 3 else { return nil }
        var start = 1
        while start < packet.count, packet[start] & 0x80 != 0 { start += 1 }
        start += 1
        guard start + 2 <= packet.count else { return nil }
        let length = Int(packet[start]) << 8 | Int(packet[start + 1])
        guard start + 2 + length <= packet.count else { return nil }
        return String(decoding: packet[(start + 2)..<(start + 2 + length)], as: UTF8.self)
    }

    /// Of the first packet in whole, as its fixed header says; nil when that is not all there yet.
    private static func length(of buffer: [UInt8]) -> Int? {
        var length = 0
        for (position, byte) in buffer.dropFirst().prefix(4).enumerated() {
            length |= Int(byte & 0x7F) << (7 * position)
            if byte & 0x80 == 0 { return length + position + 2 }
        }
        return nil
    }
}
