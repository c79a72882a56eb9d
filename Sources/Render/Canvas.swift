import CPango
import Foundation
import Signage

/// A rectangle in pixels; edges lie on whole pixels where grounds and rules are drawn.
struct Box: Hashable {
    var x: Double
    var y: Double
    var width: Double
    var height: Double

    var maxX: Double { x + width }
    var maxY: Double { y + height }

    /// Smaller by the given margins.
    func inset(left: Double = 0, top: Double = 0, right: Double = 0, bottom: Double = 0) -> Box {
        Box(x: x + left, y: y + top, width: max(0, width - left - right), height: max(0, height - top - bottom))
    }
}

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

    /// Fills a rectangle; its edges are moved to whole pixels.
    func fill(_ box: Box, _ colour: Colour) {
        let (left, top) = (box.x.rounded(), box.y.rounded())
        setColour(colour)
        cairo_rectangle(cairo, left, top, box.maxX.rounded() - left, box.maxY.rounded() - top)
        cairo_fill(cairo)
    }

    /// Fills a disc.
    func fillDisc(x: Double, y: Double, radius: Double, _ colour: Colour) {
        setColour(colour)
        cairo_new_sub_path(cairo)
        cairo_arc(cairo, x, y, radius, 0, 2 * Double.pi)
        cairo_fill(cairo)
    }

    /// Restricts what is drawn by `body` to a rectangle.
    func clipped(to box: Box, _ body: () -> Void) {
        cairo_save(cairo)
        cairo_rectangle(cairo, box.x.rounded(), box.y.rounded(), box.width.rounded(), box.height.rounded())
        cairo_clip(cairo)
        body()
        cairo_restore(cairo)
    }

    /// Draws a Pango layout with its origin at a place.
    func draw(_ layout: OpaquePointer, x: Double, y: Double, colour: Colour) {
        setColour(colour)
        cairo_move_to(cairo, x, y)
        pango_cairo_show_layout(cairo, layout)
    }

    private func setColour(_ colour: Colour) {
        cairo_set_source_rgb(
            cairo, Double(colour.red) / 255, Double(colour.green) / 255, Double(colour.blue) / 255)
    }

    /// The pixels in a panel's own format.
    func pixels(as format: Panel.PixelFormat) -> Data {
        cairo_surface_flush(surface)
        guard let start = cairo_image_surface_get_data(surface) else { return Data() }
        // A row of 32-bit pixels needs no padding, so that cairo's stride is the row's length.
        let count = width * height
        switch format {
        case .xrgb8888: return Data(bytes: start, count: count * 4)
        case .mono1:
            return start.withMemoryRebound(to: UInt32.self, capacity: count) {
                Mono.threshold(UnsafeBufferPointer(start: $0, count: count), width: width, height: height)
            }
        }
    }
}
