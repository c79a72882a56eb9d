import CPango
public import Foundation
import Signage

extension Frame {
    /// The picture as a person before the panel sees it, as a PNG file. Slow (a tenth of a second for a large panel): for previews and pictures that travel, never on the way to the panel.
    ///
    /// - Parameter maximumWidth: a wider picture is scaled down to this many pixels; nil for the panel's own size.
    /// - Throws: when there is no memory for it.
    public func png(maximumWidth: Int? = nil) throws(RenderError) -> Data {
        var bytes = picture()
        let png: Data? = bytes.withUnsafeMutableBytes { buffer in
            guard let start = buffer.bindMemory(to: UInt8.self).baseAddress else { return nil }
            let source = cairo_image_surface_create_for_data(
                start, CAIRO_FORMAT_RGB24, Int32(width), Int32(height), Int32(width * 4))
            defer { cairo_surface_destroy(source) }
            guard let maximumWidth, maximumWidth < width else { return Self.encode(source) }
            let scale = Double(maximumWidth) / Double(width)
            let small = cairo_image_surface_create(
                CAIRO_FORMAT_RGB24, Int32(maximumWidth), Int32((Double(height) * scale).rounded()))
            defer { cairo_surface_destroy(small) }
            let cairo = cairo_create(small)
            defer { cairo_destroy(cairo) }
            cairo_scale(cairo, scale, scale)
            cairo_set_source_surface(cairo, source, 0, 0)
            cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_GOOD)
            cairo_paint(cairo)
            return Self.encode(small)
        }
        guard let png else {
            throw RenderError(action: "encode a PNG", cause: "cairo failed", advice: "check the free memory")
        }
        return png
    }

    private static func encode(_ surface: OpaquePointer?) -> Data? {
        var data = Data()
        let status = withUnsafeMutablePointer(to: &data) { target in
            cairo_surface_write_to_png_stream(
                surface,
                { closure, bytes, length in
                    guard let closure, let bytes else { return CAIRO_STATUS_WRITE_ERROR }
                    closure.assumingMemoryBound(to: Data.self).pointee.append(bytes, count: Int(length))
                    return CAIRO_STATUS_SUCCESS
                }, target)
        }
        return status == CAIRO_STATUS_SUCCESS ? data : nil
    }
}
