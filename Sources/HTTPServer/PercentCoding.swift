/// A name and its value from a query or a form.
public struct QueryItem: Sendable, Equatable {
    /// Decoded.
    public let name: String
    /// Decoded; empty where the item had no "=".
    public let value: String
}

enum PercentCoding {
    /// The text that `coded` stands for (RFC 3986, section 2.1).
    ///
    /// Nil for a "%" without two hex digits, for what is no UTF-8, and for a NUL, which no text of ours holds.
    static func decoded(_ coded: some StringProtocol, plusIsSpace: Bool = false) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(coded.utf8.count)
        var rest = coded.utf8.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = rest.next().flatMap(hexDigit), let low = rest.next().flatMap(hexDigit) else {
                    return nil
                }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
            default: bytes.append(byte)
            }
        }
        guard !bytes.contains(0) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    /// The items of a query or of an `application/x-www-form-urlencoded` body; nil where one can't be decoded.
    static func items(_ coded: some StringProtocol) -> [QueryItem]? {
        var items: [QueryItem] = []
        for part in coded.split(separator: "&") {
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = decoded(halves[0], plusIsSpace: true),
                let value = decoded(halves.count > 1 ? halves[1] : "", plusIsSpace: true)
            else { return nil }
            items.append(QueryItem(name: name, value: value))
        }
        return items
    }

    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
