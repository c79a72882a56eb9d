public import Foundation
import Signage

extension Frame {
    /// The picture as a person before the panel sees it: upright, 32 bits a pixel as in `xrgb8888`, rows without padding.
    public func picture() -> Data {
        if format == .xrgb8888, rotation == .upright { return pixels }
        let mounting = Mounting(rotation: rotation, width: width, height: height)
        let memory = PixelRect(x: 0, y: 0, width: mounting.memoryWidth, height: mounting.memoryHeight)
        let origin = mounting.origin(of: memory)
        let steps = mounting.steps(stride: width)
        let rowLength = format.bytesPerRow(width: memory.width)
        let colours = Self.colours(of: format, palette: palette)
        var result = Data(count: width * height * 4)
        result.withUnsafeMutableBytes { (target: UnsafeMutableRawBufferPointer) in
            let target = target.bindMemory(to: UInt32.self)
            pixels.withUnsafeBytes { (source: UnsafeRawBufferPointer) in
                for row in 0..<memory.height {
                    let line = UnsafeRawBufferPointer(rebasing: source[row * rowLength..<(row + 1) * rowLength])
                    var place = origin.y * width + origin.x + row * steps.down
                    for column in 0..<memory.width {
                        target[place] = Self.pixel(column, of: line, format, colours)
                        place += steps.right
                    }
                }
            }
        }
        return result
    }

    private static func pixel(
        _ column: Int, of line: UnsafeRawBufferPointer, _ format: Panel.PixelFormat, _ colours: [UInt32]
    ) -> UInt32 {
        func byte(_ index: Int) -> UInt32 { UInt32(line[index]) }
        switch format {
        case .xrgb8888, .rgb888:
            let at = column * format.bitsPerPixel / 8
            return 0xFF00_0000 | byte(at + 2) << 16 | byte(at + 1) << 8 | byte(at)
        case .rgb565:
            let value = byte(column * 2 + 1) << 8 | byte(column * 2)
            let (red, green, blue) = (value >> 11, value >> 5 & 63, value & 31)
            return 0xFF00_0000 | (red << 3 | red >> 2) << 16 | (green << 2 | green >> 4) << 8 | blue << 3 | blue >> 2
        case .grey16, .grey4, .mono1, .palette6:
            let bits = format.bitsPerPixel
            let number = Int(byte(column * bits / 8)) >> (8 - bits - column * bits % 8) & (1 << bits - 1)
            // Foreign memory may hold numbers that the palette does not have.
            return number < colours.count ? colours[number] : 0xFF00_0000
        }
    }

    /// By number; empty for formats of true colours.
    private static func colours(of format: Panel.PixelFormat, palette: [Colour]) -> [UInt32] {
        switch format {
        case .xrgb8888, .rgb888, .rgb565: []
        case .grey16: (0..<16).map { 0xFF00_0000 | $0 * 0x11_1111 }
        case .grey4: (0..<4).map { 0xFF00_0000 | $0 * 0x55_5555 }
        case .mono1: [0xFF00_0000, 0xFFFF_FFFF]
        case .palette6:
            palette.map { 0xFF00_0000 | UInt32($0.red) << 16 | UInt32($0.green) << 8 | UInt32($0.blue) }
        }
    }
}
