import Foundation
import Testing

@testable import BoardController
@testable import litfass_board

private let complete = [
    "--provisioning", "hub.json", "--profile", "Devices/a.json", "--state", "state", "--panel", "panel.raw",
]

@Suite("The command line of litfass-board")
struct BoardCommandTests {
    @Test("all options are read")
    func all() throws {
        let settings = try BoardCommand.settings(complete + ["--sysfs", "/tmp/sys"])
        #expect(settings.provisioning == "hub.json")
        #expect(settings.profile == "Devices/a.json")
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
            (["--profile", "other"], "--profile is there 2 times, once is enough"),
        ])
    func wrong(more: [String], text: String) { #expect(problem(complete + more) == text) }

    @Test("a value that cannot be is refused with its text")
    func wrongValue() {
        #expect(problem(complete + ["--mqtt", "4"]) == "the MQTT version \"4\": must be 5 or 3.1.1")
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

    @Test("help tells every option, made for a terminal")
    func help() {
        for option in complete.filter({ $0.hasPrefix("--") }) + ["--sysfs", "--mqtt", "--clock", "--reboot-command"] {
            #expect(BoardCommand.help.contains("\n  \(option) "))
        }
        #expect(BoardCommand.help.split(separator: "\n").allSatisfy { $0.count <= 120 })
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
