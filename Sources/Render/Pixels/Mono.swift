import Foundation

/// Black and white for e-paper: what is lighter than the middle becomes white, so that edges of text stay crisp.
enum Mono {
    /// Turns `xrgb8888` rows into `mono1` rows.
    static func threshold(_ pixels: UnsafeBufferPointer<UInt32>, width: Int, height: Int) -> Data {
        let rowLength = (width + 7) / 8
        var result = Data(count: rowLength * height)
        result.withUnsafeMutableBytes { (target: UnsafeMutableRawBufferPointer) in
            for y in 0..<height {
                for column in 0..<rowLength {
                    let start = y * width + column * 8
                    var byte: UInt8 = 0
                    for bit in 0..<min(8, width - column * 8) {
                        let pixel = pixels[start + bit]
                        // Rec. 601 weights in 256ths; the sum of all three is 256.
                        let luma = (pixel & 0xFF) &* 29 &+ (pixel >> 8 & 0xFF) &* 150 &+ (pixel >> 16 & 0xFF) &* 77
                        byte |= UInt8(truncatingIfNeeded: luma >> 15) << UInt8(truncatingIfNeeded: 7 &- bit)
                    }
                    target[y * rowLength + column] = byte
                }
            }
        }
        return result
    }

    /// Turns `mono1` rows into `xrgb8888` rows.
    static func expand(_ pixels: Data, width: Int, height: Int) -> Data {
        let rowLength = (width + 7) / 8
        var result = Data(repeating: 0xFF, count: width * height * 4)
        pixels.withUnsafeBytes { (source: UnsafeRawBufferPointer) in
            result.withUnsafeMutableBytes { (target: UnsafeMutableRawBufferPointer) in
                for y in 0..<height {
                    for x in 0..<width {
                        guard source[y * rowLength + x / 8] & (0x80 >> UInt8(x % 8)) == 0 else { continue }
                        let at = (y * width + x) * 4
                        for channel in 0..<3 { target[at + channel] = 0 }
                    }
                }
            }
        }
        return result
    }
}
