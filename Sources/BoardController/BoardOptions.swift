import Foundation
import Signage

/// What `litfass-board` was called with.
struct BoardOptions: Equatable, Sendable {
    /// A command line that cannot be obeyed; the text says what to do.
    struct Misuse: Error, Equatable, CustomStringConvertible {
        let description: String
    }

    let board: Name
    let cell: Name
    /// Path of a file of `Devices/`.
    let profile: String
    /// Path of a PEM file.
    let publisherKey: String
    let host: String
    let port: UInt16
    /// Path of the folder that holds what must outlast the process.
    let state: String
    /// Path of the file that stands in for the panel's memory.
    let panel: String
    /// Root of the kernel's sysfs tree.
    let sysfs: String

    static let help = """
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

        """

    private static let known = ["board", "cell", "profile", "publisher-key", "broker", "state", "panel", "sysfs"]

    /// Reads the arguments after the program's name; nil when help is asked for.
    init?(_ arguments: [String]) throws(Misuse) {
        if arguments.contains("--help") || arguments.contains("-h") { return nil }
        var values: [String: String] = [:]
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            guard argument.hasPrefix("--"), Self.known.contains(String(argument.dropFirst(2))) else {
                throw Self.misuse("\"\(argument)\" is no option of litfass-board")
            }
            guard let value = rest.popFirst(), !value.isEmpty, !value.hasPrefix("--") else {
                throw Self.misuse("\(argument) needs a value")
            }
            guard values.updateValue(value, forKey: String(argument.dropFirst(2))) == nil else {
                throw Self.misuse("\(argument) is there twice")
            }
        }
        func value(_ name: String) throws(Misuse) -> String {
            guard let value = values[name] else { throw Self.misuse("--\(name) is missing") }
            return value
        }
        func name(_ option: String) throws(Misuse) -> Name {
            let text = try value(option)
            do { return try Name(text) } catch { throw Self.misuse("--\(option) \"\(text)\": \(error)") }
        }
        board = try name("board")
        cell = try name("cell")
        profile = try value("profile")
        publisherKey = try value("publisher-key")
        (host, port) = try Self.address(try value("broker"))
        state = try value("state")
        panel = try value("panel")
        sysfs = values["sysfs"] ?? "/sys"
    }

    /// `host`, `host:1883`, `[::1]` or `[::1]:1883`.
    private static func address(_ text: String) throws(Misuse) -> (String, UInt16) {
        let wrong = misuse("--broker \"\(text)\" must be a host, or a host and a port, such as 127.0.0.1:1883")
        var host = text[...]
        var port: UInt16 = 1883
        if let colon = text.lastIndex(of: ":"), !text.hasSuffix("]") {
            guard let number = UInt16(text[text.index(after: colon)...]), number > 0 else { throw wrong }
            host = text[..<colon]
            port = number
        }
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            throw wrong
        }
        guard !host.isEmpty else { throw wrong }
        return (String(host), port)
    }

    private static func misuse(_ problem: String) -> Misuse {
        Misuse(description: "\(problem). Call litfass-board --help to see all options.")
    }
}
