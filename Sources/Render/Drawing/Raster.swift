import CPango

/// A picture ready to be painted, at the size it has on the panel.
final class Raster {
    let surface: OpaquePointer
    let width: Int
    let height: Int
    /// Whether e-paper shows it by dithering: photographs, not drawings.
    let isPhoto: Bool

    /// Takes over a cairo image surface.
    init(surface: OpaquePointer, isPhoto: Bool) {
        self.surface = surface
        self.isPhoto = isPhoto
        width = Int(cairo_image_surface_get_width(surface))
        height = Int(cairo_image_surface_get_height(surface))
    }

    deinit { cairo_surface_destroy(surface) }
}
