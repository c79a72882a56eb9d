public import Foundation

/// Programs of a shell that a test writes.
public enum ShellScript {
    /// Writes one that can be run at once.
    ///
    /// A shell writes it: a process that this one starts at that moment would hold the file open for writing, too, and what is open for
    /// writing cannot be run (execve(2), ETXTBSY).
    /// - Throws: ``ChildProcess/StartError``.
    public static func write(_ text: String, to file: URL) throws {
        let command = #"printf '#!/bin/sh\n%s\n' "$1" >"$2" && chmod 700 "$2""#
        let shell = try ChildProcess(
            "/bin/sh", ["-c", command, "sh", text, file.path], log: file.appendingPathExtension("log"))
        guard shell.waitForExit() == 0 else {
            throw ChildProcess.StartError(description: "write \(file.path): \(shell.output)")
        }
    }
}
