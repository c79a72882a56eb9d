import CLinux
import Render

/// What a framebuffer shows, and where in its memory and how it keeps each pixel, as the kernel reports it.
struct FramebufferGeometry: Hashable, Sendable {
    /// Of the visible picture, in pixels.
    var width: Int
    /// Of the visible picture, in pixels.
    var height: Int
    /// Pixels in memory left of the visible picture.
    var xOffset = 0
    /// Rows in memory above the visible picture.
    var yOffset = 0
    /// How a pixel lies in the memory, and how long a row is.
    var layout: FramebufferLayout
    /// Of all of the memory, in bytes, counted from ``memoryOffset``.
    var memoryLength: Int
    /// Bytes between the first byte that can be mapped and that of the memory: it need not begin with a page.
    var memoryOffset = 0

    var bytesPerPixel: Int { layout.bitsPerPixel / 8 }

    /// Where in the mapped bytes the first visible pixel is.
    var firstByte: Int { memoryOffset + yOffset * layout.bytesPerRow + xOffset * bytesPerPixel }

    /// Why no picture can be written this way; nil when it can.
    var defect: String? {
        if isInRange {
            let end = firstByte + (height - 1) * layout.bytesPerRow + width * bytesPerPixel
            if layout.bytesPerRow >= (xOffset + width) * bytesPerPixel, end <= memoryOffset + memoryLength {
                return nil
            }
        }
        return "\(width) x \(height) pixels from (\(xOffset), \(yOffset)) on, in \(memoryLength) bytes with "
            + "\(layout.bytesPerRow) a row"
    }

    /// Whether all is so small that no product of it overflows.
    private var isInRange: Bool {
        [width, height].allSatisfy { (1...1 << 20).contains($0) }
            && [xOffset, yOffset, layout.bytesPerRow].allSatisfy { (0...1 << 24).contains($0) }
            && [memoryLength, memoryOffset].allSatisfy { (0...1 << 40).contains($0) }
    }
}

extension FramebufferGeometry {
    /// What the kernel told, see linux/fb.h.
    /// - Parameter pageSize: of the machine, in bytes: mappings begin with a page.
    /// - Throws: what makes it no memory of plain colours, in words.
    init(_ variable: fb_var_screeninfo, _ fixed: fb_fix_screeninfo, pageSize: Int) throws(UnfitFramebuffer) {
        guard fixed.type == UInt32(FB_TYPE_PACKED_PIXELS), variable.nonstd == 0, variable.grayscale == 0,
            [UInt32(FB_VISUAL_TRUECOLOR), UInt32(FB_VISUAL_DIRECTCOLOR)].contains(fixed.visual)
        else {
            throw UnfitFramebuffer(
                what: "it has \(variable.bits_per_pixel) bits a pixel that are no plain colours (type \(fixed.type), "
                    + "visual \(fixed.visual), grayscale \(variable.grayscale), nonstd \(variable.nonstd))")
        }
        guard [variable.red, variable.green, variable.blue].allSatisfy({ $0.msb_right == 0 }) else {
            throw UnfitFramebuffer(what: "its colours have their highest bit at the right")
        }
        func channel(_ field: fb_bitfield) -> FramebufferLayout.Channel {
            FramebufferLayout.Channel(offset: Int(field.offset), length: Int(field.length))
        }
        let layout: FramebufferLayout
        do {
            layout = try FramebufferLayout(
                bitsPerPixel: Int(variable.bits_per_pixel), red: channel(variable.red), green: channel(variable.green),
                blue: channel(variable.blue), opacity: channel(variable.transp), bytesPerRow: Int(fixed.line_length))
        } catch {
            throw UnfitFramebuffer(what: error.cause)
        }
        self.init(
            width: Int(variable.xres), height: Int(variable.yres), xOffset: Int(variable.xoffset),
            yOffset: Int(variable.yoffset), layout: layout, memoryLength: Int(fixed.smem_len),
            memoryOffset: Int(fixed.smem_start % UInt(pageSize)))
        if let defect { throw UnfitFramebuffer(what: "it has \(defect)") }
    }
}

/// Why no picture can be written to a framebuffer, in words.
struct UnfitFramebuffer: Error, Equatable {
    let what: String
}
