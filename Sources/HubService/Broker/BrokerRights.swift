import Foundation
import Signage

/// Who may read and write which topics, as mosquitto reads it (`acl_file`, mosquitto.conf(5)): a board its own ones and those that all boards
/// share, whoever has left nothing.
struct BrokerRights: Equatable, Sendable {
    /// Whose boards may come in; nil as long as no hub has said so: then nobody may anything.
    let cell: Name?
    /// Boards that have left. Their certificates are revoked; this holds for connections that stand, too.
    let departed: Set<Name>

    init(cell: Name?, departed: Set<Name>) {
        self.cell = cell
        self.departed = departed
    }

    /// A last user who is nobody: mosquitto takes a file without any rule for one that allows everything.
    private static let nobody = "user /\ntopic deny #\n"
    private static let heading = "# Written by litfass-hub; changes here are lost.\n"

    /// The whole file. Boards hear other versions of the contract, too, to tell that they do not know them.
    var text: String {
        let patterns = cell.map { cell in
            """
            pattern write litfass/1/\(cell)/%u/up/#
            pattern read litfass/+/\(cell)/%u/dn/#
            pattern read litfass/+/\(cell)/all/dn/#
            pattern read litfass/1/\(cell)/feed/+
            pattern read litfass/1/\(cell)/document/+
            pattern read litfass/1/hub/+/availability

            """
        }
        let denied = departed.sorted().map { "user \($0)\ntopic deny #\n" }.joined()
        return Self.heading + (patterns ?? "") + denied + Self.nobody
    }

    /// Reads back what ``text`` has written.
    /// - Throws: when the file says anything else.
    init(text: String) throws(InvalidValue) {
        let lines = text.split(separator: "\n").map(String.init)
        let start = "pattern write litfass/1/"
        let cell = try lines.first { $0.hasPrefix(start) }.map { line throws(InvalidValue) in
            try Name(String(line.dropFirst(start.count).prefix { $0 != "/" }))
        }
        let users = lines.filter { $0.hasPrefix("user ") && $0 != "user /" }
        var departed: Set<Name> = []
        for line in users { departed.insert(try Name(String(line.dropFirst("user ".count)))) }
        self.init(cell: cell, departed: departed)
        guard self.text == text else {
            throw InvalidValue(field: "rights", reason: "are not as this hub writes them")
        }
    }

    /// Of the broker of those who do not belong yet: each with the code that it has given as its name, and nothing else.
    static let ofJoining = """
        \(heading)pattern write litfass/1/claim/%u/request
        pattern read litfass/1/claim/%u/response

        """
}
