/// What a client may take of the server.
public struct Limits: Sendable {
    /// The longest body, in bytes, unless the server's allowance says otherwise; more is answered with 413.
    public var bodyBytes: Int
    /// About the longest request line with header fields, in bytes; more is answered with 414 or 431 by the library.
    public var headerBytes: Int
    /// The most connections at once; further ones are closed right away.
    ///
    /// At least 2.
    public var connections: Int
    /// How long a connection may stay silent; whole seconds.
    ///
    /// A handler that is at work does not count as silence.
    public var timeout: Duration

    /// 2 MiB, 16 KiB, 1,000 connections, 30 seconds.
    public init(
        bodyBytes: Int = 2 * 1024 * 1024, headerBytes: Int = 16 * 1024, connections: Int = 1000,
        timeout: Duration = .seconds(30)
    ) {
        self.bodyBytes = bodyBytes
        self.headerBytes = headerBytes
        self.connections = connections
        self.timeout = timeout
    }
}
