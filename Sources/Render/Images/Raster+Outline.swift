import CPango

extension Raster {
    /// The same picture with a black line along the inside of its edge, where it ends or becomes transparent.
    /// - Parameter width: of the line, in pixels.
    /// - Throws: when there is no memory for it.
    func outlined(width line: Int) throws(ImageError) -> Raster {
        let copy = try Self.make(.svg, format: CAIRO_FORMAT_ARGB32, width: width, height: height)
        let outlined = Raster(owning: copy, isPhoto: isPhoto)
        guard let target = cairo_image_surface_get_data(copy), let source = cairo_image_surface_get_data(surface) else {
            throw .noMemory(.svg, "cairo gave no pixels")
        }
        cairo_surface_flush(surface)
        let (from, to) = (Int(cairo_image_surface_get_stride(surface)), Int(cairo_image_surface_get_stride(copy)))
        let hasAlpha = cairo_image_surface_get_format(surface) == CAIRO_FORMAT_ARGB32
        func isInside(_ x: Int, _ y: Int) -> Bool {
            guard (0..<width).contains(x), (0..<height).contains(y) else { return false }
            // Cairo's pixels are blue, green, red and alpha in memory.
            return !hasAlpha || source[y * from + x * 4 + 3] >= 128
        }
        for y in 0..<height {
            for x in 0..<width {
                let isEdge =
                    isInside(x, y)
                    && (-line...line).contains { dy in
                        (-line...line).contains { dx in
                            dx * dx + dy * dy <= line * line && !isInside(x + dx, y + dy)
                        }
                    }
                for part in 0..<4 {
                    let old = part == 3 && !hasAlpha ? 255 : source[y * from + x * 4 + part]
                    target[y * to + x * 4 + part] = isEdge ? (part == 3 ? 255 : 0) : old
                }
            }
        }
        cairo_surface_mark_dirty(copy)
        return outlined
    }
}
