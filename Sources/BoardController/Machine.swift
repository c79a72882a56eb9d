import Foundation

/// Starts the machine anew, in the way that whoever set the board up has named.
enum Machine {
    /// How long the machine may take for going down.
    static let patience = Duration.seconds(60)

    /// Runs a program without arguments and without a shell, and waits for its end.
    /// - Throws: ``Failure`` when it cannot be started, or ends with another status than 0.
    static func reboot(with path: String) async throws {
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
        // Cancelled, the player ends; the program goes on.
        guard let status = await ends.first(where: { _ in true }), status != 0 else { return }
        throw Failure(
            description: status > 0 ? "\(path) ended with status \(status)" : "\(path) was ended by signal \(-status)")
    }

    /// Why the machine does not start anew.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }
}
