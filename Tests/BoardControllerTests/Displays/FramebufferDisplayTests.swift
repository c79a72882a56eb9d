import Foundation
import Render
import Signage
import Testing

@testable import BoardController

/// All but the kernel's answer is tested here, on ordinary files; `Tests/Panel/run` shows frames on real framebuffers.
@Suite("Framebuffer")
struct FramebufferDisplayTests {
    /// Depths and orders that there are; the last ones as odd as the kernel's vfb reports them.
    static let layouts: [FramebufferGeometry] = [
        geometry(32, red: (16, 8), green: (8, 8), blue: (0, 8)),
        geometry(32, red: (16, 8), green: (8, 8), blue: (0, 8), alpha: (24, 8)),
        geometry(32, red: (20, 10), green: (10, 10), blue: (0, 10)),
        geometry(24, red: (16, 8), green: (8, 8), blue: (0, 8)),
        geometry(24, red: (0, 8), green: (8, 8), blue: (16, 8)),
        geometry(16, red: (11, 5), green: (5, 6), blue: (0, 5)),
        geometry(16, red: (0, 5), green: (5, 6), blue: (11, 5)),
        geometry(16, red: (0, 5), green: (5, 5), blue: (10, 5), alpha: (15, 1)),
        geometry(32, red: (0, 8), green: (8, 8), blue: (16, 8), alpha: (24, 8)),
    ]

    /// 16 by 16 pixels, 3 pixels and 2 rows into a memory whose rows are longer than the picture's.
    private static func geometry(
        _ bits: Int, red: (Int, Int), green: (Int, Int), blue: (Int, Int), alpha: (Int, Int) = (0, 0)
    ) -> FramebufferGeometry {
        let line = 19 * bits / 8 + 5
        let layout = Fixtures.made {
            try FramebufferLayout(
                bitsPerPixel: bits, red: .init(offset: red.0, length: red.1),
                green: .init(offset: green.0, length: green.1), blue: .init(offset: blue.0, length: blue.1),
                opacity: .init(offset: alpha.0, length: alpha.1), bytesPerRow: line)
        }
        return FramebufferGeometry(
            width: 16, height: 16, xOffset: 3, yOffset: 2, layout: layout, memoryLength: line * 20, memoryOffset: 64)
    }

    private let path = FileManager.default.temporaryDirectory.path + "/framebuffer-\(UUID().uuidString)"

    /// A file in the place of the device's memory, full of one byte.
    private func memory(of geometry: FramebufferGeometry) throws {
        try Data(repeating: 0xA5, count: geometry.memoryOffset + geometry.memoryLength).write(to: URL(filePath: path))
    }

