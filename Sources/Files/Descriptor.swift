import Foundation
import Glibc

/// An open file descriptor with one owner; closed with it.
struct Descriptor: ~Copyable {
    let number: Int32
    private let path: String

    init(action: String, path: String, flags: Int32, permissions: mode_t = 0) throws(FileError) {
        // A C string would end at the first NUL, and so name another file.
        guard !path.isEmpty, !path.utf8.contains(0) else { throw FileError(action: action, path: path, errno: EINVAL) }
        let number = retrying { open(path, flags | O_CLOEXEC, permissions) }
        guard number >= 0 else { throw FileError(action: action, path: path, errno: errno) }
        self.number = number
        self.path = path
    }

    deinit { close(number) }

    /// Writes all of `data`, however many calls of `write(2)` that takes.
    func write(_ data: Data) throws(FileError) {
        try write(data) { [number] rest, _ in Glibc.write(number, rest.baseAddress, rest.count) }
    }

    /// Writes all of `data` at a place in the file, however many calls of `pwrite(2)` that takes.
    func write(_ data: Data, at offset: Int) throws(FileError) {
        try write(data) { [number] rest, done in pwrite(number, rest.baseAddress, rest.count, offset + done) }
    }

    /// - Parameter call: takes what is left and how much is written, and gives how much of it was; -1 with `errno` for an error.
    private func write(
        _ data: Data, _ call: (_ rest: UnsafeRawBufferPointer, _ done: Int) -> Int
    ) throws(FileError) {
        let code = data.withUnsafeBytes { bytes -> Int32 in
            var done = 0
            while done < bytes.count {
                let count = retrying { call(UnsafeRawBufferPointer(rebasing: bytes[done...]), done) }
                if count < 0 { return errno }
                done += count
            }
            return 0
        }
        if code != 0 { throw FileError(action: "write", path: path, errno: code) }
    }

    /// Reads to the end; `EFBIG` when there are more than `limit` bytes.
    func readAll(limit: Int) throws(FileError) -> Data {
        var result = Data()
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            let count = buffer.withUnsafeMutableBytes { bytes in
                retrying { read(number, bytes.baseAddress, bytes.count) }
            }
            if count < 0 { throw FileError(action: "read", path: path, errno: errno) }
            if count == 0 { return result }
            if result.count + count > limit { throw FileError(action: "read", path: path, errno: EFBIG) }
            result.append(contentsOf: buffer[..<count])
        }
    }

    /// Puts what was written onto the disk: `fsync(2)`.
    func sync() throws(FileError) {
        if retrying({ fsync(number) }) != 0 { throw FileError(action: "fsync", path: path, errno: errno) }
    }
}

/// Puts a folder's list of names onto the disk; file systems that can't do that for folders (`EINVAL`) are let be.
func syncFolder(_ path: String) throws(FileError) {
    let folder = try Descriptor(action: "open", path: path, flags: O_RDONLY | O_DIRECTORY)
    do throws(FileError) {
        try folder.sync()
    } catch {
        if error.errno != EINVAL { throw error }
    }
}

/// The folder that holds the last name in `path`: "." for a bare name.
func folder(of path: String) -> String {
    let trimmed = path.reversed().drop { $0 == "/" }
    let rest = trimmed.drop { $0 != "/" }
    if rest.isEmpty { return path.hasPrefix("/") ? "/" : "." }
    let folder = rest.drop { $0 == "/" }
    return folder.isEmpty ? "/" : String(folder.reversed())
}

/// Calls again as long as a signal interrupts the call (`EINTR`).
func retrying<Result: SignedInteger>(_ call: () -> Result) -> Result {
    while true {
        let result = call()
        if result != -1 || errno != EINTR { return result }
    }
}
