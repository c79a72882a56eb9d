import CPango

/// A picture ready to be painted, at the size it will have on the panel. Nothing changes its pixels any more.
final class Raster {
    /// A cairo image surface of 32 bits a pixel, premultiplied; the raster keeps it alive.
    let surface: OpaquePointer
    /// In pixels.
    let width: Int
    /// In pixels.
    let height: Int
    /// Continuous tones, to be dithered by error diffusion on e-paper. Arms, logos and drawings are not.
    let isPhoto: Bool

    /// Takes the reference to `surface` over.
    init(owning surface: OpaquePointer, isPhoto: Bool) {
        self.surface = surface
        width = Int(cairo_image_surface_get_width(surface))
        height = Int(cairo_image_surface_get_height(surface))
        self.isPhoto = isPhoto
    }

    deinit { cairo_surface_destroy(surface) }

    /// Whether any of its pixels is not wholly transparent.
    var hasInk: Bool {
        guard cairo_image_surface_get_format(surface) == CAIRO_FORMAT_ARGB32,
            let start = cairo_image_surface_get_data(surface)
        else { return true }
        let count = Int(cairo_image_surface_get_stride(surface)) * height
        // Colours are premultiplied: where there is no opacity, all four bytes are zero.
        return UnsafeBufferPointer(start: start, count: count).contains { $0 != 0 }
    }

    /// An empty one.
    static func make(
        _ kind: ImageKind, format: cairo_format_t, width: Int, height: Int
    ) throws(ImageError) -> OpaquePointer {
        guard let surface = cairo_image_surface_create(format, Int32(width), Int32(height)) else {
            throw .noMemory(kind, "cairo gave no surface")
        }
        let status = cairo_surface_status(surface)
        guard status == CAIRO_STATUS_SUCCESS else {
            cairo_surface_destroy(surface)
            throw .noMemory(kind, "\(String(cString: cairo_status_to_string(status))) for \(width) x \(height) pixels")
        }
        return surface
    }
}