    private func contents() throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }

    private func display(_ geometry: FramebufferGeometry, panel: Panel = Fixtures.profile.panel) throws
        -> FramebufferDisplay
    {
        try FramebufferDisplay(path: path, panel: panel) { _ in geometry }
    }

    /// Colours that have all levels of all channels between them.
    private static let frame = {
        var pixels = Data()
        for i in 0..<256 {
            pixels.append(contentsOf: [UInt8(i), UInt8(i * 7 % 256), UInt8(255 - i), 0xFF])
        }
        return Frame(width: 16, height: 16, format: .xrgb8888, pixels: pixels)
    }()

    @Test("each pixel is in its place with a neighbouring colour, and nothing else is touched", arguments: layouts)
    func pixels(geometry: FramebufferGeometry) throws {
        defer { StateFolder.remove(path) }
        try memory(of: geometry)
        var display = try display(geometry)
        try present(Self.frame, on: &display)
        var rest = try contents()
        let layout = geometry.layout
        for y in 0..<16 {
            for x in 0..<16 {
                let size = geometry.bytesPerPixel
                let start = 64 + (y + 2) * geometry.layout.bytesPerRow + (x + 3) * size
                let pixel = rest[start..<start + size].reversed().reduce(0) { $0 << 8 | Int($1) }
                rest.replaceSubrange(start..<start + size, with: Array(repeating: 0xA5, count: size))
                let i = y * 16 + x
                for (channel, level) in [(layout.red, 255 - i), (layout.green, i * 7 % 256), (layout.blue, i)] {
                    let most = 1 << channel.length - 1
                    // Fewer than 8 bits are dithered: the level above or the one below.
                    let exact = Double(level) * Double(most) / 255
                    #expect(abs(Double(pixel >> channel.offset & most) - exact) < 1, "(\(x), \(y))")
                }
                let opaque = 1 << layout.opacity.length - 1
                #expect(pixel >> layout.opacity.offset & opaque == opaque)
            }
        }
        #expect(rest.allSatisfy { $0 == 0xA5 })
    }

    /// As a panel of this format has it, rows without a gap.
    private static func rgb565() -> FramebufferGeometry {
        let layout = Fixtures.made {
            try FramebufferLayout(
                bitsPerPixel: 16, red: .init(offset: 11, length: 5), green: .init(offset: 5, length: 6),
                blue: .init(offset: 0, length: 5), bytesPerRow: 32)
        }
        return FramebufferGeometry(width: 16, height: 16, layout: layout, memoryLength: 512)
    }

    @Test("16 bits of red, green and blue are the bytes that panels know as RGB565")
    func sixteenBits() throws {
        defer { StateFolder.remove(path) }
        try memory(of: Self.rgb565())
        var display = try display(Self.rgb565())
        // Blue, green, red, opacity: pure red, white, black.
        let colours: [[UInt8]] = [[0, 0, 255, 255], [255, 255, 255, 255], [0, 0, 0, 255]]
        let pixels = Data((0..<256).flatMap { (index: Int) -> [UInt8] in colours[min(index, 2)] })
        try present(Frame(width: 16, height: 16, format: .xrgb8888, pixels: pixels), on: &display)
        #expect(try contents().prefix(6) == [0x00, 0xF8, 0xFF, 0xFF, 0x00, 0x00])
    }

    /// The same panel with other pixels, or turned.
    private static func panel(_ format: Panel.PixelFormat, _ rotation: Panel.Rotation = .upright) -> Panel {
        Fixtures.made {
            try Panel(
                width: 16, height: 16, widthMillimetres: 160, heightMillimetres: 160, technology: .lcd,
                pixelFormat: format, rotation: rotation)
        }
    }

    @Test("true colours of the profile are whatever the framebuffer has, other pixels are refused with what to do")
    func otherPixels() throws {
        defer { StateFolder.remove(path) }
        try memory(of: Self.layouts[0])
        for format in [Panel.PixelFormat.xrgb8888, .rgb888, .rgb565] {
            #expect(problem { _ = try display(Self.layouts[0], panel: Self.panel(format)) } == nil)
        }
        for format in [Panel.PixelFormat.mono1, .grey4, .grey16] {
            #expect(
                problem { _ = try display(Self.layouts[0], panel: Self.panel(format)) } == """
                    the framebuffer \(path) has colours, the profile's panel \(format) pixels. Set the profile's \
                    pixelFormat to xrgb8888: from that the board makes whatever the framebuffer has.
                    """)
        }
    }

    @Test(
        "only what a frame has changed is written, where it lies in the memory",
        arguments: [
            (Panel.Rotation.upright, (x: 1, y: 4)), (.right, (x: 10, y: 1)), (.upsideDown, (x: 12, y: 10)),
            (.left, (x: 4, y: 12)),
        ])
    func damage(rotation: Panel.Rotation, place: (x: Int, y: Int)) throws {
        defer { StateFolder.remove(path) }
        try memory(of: Self.layouts[0])
        let panel = Self.panel(.xrgb8888, rotation)
        var display = try display(Self.layouts[0], panel: panel)
        // 3 pixels wide and 2 high as people see it; on a panel that is mounted sideways the other way round.
        try TestPainter.lend(Self.frame) { picture in
            try display.present(picture, refresh: .partial([PixelRect(x: 1, y: 4, width: 3, height: 2)]))
        }
        let (width, height) = rotation.isSideways ? (2, 3) : (3, 2)
        let written = try contents()
        for y in 0..<16 {
            for x in 0..<16 {
                let start = 64 + (y + 2) * Self.layouts[0].layout.bytesPerRow + (x + 3) * 4
                let isDamaged = (place.x..<place.x + width).contains(x) && (place.y..<place.y + height).contains(y)
                #expect((written[start..<start + 4] != [0xA5, 0xA5, 0xA5, 0xA5]) == isDamaged, "(\(x), \(y))")
            }
        }
    }

    @Test("the last picture stays when the display is gone")
    func stays() throws {
        defer { StateFolder.remove(path) }
        let geometry = Self.layouts[0]
        try memory(of: geometry)
        do {
            var display = try display(geometry)
            try present(Self.frame, on: &display)
        }
        let start = 64 + 2 * geometry.layout.bytesPerRow + 3 * 4
        #expect(Data(try contents()[start..<start + 64]) == Self.frame.pixels.prefix(64))
    }

    @Test("the console is silenced before the memory is looked at for good")
    func console() throws {
        defer { StateFolder.remove(path) }
        // A console that scrolls moves what is visible.
        var geometry = Self.layouts[0]
        geometry.yOffset = 0
        try memory(of: geometry)
        var display = try FramebufferDisplay(
            path: path, panel: Fixtures.profile.panel, silence: { geometry.yOffset = 2 }, ask: { _ in geometry })
        try present(Self.frame, on: &display)
        let written = try contents()
        let rows = [1, 2, 17, 18].map { row in
            let start = 64 + row * geometry.layout.bytesPerRow + 3 * 4
            return written[start..<start + 64].contains { $0 != 0xA5 }
        }
        #expect(rows == [false, true, true, false])
    }

    @Test("a framebuffer that does not fit leaves its console alone")
    func consoleOfAnother() throws {
        defer { StateFolder.remove(path) }
        var geometry = Self.layouts[0]
        try memory(of: geometry)
        geometry.height = 15
        var isSilent = false
        #expect(throws: FramebufferError.self) {
            _ = try FramebufferDisplay(
                path: path, panel: Fixtures.profile.panel, silence: { isSilent = true }, ask: { _ in geometry })
        }
        #expect(!isSilent)
    }

    @Test("a framebuffer of another size than the panel's is refused with both sizes")
    func wrongSize() throws {
        defer { StateFolder.remove(path) }
        var geometry = Self.layouts[0]
        try memory(of: geometry)
        geometry.height = 15
        #expect(
            problem { _ = try display(geometry) } == """
                the framebuffer \(path) is 16 x 15 pixels, the profile's panel 16 x 16. Give --profile the profile of \
                this panel, or set the screen's mode, as with video=16x16 on the kernel's command line.
                """)
    }

    @Test("a memory that cannot be written is refused with what to do")
    func unfit() throws {
        defer { StateFolder.remove(path) }
        var geometry = Self.layouts[0]
        try memory(of: geometry)
        geometry.memoryLength -= 200
        #expect(
            problem { _ = try display(geometry) } == """
                the framebuffer \(path) cannot be drawn on: it has 16 x 16 pixels from (3, 2) on, in 1420 bytes with 81 \
                a row. Set a mode with 16, 24 or 32 bits of colour a pixel, as with video=1920x1080-32 on the kernel's \
                command line.
                """)
    }

    @Test("a framebuffer that is not there, and a device that is none, are named with what to do")
    func noFramebuffer() {
        let panel = Fixtures.profile.panel
        #expect(
            problem { _ = try FramebufferDisplay(path: "/dev/fb31", panel: panel) } == """
                cannot open the framebuffer /dev/fb31: No such file or directory (errno 2). Load the driver of the \
                graphics hardware, and look with `ls /dev/fb*` which framebuffers there are.
                """)
        #expect(
            problem { _ = try FramebufferDisplay(path: "/dev/null", panel: panel) } == """
                cannot ask the kernel about the framebuffer /dev/null: Inappropriate ioctl for device (errno 25). It is \
                a device of another kind: give --panel a framebuffer, such as /dev/fb0.
                """)
    }

    // A test that runs as root is refused nothing, so only the words are looked at.
    @Test("a user without the right is told of the group")
    func noPermission() {
        let error = FramebufferError.failed(action: "open", path: "/dev/fb0", errno: EACCES)
        #expect(
            error.description == """
                cannot open the framebuffer /dev/fb0: Permission denied (errno 13). Let the user this program runs as \
                write there: add it to the group video.
                """)
    }

    @Test("a picture of another size is refused, and the one before stays")
    func wrongPicture() throws {
        defer { StateFolder.remove(path) }
        try memory(of: Self.layouts[0])
        var display = try display(Self.layouts[0])
        try present(Self.frame, on: &display)
        let before = try contents()
        do {
            try present(Frame(width: 16, height: 8, format: .xrgb8888, pixels: Data(count: 512)), on: &display)
            Issue.record("a picture that does not fit was presented")
        } catch {}
        #expect(try contents() == before)
    }

    private func present(_ frame: Frame, on display: inout FramebufferDisplay) throws {
        try TestPainter.lend(frame) { try display.present($0, refresh: .partial([$0.whole])) }
    }

    private func problem(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            return "\(error)"
        }
    }
}
