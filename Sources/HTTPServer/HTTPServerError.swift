import Glibc

/// The server could not be started.
public struct HTTPServerError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The step that failed, such as "listen on 127.0.0.1 port 80".
    public let action: String
    /// The C library's error number; 0 when libmicrohttpd gave none.
    public let errno: Int32

    /// One line: action, the system's message and number, advice.
    public var description: String {
        let reason =
            errno == 0 ? "libmicrohttpd gave no reason" : "\(String(cString: strerror(errno))) (errno \(errno))"
        return "cannot \(action): \(reason). \(advice)"
    }

    /// What the reader of the message can do next, as a sentence.
    public var advice: String {
        switch errno {
        case EADDRINUSE: "Another program listens there (ss -ltnp names it): stop it, or choose another port."
        case EACCES, EPERM: "Choose a port from 1024 up, or allow low ones (AmbientCapabilities=CAP_NET_BIND_SERVICE)."
        case EADDRNOTAVAIL: "This machine does not have that address: give one that ip address shows."
        case EINVAL: "Give a numeric address such as 127.0.0.1 or ::1."
        case EMFILE, ENFILE: "Too many files are open: raise the limit (LimitNOFILE)."
        default: "Check the address, the free memory and the limit of threads."
        }
    }
}
