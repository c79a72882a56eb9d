public import Foundation
import Glibc

/// Writes bytes in their place in the file at `path`, which is made when it is missing.
///
/// They are not on the disk before ``syncFile(_:)``, and what was never written between them reads as zeros.
///
/// System calls: `open`, `pwrite`.
public func write(_ data: Data, at offset: Int, in path: String) throws(FileError) {
    let file = try Descriptor(
        action: "write", path: path, flags: O_WRONLY | O_CREAT | O_NOFOLLOW, permissions: 0o644)
    try file.write(data, at: offset)
}

/// Puts what was written to the file at `path` onto the disk. System calls: `open`, `fsync`.
public func syncFile(_ path: String) throws(FileError) {
    try Descriptor(action: "fsync", path: path, flags: O_WRONLY).sync()
}

/// Puts a file that was written piece by piece onto the disk and gives it its name, in place of another one: a start after a power
/// cut finds it whole or not at all.
///
/// Both must lie in the same file system. System calls: `fsync`, `rename`.
public func moveIntoPlace(_ path: String, to name: String) throws(FileError) {
    try syncFile(path)
    if rename(path, name) != 0 { throw FileError(action: "rename to", path: name, errno: errno) }
    try syncFolder(folder(of: name))
}
