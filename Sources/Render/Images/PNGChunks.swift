import Foundation

/// The chunks of a PNG (ISO/IEC 15948, clause 5) that its pixels need. All others are left out: a compressed text may be a thousand
/// times as large as the file.
struct PNGChunks {
    /// As stored, in pixels.
    let width: Int
    let height: Int
    /// Signature and needed chunks, in their order, as ranges of the file; what lies side by side is one range.
    let ranges: [Range<Int>]

    /// - Throws: when it breaks off, or its header is not sound.
    init(_ data: Data) throws(ImageError) {
        let reader = ByteReader(data)
        guard reader.long(at: 8) == 13, reader.slice(12, 4) == Data("IHDR".utf8), let width = reader.long(at: 16),
            let height = reader.long(at: 20), let depth = reader.byte(at: 24), let colour = reader.byte(at: 25)
        else { throw .damaged(.png, "it has no header") }
        guard [1, 2, 4, 8, 16].contains(depth), [0, 2, 3, 4, 6].contains(colour) else {
            throw .damaged(.png, "its header names the colour type \(colour) with \(depth) bits")
        }
        self.width = width
        self.height = height
        var ranges = [0..<8]
        var position = 8
        var isWhole = false
        while !isWhole {
            guard let length = reader.long(at: position), let kind = reader.slice(position + 4, 4),
                let end = reader.slice(position + 8, length + 4)?.endIndex
            else { throw .damaged(.png, "it breaks off at byte \(position)") }
            let name = String(data: kind, encoding: .ascii) ?? ""
            if ["IHDR", "PLTE", "tRNS", "IDAT", "IEND"].contains(name) {
                let last = ranges[ranges.count - 1]
                if last.upperBound == position {
                    ranges[ranges.count - 1] = last.lowerBound..<end
                } else {
                    ranges.append(position..<end)
                }
            }
            isWhole = name == "IEND"
            position = end
        }
        self.ranges = ranges
    }
}
