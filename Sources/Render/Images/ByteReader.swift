import Foundation

/// Numbers out of bytes that a stranger wrote: what lies outside is nil, never a trap.
struct ByteReader {
    let bytes: Data
    var isLittleEndian = false

    /// - Parameter bytes: copied only where its indices do not start at zero.
    init(_ bytes: Data) {
        self.bytes = bytes.startIndex == 0 ? bytes : Data(bytes)
    }

    var count: Int { bytes.count }

    func byte(at offset: Int) -> Int? {
        offset >= 0 && offset < bytes.count ? Int(bytes[offset]) : nil
    }

    func short(at offset: Int) -> Int? {
        guard let first = byte(at: offset), let second = byte(at: offset + 1) else { return nil }
        return isLittleEndian ? second << 8 | first : first << 8 | second
    }

    func long(at offset: Int) -> Int? {
        guard let first = short(at: offset), let second = short(at: offset + 2) else { return nil }
        return isLittleEndian ? second << 16 | first : first << 16 | second
    }

    /// nil unless all of it is there.
    func slice(_ offset: Int, _ length: Int) -> Data? {
        guard offset >= 0, length >= 0, offset <= bytes.count - length else { return nil }
        return bytes[offset..<(offset + length)]
    }
}
