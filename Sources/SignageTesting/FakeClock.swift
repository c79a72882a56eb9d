public import Foundation

/// The clocks that programs see, set by a test at any time. Debian's `faketime` comes between a program and the kernel.
///
/// Every look at a clock reads the file that says how it goes, so a change holds at once.
public final class FakeClock: Sendable {
    /// Why there is none.
    public struct Failure: Error, CustomStringConvertible {
        /// What is wrong and what to do.
        public let description: String
    }

    /// What a program is to be started with.
    public let environment: [String: String]
    private let file: URL
    private let shared: [String]

    /// Clocks that go right.
    /// - Parameters:
    ///   - file: where it is written how they go.
    ///   - movesUptime: whether the machine's uptime goes by them, too, as if time did; else it is what the kernel says.
    /// - Throws: ``Failure`` when `faketime` is not there or does not work, or when the file cannot be written.
    public init(at file: URL, movesUptime: Bool) throws {
        self.file = file
        // $LIB is for the dynamic linker (ld.so(8)): the folder of the machine's architecture. The times of files stay as they are.
        let environment = [
            "LD_PRELOAD": "/usr/$LIB/faketime/libfaketimeMT.so.1", "FAKETIME_TIMESTAMP_FILE": file.path,
            "FAKETIME_NO_CACHE": "1", "NO_FAKE_STAT": "1",
        ].merging(movesUptime ? [:] : ["FAKETIME_DONT_FAKE_MONOTONIC": "1"]) { $1 }
        // The library makes shared memory for each program that has none and adds its name to the environment. That moves the
        // environment, beside which Swift finds the words of the command line. A shell that is killed leaves some behind.
        let shell = try ChildProcess(
            "/bin/sh", ["-c", "echo \"$FAKETIME_SHARED\"; kill -9 $$"], environment: environment,
            log: file.appendingPathExtension("log"))
        shell.waitForExit()
        let names = shell.output.trimmingCharacters(in: .newlines)
        shared = names.split(separator: " ").map(String.init)
        guard shared.count == 2, !names.contains("\n") else {
            throw Failure(description: "no clock can be set, is Debian's package faketime installed? \(names)")
        }
        self.environment = environment.merging(["FAKETIME_SHARED": names]) { $1 }
        try set(ahead: 0)
    }

    deinit {
        // shm_overview(7), sem_overview(7): where they are as files.
        for name in shared.map({ $0.dropFirst() }) {
            for file in [String(name), "sem.\(name)"] {
                try? FileManager.default.removeItem(atPath: "/dev/shm/\(file)")
            }
        }
    }

    /// Sets the clocks of all programs that go by them.
    /// - Parameters:
    ///   - seconds: how far they are ahead of the true time; behind it when negative.
    ///   - rate: how fast they go, counted from the start of each program, and how much sooner each awakes from its sleep.
    public func set(ahead seconds: Int, rate: Int = 1) throws {
        try Data("\(seconds < 0 ? "" : "+")\(seconds) x\(rate)\n".utf8).write(to: file, options: .atomic)
    }
}
