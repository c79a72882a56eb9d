public import Foundation

/// Writes a line, for which no program should end: a full disk (`ENOSPC`) or a reader that has gone (`EPIPE`) loses it.
///
/// `FileHandle.write(_:)` ends the process then. `EPIPE` comes only where `SIGPIPE` is ignored, see write(2).
/// - Parameter line: without its line feed.
public func writeLine(_ line: String, to handle: FileHandle) { writeText(line + "\n", to: handle) }

/// Writes a text as it is; what cannot be written is lost, as with ``writeLine(_:to:)``.
public func writeText(_ text: String, to handle: FileHandle) { try? handle.write(contentsOf: Data(text.utf8)) }
