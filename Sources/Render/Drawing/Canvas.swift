import CPango
import Foundation
import Signage

/// A picture being painted: 32 bits a pixel, all of them opaque.
final class Canvas {
    private let surface: OpaquePointer
    private let cairo: OpaquePointer
    let width: Int
    let height: Int

    /// - Throws: when there is no memory for it.
    init(width: Int, height: Int) throws(RenderError) {
        surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(width), Int32(height))
        cairo = cairo_create(surface)
        self.width = width
        self.height = height
        let status = cairo_status(cairo)
        guard status == CAIRO_STATUS_SUCCESS else {
            throw RenderError(
                action: "make a picture of \(width) x \(height) pixels",
                cause: String(cString: cairo_status_to_string(status)),
                advice: "check the free memory")
        }
    }

    deinit {
        cairo_destroy(cairo)
        cairo_surface_destroy(surface)
    }

    /// - Throws: when anything since the canvas was made has failed; cairo then draws nothing any more.
    func check() throws(RenderError) {
        let status = cairo_status(cairo)
        guard status == CAIRO_STATUS_SUCCESS else {
            throw RenderError(
                action: "draw a picture", cause: String(cString: cairo_status_to_string(status)),
                advice: "check the free memory")
        }
    }

    /// Paints those parts of marks, in order, that lie in a rectangle; the rest of the picture stays as it is.
    func paint(_ marks: [DrawList.Mark], in rectangle: PixelRect) {
        guard !marks.isEmpty else { return }
        cairo_save(cairo)
        clip(to: rectangle)
        for mark in marks where mark.bounds.intersects(rectangle) {
            if let bounds = mark.clip {
                cairo_save(cairo)
                clip(to: bounds)
                paint(mark, in: rectangle)
                cairo_restore(cairo)
            } else {
                paint(mark, in: rectangle)
            }
        }
        cairo_restore(cairo)
    }

    private func clip(to rectangle: PixelRect) {
        addRectangle(rectangle)
        cairo_clip(cairo)
    }

    private func addRectangle(_ rectangle: PixelRect) {
        cairo_rectangle(
            cairo, Double(rectangle.x), Double(rectangle.y), Double(rectangle.width), Double(rectangle.height))
    }

    private func paint(_ mark: DrawList.Mark, in rectangle: PixelRect) {
        switch mark.shape {
        case .fill(let colour):
            fill(mark.bounds.intersection(rectangle), colour)
        case .disc(let x, let y, let radius, let colour):
            setColour(colour)
            cairo_new_sub_path(cairo)
            cairo_arc(cairo, x, y, radius, 0, 2 * Double.pi)
            cairo_fill(cairo)
        case .polygon(let corners, let colour):
            setColour(colour)
            // Where a text stood before is still cairo's current point.
            cairo_new_path(cairo)
            for corner in corners { cairo_line_to(cairo, corner.x, corner.y) }
            cairo_close_path(cairo)
            cairo_fill(cairo)
        case .text(let block, let x, let y):
            setColour(block.colour)
            block.show(on: cairo, x: x, y: y)
        case .picture(let picture, let x, let y):
            cairo_set_source_surface(cairo, picture.surface, Double(x), Double(y))
            cairo_paint(cairo)
        }
    }

    /// Grounds lie on whole pixels and are opaque: writing them is several times as fast as asking cairo.
    private func fill(_ rectangle: PixelRect, _ colour: Colour) {
        let seen = rectangle.intersection(PixelRect(x: 0, y: 0, width: width, height: height))
        guard !seen.isEmpty, let start = cairo_image_surface_get_data(surface) else { return }
        let pixel = 0xFF00_0000 | UInt32(colour.red) << 16 | UInt32(colour.green) << 8 | UInt32(colour.blue)
        cairo_surface_flush(surface)
        start.withMemoryRebound(to: UInt32.self, capacity: width * height) { pixels in
            for y in seen.y..<seen.maxY {
                (pixels + y * width + seen.x).update(repeating: pixel, count: seen.width)
            }
        }
        cairo_surface_mark_dirty_rectangle(
            surface, Int32(seen.x), Int32(seen.y), Int32(seen.width), Int32(seen.height))
    }

    private func setColour(_ colour: Colour) {
        cairo_set_source_rgb(
            cairo, Double(colour.red) / 255, Double(colour.green) / 255, Double(colour.blue) / 255)
    }

    /// Lends its pixels: 0xFFRRGGBB in the machine's byte order, rows without gaps.
    func withPixels(_ body: (UnsafeBufferPointer<UInt32>) throws -> Void) rethrows {
        cairo_surface_flush(surface)
        guard let start = cairo_image_surface_get_data(surface) else { return }
        let count = width * height
        // A row of 32-bit pixels needs no padding, so that cairo's stride is the row's length.
        try start.withMemoryRebound(to: UInt32.self, capacity: count) {
            try body(UnsafeBufferPointer(start: $0, count: count))
        }
    }
}
