import CLinux

/// How a program that runs for months asks for much memory at once: the canvas, decoded pictures, whole frames.
enum LargeBuffers {
    /// What gets a mapping of its own, in bytes: glibc's choice at the start of a process.
    private static let shortest: Int32 = 128 << 10

    /// Has them mapped, and given back whole when they go; for all of the process.
    ///
    /// Left alone, glibc raises that length to the longest buffer freed so far (a photograph, say), takes the next ones from
    /// a heap, and keeps up to twice as much of that heap for itself, see mallopt(3).
    static func giveBack() { linux_set_mapped_length(shortest) }
}
