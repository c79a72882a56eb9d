import Foundation
import Glibc
import Render
import Signage

/// A file that stands in for a framebuffer: exactly one frame of raw pixels, mapped into memory and shared.
///
/// As with a framebuffer, a reader that looks during ``present(_:)`` may see parts of two frames.
/// Shortening the file while it is mapped ends the process (SIGBUS), see mmap(2).
struct FileDisplay: ~Copyable, Display {
    // The mapping is written by the one owner of this value only, and any thread may be that.
    private nonisolated(unsafe) let memory: UnsafeMutableRawPointer
    private let length: Int
    private let path: String

    /// Opens the file, making it when it is missing; one of the right size keeps its picture, any other is resized.
    /// - Throws: ``DisplayError``.
    init(path: String, panel: Panel) throws(DisplayError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw DisplayError(action: "open", path: path, errno: errno) }
        // The mapping outlives the descriptor.
        defer { close(descriptor) }
        guard ftruncate(descriptor, off_t(panel.frameLength)) == 0 else {
            throw DisplayError(action: "set the size of", path: path, errno: errno)
        }
        // Reserves the blocks: writing into a hole of a full disk would end the process (SIGBUS).
        let code = posix_fallocate(descriptor, 0, off_t(panel.frameLength))
        guard code == 0 || code == EOPNOTSUPP else { throw DisplayError(action: "reserve", path: path, errno: code) }
        let address = mmap(nil, panel.frameLength, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0)
        guard let address, address != MAP_FAILED else {
            throw DisplayError(action: "map", path: path, errno: errno)
        }
        memory = address
        length = panel.frameLength
        self.path = path
    }

    deinit { munmap(memory, length) }

    mutating func present(_ frame: Frame) throws {
        guard frame.pixels.count == length else { throw DisplayError(action: "fill", path: path, errno: EMSGSIZE) }
        frame.pixels.withUnsafeBytes { pixels in
            UnsafeMutableRawBufferPointer(start: memory, count: length).copyMemory(from: pixels)
        }
    }
}

/// A panel that cannot be written: what was tried, on which file, and the C library's error number.
struct DisplayError: Error, Equatable, CustomStringConvertible {
    let action: String
    let path: String
    let errno: Int32

    var description: String {
        "cannot \(action) the panel \(path): \(String(cString: strerror(errno))) (errno \(errno)). "
            + "Give --panel a path in a folder that exists, with room for one frame, that this user may write."
    }
}
