import Foundation
import Testing

@testable import BoardController
@testable import litfass_board

private let complete = [
    "--board", "marktplatz", "--cell", "barleben", "--profile", "Devices/a.json", "--root-key", "key.pem",
    "--broker", "127.0.0.1:1884", "--state", "state", "--panel", "panel.raw",
]

@Suite("The command line of litfass-board")
struct BoardCommandTests {
    @Test("all options are read")
    func all() throws {
        let settings = try BoardCommand.settings(complete + ["--sysfs", "/tmp/sys"])
        #expect(settings.board == Fixtures.board)
        #expect(settings.cell == Fixtures.cell)
        #expect(settings.profile == "Devices/a.json")
        #expect(settings.rootKey == "key.pem")
        #expect(settings.host == "127.0.0.1")
        #expect(settings.port == 1884)
        #expect(settings.state == "state")
        #expect(settings.panel == "panel.raw")
        #expect(settings.sysfs == "/tmp/sys")
        #expect(try BoardCommand.settings(complete).sysfs == "/sys")
        #expect(try !BoardCommand.settings(complete).isClockVouchedFor)
        #expect(try BoardCommand.settings(complete + ["--clock", "system"]).isClockVouchedFor)
    }

    @Test("an option that is missing is named", arguments: complete.filter { $0.hasPrefix("--") })
    func missing(option: String) throws {
        let index = try #require(complete.firstIndex(of: option))
        var words = complete
        words.removeSubrange(index...index + 1)
        #expect(problem(words) == "\(option) is missing")
    }

    @Test(
        "a wrong command line says what is wrong",
        arguments: [
            (["--colour", "red"], "there is no option --colour"),
            (["red"], "\"red\" is one argument too many"),
            (["--sysfs"], "--sysfs needs a value"),
            (["--clock", "sundial"], "--clock must be confirmed or system, not \"sundial\""),
            (["--cell", "other"], "--cell is there 2 times, once is enough"),
        ])
    func wrong(more: [String], text: String) { #expect(problem(complete + more) == text) }

    @Test("a value that cannot be is refused with its text")
    func wrongValue() {
        let named = complete.map { $0 == "marktplatz" ? "Markt/platz" : $0 }
        #expect(problem(named) == "the board \"Markt/platz\": a name has only the characters a-z, 0-9 and -")
        let reserved = complete.map { $0 == "barleben" ? "hub" : $0 }
        #expect(problem(reserved) == "the cell \"hub\": \"hub\" is reserved, choose another name")
        let portless = complete.map { $0 == "127.0.0.1:1884" ? "broker:99999" : $0 }
        #expect(problem(portless) == "\"broker:99999\" needs a port of 1 to 65535 after the colon")
        #expect(problem(complete.map { $0 == "state" ? "" : $0 }) == "--state is empty")
    }

    @Test("what is missing or broken at the start is named with its path")
    func start() throws {
        let settings = try BoardCommand.settings(complete)
        #expect(throws: (any Error).self) { try BoardProgram(settings, log: { _ in }) }
        let folder = FileManager.default.temporaryDirectory.path + "/start-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { StateFolder.remove(folder) }
        let profile = folder + "/a.json"
        try Data("{\"name\":\"a\",\"title\":\"Tafel\",\"panel\":{\"width\":\"wide\"}}".utf8).write(
            to: URL(filePath: profile))
        let words = complete.map { $0 == "Devices/a.json" ? profile : $0 }
        do {
            _ = try BoardProgram(try BoardCommand.settings(words), log: { _ in })
            Issue.record("started with a broken profile")
        } catch {
            #expect("\(error)" == "\(profile): panel.width: must be a number")
        }
    }

    @Test("help tells every option")
    func help() {
        #expect(
            BoardCommand.help == """
                litfass-board plays a notice board's programme and tells its hub how the board is.

                  litfass-board --board NAME --cell NAME --profile FILE --root-key FILE
                                --broker HOST[:PORT] --state DIR --panel PATH [--sysfs DIR]
                                [--mqtt VERSION] [--clock confirmed|system] [--reboot-command PATH]

                  --board NAME          the board's name, as in the hub's configuration
                  --cell NAME           the cell that the board belongs to
                  --profile FILE        the device profile, a file of Devices/
                  --root-key FILE       the hub's root.pub.pem; what no key that it names has sealed is refused
                  --broker HOST[:PORT]  the MQTT broker; port 1883 when left out
                  --state DIR           where programme, feeds and counters are kept; made when missing
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
                start anew: whoever has started it is to start it again.

                """)
    }

    private func problem(_ words: [String]) -> String? {
        do {
            _ = try BoardCommand.settings(words)
            return nil
        } catch {
            return "\(error)"
        }
    }
}
