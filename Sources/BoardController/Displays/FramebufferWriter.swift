import Render

/// Turns a 32-bit picture into a framebuffer's own pixels.
struct FramebufferWriter: Sendable {
    private let geometry: FramebufferGeometry
    private let red: [UInt32]
    private let green: [UInt32]
    private let blue: [UInt32]

    init(_ geometry: FramebufferGeometry) {
        self.geometry = geometry
        red = geometry.levels(of: geometry.red)
        green = geometry.levels(of: geometry.green)
        blue = geometry.levels(of: geometry.blue)
    }

    /// Writes some rows of a picture; bytes outside of the visible picture stay.
    /// - Parameters:
    ///   - pixels: the whole picture, `xrgb8888`, as large as the geometry.
    ///   - rows: within the height.
    ///   - target: the mapped bytes.
    func write(_ pixels: UnsafeRawBufferPointer, rows: Range<Int>, to target: UnsafeMutableRawBufferPointer) {
        let width = geometry.width
        for y in rows {
            let source = UnsafeRawBufferPointer(rebasing: pixels[y * width * 4..<(y + 1) * width * 4])
            let start = geometry.firstByte + y * geometry.lineLength
            let row = UnsafeMutableRawBufferPointer(
                rebasing: target[start..<start + width * geometry.bytesPerPixel])
            if geometry.isXRGB8888 { row.copyMemory(from: source) } else { convert(source, to: row) }
        }
    }

    private func convert(_ source: UnsafeRawBufferPointer, to row: UnsafeMutableRawBufferPointer) {
        let opaque = geometry.opaque
        let size = geometry.bytesPerPixel
        for x in 0..<geometry.width {
            let value = UInt32(littleEndian: source.load(fromByteOffset: x * 4, as: UInt32.self))
            let pixel =
                red[Int(value >> 16 & 0xFF)] | green[Int(value >> 8 & 0xFF)] | blue[Int(value & 0xFF)] | opaque
            switch size {
            case 2:
                row.storeBytes(of: UInt16(truncatingIfNeeded: pixel).littleEndian, toByteOffset: x * 2, as: UInt16.self)
            case 4: row.storeBytes(of: pixel.littleEndian, toByteOffset: x * 4, as: UInt32.self)
            default:
                for byte in 0..<3 { row[x * 3 + byte] = UInt8(truncatingIfNeeded: pixel >> UInt32(byte * 8)) }
            }
        }
    }
}
