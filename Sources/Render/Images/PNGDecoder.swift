import CPango
import Foundation

/// PNG by cairo, which reads all of it (palette, 16 bits, interlaced) as 32 bits a pixel.
enum PNGDecoder {
    /// - Throws: when it is damaged, too large, or there is no memory for it.
    static func decode(_ data: Data, box: (width: Int, height: Int), mode: ImageMode) throws(ImageError) -> Raster {
        let chunks = try PNGChunks(data)
        try ImageLimits.check(.png, width: chunks.width, height: chunks.height, pixels: ImageLimits.pngPixels)
        let stored = try read(data, chunks)
        defer { cairo_surface_destroy(stored) }
        let picture = (width: Double(chunks.width), height: Double(chunks.height))
        let fitting = Fitting(picture: picture, box: box, mode: mode)
        let target = try fitting.paint(stored, kind: .png, orientation: .upright, picture: picture)
        return Raster(owning: target, isPhoto: isPhoto(stored))
    }

    /// What cairo's reader has to know.
    private struct Source {
        let bytes: UnsafeRawBufferPointer
        let ranges: [Range<Int>]
        /// Of the range that is read.
        var index = 0
        /// How much of it is read.
        var offset = 0

        init(_ bytes: UnsafeRawBufferPointer, _ ranges: [Range<Int>]) {
            self.bytes = bytes
            self.ranges = ranges
        }

        /// Copies the next bytes of the needed chunks; false when there are not as many.
        mutating func read(into target: UnsafeMutableRawPointer, count: Int) -> Bool {
            var done = 0
            while done < count {
                guard index < ranges.count, let start = bytes.baseAddress else { return false }
                let range = ranges[index].dropFirst(offset)
                let part = min(count - done, range.count)
                (target + done).copyMemory(from: start + range.lowerBound, byteCount: part)
                done += part
                (index, offset) = part == range.count ? (index + 1, 0) : (index, offset + part)
            }
            return true
        }
    }

    private static func read(_ data: Data, _ chunks: PNGChunks) throws(ImageError) -> OpaquePointer {
        let surface = data.withUnsafeBytes { bytes in
            var source = Source(bytes, chunks.ranges)
            return withUnsafeMutablePointer(to: &source) { source in
                cairo_image_surface_create_from_png_stream(
                    { closure, target, count in
                        guard let closure, let target,
                            closure.assumingMemoryBound(to: Source.self).pointee.read(into: target, count: Int(count))
                        else { return CAIRO_STATUS_READ_ERROR }
                        return CAIRO_STATUS_SUCCESS
                    }, source)
            }
        }
        guard let surface else { throw .noMemory(.png, "cairo gave no surface") }
        let status = cairo_surface_status(surface)
        guard status == CAIRO_STATUS_SUCCESS else {
            cairo_surface_destroy(surface)
            let said = String(cString: cairo_status_to_string(status))
            throw status == CAIRO_STATUS_NO_MEMORY ? .noMemory(.png, said) : .damaged(.png, said)
        }
        return surface
    }

    /// Whether fewer than half of the pixels are like their neighbours to the left and above: flat areas make a drawing. About 250,000 pixels
    /// of a large picture are looked at.
    private static func isPhoto(_ surface: OpaquePointer) -> Bool {
        let width = Int(cairo_image_surface_get_width(surface))
        let height = Int(cairo_image_surface_get_height(surface))
        guard width > 1, height > 1, let start = cairo_image_surface_get_data(surface) else { return false }
        let rowLength = Int(cairo_image_surface_get_stride(surface)) / 4
        let step = max(1, width * height / 250_000)
        return start.withMemoryRebound(to: UInt32.self, capacity: rowLength * height) { pixels in
            var (seen, flat) = (0, 0)
            for y in stride(from: 1, to: height, by: step) {
                let row = pixels + y * rowLength
                for x in 1..<width {
                    seen += 1
                    if row[x] == row[x - 1], row[x] == (row - rowLength)[x] { flat += 1 }
                }
            }
            return flat * 2 < seen
        }
    }
}
