import Foundation
import Signage
import SignageTesting
import Testing

@testable import Render

@Suite struct DitherTests {
    @Test("every threshold of the matrix is there once")
    func matrix() {
        #expect(OrderedDither.matrix.sorted() == Array(0..<64))
        #expect(OrderedDither.matrix[0] == 0 && OrderedDither.matrix[1] == 32 && OrderedDither.matrix[8] == 48)
    }

    @Test("sixteen bits show every grey as bright as it is, and what they have without a pattern")
    func average() throws {
        let panel = try TestPicture.panel(.rgb565, width: 16, height: 16)
        for grey in stride(from: 0 as UInt32, through: 255, by: 5) {
            let memory = TestPicture(width: 16, height: 16) { _, _ in grey * 0x1_0101 }.written(on: panel)
            let shown = Frame(panel: panel, pixels: Data(memory)).picture()
            for channel in 0..<3 {
                let sum = stride(from: channel, to: shown.count, by: 4).reduce(0) { $0 + Int(shown[$1]) }
                #expect(abs(Double(sum) / 256 - Double(grey)) < 4, "grey \(grey), channel \(channel)")
            }
        }
        for level in 0..<32 as Range<UInt32> {
            let colour = (level << 3 | level >> 2) << 16 | (level << 3 | level >> 2)
            let memory = TestPicture(width: 16, height: 16) { _, _ in colour }.written(on: panel)
            #expect(Set(stride(from: 1, to: memory.count, by: 2).map { memory[$0] }).count == 1, "red \(level)")
        }
    }

    @Test("the general way to a framebuffer gives the same sixteen bits as the fast one")
    func general() throws {
        var generator = SeededGenerator(seed: 3)
        let picture = TestPicture.noise(300, 19, &generator)
        let layout = try FramebufferLayout(
            bitsPerPixel: 16, red: .init(offset: 11, length: 5), green: .init(offset: 5, length: 6),
            blue: .init(offset: 0, length: 5), bytesPerRow: 600)
        let writer = FramebufferWriter(layout: layout, width: 300, height: 19)
        var memory = [UInt8](repeating: 0, count: 300 * 19 * 2 + 1)
        memory.withUnsafeMutableBytes { target in
            picture.pixels.withUnsafeBufferPointer { source in
                guard let target = target.baseAddress, let source = source.baseAddress else { return }
                // An odd address takes the general way.
                let whole = PixelRect(x: 0, y: 0, width: 300, height: 19)
                writer.write(source, stride: 300, rect: whole, to: target + (Int(bitPattern: target) & 1 == 0 ? 1 : 0))
            }
        }
        let panel = try TestPicture.panel(.rgb565, width: 300, height: 19)
        let fast = picture.written(on: panel)
        #expect(Array(memory.dropFirst()) == fast || Array(memory.dropLast()) == fast)
    }

    @Test(
        "text and grounds are never dithered where there are few levels",
        arguments: ["mono1", "grey4", "grey16", "palette6"])
    func flat(name: String) throws {
        let format = try #require(Panel.PixelFormat(rawValue: name))
        let writer = PixelWriter(panel: try TestPicture.panel(format, width: 32, height: 32))
        for colour in [0x80_8080, 0x17_212B, 0xF7_F4ED, 0xB9_C0C6, 0x1F_6B4E] as [UInt32] {
            let memory = TestPicture(width: 32, height: 32) { _, _ in colour }.written(by: writer)
            #expect(Set(memory).count == 1)
        }
    }

    @Test(
        "a photograph keeps its light, whatever the panel's levels",
        arguments: [Panel.PixelFormat.mono1, .grey4, .grey16, .palette6])
    func light(format: Panel.PixelFormat) throws {
        let writer = PixelWriter(panel: try TestPicture.panel(format, width: 64, height: 64))
        let whole = PixelRect(x: 0, y: 0, width: 64, height: 64)
        for grey in stride(from: 0 as UInt32, through: 255, by: 15) {
            let memory = TestPicture(width: 64, height: 64) { _, _ in grey * 0x1_0101 }.written(
                by: writer, photos: [whole])
            let shown = Frame(panel: writer.panel, pixels: Data(memory)).picture()
            for channel in 0..<3 {
                let black = LinearLight.of(Double(format == .palette6 ? [33, 30, 25][channel] : 0) / 255)
                let white = LinearLight.of(Double(format == .palette6 ? 232 : 255) / 255)
                let mean =
                    stride(from: channel, to: shown.count, by: 4).reduce(0.0) {
                        $0 + LinearLight.of(Double(shown[$1]) / 255)
                    } / 4096
                let expected = black + LinearLight.of(Double(grey) / 255) * (white - black)
                #expect(abs(mean - expected) < 0.02, "grey \(grey), channel \(channel)")
            }
        }
    }

    @Test(
        "a photograph that is black or white has no speck",
        arguments: [Panel.PixelFormat.mono1, .grey4, .grey16, .palette6])
    func specks(format: Panel.PixelFormat) throws {
        let writer = PixelWriter(panel: try TestPicture.panel(format, width: 256, height: 64))
        for colour in [0, 0xFF_FFFF] as [UInt32] {
            let picture = TestPicture(width: 256, height: 64) { _, _ in colour }
            let whole = PixelRect(x: 0, y: 0, width: 256, height: 64)
            #expect(picture.written(by: writer, photos: [whole]) == picture.written(by: writer))
        }
    }

    @Test(
        "what is lighter than the middle is white",
        arguments: [(127 as UInt32, false), (128, true), (0, false), (255, true)])
    func threshold(grey: UInt32, isWhite: Bool) {
        #expect(GreyLevels(count: 2).nearest(to: 0xFF00_0000 | grey * 0x1_0101) == (isWhite ? 1 : 0))
    }

    private static let signals: [(colour: UInt32, number: UInt8)] = [
        (0xFF_0000, 3), (0xC0_1020, 3), (0xFF_FF00, 2), (0xF2_B41F, 2), (0x00_00FF, 4), (0x1F_50A0, 4),
        (0x00_8000, 5), (0x1F_6B4E, 5), (0x00_0000, 0), (0x17_212B, 0), (0xFF_FFFF, 1), (0xF7_F4ED, 1),
        (0x60_6060, 0), (0xA0_A0A0, 1), (0xB9_C0C6, 1),
    ]

    @Test("a signal colour becomes the panel's, a grey becomes black or white", arguments: signals)
    func colours(colour: UInt32, number: UInt8) {
        #expect(PaletteColours(TestPicture.spectra).nearest(to: colour) == number)
    }

    @Test("a measured colour of the palette, seen as the panel shows it, is its own number")
    func own() {
        let palette = PaletteColours(TestPicture.spectra)
        for number in 0..<6 {
            let components = (0..<3).map { channel -> UInt32 in
                let light = Double(palette.light[number * 3 + channel]) / Double(LinearLight.white)
                return UInt32((LinearLight.component(max(0, min(1, light))) * 255).rounded())
            }
            let pixel = components[0] << 16 | components[1] << 8 | components[2]
            #expect(palette.nearest(to: pixel) == UInt8(number))
        }
    }
}
