import CLinux
import Render
import Testing

@testable import BoardController

@Suite("Geometry of a framebuffer")
struct FramebufferGeometryTests {
    /// What vesafb tells of 1920 x 1080 pixels with 16 bits, but for a begin in the midst of a page.
    private static func vesa16() -> (fb_var_screeninfo, fb_fix_screeninfo) {
        var variable = fb_var_screeninfo()
        variable.xres = 1920
        variable.yres = 1080
        variable.bits_per_pixel = 16
        variable.red = fb_bitfield(offset: 11, length: 5, msb_right: 0)
        variable.green = fb_bitfield(offset: 5, length: 6, msb_right: 0)
        variable.blue = fb_bitfield(offset: 0, length: 5, msb_right: 0)
        var fixed = fb_fix_screeninfo()
        fixed.smem_start = 0xFD00_0000 + 512
        fixed.smem_len = 4_194_304
        fixed.line_length = 3840
        fixed.visual = UInt32(FB_VISUAL_TRUECOLOR)
        return (variable, fixed)
    }

    private func defect(_ change: (inout fb_var_screeninfo, inout fb_fix_screeninfo) -> Void) -> String? {
        var (variable, fixed) = Self.vesa16()
        change(&variable, &fixed)
        do {
            _ = try FramebufferGeometry(variable, fixed, pageSize: 4096)
            return nil
        } catch {
            return error.what
        }
    }

    @Test("what the kernel tells is taken over, with panning and a begin within a page")
    func takenOver() throws {
        var (variable, fixed) = Self.vesa16()
        variable.xoffset = 8
        variable.yoffset = 2
        fixed.line_length = 4096
        fixed.smem_len = 8_388_608
        let geometry = try FramebufferGeometry(variable, fixed, pageSize: 4096)
        #expect([geometry.width, geometry.height] == [1920, 1080])
        #expect([geometry.xOffset, geometry.yOffset] == [8, 2])
        #expect([geometry.memoryLength, geometry.memoryOffset] == [8_388_608, 512])
        let layout = try FramebufferLayout(
            bitsPerPixel: 16, red: .init(offset: 11, length: 5), green: .init(offset: 5, length: 6),
            blue: .init(offset: 0, length: 5), bytesPerRow: 4096)
        #expect(geometry.layout == layout)
        #expect(geometry.firstByte == 512 + 2 * 4096 + 8 * 2)
    }

    @Test("pixels that are no plain colours are refused by what they are")
    func noColours() {
        #expect(defect { _, _ in } == nil)
        #expect(
            defect { variable, fixed in
                variable.bits_per_pixel = 8
                fixed.visual = UInt32(FB_VISUAL_PSEUDOCOLOR)
            } == "it has 8 bits a pixel that are no plain colours (type 0, visual 3, grayscale 0, nonstd 0)")
        #expect(defect { variable, _ in variable.grayscale = 1 }?.contains("grayscale 1") == true)
        #expect(defect { variable, _ in variable.nonstd = 1 }?.contains("nonstd 1") == true)
        #expect(defect { _, fixed in fixed.type = UInt32(FB_TYPE_PLANES) }?.contains("type 1") == true)
    }

    @Test("a depth other than 16, 24 and 32 bits is refused", arguments: [0, 1, 4, 8, 12, 15, 64])
    func depth(bits: UInt32) {
        #expect(defect { variable, _ in variable.bits_per_pixel = bits } == "it has \(bits) bits a pixel")
    }

    @Test("a picture that does not lie in the memory is refused")
    func outside() {
        let wrong = "it has 1920 x 1080 pixels from (0, 0) on, in 4194304 bytes with 3839 a row"
        #expect(defect { _, fixed in fixed.line_length = 3839 } == wrong)
        #expect(defect { _, fixed in fixed.smem_len = 3840 * 1080 } == nil)
        #expect(defect { _, fixed in fixed.smem_len = 3840 * 1080 - 1 } != nil)
        #expect(defect { variable, _ in variable.yoffset = 100 } != nil)
        #expect(defect { variable, _ in variable.xoffset = 1 } != nil)
        #expect(defect { variable, _ in variable.xres = .max } != nil)
        #expect(defect { variable, _ in variable.yoffset = .max } != nil)
        #expect(defect { variable, _ in variable.yres = 0 } != nil)
        #expect(
            defect { variable, fixed in
                (variable.yoffset, variable.yres) = (.max, .max)
                fixed.line_length = .max
            } == "it has 1920 x 4294967295 pixels from (0, 4294967295) on, in 4194304 bytes with 4294967295 a row")
    }

    @Test("channels that do not lie in a pixel are refused")
    func channels() {
        #expect(defect { variable, _ in variable.red.length = 0 } == "red has 0 bits from bit 11 on")
        #expect(defect { variable, _ in variable.green.offset = 11 } == "green has 6 bits from bit 11 on")
        #expect(defect { variable, _ in variable.blue.length = 17 } != nil)
        #expect(defect { variable, _ in variable.blue.offset = .max } != nil)
        #expect(defect { variable, _ in variable.blue.offset = 4 } == "blue lies over another colour")
        #expect(
            defect { variable, _ in variable.transp = fb_bitfield(offset: 16, length: 1, msb_right: 0) }
                == "opacity has 1 bits from bit 16 on")
        #expect(
            defect { variable, _ in variable.red.msb_right = 1 } == "its colours have their highest bit at the right")
    }
}
