import CPango
import CRSVG
import Foundation

/// SVG by librsvg, painted at the size that is wanted.
struct SVGDecoder: ~Copyable {
    private let handle: OpaquePointer
    private let library: LitfassSVGLibrary
    /// In CSS pixels.
    let picture: (width: Double, height: Double)

    /// Weighs and parses it. Nothing is loaded from anywhere: librsvg is told no address that a reference could be relative to.
    ///
    /// - Throws: when it is damaged, would take too long to draw, or refers outside of itself; or librsvg is not installed.
    init(_ data: Data) throws(ImageError) {
        try SVGWeight.check(data)
        let library = try SVGLibrary.shared().functions
        var error: UnsafeMutablePointer<GError>?
        let handle = data.withUnsafeBytes { bytes in
            library.new_from_data(bytes.bindMemory(to: UInt8.self).baseAddress, UInt(bytes.count), &error)
        }
        guard let handle else { throw .damaged(.svg, Self.said(error)) }
        library.set_dpi(handle, 96)
        guard let picture = Self.measures(handle, library) else {
            litfass_svg_free(handle)
            throw .notSupported(.svg, "it says neither how large it is (width and height) nor what it shows (viewBox)")
        }
        // Lines and points have no shape that could be fitted.
        guard min(picture.width, picture.height) > 0, max(picture.width, picture.height) < 1e9,
            max(picture.width, picture.height) <= 1_000 * min(picture.width, picture.height)
        else {
            litfass_svg_free(handle)
            throw .damaged(.svg, "it says that it is \(picture.width) x \(picture.height) pixels")
        }
        self.handle = handle
        self.library = library
        self.picture = picture
    }

    deinit { litfass_svg_free(handle) }

    /// - Throws: when librsvg cannot draw it, or there is no memory for it.
    func paint(box: (width: Int, height: Int), mode: ImageMode) throws(ImageError) -> Raster {
        let fitting = Fitting(picture: picture, box: box, mode: mode)
        let surface = try Raster.make(
            .svg, format: CAIRO_FORMAT_ARGB32, width: fitting.width, height: fitting.height)
        let raster = Raster(owning: surface, isPhoto: false)
        let cairo = cairo_create(surface)
        defer { cairo_destroy(cairo) }
        var viewport = LitfassSVGRectangle(
            x: fitting.x, y: fitting.y, width: picture.width * fitting.scaleX, height: picture.height * fitting.scaleY)
        var error: UnsafeMutablePointer<GError>?
        guard library.render_document(handle, cairo, &viewport, &error) != 0 else {
            throw .damaged(.svg, Self.said(error))
        }
        let status = cairo_status(cairo)
        guard status == CAIRO_STATUS_SUCCESS else {
            throw .noMemory(.svg, String(cString: cairo_status_to_string(status)))
        }
        cairo_surface_flush(surface)
        return raster
    }

    /// Its own width and height, else those of its view box; nil where it has neither.
    private static func measures(
        _ handle: OpaquePointer, _ library: LitfassSVGLibrary
    ) -> (width: Double, height: Double)? {
        var (width, height) = (0.0, 0.0)
        if library.get_intrinsic_size_in_pixels(handle, &width, &height) != 0 { return (width, height) }
        var (hasWidth, hasHeight, hasBox): (gboolean, gboolean, gboolean) = (0, 0, 0)
        var (lengthWidth, lengthHeight, box) = (LitfassSVGLength(), LitfassSVGLength(), LitfassSVGRectangle())
        library.get_intrinsic_dimensions(
            handle, &hasWidth, &lengthWidth, &hasHeight, &lengthHeight, &hasBox, &box)
        return hasBox != 0 ? (box.width, box.height) : nil
    }

    /// Takes the error over.
    private static func said(_ error: UnsafeMutablePointer<GError>?) -> String {
        guard let error else { return "librsvg did not say why" }
        defer { g_error_free(error) }
        return String(cString: error.pointee.message)
    }
}
