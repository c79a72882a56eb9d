/// Bayer's 8 x 8 matrix: which of the pixels around get the next level of a channel that has fewer than 8 bits. By place only, so that a
/// rectangle drawn alone fits into its surroundings.
enum OrderedDither {
    /// 0 to 63, by row and column in eights.
    static let matrix: [UInt32] = (0..<64).map { place in
        let (x, y) = (UInt32(place % 8), UInt32(place / 8))
        return [0, 1, 2].reduce(0) { sum, bit in
            let (column, row) = (x >> bit & 1, y >> bit & 1)
            return sum | (column ^ row) << (5 - 2 * bit) | row << (4 - 2 * bit)
        }
    }

    /// How many pixels ``rgb565(_:x:y:count:to:)`` converts at a time, so that its thresholds stay in the processor's first cache.
    private static let run = 256

    /// What is added to a pixel, in its own channels, before its lower bits are dropped: 8 rows of `run` + 8.
    private static let thresholds565: [UInt32] = (0..<8 * (run + 8)).map { place in
        let threshold = matrix[place / (run + 8) * 8 + place % 8]
        let (five, six) = (threshold >> 3, threshold >> 4)
        return five << 16 | six << 8 | five
    }

    /// Converts a piece of a row.
    ///
    /// All channels of a pixel at once, and as many pixels as the processor likes. A channel is scaled from 0...255 to 0...248 (252 for
    /// green) first, so that with its threshold it never overflows into its neighbour.
    static func rgb565(
        _ source: UnsafePointer<UInt32>, x: Int, y: Int, count: Int, to target: UnsafeMutablePointer<UInt16>
    ) {
        thresholds565.withUnsafeBufferPointer { table in
            guard let row = table.baseAddress.map({ $0 + (y & 7) * (run + 8) }) else { return }
            var done = 0
            while done < count {
                let length = min(run, count - done)
                rgb565(source + done, row + ((x + done) & 7), length, target + done)
                done += length
            }
        }
    }

    private static func rgb565(
        _ source: UnsafePointer<UInt32>, _ thresholds: UnsafePointer<UInt32>, _ count: Int,
        _ target: UnsafeMutablePointer<UInt16>
    ) {
        var index = 0
        while index < count {
            let pixel = source[index] & 0xFF_FFFF
            let scaled = pixel &- (pixel >> 5 & 0x7_0007) &- (pixel >> 6 & 0x300)
            let sum = scaled &+ thresholds[index]
            // In the upper half, so that an arithmetic shift leaves what SSE2 can pack without touching it.
            let upper = (sum << 8 & 0xF800_0000) | (sum << 11 & 0x07E0_0000) | (sum << 13 & 0x001F_0000)
            target[index] = UInt16(truncatingIfNeeded: Int32(bitPattern: upper) >> 16)
            index &+= 1
        }
    }

    /// One channel's value of 8 bits in as many bits as it has: with the threshold of its place when they are fewer.
    static func value(_ value: UInt32, length: UInt32, threshold: UInt32) -> UInt32 {
        if length == 8 { return value }
        if length > 8 { return value << (length &- 8) | value >> (16 &- length) }
        return (value &- value >> length &+ (threshold << (8 &- length)) >> 6) >> (8 &- length)
    }
}
