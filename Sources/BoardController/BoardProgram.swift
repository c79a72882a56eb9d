import Crypto
import Files
import Foundation
import MQTT
import Render
import Signage

/// A board as a program: from files to a panel that plays, or that shows a code until somebody lets the board in.
public struct BoardProgram: Sendable {
    /// What the board is and where it finds things.
    public struct Settings: Hashable, Sendable {
        let provisioning: String
        let profile: String
        let state: String
        let panel: String
        let sysfs: String
        let isClockVouchedFor: Bool
        let mqtt: Client.ProtocolVersion
        let rebootCommand: String?

        /// - Parameters:
        ///   - provisioning: path of the file that `litfass-hub provisioning` has printed.
        ///   - profile: path of a device profile, a file of `Devices/`.
        ///   - state: path of the folder for what must outlast the process; made when missing.
        ///   - panel: path of a framebuffer, or of a file that stands in for the panel and is made when missing: one that
        ///     ends in `.png` is replaced with each frame, any other is one frame of raw pixels.
        ///   - sysfs: root of the tree in which sensors are found.
        ///   - isClockVouchedFor: whether the system's clock is right, though neither NTP nor the hub may confirm it.
        ///   - mqtt: the version of the protocol, `5` or `3.1.1`.
        ///   - rebootCommand: path of the program that starts the machine anew; nil where no crew may have that.
        /// - Throws: in words, when `mqtt` is no such version.
        public init(
            provisioning: String, profile: String, state: String, panel: String, sysfs: String,
            isClockVouchedFor: Bool = false, mqtt: String = "5", rebootCommand: String? = nil
        ) throws {
            self.provisioning = provisioning
            self.profile = profile
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

    private let settings: Settings
    private let profile: DeviceProfile
    private let joining: Joiner.Configuration
    private let clock: BoardClock
    private let threads: BoardThreads
    private let log: @Sendable (String) -> Void

    /// Reads profile and provisioning file, loads the fonts and opens the panel.
    /// - Parameter log: takes one line a change of state; nothing secret but the code that is on the panel, too. Called on any thread.
    /// - Throws: what is missing or broken, with its path (and key, in a profile) and what to do.
    public init(_ settings: Settings, log: @escaping @Sendable (String) -> Void) throws {
        LargeBuffers.giveBack()
        self.settings = settings
        self.log = log
        profile = try Self.profile(settings.profile)
        let provisioning = try Self.provisioning(settings.provisioning)
        joining = Joiner.Configuration(
            provisioning: provisioning.file, rootKey: provisioning.rootKey, authority: provisioning.authority,
            profile: profile.name, state: StateFolder(path: settings.state), mqtt: settings.mqtt, log: log)
        clock = BoardClock(reading: { [isVouchedFor = settings.isClockVouchedFor] in
            SystemClock.reading(isVouchedFor: isVouchedFor)
        })
        let renderer = try Renderer()
        let display = try PanelPath(settings.panel).display(for: profile.panel)
        threads = try BoardThreads(profile: profile, clock: clock, painter: renderer, display: display)
    }

    /// Plays until the task is cancelled, says farewell to the hub, and leaves the last picture on the panel. May be
    /// called once.
    /// - Throws: ``RestartWanted``.
    public func run() async throws {
        let ending = await threads.run {
            guard let membership = await membership() else { return .cancelled }
            return await BoardRuntime(configuration(of: membership), on: threads).controller.run()
        }
        switch ending {
        case .cancelled: return
        case .restart: throw RestartWanted()
        }
    }

    /// A crew wants the player to start anew, or the board has left its hub: whoever has started this process is to start it again.
    public struct RestartWanted: Error {}

    private func configuration(of membership: Membership) -> Controller.Configuration {
        Controller.Configuration(
            board: membership.board, cell: membership.cell, profile: profile, rootKey: joining.rootKey,
            state: joining.state, sysfs: settings.sysfs,
            broker: Client.Configuration(
                host: joining.provisioning.host, port: joining.provisioning.port, clientID: membership.board.text,
                protocolVersion: settings.mqtt, tls: joining.state.membership.tls),
            renderer: Renderer.fingerprint, rebootCommand: settings.rebootCommand, membership: membership,
            joining: joining, clock: clock, log: log)
    }

    /// The one on the disk, or the one that the hub gives; nil when the task is cancelled.
    private func membership() async -> Membership? {
        let screen = JoiningScreen(profile: profile, provisioning: joining.provisioning)
        var said = ""
        while !Task.isCancelled {
            do {
                try joining.state.membership.store(authority: joining.authority.pem)
                if let stored = try joining.state.membership.load(tell: log) { return stored }
                return try await join(screen)
            } catch {
                threads.player.send(.play(screen.scenery(for: .unreachable)))
                // Without what it has on the disk it would ask to be let in again: waiting is better.
                if said != "\(error)" { log("\(error); trying again") }
                said = "\(error)"
                try? await Task.sleep(for: .seconds(10))
            }
        }
        return nil
    }

    private func join(_ screen: JoiningScreen) async throws -> Membership? {
        for problem in joining.state.prepare() { log(problem) }
        threads.player.send(.play(screen.scenery(for: .unreachable)))
        // On the disk before anybody is told of it.
        let eventKey = try BoardKey.loadOrMake(at: joining.state.key, tell: log)
        return await Joiner(joining, on: threads.network).join(key: .generate(), eventKey: eventKey) {
            [player = threads.player, log] status in
            player.send(.play(screen.scenery(for: status)))
            if case .waiting(let code) = status { screen.note(code, log: log) }
        }
    }

    private static func profile(_ path: String) throws -> DeviceProfile {
        let data = try read(path, limit: 1 << 20)
        let catalogue = Catalogue<DeviceProfile>(files: [(path, data)], name: \.name)
        guard let profile = catalogue.items.values.first else {
            throw ProfileProblem(description: catalogue.problems.joined(separator: "; "))
        }
        return profile
    }

    private static func provisioning(
        _ path: String
    ) throws -> (file: Provisioning, rootKey: PublicKey, authority: Certificate) {
        let data = try read(path, limit: Provisioning.longest)
        do {
            let file = try WireCoding.decode(Provisioning.self, from: data)
            return (
                file, try PublicKey(pem: Data(file.rootKey.utf8)), try Certificate(pem: Data(file.authority.utf8))
            )
        } catch {
            throw FileProblem(path: path, reason: "\(error)")
        }
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
