import Foundation

/// Puts JSON together from parts, byte for byte as ``WireCoding`` would: an encoder takes ten times as long, and a hub seals a
/// manifest for each of its boards when staff press a key.
struct JSONText {
    private var bytes: [UInt8] = []

    /// What was put together.
    var data: Data { Data(bytes) }

    /// - Parameter capacity: about how many bytes it will have.
    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    /// Appends what is JSON already.
    mutating func append(_ json: String) { bytes.append(contentsOf: json.utf8) }

    /// Appends what is JSON already.
    mutating func append(_ json: Data) { bytes.append(contentsOf: json) }

    /// Appends a string of JSON.
    mutating func append(quoting text: String) {
        let isPlain = text.utf8.allSatisfy { (0x20...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C }
        // A string cannot fail to encode: only numbers can.
        guard isPlain else { return append((try? WireCoding.encode(text)) ?? Data("\"\"".utf8)) }
        append("\"")
        append(text)
        append("\"")
    }

    /// Appends bytes as a string of Base64.
    mutating func append(base64 data: Data) {
        append("\"")
        append(data.base64EncodedString())
        append("\"")
    }

    /// Appends an array, each of its elements as `write` does.
    mutating func append<Element>(_ elements: [Element], _ write: (inout JSONText, Element) -> Void) {
        append("[")
        for (position, element) in elements.enumerated() {
            if position > 0 { append(",") }
            write(&self, element)
        }
        append("]")
    }
}
