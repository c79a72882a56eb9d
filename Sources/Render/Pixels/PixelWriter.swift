import Foundation
public import Signage

/// Writes rectangles of a 32-bit picture into a panel's memory, in the panel's own format and turned as it is mounted.
///
/// Writing any rectangles until all that changed is covered gives the same bytes as writing the whole picture. How colours that the panel
/// does not have come about:
///
/// - `xrgb8888`, `rgb888`: it has them all.
/// - `rgb565`: ordered dithering everywhere, photographs too; with 32 levels nothing finer can be seen.
/// - greys, black and white, six colours: photographs by error diffusion in linear light; all else takes the nearest level or colour, so
///   that edges of text stay crisp.
public struct PixelWriter: Sendable {
    private enum Path {
        case direct(FramebufferWriter)
        case indexed(IndexedWriter)
    }

    /// Whose memory is written.
    public let panel: Panel
    private let mounting: Mounting
    private let path: Path

    /// Costs some milliseconds for a six-colour panel: keep it from picture to picture.
    public init(panel: Panel) {
        self.panel = panel
        mounting = Mounting(rotation: panel.rotation, width: panel.width, height: panel.height)
        let row = panel.pixelFormat.bytesPerRow(width: panel.memoryWidth)
        func direct(_ bits: Int, _ red: Int, _ green: Int, _ blue: Int) -> Path {
            .direct(
                FramebufferWriter(
                    layout: FramebufferLayout(bits: bits, red: red, green: green, blue: blue, bytesPerRow: row),
                    width: panel.width, height: panel.height, rotation: panel.rotation))
        }
        path =
            switch panel.pixelFormat {
            case .xrgb8888: direct(32, 8, 8, 8)
            case .rgb888: direct(24, 8, 8, 8)
            case .rgb565: direct(16, 5, 6, 5)
            case .mono1: .indexed(IndexedWriter(bits: 1, colours: .greys(GreyLevels(count: 2)), mounting: mounting))
            case .grey4: .indexed(IndexedWriter(bits: 2, colours: .greys(GreyLevels(count: 4)), mounting: mounting))
            case .grey16: .indexed(IndexedWriter(bits: 4, colours: .greys(GreyLevels(count: 16)), mounting: mounting))
            case .palette6:
                .indexed(IndexedWriter(bits: 4, colours: .palette(PaletteColours(panel.palette)), mounting: mounting))
            }
    }

    /// The picture as a whole.
    public var whole: PixelRect { PixelRect(x: 0, y: 0, width: panel.width, height: panel.height) }

    /// Widens a rectangle of the picture to what can be written and refreshed alone: whole bytes, the alignment of the panel's partial
    /// refresh, and diffused photographs as a whole. Never beyond the picture.
    public func writable(_ rect: PixelRect, photos: [PixelRect] = []) -> PixelRect {
        var rect = rect.intersection(whole)
        guard !rect.isEmpty else { return rect }
        let memory = PixelRect(x: 0, y: 0, width: mounting.memoryWidth, height: mounting.memoryHeight)
        let pixelsPerByte = max(1, 8 / panel.pixelFormat.bitsPerPixel)
        let refresh = panel.refresh.partial ? panel.refresh.alignmentPixels : 1
        while true {
            var wider = rect
            if case .indexed = path {
                for photo in photos where photo.intersects(wider) { wider = wider.union(photo.intersection(whole)) }
            }
            let aligned = mounting.memory(wider).aligned(to: refresh).aligned(to: pixelsPerByte)
            wider = mounting.picture(aligned.intersection(memory))
            if wider == rect { return rect }
            rect = rect.union(wider)
        }
    }

    /// Writes a rectangle of the picture, widened by ``writable(_:photos:)``.
    ///
    /// - Parameters:
    ///   - source: the whole picture, 0xAARRGGBB a pixel, opaque.
    ///   - stride: pixels from the start of one row to the start of the next.
    ///   - photos: where photographs are, in the picture; where two share pixels, the later one holds.
    ///   - target: the first of the panel's ``Panel/frameLength`` bytes.
    /// - Returns: the rectangle of the picture that was written.
    @discardableResult
    public func write(
        _ source: UnsafePointer<UInt32>, stride: Int, rect: PixelRect, photos: [PixelRect] = [],
        to target: UnsafeMutableRawPointer
    ) -> PixelRect {
        let area = writable(rect, photos: photos)
        guard !area.isEmpty else { return area }
        switch path {
        case .direct(let writer): writer.write(source, stride: stride, rect: area, to: target)
        case .indexed(let writer):
            writer.write(
                source, stride: stride, area: area, photos: photos.map { $0.intersection(whole) }, to: target)
        }
        return area
    }

    /// Where a rectangle of the picture lies in the panel's memory.
    public func memory(of rect: PixelRect) -> PixelRect { mounting.memory(rect) }
}
