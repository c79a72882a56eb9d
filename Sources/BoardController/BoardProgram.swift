import Crypto
import Files
import Foundation
import MQTT
import Render
import Signage

/// What `litfass-board` does.
public enum BoardProgram {
    /// Runs the program until SIGTERM or SIGINT.
    ///
    /// - Parameter arguments: those after the program's name.
    /// - Returns: the exit status: 0 after a clean end, 1 when it could not start, 2 when called wrongly. Standard error
    ///   says what to do then.
    public static func run(_ arguments: [String]) async -> Int32 {
        let options: BoardOptions
        do {
            guard let read = try BoardOptions(arguments) else {
                FileHandle.standardOutput.write(Data(BoardOptions.help.utf8))
                return 0
            }
            options = read
        } catch {
            log(error.description)
            return 2
        }
        let signals = TerminationSignals()
        do {
            let runtime = try runtime(options)
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await runtime.run() }
                _ = await signals.first()
                group.cancelAll()
            }
            return 0
        } catch {
            log("\(error)")
            return 1
        }
    }

    /// One line to standard error.
    @Sendable private static func log(_ line: String) {
        FileHandle.standardError.write(Data("litfass-board: \(line)\n".utf8))
    }

    private static func runtime(_ options: BoardOptions) throws -> BoardRuntime {
        let profile = try profile(options.profile)
        let key = try publisherKey(options.publisherKey)
        let display = try FileDisplay(path: options.panel, panel: profile.panel)
        let renderer = try Renderer()
        let configuration = Controller.Configuration(
            board: options.board, cell: options.cell, profile: profile, publisherKey: key,
            state: StateFolder(path: options.state), sysfs: options.sysfs,
            broker: Client.Configuration(host: options.host, port: options.port, clientID: options.board.text),
            renderer: Renderer.fingerprint, log: log)
        return try BoardRuntime(configuration, painter: renderer, display: display)
    }

    /// - Throws: with path and key of what is wrong.
    private static func profile(_ path: String) throws -> DeviceProfile {
        guard let data = try readFile(path, limit: 1 << 20) else {
            throw FileError(action: "read", path: path, errno: ENOENT)
        }
        let catalogue = Catalogue<DeviceProfile>(files: [(path, data)], name: \.name)
        guard let profile = catalogue.items.values.first else {
            throw StartProblem(description: catalogue.problems.joined(separator: "\n"))
        }
        return profile
    }

    private static func publisherKey(_ path: String) throws -> PublicKey {
        guard let data = try readFile(path, limit: 16 << 10) else {
            throw FileError(action: "read", path: path, errno: ENOENT)
        }
        do {
            return try PublicKey(pem: data)
        } catch {
            throw StartProblem(description: "\(path): \(error)")
        }
    }
}

/// Why the program cannot start, in words.
private struct StartProblem: Error, CustomStringConvertible {
    let description: String
}
