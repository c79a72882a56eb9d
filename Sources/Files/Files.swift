public import Foundation
import Glibc

/// Replaces the file at `path` by one holding `data`, so that a reader, or a start after a power cut, finds either
/// the old bytes or the new ones, whole.
///
/// A temporary file `.<16 hex digits>.part` in the same folder is written, put on the disk, and renamed; then the
/// folder is put on the disk. On failure the temporary is removed and the old file is as it was (only when the very
/// last step, `fsync` of the folder, fails is the new one in place without a promise that it outlasts a power cut).
/// A symbolic link at `path` is replaced, not followed.
/// - Parameter permissions: the file's mode, exactly this whatever the umask; 0o600 for secrets.
///
/// System calls: `open`, `fchmod`, `write`, `fsync`, `rename`.
public func writeAtomically(_ data: Data, to path: String, permissions: mode_t = 0o644) throws(FileError) {
    guard !path.isEmpty, !path.utf8.contains(0) else { throw FileError(action: "write", path: path, errno: EINVAL) }
    let folder = folder(of: path)
    let name = String(UInt64.random(in: 0 ... .max), radix: 16)
    let temporary = "\(folder)/.\(String(repeating: "0", count: 16 - name.count))\(name).part"
    do throws(FileError) {
        let file = try Descriptor(
            action: "create", path: temporary, flags: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, permissions: permissions
        )
        do throws(FileError) {
            if fchmod(file.number, permissions) != 0 { throw FileError(action: "chmod", path: path, errno: errno) }
            try file.write(data)
            try file.sync()
            if rename(temporary, path) != 0 { throw FileError(action: "rename to", path: path, errno: errno) }
        } catch {
            unlink(temporary)
            throw error
        }
    } catch {
        throw FileError(action: error.action, path: path, errno: error.errno)
    }
    try syncFolder(folder)
}

/// The bytes of the ordinary file at `path`, or nil when there is none.
///
/// - Parameter limit: the most bytes the caller is prepared for; a longer file is refused with `EFBIG`, and no more
///   than about that many bytes are ever held.
///
/// Throws for folders, pipes and devices as well (`EISDIR`, `EINVAL`). System calls: `open`, `fstat`, `read`.
public func readFile(_ path: String, limit: Int) throws(FileError) -> Data? {
    do throws(FileError) {
        // O_NONBLOCK: else opening a pipe waits for its writer.
        let file = try Descriptor(action: "read", path: path, flags: O_RDONLY | O_NONBLOCK)
        var status = stat()
        if fstat(file.number, &status) != 0 { throw FileError(action: "stat", path: path, errno: errno) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return try file.readAll(limit: limit)
        case S_IFDIR: throw FileError(action: "read", path: path, errno: EISDIR)
        default: throw FileError(action: "read", path: path, errno: EINVAL)
        }
    } catch {
        guard error.errno == ENOENT else { throw error }
        return nil
    }
}

/// Makes the folder at `path` and those above it that are missing; one that is there is left as it is.
///
/// - Parameter permissions: the mode of every folder made here, exactly this whatever the umask.
///
/// Each new name is put on the disk. `ENOTDIR` when a file is in the way. System calls: `mkdir`, `chmod`, `fsync`.
public func makeDirectory(_ path: String, permissions: mode_t = 0o755) throws(FileError) {
    guard !path.isEmpty, !path.utf8.contains(0) else { throw FileError(action: "make", path: path, errno: EINVAL) }
    if mkdir(path, permissions) != 0 {
        switch errno {
        case EEXIST: return try requireFolder(path)
        case ENOENT where folder(of: path) != path:
            try makeDirectory(folder(of: path), permissions: permissions)
            if mkdir(path, permissions) != 0 {
                if errno == EEXIST { return try requireFolder(path) }
                throw FileError(action: "make", path: path, errno: errno)
            }
        default: throw FileError(action: "make", path: path, errno: errno)
        }
    }
    if chmod(path, permissions) != 0 { throw FileError(action: "chmod", path: path, errno: errno) }
    try syncFolder(folder(of: path))
}

private func requireFolder(_ path: String) throws(FileError) {
    var status = stat()
    if stat(path, &status) != 0 { throw FileError(action: "make", path: path, errno: errno) }
    if status.st_mode & S_IFMT != S_IFDIR { throw FileError(action: "make", path: path, errno: ENOTDIR) }
}
