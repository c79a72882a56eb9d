import Foundation
import Signage
import Testing

@testable import Render

@Suite struct PixelWriterTests {
    @Test(
        "writing the rectangles that changed gives the same bytes as writing the whole picture",
        arguments: Panel.PixelFormat.allCases, Panel.Rotation.allCases)
    func rectangles(format: Panel.PixelFormat, rotation: Panel.Rotation) throws {
        var generator = SeededGenerator(seed: UInt64(rotation.rawValue) + UInt64(format.bitsPerPixel))
        for (width, height) in [(61, 43), (32, 17)] {
            let panel = try TestPicture.panel(
                format, rotation, width: width, height: height,
                alignment: [nil, 1, 8].randomElement(using: &generator) ?? nil)
            var picture = TestPicture.noise(width, height, &generator)
            let photos = [
                generator.rect(width, height), generator.rect(width / 2, height),
                PixelRect(x: 5, y: 5, width: 9, height: 90),
            ]
            let writer = PixelWriter(panel: panel)
            var memory = picture.written(by: writer, photos: photos)
            for _ in 0..<8 {
                let changed = generator.rect(width, height)
                picture.scribble(changed, &generator)
                picture.write(changed, by: writer, photos: photos, into: &memory)
                #expect(memory == picture.written(by: writer, photos: photos), "\(changed) of \(width) x \(height)")
            }
        }
    }

    @Test("nothing outside of the returned rectangle is touched", arguments: Panel.PixelFormat.allCases)
    func bounds(format: Panel.PixelFormat) throws {
        var generator = SeededGenerator(seed: 7)
        for rotation in Panel.Rotation.allCases {
            let panel = try TestPicture.panel(format, rotation, width: 40, height: 24, alignment: 4)
            let writer = PixelWriter(panel: panel)
            let picture = TestPicture(width: 40, height: 24) { _, _ in 0xFF_FFFF }
            for _ in 0..<10 {
                let rect = generator.rect(40, 24)
                var memory = [UInt8](repeating: 0, count: panel.frameLength)
                picture.write(rect, by: writer, into: &memory)
                let shown = Frame(panel: panel, pixels: Data(memory)).picture()
                let area = writer.writable(rect)
                #expect(area.contains(rect))
                let black: UInt8 = format == .palette6 ? 25 : 0
                for y in 0..<24 {
                    for x in 0..<40 where shown[(y * 40 + x) * 4 + 2] != black {
                        #expect(area.contains(PixelRect(x: x, y: y, width: 1, height: 1)), "\(x), \(y)")
                    }
                }
            }
        }
    }

    @Test("what changes is widened to whole bytes, to the refresh's alignment and to whole photographs")
    func widened() throws {
        let changed = PixelRect(x: 13, y: 3, width: 2, height: 4)
        let photo = PixelRect(x: 14, y: 6, width: 20, height: 10)
        func writable(_ format: Panel.PixelFormat, _ rotation: Panel.Rotation, _ alignment: Int?) throws -> PixelRect {
            PixelWriter(panel: try TestPicture.panel(format, rotation, width: 60, height: 30, alignment: alignment))
                .writable(changed, photos: [photo, PixelRect(x: 40, y: 20, width: 5, height: 5)])
        }
        #expect(try writable(.xrgb8888, .upright, nil) == changed)
        #expect(try writable(.rgb565, .upright, nil) == changed)
        #expect(try writable(.rgb565, .upright, 4) == PixelRect(x: 12, y: 3, width: 4, height: 4))
        #expect(try writable(.mono1, .upright, nil) == PixelRect(x: 8, y: 3, width: 32, height: 13))
        #expect(try writable(.grey16, .upright, nil) == PixelRect(x: 12, y: 3, width: 22, height: 13))
        // Turned right, the picture's lower edge is the memory's left one.
        #expect(try writable(.mono1, .right, nil) == PixelRect(x: 13, y: 0, width: 21, height: 22))
        #expect(
            PixelWriter(panel: try TestPicture.panel(.mono1, width: 61, height: 30)).writable(
                PixelRect(x: 57, y: -5, width: 100, height: 10)) == PixelRect(x: 56, y: 0, width: 5, height: 5))
        #expect(
            PixelWriter(panel: try TestPicture.panel(.mono1, width: 61, height: 30)).writable(
                PixelRect(x: 70, y: 0, width: 5, height: 5)
            ).isEmpty)
    }

    @Test(
        "a picture turned into the memory lies where its corner belongs",
        arguments: zip(Panel.Rotation.allCases, [0, 16, 339, 323]))
    func corner(rotation: Panel.Rotation, place: Int) throws {
        let panel = try TestPicture.panel(.xrgb8888, rotation, width: 20, height: 17)
        let picture = TestPicture(width: 20, height: 17) { x, y in x == 0 && y == 0 ? 0x12_3456 : 0 }
        let memory = picture.written(on: panel)
        #expect(memory.firstIndex(of: 0x56) == place * 4)
        #expect(Array(memory[place * 4..<place * 4 + 3]) == [0x56, 0x34, 0x12])
    }

    @Test("a pixel lies in the memory as its format says")
    func bytes() throws {
        let colours: [UInt32] = [
            0x00_0000, 0xFF_FFFF, 0xFF_0000, 0x00_00FF, 0x55_5555, 0xAA_AAAA, 0xFF_FF00, 0x00_8000,
        ]
        let picture = TestPicture(width: 17, height: 16) { x, _ in colours[x % 8] }
        func row(_ format: Panel.PixelFormat) throws -> [UInt8] {
            let panel = try TestPicture.panel(format, width: 17, height: 16)
            return Array(picture.written(on: panel).prefix(format.bytesPerRow(width: 17)))
        }
        #expect(try Array(row(.rgb888).prefix(12)) == [0, 0, 0, 255, 255, 255, 0, 0, 255, 255, 0, 0])
        #expect(try Array(row(.rgb565).prefix(8)) == [0, 0, 0xFF, 0xFF, 0x00, 0xF8, 0x1F, 0x00])
        #expect(try row(.mono1) == [0b0100_0110, 0b0100_0110, 0])
        #expect(try Array(row(.grey4).prefix(2)) == [0b00_11_01_00, 0b01_10_11_01])
        #expect(try row(.grey4).last == 0)
        #expect(try Array(row(.grey16).prefix(4)) == [0x0F, 0x42, 0x5A, 0xD4])
        #expect(try Array(row(.palette6).prefix(2)) == [0x01, 0x34])
        #expect(try row(.palette6)[3] == 0x25)
    }

    @Test(
        "a frame shows the picture upright again and in the panel's own colours", arguments: Panel.PixelFormat.allCases,
        Panel.Rotation.allCases)
    func upright(format: Panel.PixelFormat, rotation: Panel.Rotation) throws {
        let palette = TestPicture.spectra.map { UInt32($0.red) << 16 | UInt32($0.green) << 8 | UInt32($0.blue) }
        // Black and white of the picture become those of the panel.
        let picture = TestPicture(width: 21, height: 18) { x, y in (x * x + y) % 3 == 0 ? 0xFF_FFFF : 0 }
        let panel = try TestPicture.panel(format, rotation, width: 21, height: 18)
        let shown = Frame(panel: panel, pixels: Data(picture.written(on: panel))).picture()
        let expected = picture.pixels.map {
            format == .palette6 ? 0xFF00_0000 | palette[$0 == 0xFFFF_FFFF ? 1 : 0] : $0
        }
        #expect(shown.withUnsafeBytes { Array($0.bindMemory(to: UInt32.self)) } == expected)
    }
}
