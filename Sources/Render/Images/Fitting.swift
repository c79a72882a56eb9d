import CPango

/// How a picture is brought into a box of the panel.
enum ImageMode: Hashable, Sendable {
    /// All of it, as large as the box allows; the raster is as wide or as high as the box, and at most so in the other direction.
    case fit
    /// The box is covered, what juts out is cut off evenly on both sides; the raster is exactly the box.
    case fill
}

/// Where a picture comes to lie: pure arithmetic.
struct Fitting: Hashable {
    /// Of the raster, in pixels.
    let width: Int
    let height: Int
    /// Raster pixels a pixel of the picture as people see it.
    let scaleX: Double
    let scaleY: Double
    /// Where the picture's left and top edge lie in the raster; negative where it is cut off.
    let x: Double
    let y: Double

    /// - Parameters:
    ///   - picture: its measures as people see it, above zero.
    ///   - box: in pixels; anything below one counts as one.
    init(picture: (width: Double, height: Double), box: (width: Int, height: Int), mode: ImageMode) {
        let (boxWidth, boxHeight) = (max(1, box.width), max(1, box.height))
        let (horizontal, vertical) = (Double(boxWidth) / picture.width, Double(boxHeight) / picture.height)
        switch mode {
        case .fit:
            let scale = min(horizontal, vertical)
            width = min(boxWidth, max(1, Int((picture.width * scale).rounded())))
            height = min(boxHeight, max(1, Int((picture.height * scale).rounded())))
            // Its edges lie on whole pixels.
            scaleX = Double(width) / picture.width
            scaleY = Double(height) / picture.height
            (x, y) = (0, 0)
        case .fill:
            (width, height) = (boxWidth, boxHeight)
            let scale = max(horizontal, vertical)
            (scaleX, scaleY) = (scale, scale)
            x = (Double(boxWidth) - picture.width * scale) / 2
            y = (Double(boxHeight) - picture.height * scale) / 2
        }
    }

    /// Paints a stored picture into a new surface of the fitted size.
    ///
    /// - Parameters:
    ///   - source: borrowed; it may have been scaled down already.
    ///   - picture: the measures for which this was made.
    /// - Returns: a surface that the caller owns.
    /// - Throws: when there is no memory.
    func paint(
        _ source: OpaquePointer, kind: ImageKind, orientation: Orientation, picture: (width: Double, height: Double)
    ) throws(ImageError) -> OpaquePointer {
        let target = try Raster.make(kind, format: cairo_image_surface_get_format(source), width: width, height: height)
        let cairo = cairo_create(target)
        defer { cairo_destroy(cairo) }
        let stored = (
            width: Double(cairo_image_surface_get_width(source)), height: Double(cairo_image_surface_get_height(source))
        )
        let seen = orientation.swapsSides ? (width: stored.height, height: stored.width) : stored
        cairo_translate(cairo, x, y)
        cairo_scale(cairo, scaleX * picture.width / seen.width, scaleY * picture.height / seen.height)
        var matrix = orientation.matrix(width: stored.width, height: stored.height)
        cairo_transform(cairo, &matrix)
        cairo_set_operator(cairo, CAIRO_OPERATOR_SOURCE)
        cairo_set_source_surface(cairo, source, 0, 0)
        // BEST takes a hundred times as long; without PAD the edges would fade.
        cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_GOOD)
        cairo_pattern_set_extend(cairo_get_source(cairo), CAIRO_EXTEND_PAD)
        cairo_paint(cairo)
        let status = cairo_status(cairo)
        guard status == CAIRO_STATUS_SUCCESS else {
            cairo_surface_destroy(target)
            throw .noMemory(kind, String(cString: cairo_status_to_string(status)))
        }
        cairo_surface_flush(target)
        return target
    }
}
