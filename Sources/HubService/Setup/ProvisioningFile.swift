import Files
import Foundation
import Signage

/// What the images of boards carry, out of a hub's state folder.
public enum ProvisioningFile {
    /// Where boards and crews find the hub.
    public struct Address: Sendable {
        let host: String
        let port: UInt16
        let joinPort: UInt16
        let page: String

        /// Nothing is checked yet.
        public init(host: String, port: UInt16, joinPort: UInt16, page: String) {
            self.host = host
            self.port = port
            self.joinPort = joinPort
            self.page = page
        }
    }

    /// A ``Provisioning`` as the text of a file.
    /// - Throws: when hub or broker have not been started yet, an address is none, or no board would believe the broker at it.
    public static func text(state: String, _ address: Address) throws -> String {
        let files = BrokerFiles(state: state)
        let names = try text(of: files.serverNames).split(separator: "\n").map(String.init)
        guard names.contains(address.host) else {
            throw HubError(
                action: "write what boards are set up with",
                cause:
                    "the broker's certificate holds for \(names.joined(separator: ", ")), and not for \(address.host)",
                advice: "Start litfass-hub broker with --name \(address.host).")
        }
        let value = try Provisioning(
            host: address.host, port: address.port, joinPort: address.joinPort, page: address.page,
            rootKey: try text(of: KeyFiles(state: state).rootPublic),
            authority: try text(of: files.authorityCertificate))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    }

    private static func text(of path: String) throws -> String {
        guard let data = try readFile(path, limit: 16 << 10) else {
            throw HubError(
                action: "read \(path)", cause: "there is no such file",
                advice: "Start litfass-hub broker and litfass-hub serve once: they make it.")
        }
        return String(decoding: data, as: UTF8.self)
    }
}
