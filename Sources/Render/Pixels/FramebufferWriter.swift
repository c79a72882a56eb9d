import Foundation
public import Signage

/// Writes rectangles of a 32-bit picture into a framebuffer of true colours, turned as the panel is mounted.
///
/// A channel with fewer than 8 bits is dithered by place, so that writing rectangles gives the same bytes as writing all at once.
public struct FramebufferWriter: Sendable {
    private enum Kernel { case copy, packed24, rgb565, general }

    /// How a pixel lies in the framebuffer.
    public let layout: FramebufferLayout
    private let mounting: Mounting
    private let kernel: Kernel
    private let bytesPerPixel: Int

    /// - Parameters:
    ///   - width: of the picture as people see it, in pixels.
    ///   - height: of the picture as people see it, in pixels.
    /// - Precondition: a row of the layout has room for a row of the turned picture.
    public init(layout: FramebufferLayout, width: Int, height: Int, rotation: Panel.Rotation = .upright) {
        self.layout = layout
        mounting = Mounting(rotation: rotation, width: width, height: height)
        bytesPerPixel = layout.bitsPerPixel / 8
        precondition(layout.bytesPerRow >= mounting.memoryWidth * bytesPerPixel)
        let standard = (
            copy: FramebufferLayout(bits: 32, red: 8, green: 8, blue: 8, bytesPerRow: layout.bytesPerRow),
            packed24: FramebufferLayout(bits: 24, red: 8, green: 8, blue: 8, bytesPerRow: layout.bytesPerRow),
            rgb565: FramebufferLayout(bits: 16, red: 5, green: 6, blue: 5, bytesPerRow: layout.bytesPerRow)
        )
        let isOpaque = layout.opacity == FramebufferLayout.Channel(offset: 24, length: 8)
        kernel =
            switch layout {
            case standard.copy: .copy
            case _ where isOpaque && (layout.red, layout.green, layout.blue) == standard.copy.colours: .copy
            case standard.packed24: .packed24
            case standard.rgb565: .rgb565
            default: .general
            }
    }

    /// Writes a rectangle of the picture; what lies outside of the picture is left out.
    ///
    /// - Parameters:
    ///   - source: the whole picture, 0xAARRGGBB a pixel, opaque.
    ///   - stride: pixels from the start of one row to the start of the next.
    ///   - target: the framebuffer's first byte; any address will do.
    public func write(
        _ source: UnsafePointer<UInt32>, stride: Int, rect: PixelRect, to target: UnsafeMutableRawPointer
    ) {
        let area = mounting.memory(
            rect.intersection(PixelRect(x: 0, y: 0, width: mounting.width, height: mounting.height)))
        guard !area.isEmpty else { return }
        let origin = mounting.origin(of: area)
        let first = source + origin.y * stride + origin.x
        let steps = mounting.steps(stride: stride)
        guard mounting.rotation != .upright else {
            for row in 0..<area.height {
                convert(first + row * stride, x: area.x, y: area.y + row, count: area.width, to: target)
            }
            return
        }
        // Sixteen rows at a time: each row of the picture then gives a whole cache line of them.
        let band = 16
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: band * area.width) { buffer in
            guard let start = buffer.baseAddress else { return }
            for top in Swift.stride(from: 0, to: area.height, by: band) {
                let rows = min(band, area.height - top)
                for column in 0..<area.width {
                    let from = first + top * steps.down + column * steps.right
                    for row in 0..<rows { start[row * area.width + column] = from[row * steps.down] }
                }
                for row in 0..<rows {
                    convert(
                        start + row * area.width, x: area.x, y: area.y + top + row, count: area.width, to: target)
                }
            }
        }
    }

    /// Converts pixels that follow each other in the memory's row `y` from column `x` on.
    private func convert(
        _ source: UnsafePointer<UInt32>, x: Int, y: Int, count: Int, to memory: UnsafeMutableRawPointer
    ) {
        let target = memory + y * layout.bytesPerRow + x * bytesPerPixel
        switch kernel {
        case .copy: memcpy(target, source, count * 4)
        case .packed24: Self.pack24(source, count, target)
        case .rgb565:
            guard Int(bitPattern: target) & 1 == 0 else { return general(source, x, y, count, target) }
            OrderedDither.rgb565(
                source, x: x, y: y, count: count, to: target.assumingMemoryBound(to: UInt16.self))
        case .general: general(source, x, y, count, target)
        }
    }

    /// Four pixels give three words.
    private static func pack24(_ source: UnsafePointer<UInt32>, _ count: Int, _ target: UnsafeMutableRawPointer) {
        var index = 0
        var out = target
        while index &+ 4 <= count {
            let (a, b, c, d) = (source[index], source[index &+ 1], source[index &+ 2], source[index &+ 3])
            out.storeBytes(of: a & 0xFF_FFFF | b << 24, as: UInt32.self)
            out.storeBytes(of: b >> 8 & 0xFFFF | c << 16, toByteOffset: 4, as: UInt32.self)
            out.storeBytes(of: c >> 16 & 0xFF | d << 8, toByteOffset: 8, as: UInt32.self)
            out += 12
            index &+= 4
        }
        while index < count {
            out.storeBytes(of: UInt16(truncatingIfNeeded: source[index]), as: UInt16.self)
            out.storeBytes(of: UInt8(truncatingIfNeeded: source[index] >> 16), toByteOffset: 2, as: UInt8.self)
            out += 3
            index &+= 1
        }
    }

    private func general(
        _ source: UnsafePointer<UInt32>, _ x: Int, _ y: Int, _ count: Int, _ target: UnsafeMutableRawPointer
    ) {
        let channels = [(layout.red, 16 as UInt32), (layout.green, 8), (layout.blue, 0)].map {
            (offset: UInt32($0.0.offset), length: UInt32($0.0.length), shift: $0.1)
        }
        let opacity = UInt32(truncatingIfNeeded: (1 << layout.opacity.length - 1) << layout.opacity.offset)
        for index in 0..<count {
            let threshold = OrderedDither.matrix[(y & 7) * 8 + ((x + index) & 7)]
            var pixel = opacity
            for channel in channels {
                let value = OrderedDither.value(
                    source[index] >> channel.shift & 0xFF, length: channel.length, threshold: threshold)
                pixel |= value << channel.offset
            }
            for byte in 0..<bytesPerPixel {
                target.storeBytes(
                    of: UInt8(truncatingIfNeeded: pixel >> UInt32(byte * 8)),
                    toByteOffset: index * bytesPerPixel + byte,
                    as: UInt8.self)
            }
        }
    }
}

extension FramebufferLayout {
    fileprivate var colours: (Channel, Channel, Channel) { (red, green, blue) }
}
