import Files
import Foundation
import Glibc

/// mosquitto's database, as far as a start depends on it: a damaged one keeps mosquitto 2.0 from starting.
///
/// The format of version 6 (mosquitto 2.0, persist.h): 15 bytes of magic, 32 bits of checksum (always 0), 32 bits of
/// version; then chunks of a 32-bit kind, a 32-bit length and so many bytes, all numbers big-endian, up to the file's end.
enum BrokerDatabase {
    static let magic: [UInt8] = [0x00, 0xB5, 0x00] + Array("mosquitto db".utf8)
    static let version = 6
    /// Kinds of chunks: 1 settings, 2 message, 3 message of a client, 4 retained, 5 subscription, 6 client.
    static let kinds = 1...6
    /// A broker with more on its disk is beyond what this hub feeds it.
    static let longest = 2 << 30

    /// Why mosquitto would not start with these bytes; nil when it would.
    static func damage(in data: Data) -> String? {
        let bytes = data.withUnsafeBytes { Array($0.prefix(23)) }
        guard bytes.count == 23, bytes.starts(with: magic) else { return "does not begin as such a database does" }
        guard number(data, at: 19) == version else { return "is of another version than \(version)" }
        var position = 23
        while position < data.count {
            guard position + 8 <= data.count else { return "ends within a chunk" }
            guard kinds.contains(number(data, at: position)) else { return "has a chunk of an unknown kind" }
            position += 8 + number(data, at: position + 4)
        }
        return position == data.count ? nil : "ends within a chunk"
    }

    /// Renames a damaged database to `<path>.broken-<n>`, and says so; nil when it is whole, empty or absent.
    static func moveAsideIfDamaged(_ path: String) throws -> String? {
        guard let data = try readFile(path, limit: longest), !data.isEmpty else { return nil }
        guard let damage = damage(in: data) else { return nil }
        var number = 1
        while access("\(path).broken-\(number)", F_OK) == 0 { number += 1 }
        let aside = "\(path).broken-\(number)"
        guard rename(path, aside) == 0 else { throw FileError(action: "move aside", path: path, errno: errno) }
        return "the broker's database \(damage); it is now \(aside), and the broker starts empty. "
            + "Nothing is to be done: hub and boards publish everything again."
    }

    private static func number(_ data: Data, at position: Int) -> Int {
        data[(data.startIndex + position)..<(data.startIndex + position + 4)].reduce(0) { $0 << 8 | Int($1) }
    }
}
