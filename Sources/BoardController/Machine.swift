import Foundation

/// Starts the machine anew, in the way that whoever set the board up has named.
enum Machine {
    /// Runs a program without arguments and without a shell, and waits for the machine to go down.
    /// - Parameter patience: how long that may take, the program with it.
    /// - Throws: ``Failure`` when the program cannot be started or ends with another status than 0, or the machine is still there.
    static func reboot(with path: String, patience: Duration = .seconds(60)) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await run(path) }
            group.addTask {
                try await Task.sleep(for: patience)
                throw Failure(description: "the machine is still there \(patience) after it was to start anew")
            }
            // The first that throws ends the wait for the other.
            for try await _ in group {}
        }
    }

    private static func run(_ path: String) async throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.standardInput = FileHandle.nullDevice
        let (ends, continuation) = AsyncStream.makeStream(of: Int32.self)
        process.terminationHandler = { ended in
            continuation.yield(ended.terminationReason == .exit ? ended.terminationStatus : -ended.terminationStatus)
            continuation.finish()
        }
        do {
            try process.run()
        } catch {
            throw Failure(description: "\(path) cannot be started: \((error as NSError).localizedDescription)")
        }
        // Cancelled, nobody waits any more; the program goes on.
        guard let status = await ends.first(where: { _ in true }), status != 0 else { return }
        throw Failure(
            description: status > 0 ? "\(path) ended with status \(status)" : "\(path) was ended by signal \(-status)")
    }

    /// Why the machine does not start anew.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }
}
