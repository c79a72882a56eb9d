public import Foundation

/// A piece of a document: the payload of `<cell>/document/<sha256>`.
///
/// 12 bytes of header, big-endian: the chunk's index (32 bits), the document's length (64 bits); then the bytes.
public struct DocumentChunk: Hashable, Sendable {
    /// 0 for the first.
    public let index: Int
    /// Of the whole document, in bytes.
    public let documentLength: Int
    /// ``size`` bytes; the last chunk has what is left.
    public let bytes: Data

    /// Bytes of a chunk: 32 KiB.
    public static let size = 32 << 10
    /// Bytes of its header.
    public static let headerLength = 12

    /// How many chunks a document has.
    public static func count(length: Int) -> Int { (length + size - 1) / size }

    /// Cuts a chunk out of a document; nil when there is no such chunk.
    public init?(_ index: Int, of document: Data) {
        guard index >= 0, index < Self.count(length: document.count) else { return nil }
        self.index = index
        documentLength = document.count
        bytes = document.dropFirst(index * Self.size).prefix(Self.size)
    }

    /// Reads what was received; nil when the header or the length of the bytes does not fit.
    public init?(payload: Data) {
        guard payload.count > Self.headerLength else { return nil }
        let header = Array(payload.prefix(Self.headerLength))
        let index = header[0..<4].reduce(0) { $0 << 8 | Int($1) }
        guard let length = Int(exactly: header[4..<12].reduce(0 as UInt64) { $0 << 8 | UInt64($1) }) else { return nil }
        guard length <= DocumentReference.longest, index < Self.count(length: length) else { return nil }
        let bytes = payload.dropFirst(Self.headerLength)
        guard bytes.count == min(Self.size, length - index * Self.size) else { return nil }
        self.index = index
        documentLength = length
        self.bytes = bytes
    }

    /// Header and bytes, as they are sent.
    public var payload: Data {
        var data = Data(capacity: Self.headerLength + bytes.count)
        for shift in stride(from: 24, through: 0, by: -8) { data.append(UInt8(truncatingIfNeeded: index >> shift)) }
        for shift in stride(from: 56, through: 0, by: -8) {
            data.append(UInt8(truncatingIfNeeded: documentLength >> shift))
        }
        data.append(bytes)
        return data
    }
}

/// What a board lacks: the payload of `up/get`.
public struct DocumentRequest: Hashable, Sendable, Codable {
    /// The document it lacks.
    public let document: DocumentID
    /// One bit a chunk, first chunk first, most significant bit first; 1 is missing.
    public let missing: Data

    /// Asks for chunks by their indices, out of `count`.
    public init(document: DocumentID, missing indices: some Sequence<Int>, count: Int) {
        var bits = [UInt8](repeating: 0, count: (count + 7) / 8)
        for index in indices where (0..<count).contains(index) { bits[index / 8] |= 0x80 >> UInt8(index % 8) }
        self.document = document
        missing = Data(bits)
    }

    /// The indices of the missing chunks below `count`, ascending; bits beyond are ignored.
    public func indices(count: Int) -> [Int] {
        let bits = [UInt8](missing)
        return (0..<min(max(0, count), bits.count * 8)).filter { bits[$0 / 8] & (0x80 >> UInt8($0 % 8)) != 0 }
    }
}
