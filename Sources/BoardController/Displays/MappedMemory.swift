import Glibc

/// Bytes of a file or device, mapped into memory and shared with whoever else has mapped them.
///
/// Shortening a file while it is mapped ends the process (SIGBUS), see mmap(2).
struct MappedMemory: ~Copyable, Sendable {
    // Written by the one owner of this value only, and any thread may be that.
    private nonisolated(unsafe) let start: UnsafeMutableRawPointer
    private let length: Int

    /// Maps the first bytes of a file or device; the descriptor may be closed afterwards.
    /// - Returns: nil when the system does not map it; `errno` says why.
    init?(descriptor: Int32, length: Int) {
        let address = mmap(nil, length, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0)
        guard let address, address != MAP_FAILED else { return nil }
        start = address
        self.length = length
    }

    deinit { munmap(start, length) }

    /// Lends all of the bytes for writing.
    mutating func withBytes<Result>(_ body: (UnsafeMutableRawBufferPointer) -> Result) -> Result {
        body(UnsafeMutableRawBufferPointer(start: start, count: length))
    }
}
