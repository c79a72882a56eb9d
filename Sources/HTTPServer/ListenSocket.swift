import Glibc

/// A listening TCP socket, before libmicrohttpd takes it over.
///
/// It is made here and not by the library so that a failure keeps its errno and the port chosen by the system is known.
struct ListenSocket: ~Copyable {
    let descriptor: Int32

    private init(descriptor: Int32) { self.descriptor = descriptor }

    /// Listens on a numeric address; port 0 lets the system choose.
    ///
    /// "::" takes IPv4 as well.
    static func open(address: String, port: UInt16) throws(HTTPServerError) -> ListenSocket {
        let action = "listen on \(address) port \(port)"
        var six = sockaddr_in6()
        var four = sockaddr_in()
        let isSix = inet_pton(AF_INET6, address, &six.sin6_addr) == 1
        guard isSix || inet_pton(AF_INET, address, &four.sin_addr) == 1 else {
            throw HTTPServerError(action: action, errno: EINVAL)
        }
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let descriptor = socket(isSix ? AF_INET6 : AF_INET, type, 0)
        guard descriptor >= 0 else { throw HTTPServerError(action: action, errno: errno) }
        let result = ListenSocket(descriptor: descriptor)
        var on: Int32 = 1
        // A restart must not wait for the connections of the run before to time out.
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        let status: Int32
        if isSix {
            six.sin6_family = sa_family_t(AF_INET6)
            six.sin6_port = port.bigEndian
            status = ListenSocket.withAddress(&six) { Glibc.bind(descriptor, $0, $1) }
        } else {
            four.sin_family = sa_family_t(AF_INET)
            four.sin_port = port.bigEndian
            status = ListenSocket.withAddress(&four) { Glibc.bind(descriptor, $0, $1) }
        }
        guard status == 0, listen(descriptor, SOMAXCONN) == 0 else {
            throw HTTPServerError(action: action, errno: errno)
        }
        return result
    }

    deinit { close(descriptor) }

    /// The port, as the system knows it.
    var port: UInt16 {
        var address = sockaddr_in6()
        var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
        // The port is at the same place in sockaddr_in and sockaddr_in6.
        let status = ListenSocket.withAddress(&address) { pointer, _ in getsockname(descriptor, pointer, &length) }
        return status == 0 ? UInt16(bigEndian: address.sin6_port) : 0
    }

    /// The descriptor, which is the caller's from now on.
    consuming func release() -> Int32 {
        let descriptor = descriptor
        discard self
        return descriptor
    }

    private static func withAddress<Address>(
        _ address: inout Address, _ body: (UnsafeMutablePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<Address>.size))
            }
        }
    }
}
