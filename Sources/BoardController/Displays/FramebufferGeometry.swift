import CLinux

/// What a framebuffer shows, and where in its memory and how it keeps each pixel, as the kernel reports it.
struct FramebufferGeometry: Hashable, Sendable {
    /// The bits of one colour within a pixel.
    struct Channel: Hashable, Sendable {
        /// Of its lowest bit, counted from the pixel's lowest.
        var offset: Int
        /// Number of bits; 0 when the pixel has no such channel.
        var length: Int
    }

    /// Of the visible picture, in pixels.
    var width: Int
    /// Of the visible picture, in pixels.
    var height: Int
    /// Pixels in memory left of the visible picture.
    var xOffset = 0
    /// Rows in memory above the visible picture.
    var yOffset = 0
    /// 16, 24 or 32; a pixel lies in memory with its lowest byte first.
    var bitsPerPixel: Int
    /// From the begin of a row to that of the next, in bytes.
    var lineLength: Int
    /// Of all of the memory, in bytes, counted from ``memoryOffset``.
    var memoryLength: Int
    /// Bytes between the first byte that can be mapped and that of the memory: it need not begin with a page.
    var memoryOffset = 0
    var red: Channel
    var green: Channel
    var blue: Channel
    /// All of its bits are set: where it is heeded, the picture is opaque.
    var alpha = Channel(offset: 0, length: 0)

    var bytesPerPixel: Int { bitsPerPixel / 8 }

    /// Where in the mapped bytes the first visible pixel is.
    var firstByte: Int { memoryOffset + yOffset * lineLength + xOffset * bytesPerPixel }

    /// One past the last visible byte.
    private var end: Int { firstByte + (height - 1) * lineLength + width * bytesPerPixel }

    /// Where a plain 32-bit picture can be copied as it is.
    var isXRGB8888: Bool {
        bitsPerPixel == 32 && alpha.length == 0
            && [red, green, blue] == [16, 8, 0].map { Channel(offset: $0, length: 8) }
    }

    /// Why no picture can be written this way; nil when it can.
    var defect: String? {
        guard [16, 24, 32].contains(bitsPerPixel) else { return "\(bitsPerPixel) bits a pixel" }
        guard width > 0, height > 0, lineLength >= (xOffset + width) * bytesPerPixel,
            end <= memoryOffset + memoryLength
        else {
            return "\(width) x \(height) pixels from (\(xOffset), \(yOffset)) on, in \(memoryLength) bytes with "
                + "\(lineLength) a row"
        }
        for (name, channel) in [("red", red), ("green", green), ("blue", blue)]
        where !(1...16).contains(channel.length) || channel.offset + channel.length > bitsPerPixel {
            return "\(channel.length) bits of \(name) from bit \(channel.offset) on, of \(bitsPerPixel)"
        }
        return alpha.offset + alpha.length > bitsPerPixel
            ? "\(alpha.length) bits of alpha from bit \(alpha.offset) on, of \(bitsPerPixel)" : nil
    }

    /// The channel's bits for each of 256 levels, in place; the nearest level that the channel has.
    func levels(of channel: Channel) -> [UInt32] {
        let most = UInt32(1) << UInt32(channel.length) &- 1
        return (0..<256).map { level in ((level * most + 127) / 255) << UInt32(channel.offset) }
    }

    /// The alpha channel with all of its bits set.
    var opaque: UInt32 {
        UInt32(truncatingIfNeeded: (UInt64(1) << UInt64(alpha.length) - 1) << UInt64(alpha.offset))
    }
}

extension FramebufferGeometry {
    /// What the kernel told, see linux/fb.h.
    /// - Parameter pageSize: of the machine, in bytes: mappings begin with a page.
    /// - Throws: what makes it no memory of plain colours, in words.
    init(_ variable: fb_var_screeninfo, _ fixed: fb_fix_screeninfo, pageSize: Int) throws(UnfitFramebuffer) {
        func channel(_ field: fb_bitfield) -> Channel { Channel(offset: Int(field.offset), length: Int(field.length)) }
        self.init(
            width: Int(variable.xres), height: Int(variable.yres), xOffset: Int(variable.xoffset),
            yOffset: Int(variable.yoffset), bitsPerPixel: Int(variable.bits_per_pixel),
            lineLength: Int(fixed.line_length), memoryLength: Int(fixed.smem_len),
            memoryOffset: Int(fixed.smem_start % UInt(pageSize)), red: channel(variable.red),
            green: channel(variable.green), blue: channel(variable.blue), alpha: channel(variable.transp))
        guard fixed.type == UInt32(FB_TYPE_PACKED_PIXELS), variable.nonstd == 0, variable.grayscale == 0,
            [UInt32(FB_VISUAL_TRUECOLOR), UInt32(FB_VISUAL_DIRECTCOLOR)].contains(fixed.visual)
        else {
            throw UnfitFramebuffer(
                what: "\(bitsPerPixel) bits a pixel that are no plain colours (type \(fixed.type), visual "
                    + "\(fixed.visual), grayscale \(variable.grayscale), nonstd \(variable.nonstd))")
        }
        guard [variable.red, variable.green, variable.blue].allSatisfy({ $0.msb_right == 0 }) else {
            throw UnfitFramebuffer(what: "colours with their highest bit at the right")
        }
        if let defect { throw UnfitFramebuffer(what: defect) }
    }
}

/// What a framebuffer has that no picture can be written to.
struct UnfitFramebuffer: Error, Equatable {
    let what: String
}
