import Foundation
import Signage

@testable import Render

/// A 32-bit picture of noise, grounds and ramps, and panels of every kind to put it on.
struct TestPicture {
    let width: Int
    let height: Int
    var pixels: [UInt32]

    init(width: Int, height: Int, _ pixel: (_ x: Int, _ y: Int) -> UInt32) {
        self.width = width
        self.height = height
        pixels = (0..<width * height).map { 0xFF00_0000 | pixel($0 % width, $0 / width) }
    }

    static func noise(_ width: Int, _ height: Int, _ generator: inout some RandomNumberGenerator) -> TestPicture {
        var picture = TestPicture(width: width, height: height) { _, _ in 0 }
        picture.scribble(PixelRect(x: 0, y: 0, width: width, height: height), &generator)
        return picture
    }

    mutating func scribble(_ rect: PixelRect, _ generator: inout some RandomNumberGenerator) {
        for y in rect.y..<rect.maxY {
            for x in rect.x..<rect.maxX {
                pixels[y * width + x] = 0xFF00_0000 | UInt32.random(in: 0...0xFF_FFFF, using: &generator)
            }
        }
    }

    func written(on panel: Panel, photos: [PixelRect] = []) -> [UInt8] {
        written(by: PixelWriter(panel: panel), photos: photos)
    }

    func written(by writer: PixelWriter, photos: [PixelRect] = []) -> [UInt8] {
        var memory = [UInt8](repeating: 0, count: writer.panel.frameLength)
        write(writer.whole, by: writer, photos: photos, into: &memory)
        return memory
    }

    func write(_ rect: PixelRect, by writer: PixelWriter, photos: [PixelRect] = [], into memory: inout [UInt8]) {
        memory.withUnsafeMutableBytes { target in
            pixels.withUnsafeBufferPointer { source in
                guard let target = target.baseAddress, let source = source.baseAddress else { return }
                _ = writer.write(source, stride: width, rect: rect, photos: photos, to: target)
            }
        }
    }

    static let spectra: [Colour] = [
        Colour(red: 25, green: 30, blue: 33), Colour(red: 232, green: 232, blue: 232),
        Colour(red: 239, green: 222, blue: 68), Colour(red: 178, green: 19, blue: 24),
        Colour(red: 33, green: 87, blue: 186), Colour(red: 18, green: 95, blue: 32),
    ]

    static func panel(
        _ format: Panel.PixelFormat, _ rotation: Panel.Rotation = .upright, width: Int, height: Int,
        alignment: Int? = nil
    ) throws -> Panel {
        try Panel(
            width: width, height: height, widthMillimetres: Double(width) * 10, heightMillimetres: Double(height) * 10,
            technology: .epaper, pixelFormat: format, rotation: rotation, palette: format == .palette6 ? spectra : [],
            refresh: alignment.map { try RefreshPolicy(partial: true, alignmentPixels: $0) })
    }
}

extension SeededGenerator {
    /// Some rectangle with at least one pixel inside of a picture.
    mutating func rect(_ width: Int, _ height: Int) -> PixelRect {
        let (x, y) = (Int.random(in: 0..<width, using: &self), Int.random(in: 0..<height, using: &self))
        let (right, bottom) = (
            Int.random(in: x + 1...width, using: &self), Int.random(in: y + 1...height, using: &self)
        )
        return PixelRect(x: x, y: y, width: right - x, height: bottom - y)
    }
}
