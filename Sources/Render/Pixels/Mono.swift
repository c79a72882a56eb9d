import Foundation

/// Black and white for e-paper: what is lighter than the middle becomes white, so that edges of text stay crisp.
enum Mono {
    /// Turns `xrgb8888` rows into `mono1` rows.
    static func threshold(_ pixels: Data, width: Int, height: Int) -> Data {
        let rowLength = (width + 7) / 8
        var result = Data(count: rowLength * height)
        pixels.withUnsafeBytes { (source: UnsafeRawBufferPointer) in
            result.withUnsafeMutableBytes { (target: UnsafeMutableRawBufferPointer) in
                for y in 0..<height {
                    for x in 0..<width {
                        let at = (y * width + x) * 4
                        // Rec. 601 weights in 256ths.
                        let luma = Int(source[at]) * 29 + Int(source[at + 1]) * 150 + Int(source[at + 2]) * 77
                        if luma >= 128 * 256 { target[y * rowLength + x / 8] |= 0x80 >> UInt8(x % 8) }
                    }
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
