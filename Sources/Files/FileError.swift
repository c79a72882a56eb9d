import Foundation
import Glibc

/// A failed call on a file or folder: what was tried, where, why, and what to do about it.
public struct FileError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The step that failed, named as a verb: "read", "write", "fsync", "rename to".
    public let action: String
    /// The path as the caller gave it, or that of the folder the step was about.
    public let path: String
    /// The C library's error number.
    ///
    /// `EFBIG` from `readFile` means "longer than the limit".
    public let errno: Int32

    /// An error with the given error number.
    public init(action: String, path: String, errno: Int32) {
        self.action = action
        self.path = path
        self.errno = errno
    }

    /// One line: action, path, the system's message and number, advice.
    public var description: String {
        "cannot \(action) \(path): \(String(cString: strerror(errno))) (errno \(errno)). \(advice)"
    }

    /// What the reader of the message can do next, as a sentence.
    public var advice: String {
        switch errno {
        case ENOSPC, EDQUOT: "The disk or the quota is full: free space on it, then try again."
        case EACCES, EPERM: "Let the user this program runs as read and write there (chown, chmod)."
        case EROFS: "The file system is read-only: mount it writable, and look for disk faults in the kernel's log."
        case ENOENT where action == "read": "There is no such file: correct the path."
        case ENOENT: "Make the folder first, or correct the path."
        case ENOTDIR: "A part of the path is a file where a folder is needed: correct the path."
        case EISDIR: "The path is a folder where a file is needed: correct the path."
        case EIO: "The disk failed: look into the kernel's log, and replace the disk or card."
        case EMFILE, ENFILE: "Too many files are open: raise the limit (LimitNOFILE)."
        case ENAMETOOLONG: "Choose a shorter name."
        case EFBIG: "The file is longer than is allowed here: check that it is the right one."
        case EINVAL: "Give the path of an ordinary file."
        default: "Check the path and the disk."
        }
    }
}
