import Foundation

/// TCP on 127.0.0.1 for tests.
enum LoopbackSocket {
    /// Why there is no socket.
    struct Failure: Error, CustomStringConvertible {
        let description: String

        init(_ action: String) { description = "\(action): \(String(cString: strerror(errno)))" }
    }

    static func open() throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Failure("open a socket") }
        return descriptor
    }

    /// A bound socket and its port, a free one.
    /// - Parameter wanted: another one where that is taken; any when 0.
    static func bound(to wanted: UInt16 = 0) throws -> (descriptor: Int32, port: UInt16) {
        let descriptor = try open()
        var address = address(port: wanted)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
            }
        }
        guard isBound else {
            defer { close(descriptor) }
            throw Failure("find a free port")
        }
        return (descriptor, UInt16(bigEndian: address.sin_port))
    }

    /// A socket that listens on a free port.
    static func listening() throws -> (descriptor: Int32, port: UInt16) {
        let (descriptor, port) = try bound()
        guard listen(descriptor, 64) == 0 else {
            defer { close(descriptor) }
            throw Failure("listen")
        }
        return (descriptor, port)
    }

    static func connected(to port: UInt16) throws -> Int32 {
        let descriptor = try open()
        var address = address(port: port)
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else {
            defer { close(descriptor) }
            throw Failure("connect to port \(port)")
        }
        return descriptor
    }

    /// Writes all of it; false when the other end is gone.
    static func write(_ bytes: some Collection<UInt8>, to descriptor: Int32) -> Bool {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private static func address(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return address
    }
}
