import Crypto
import Files
import Foundation
import MQTT
import Render
import Signage

/// A board as a program: from files and an address to a panel that plays.
public struct BoardProgram: Sendable {
    /// What the board is and where it finds things.
    public struct Settings: Hashable, Sendable {
        let board: Name
        let cell: Name
        let profile: String
        let rootKey: String
        let host: String
        let port: UInt16
        let state: String
        let panel: String
        let sysfs: String
        let isClockVouchedFor: Bool
        let mqtt: Client.ProtocolVersion
        let rebootCommand: String?

        /// - Parameters:
        ///   - board: the board's name, which is its MQTT client id too.
        ///   - cell: the cell that it belongs to.
        ///   - profile: path of a device profile, a file of `Devices/`.
        ///   - rootKey: path of the hub's Ed25519 root key, its public part as PEM.
        ///   - host: of the broker, a name or an address.
        ///   - port: of the broker.
        ///   - state: path of the folder for what must outlast the process; made when missing.
        ///   - panel: path of a framebuffer, or of a file that stands in for the panel and is made when missing: one that
        ///     ends in `.png` is replaced with each frame, any other is one frame of raw pixels.
        ///   - sysfs: root of the tree in which sensors are found.
        ///   - isClockVouchedFor: whether the system's clock is right, though neither NTP nor the hub may confirm it.
        ///   - mqtt: the version of the protocol, `5` or `3.1.1`.
        ///   - rebootCommand: path of the program that starts the machine anew; nil where no crew may have that.
        /// - Throws: in words, when `board` or `cell` cannot be a name, or `mqtt` is no such version.
        public init(
            board: String, cell: String, profile: String, rootKey: String, host: String, port: UInt16,
            state: String, panel: String, sysfs: String, isClockVouchedFor: Bool = false, mqtt: String = "5",
            rebootCommand: String? = nil
        ) throws {
            func name(_ text: String, _ kind: String) throws(InvalidValue) -> Name {
                do { return try Name(text) } catch {
                    throw InvalidValue(field: "the \(kind) \"\(text)\"", reason: error.reason)
                }
            }
            self.board = try name(board, "board")
            self.cell = try name(cell, "cell")
            self.profile = profile
            self.rootKey = rootKey
            self.host = host
            self.port = port
            self.state = state
            self.panel = panel
            self.sysfs = sysfs
            self.isClockVouchedFor = isClockVouchedFor
            guard let version = Client.ProtocolVersion(rawValue: mqtt) else {
                throw InvalidValue(field: "the MQTT version \"\(mqtt)\"", reason: "must be 5 or 3.1.1")
            }
            self.mqtt = version
            self.rebootCommand = rebootCommand
        }
    }

    private let runtime: BoardRuntime

    /// Reads profile and key, loads the fonts and opens the panel.
    /// - Parameter log: takes one line a change of state; nothing secret. Called on any thread.
    /// - Throws: what is missing or broken, with its path (and key, in a profile) and what to do.
    public init(_ settings: Settings, log: @escaping @Sendable (String) -> Void) throws {
        LargeBuffers.giveBack()
        let profile = try Self.profile(settings.profile)
        let key = try Self.rootKey(settings.rootKey)
        let renderer = try Renderer()
        let display = try PanelPath(settings.panel).display(for: profile.panel)
        let configuration = Controller.Configuration(
            board: settings.board, cell: settings.cell, profile: profile, rootKey: key,
            state: StateFolder(path: settings.state), sysfs: settings.sysfs,
            broker: Client.Configuration(
                host: settings.host, port: settings.port, clientID: settings.board.text,
                protocolVersion: settings.mqtt),
            renderer: Renderer.fingerprint, rebootCommand: settings.rebootCommand,
            clock: BoardClock(reading: { [isVouchedFor = settings.isClockVouchedFor] in
                SystemClock.reading(isVouchedFor: isVouchedFor)
            }), log: log)
        runtime = try BoardRuntime(configuration, painter: renderer, display: display)
    }

    /// Plays until the task is cancelled, says farewell to the hub, and leaves the last picture on the panel. May be
    /// called once.
    /// - Throws: ``RestartWanted``.
    public func run() async throws {
        if await runtime.run() == .restart { throw RestartWanted() }
    }

    /// A crew wants the player to start anew: whoever has started this process is to start it again.
    public struct RestartWanted: Error {}

    private static func profile(_ path: String) throws -> DeviceProfile {
        let data = try read(path, limit: 1 << 20)
        let catalogue = Catalogue<DeviceProfile>(files: [(path, data)], name: \.name)
        guard let profile = catalogue.items.values.first else {
            throw ProfileProblem(description: catalogue.problems.joined(separator: "; "))
        }
        return profile
    }

    private static func rootKey(_ path: String) throws -> PublicKey {
        let data = try read(path, limit: 16 << 10)
        do { return try PublicKey(pem: data) } catch { throw FileProblem(path: path, reason: "\(error)") }
    }

    private static func read(_ path: String, limit: Int) throws(FileError) -> Data {
        guard let data = try readFile(path, limit: limit) else {
            throw FileError(action: "read", path: path, errno: ENOENT)
        }
        return data
    }
}

/// A device profile that cannot be used: path, key and what is wrong.
private struct ProfileProblem: Error, CustomStringConvertible {
    let description: String
}
