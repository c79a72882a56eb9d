import Crypto
import Files
import Foundation
import MQTT
import Signage

extension Controller {
    /// Takes a sealed command: refuses what is not for this board, answers what was taken before, and lets the rest have its turn.
    func take(command envelope: Data) {
        let command: Command
        do throws(Refused) {
            command = try seal.open(envelope, as: .command, longest: Command.longestEnvelope, Command.self)
            guard command.board == configuration.board else {
                throw Refused(.board, "is for the board \(command.board)")
            }
        } catch {
            return refuse(error.reason, "the command \(error.detail)")
        }
        // Delivered again, or sent again by a hub that has not heard the answer.
        if let known = commands.memory.result(of: command.id) { return tell(known) }
        if let verdict = verdict(on: command) { return tell(verdict) }
        let queued = CommandResult(id: command.id, state: .queued)
        do {
            try commands.memory.remember(command, boot: boot, result: queued, at: configuration.now())
        } catch {
            return tell(.init(id: command.id, state: .rejected, detail: "the disk did not take it: \(error)"))
        }
        configuration.log("takes the command \(command.operation.name) \(command.id)")
        tell(queued)
        commands.queue.yield(command)
    }

    /// Carries out commands, one after the other, until the task is cancelled or the player is to start anew.
    func runCommands() async {
        for await command in commands.waiting {
            guard configuration.now() < command.notAfter else {
                finish(command, .init(id: command.id, state: .expired, detail: "its turn came too late"))
                continue
            }
            let begun = CommandResult(id: command.id, state: .inProgress)
            guard finish(command, begun) else { continue }
            switch command.operation {
            case .restart:
                await tellAcknowledged(begun)
                commands.isRestartWanted = true
                return
            case .leave:
                // Nothing can be told afterwards.
                let done = CommandResult(id: command.id, state: .succeeded, detail: "it puts aside what it was given")
                finish(command, done)
                await tellAcknowledged(done)
                configuration.log("leaves the hub; what it was given goes to \(configuration.state.left)")
                (commands.isRestartWanted, commands.isLeaving) = (true, true)
                return
            case .reboot:
                await tellAcknowledged(begun)
                guard let failure = await reboot() else { return }
                finish(command, .init(id: command.id, state: .failed, detail: failure))
            default: finish(command, await perform(command))
            }
        }
    }

    /// Takes in what is on the disk: what had begun when the player ended is judged now.
    func restoreCommands() {
        do {
            try commands.memory.load()
        } catch {
            refuse(.storage, "\(error)")
            if (error as? FileError)?.isAboutContent != false { StateFolder.putAside(configuration.state.commands) }
        }
        do {
            try commands.memory.settle { [boot] entry in
                let isBegun = entry.result.state == .inProgress
                return switch entry.operation {
                case "restart" where isBegun:
                    CommandResult(id: entry.id, state: .succeeded, detail: "the player has started anew")
                case "reboot" where isBegun && entry.boot != boot:
                    CommandResult(id: entry.id, state: .succeeded, detail: "the machine has started anew")
                case "reboot" where isBegun:
                    CommandResult(
                        id: entry.id, state: .failed, detail: "the player has started anew, but the machine has not")
                default:
                    CommandResult(
                        id: entry.id, state: .failed,
                        detail: "the player ended before it was done; it is not tried again")
                }
            }
        } catch {
            refuse(.storage, "\(error)")
        }
    }

    /// Tells how far commands have come that are remembered: the hub may not have heard it.
    func tellCommands() {
        for entry in commands.memory.entries { tell(entry.result) }
    }

    /// Why a command is not begun; nil for one that may be.
    private func verdict(on command: Command) -> CommandResult? {
        func rejected(_ detail: String) -> CommandResult {
            CommandResult(id: command.id, state: .rejected, detail: detail)
        }
        guard configuration.clock.trust != .untrusted else {
            return rejected("this board does not know what time it is, and so not whether it is too late")
        }
        let now = configuration.now()
        guard now < command.notAfter else {
            return CommandResult(
                id: command.id, state: .expired,
                detail: "it was to begin by \(command.notAfter.ISO8601Format()), and here it is \(now.ISO8601Format())")
        }
        guard command.session == session else {
            return rejected("it is for the connection \(command.session), and this is \(session); send it again")
        }
        guard commands.memory.hasRoom(at: now) else {
            return rejected("this board has taken \(CommandMemory.most) commands already; wait an hour")
        }
        switch command.operation {
        case .unknown(let name): return rejected("this board does not know the operation \(name); update its program")
        case .reboot where configuration.rebootCommand == nil:
            return rejected("this board was not told how its machine starts anew (--reboot-command)")
        case .identify where !interrupts.current(at: now).isEmpty:
            return rejected("an interrupt is on, which nothing may hide")
        default: return nil
        }
    }

