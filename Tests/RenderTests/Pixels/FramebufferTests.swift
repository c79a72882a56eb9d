import Foundation
import Signage
import Testing

@testable import Render

@Suite struct FramebufferTests {
    typealias Channel = FramebufferLayout.Channel

    private static func written(
        _ picture: TestPicture, _ layout: FramebufferLayout, _ rotation: Panel.Rotation = .upright,
        rect: PixelRect? = nil
    ) -> [UInt8] {
        let rows = rotation.isSideways ? picture.width : picture.height
        var memory = [UInt8](repeating: 0xEE, count: layout.bytesPerRow * rows)
        memory.withUnsafeMutableBytes { target in
            picture.pixels.withUnsafeBufferPointer { source in
                guard let target = target.baseAddress, let source = source.baseAddress else { return }
                FramebufferWriter(layout: layout, width: picture.width, height: picture.height, rotation: rotation)
                    .write(
                        source, stride: picture.width,
                        rect: rect ?? PixelRect(x: 0, y: 0, width: picture.width, height: picture.height), to: target)
            }
        }
        return memory
    }

    @Test("channels lie where the framebuffer says, rows as far apart as it says, and the gap stays untouched")
    func offsets() throws {
        let picture = TestPicture(width: 3, height: 2) { x, y in
            [0x12_3456, 0xFF_0000, 0x00_00FF][x] &+ UInt32(y) * 0x100
        }
        let layout = try FramebufferLayout(
            bitsPerPixel: 32, red: Channel(offset: 0, length: 8), green: Channel(offset: 16, length: 8),
            blue: Channel(offset: 8, length: 8), opacity: Channel(offset: 24, length: 8), bytesPerRow: 16)
        let memory = Self.written(picture, layout)
        #expect(Array(memory[0..<4]) == [0x12, 0x56, 0x34, 0xFF])
        #expect(Array(memory[12..<16]) == [0xEE, 0xEE, 0xEE, 0xEE])
        #expect(Array(memory[16..<20]) == [0x12, 0x56, 0x35, 0xFF])
        #expect(Array(memory[24..<28]) == [0x00, 0xFF, 0x01, 0xFF])
    }

    @Test("ten bits a channel repeat the highest bits, so that white is white")
    func deep() throws {
        let picture = TestPicture(width: 2, height: 1) { x, _ in x == 0 ? 0xFF_FFFF : 0x80_0001 }
        let layout = try FramebufferLayout(
            bitsPerPixel: 32, red: Channel(offset: 20, length: 10), green: Channel(offset: 10, length: 10),
            blue: Channel(offset: 0, length: 10), bytesPerRow: 8)
        let memory = Self.written(picture, layout)
        #expect(Array(memory[0..<4]) == [0xFF, 0xFF, 0xFF, 0x3F])
        #expect(Array(memory[4..<8]) == [0x04, 0x00, 0x20, 0x20])
    }

    private static let layouts: [[Int]] = [
        [16, 10, 5, 5, 5, 0, 5], [16, 0, 5, 5, 6, 11, 5], [16, 11, 5, 5, 6, 0, 5], [16, 8, 4, 4, 4, 0, 4],
        [24, 0, 8, 8, 8, 16, 8], [24, 16, 8, 8, 8, 0, 8], [32, 16, 8, 8, 8, 0, 8], [32, 24, 8, 16, 8, 8, 8],
    ]

    @Test("black and white are exact in every layout, padded or turned", arguments: layouts)
    func exact(numbers: [Int]) throws {
        let bits = numbers[0]
        let layout = try FramebufferLayout(
            bitsPerPixel: bits, red: Channel(offset: numbers[1], length: numbers[2]),
            green: Channel(offset: numbers[3], length: numbers[4]),
            blue: Channel(offset: numbers[5], length: numbers[6]), bytesPerRow: 20 * bits / 8 + 4)
        let mask = [layout.red, layout.green, layout.blue].reduce(0 as UInt32) {
            $0 | UInt32(truncatingIfNeeded: (1 << $1.length - 1) << $1.offset)
        }
        for rotation in Panel.Rotation.allCases {
            let picture = TestPicture(width: 20, height: 20) { x, y in (x * 3 + y) % 2 == 0 ? 0xFF_FFFF : 0 }
            let memory = Self.written(picture, layout, rotation)
            for (x, y) in [(0, 0), (1, 0), (7, 13), (19, 19)] {
                let at = y * layout.bytesPerRow + x * bits / 8
                let value = (0..<bits / 8).reduce(0 as UInt32) { $0 | UInt32(memory[at + $1]) << UInt32($1 * 8) }
                let mounting = Mounting(rotation: rotation, width: 20, height: 20)
                let from = mounting.picture(PixelRect(x: x, y: y, width: 1, height: 1))
                #expect(value & mask == ((from.x * 3 + from.y) % 2 == 0 ? mask : 0), "\(rotation) \(x), \(y)")
            }
        }
    }

    @Test("a rectangle written alone gives the bytes of the whole", arguments: Panel.Rotation.allCases)
    func rectangle(rotation: Panel.Rotation) throws {
        var generator = SeededGenerator(seed: 11)
        let layout = try FramebufferLayout(
            bitsPerPixel: 16, red: Channel(offset: 10, length: 5), green: Channel(offset: 5, length: 5),
            blue: Channel(offset: 0, length: 5), bytesPerRow: 100)
        let picture = TestPicture.noise(40, 30, &generator)
        let whole = Self.written(picture, layout, rotation)
        let mounting = Mounting(rotation: rotation, width: 40, height: 30)
        for _ in 0..<20 {
            let rect = generator.rect(40, 30)
            let part = Self.written(picture, layout, rotation, rect: rect)
            let area = mounting.memory(rect)
            for y in 0..<mounting.memoryHeight {
                for x in 0..<mounting.memoryWidth {
                    let at = y * 100 + x * 2
                    let isInside = area.contains(PixelRect(x: x, y: y, width: 1, height: 1))
                    #expect(Array(part[at..<at + 2]) == (isInside ? Array(whole[at..<at + 2]) : [0xEE, 0xEE]))
                }
            }
        }
    }

    @Test("a layout that no true-colour framebuffer has is refused in words")
    func refused() {
        func cause(_ bits: Int, _ red: Channel, row: Int = 64) -> String? {
            do throws(RenderError) {
                _ = try FramebufferLayout(
                    bitsPerPixel: bits, red: red, green: Channel(offset: 5, length: 6),
                    blue: Channel(offset: 0, length: 5),
                    bytesPerRow: row)
                return nil
            } catch { return error.cause }
        }
        #expect(cause(16, Channel(offset: 11, length: 5)) == nil)
        #expect(cause(8, Channel(offset: 11, length: 5)) == "it has 8 bits a pixel")
        #expect(cause(16, Channel(offset: 12, length: 5)) == "red has 5 bits from bit 12 on")
        #expect(cause(16, Channel(offset: -1, length: 5)) == "red has 5 bits from bit -1 on")
        #expect(cause(16, Channel(offset: 11, length: 0)) == "red has 0 bits from bit 11 on")
        #expect(cause(16, Channel(offset: 10, length: 5)) == "green lies over another colour")
        #expect(cause(16, Channel(offset: 11, length: 5), row: 1) == "its rows have 1 bytes")
    }
}
