import Foundation
import Testing

@testable import BoardController

private let complete = [
    "--board", "marktplatz", "--cell", "barleben", "--profile", "Devices/a.json", "--publisher-key", "key.pem",
    "--broker", "127.0.0.1:1884", "--state", "state", "--panel", "panel.raw",
]

@Suite("The command line of litfass-board")
struct OptionTests {
    @Test("all options are read")
    func all() throws {
        let options = try #require(try BoardOptions(complete + ["--sysfs", "/tmp/sys"]))
        #expect(options.board == Fixtures.board)
        #expect(options.cell == Fixtures.cell)
        #expect(options.profile == "Devices/a.json")
        #expect(options.publisherKey == "key.pem")
        #expect(options.host == "127.0.0.1")
        #expect(options.port == 1884)
        #expect(options.state == "state")
        #expect(options.panel == "panel.raw")
        #expect(options.sysfs == "/tmp/sys")
        #expect(try BoardOptions(complete)?.sysfs == "/sys")
    }

    @Test(
        "a broker is a host with or without a port",
        arguments: [
            ("broker", "broker", 1883), ("broker:1", "broker", 1), ("[::1]", "::1", 1883), ("[::1]:99", "::1", 99),
        ])
    func broker(text: String, host: String, port: Int) throws {
        let options = try #require(try BoardOptions(complete.map { $0 == "127.0.0.1:1884" ? text : $0 }))
        #expect(options.host == host)
        #expect(Int(options.port) == port)
    }

    @Test("an option that is missing is named", arguments: complete.filter { $0.hasPrefix("--") })
    func missing(option: String) throws {
        let index = try #require(complete.firstIndex(of: option))
        var arguments = complete
        arguments.removeSubrange(index...index + 1)
        #expect(problem(arguments) == "\(option) is missing. Call litfass-board --help to see all options.")
    }

    @Test(
        "a wrong command line says what is wrong",
        arguments: [
            (["--colour", "red"], "\"--colour\" is no option of litfass-board"),
            (["red"], "\"red\" is no option of litfass-board"),
            (["--sysfs"], "--sysfs needs a value"),
            (["--sysfs", "--help-me"], "--sysfs needs a value"),
            (["--cell", "other"], "--cell is there twice"),
        ])
    func wrong(more: [String], text: String) {
        #expect(problem(complete + more)?.hasPrefix(text + ".") == true)
    }

    @Test("a broker or name that cannot be one is refused", arguments: ["", ":1883", "a:", "a:0", "a:70000", "::1"])
    func wrongBroker(text: String) {
        #expect(problem(complete.map { $0 == "127.0.0.1:1884" ? text : $0 })?.contains("--broker") == true)
        #expect(problem(complete.map { $0 == "marktplatz" ? "Markt/platz" : $0 })?.contains("--board") == true)
    }

    @Test("help is given whatever else is there")
    func help() throws {
        #expect(try BoardOptions(["--colour", "--help"]) == nil)
        #expect(
            BoardOptions.help == """
                litfass-board plays a notice board's programme and tells its hub how the board is.

                USAGE: litfass-board --board NAME --cell NAME --profile FILE --publisher-key FILE
                                     --broker HOST[:PORT] --state DIR --panel FILE [--sysfs DIR]

                  --board NAME          the board's name, as in the hub's configuration
                  --cell NAME           the cell that the board belongs to
                  --profile FILE        the device profile, a file of Devices/
                  --publisher-key FILE  the hub's public key (PEM); what it has not sealed is refused
                  --broker HOST[:PORT]  the MQTT broker; port 1883 when left out
                  --state DIR           where programme, feeds and counters are kept; made when missing
                  --panel FILE          the panel's memory, one frame long; made when missing
                  --sysfs DIR           the tree in which sensors are found; /sys when left out
                  --help                this text

                It ends at SIGTERM or SIGINT; the panel keeps its last picture.
                Exit status: 0 after such an end, 1 when it could not start, 2 when called wrongly.

                """)
    }

    private func problem(_ arguments: [String]) -> String? {
        do throws(BoardOptions.Misuse) {
            _ = try BoardOptions(arguments)
            return nil
        } catch {
            return error.description
        }
    }
}
