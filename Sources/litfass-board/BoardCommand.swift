import BoardController
import Foundation
import ProgramSupport

/// The command line of `litfass-board`.
enum BoardCommand {
    static let help = """
        litfass-board plays a notice board's programme and tells its hub how the board is.

          litfass-board --provisioning FILE --profile FILE --state DIR --panel PATH [--sysfs DIR]
                        [--mqtt VERSION] [--clock confirmed|system] [--reboot-command PATH]

        At its first start it shows a code until somebody enters it with litfass join; what the hub then gives it is
        kept in the state folder.

          --provisioning FILE   what litfass-hub provisioning has printed: where the hub is, and how to know it
          --profile FILE        the device profile, a file of Devices/
          --state DIR           where keys, programme, feeds and counters are kept; made when missing
          --panel PATH          a framebuffer (/dev/fb0); or a file in its place, made when missing:
                                *.png gets each frame as a picture, any other its raw pixels
          --sysfs DIR           the tree in which sensors are found; /sys when left out
          --mqtt VERSION        5 (when left out) or 3.1.1
          --clock WORD          confirmed (when left out): until NTP or the hub confirms the time, undated
                                content plays and no clock shows; system: the system's clock is right
          --reboot-command PATH a program that starts the machine anew, run without arguments when a crew wants
                                that; without it, that is refused

        It ends at SIGTERM or SIGINT; the panel keeps its last picture.
        Exit status: 0 after such an end, 1 when it could not start, 2 not understood, 75 when a crew wants it to
        start anew, or it has left its hub: whoever has started it is to start it again.

        """

    /// What the words ask for.
    /// - Throws: what is not understood, in words.
    static func settings(_ words: [String]) throws -> BoardProgram.Settings {
        let arguments = try Arguments(
            words,
            options: [
                "--provisioning", "--profile", "--state", "--panel", "--sysfs", "--mqtt", "--clock",
                "--reboot-command",
            ])
        func path(_ option: String) throws(UsageError) -> String {
            let path = try arguments.required(option)
            guard !path.isEmpty else { throw UsageError("\(option) is empty") }
            return path
        }
        let clock = try arguments.value("--clock") ?? "confirmed"
        guard ["confirmed", "system"].contains(clock) else {
            throw UsageError("--clock must be confirmed or system, not \"\(clock)\"")
        }
        return try BoardProgram.Settings(
            provisioning: try path("--provisioning"), profile: try path("--profile"), state: try path("--state"),
            panel: try path("--panel"), sysfs: try arguments.value("--sysfs") ?? "/sys",
            isClockVouchedFor: clock == "system",
            mqtt: try arguments.value("--mqtt") ?? "5",
            rebootCommand: arguments.values("--reboot-command").isEmpty ? nil : try path("--reboot-command"))
    }

    /// Runs the board; returns the exit status.
    static func run(_ words: [String]) async -> Int32 {
        if words.contains("--help") || words.contains("-h") {
            writeText(help, to: .standardOutput)
            return 0
        }
        let settings: BoardProgram.Settings
        do {
            settings = try Self.settings(words)
        } catch {
            log("\(error); litfass-board --help tells more")
            return 2
        }
        do {
            try await withTermination { try await BoardProgram(settings, log: log).run() }
            return 0
        } catch is BoardProgram.RestartWanted {
            // EX_TEMPFAIL of sysexits.h: systemd takes it for a failure, and starts it again.
            return 75
        } catch {
            log("\(error)")
            return 1
        }
    }

    /// One line to standard error.
    @Sendable static func log(_ line: String) {
        writeLine("litfass-board: \(line)", to: .standardError)
    }
}
