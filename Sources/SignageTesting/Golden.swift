import CPango
public import Foundation

/// A recorded picture that a drawing has to match pixel for pixel.
///
/// A missing record fails; `RECORD_GOLDENS=1` records anew. A mismatch leaves `<name>.actual.png` beside the record.
public enum Golden {
    /// Compares a picture with its record.
    ///
    /// - Parameters:
    ///   - png: what was drawn.
    ///   - name: of the record, without `.png`.
    ///   - file: the test's own file; records stand in `Goldens` beside it.
    /// - Returns: nil when they match, else a sentence that names the first differing pixel.
    /// - Throws: when a file cannot be written.
    public static func mismatch(_ png: Data, _ name: String, file: String = #filePath) throws -> String? {
        let folder = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("Goldens")
        let record = folder.appendingPathComponent("\(name).png")
        let actual = folder.appendingPathComponent("\(name).actual.png")
        if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try png.write(to: record)
            return nil
        }
        guard let recorded = try? Data(contentsOf: record) else {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try png.write(to: actual)
            return "there is no record \(name).png; look at \(name).actual.png, then run with RECORD_GOLDENS=1"
        }
        guard recorded != png else { return nil }
        let (old, new) = (Pixels(recorded), Pixels(png))
        guard (old.width, old.height) != (new.width, new.height) || old.values != new.values else { return nil }
        try png.write(to: actual)
        guard (old.width, old.height) == (new.width, new.height) else {
            return "\(name) is \(new.width) x \(new.height) pixels, the record \(old.width) x \(old.height)"
        }
        let differing = old.values.indices.filter { old.values[$0] != new.values[$0] }
        let first = differing[0]
        let (x, y) = (first % old.width, first / old.width)
        let (was, is_) = (String(old.values[first], radix: 16), String(new.values[first], radix: 16))
        return "\(name): \(differing.count) pixels differ, the first at x \(x), y \(y): \(was) was recorded, now \(is_)"
    }

    /// The pixels of a PNG file.
    public struct Pixels {
        /// In pixels; 0 for what is no PNG.
        public let width: Int
        /// In pixels.
        public let height: Int
        /// `0xRRGGBB`, first row first.
        public let values: [UInt32]

        /// Decodes a PNG.
        public init(_ png: Data) {
            var rest = png
            let surface = withUnsafeMutablePointer(to: &rest) { source in
                cairo_image_surface_create_from_png_stream(
                    { closure, target, length in
                        guard let closure, let target else { return CAIRO_STATUS_READ_ERROR }
                        let rest = closure.assumingMemoryBound(to: Data.self)
                        guard rest.pointee.count >= Int(length) else { return CAIRO_STATUS_READ_ERROR }
                        rest.pointee.copyBytes(to: target, count: Int(length))
                        rest.pointee = rest.pointee.dropFirst(Int(length))
                        return CAIRO_STATUS_SUCCESS
                    }, source)
            }
            defer { cairo_surface_destroy(surface) }
            guard let start = cairo_image_surface_get_data(surface) else {
                (width, height, values) = (0, 0, [])
                return
            }
            (width, height) = (
                Int(cairo_image_surface_get_width(surface)), Int(cairo_image_surface_get_height(surface))
            )
            let stride = Int(cairo_image_surface_get_stride(surface))
            var values: [UInt32] = []
            values.reserveCapacity(width * height)
            for y in 0..<height {
                let row = UnsafeRawPointer(start + y * stride)
                for x in 0..<width {
                    values.append(row.load(fromByteOffset: x * 4, as: UInt32.self) & 0xFF_FFFF)
                }
            }
            self.values = values
        }
    }
}