    /// - Returns: the final result of anything but restarting.
    private func perform(_ command: Command) async -> CommandResult {
        func result(_ state: CommandResult.State, _ detail: String?) -> CommandResult {
            CommandResult(id: command.id, state: state, detail: detail)
        }
        switch command.operation {
        case .picture:
            guard let frame = await player.frame() else { return result(.failed, "nothing is on the panel") }
            do {
                let picture = try await encoder.picture(of: frame)
                send(picture: picture)
                return CommandResult(
                    id: command.id, state: .succeeded, picture: try DocumentID(SHA256.hash(picture).hexString))
            } catch {
                return result(.failed, "the picture cannot be encoded: \(error)")
            }
        case .identify:
            return await player.identify(configuration.board, for: .seconds(60))
                ? result(.succeeded, "its name is on the panel for a minute")
                : result(.failed, "the name could not be shown")
        case .log(let lines):
            return CommandResult(id: command.id, state: .succeeded, lines: recentLines.last(lines))
        case .brightness(let percent, let until):
            return await player.hold(light: percent, until: until)
                ? result(.succeeded, nil) : result(.failed, "this panel has no light that can be set")
        case .refetch: return result(.succeeded, refetch())
        case .reboot, .restart, .leave, .unknown: return result(.failed, "it is none of these")
        }
    }

    /// - Returns: why the machine has not started anew; nil when the player is ended for it, which is judged at the next start.
    private func reboot() async -> String? {
        do {
            try await Machine.reboot(with: configuration.rebootCommand ?? "")
            return nil
        } catch is CancellationError {
            return nil
        } catch {
            return "\(error)"
        }
    }

    /// Looks through all that is stored: what does not belong there goes, and what is missing or altered is fetched while the programme
    /// plays on.
    /// - Returns: what was found, in words.
    private func refetch() -> String {
        tidy()
        documents.forget()
        subscribeToTopics()
        subscribedFeeds = []
        subscribeToFeeds()
        guard let arrival = stage.pending ?? installed?.arrival else { return "there is no programme; it is asked for" }
        let (count, version) = (arrival.manifest.entries.count, arrival.manifest.version)
        switch documents.assemble(arrival) {
        case .whole: return "all \(count) documents of version \(version) are whole"
        case .unusable(let reason): return "all \(count) documents of version \(version) are whole, and \(reason)"
        case .missing(let missing):
            stage = .fetching(arrival)
            proceed(with: arrival)
            return "\(missing.count) of \(count) documents of version \(version) are missing or altered, "
                + "and are fetched now"
        }
    }

    /// Puts a result on the disk and tells it.
    /// - Returns: false when the disk did not take it, and the command is not to go on.
    @discardableResult
    private func finish(_ command: Command, _ result: CommandResult) -> Bool {
        do {
            try commands.memory.remember(command, boot: boot, result: result, at: configuration.now())
        } catch {
            guard result.state.isFinal else {
                tell(.init(id: command.id, state: .failed, detail: "the disk did not take it: \(error)"))
                return false
            }
            refuse(.storage, "\(error)")
        }
        if result.state.isFinal {
            configuration.log(
                "the command \(command.operation.name) \(command.id) has \(result.state.rawValue)"
                    + (result.detail.map { ": \($0)" } ?? ""))
        }
        tell(result)
        return true
    }

    private func tell(_ result: CommandResult) {
        publish(.result(cell: configuration.cell, board: configuration.board), result, .atLeastOnce)
    }

    /// Returns when the broker has it, or the connection is gone.
    private func tellAcknowledged(_ result: CommandResult) async {
        let topic = Topic.result(cell: configuration.cell, board: configuration.board)
        guard let payload = try? WireCoding.encode(result) else { return }
        try? await client.publishAcknowledged(
            Message(topic: topic.text, payload: payload, qualityOfService: .atLeastOnce))
    }

    private var boot: String { configuration.clock.boot }
}
