import Foundation
import Signage

/// What a widget wants to have drawn, in order: first recorded, then compared with what is on the canvas, then painted where it differs.
struct DrawList {
    /// One thing to paint.
    struct Mark: Equatable {
        enum Shape {
            /// A ground or a line, on whole pixels.
            case fill(Colour)
            case disc(x: Double, y: Double, radius: Double, Colour)
            /// Corners in order, closed.
            case polygon([Point], Colour)
            /// With the layout's origin at a place.
            case text(TextBlock, x: Double, y: Double)
            case picture(Raster, x: Int, y: Int)
        }

        let shape: Shape
        /// All that it can touch, within the clip.
        let bounds: PixelRect
        /// What it must not go beyond; nil for its bounds.
        let clip: PixelRect?

        static func == (left: Mark, right: Mark) -> Bool {
            guard left.bounds == right.bounds, left.clip == right.clip else { return false }
            switch (left.shape, right.shape) {
            case (.fill(let one), .fill(let other)): return one == other
            case (.disc(let x, let y, let radius, let one), .disc(let x2, let y2, let radius2, let other)):
                return (x, y, radius) == (x2, y2, radius2) && one == other
            case (.polygon(let points, let one), .polygon(let points2, let other)):
                return points == points2 && one == other
            // A block that is set anew may look the same; painting it once more does no harm.
            case (.text(let one, let x, let y), .text(let other, let x2, let y2)):
                return one === other && (x, y) == (x2, y2)
            case (.picture(let one, let x, let y), .picture(let other, let x2, let y2)):
                return one === other && (x, y) == (x2, y2)
            default: return false
            }
        }
    }

    /// A corner.
    struct Point: Hashable {
        let x: Double
        let y: Double
    }

    private(set) var marks: [Mark] = []
    private var clip: PixelRect?
    private let frame: PixelRect

    /// - Parameter frame: nothing is drawn outside of it.
    init(in frame: PixelRect) { self.frame = frame }

    private mutating func append(_ shape: Mark.Shape, _ bounds: PixelRect) {
        let seen = bounds.intersection(clip ?? frame)
        guard !seen.isEmpty else { return }
        // Cairo is asked to clip only what goes beyond.
        marks.append(Mark(shape: shape, bounds: seen, clip: seen == bounds ? nil : seen))
    }

    /// Fills a rectangle; its edges are moved to whole pixels.
    mutating func fill(_ box: Box, _ colour: Colour) { append(.fill(colour), box.rounded) }

    /// Fills a disc.
    mutating func fillDisc(x: Double, y: Double, radius: Double, _ colour: Colour) {
        let box = Box(x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius)
        append(.disc(x: x, y: y, radius: radius, colour), box.touched)
    }

    /// Fills a polygon.
    mutating func fill(_ corners: [Point], _ colour: Colour) {
        guard let left = corners.map(\.x).min(), let right = corners.map(\.x).max(),
            let top = corners.map(\.y).min(), let bottom = corners.map(\.y).max()
        else { return }
        let box = Box(x: left, y: top, width: right - left, height: bottom - top)
        append(.polygon(corners, colour), box.touched)
    }

    /// Draws a text with its first cap line's left end at a place.
    mutating func draw(_ block: TextBlock, x: Double, y: Double) {
        let ink = block.ink
        let box = Box(x: x + ink.x, y: y + ink.y, width: ink.width, height: ink.height)
        append(.text(block, x: x, y: y), box.touched)
    }

    /// Draws a picture with its upper left corner on a pixel.
    mutating func draw(_ picture: Raster, x: Int, y: Int) {
        append(
            .picture(picture, x: x, y: y), PixelRect(x: x, y: y, width: picture.width, height: picture.height))
    }

    /// Restricts what is drawn by `body` to a rectangle.
    mutating func clipped(to box: Box, _ body: (inout DrawList) -> Void) {
        let before = clip
        clip = box.rounded.intersection(before ?? frame)
        body(&self)
        clip = before
    }
}
