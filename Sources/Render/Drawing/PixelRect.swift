/// A rectangle of whole pixels, in a picture as people see it: x to the right, y down, from its upper left corner.
public struct PixelRect: Hashable, Sendable {
    /// Of its left edge.
    public let x: Int
    /// Of its upper edge.
    public let y: Int
    /// Never negative.
    public let width: Int
    /// Never negative.
    public let height: Int

    /// Negative sizes are taken as 0.
    public init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = max(0, width)
        self.height = max(0, height)
    }

    /// Of its right edge, which it does not hold.
    public var maxX: Int { x + width }
    /// Of its lower edge, which it does not hold.
    public var maxY: Int { y + height }
    /// In pixels.
    public var area: Int { width * height }
    /// Whether it holds no pixel.
    public var isEmpty: Bool { width == 0 || height == 0 }

    /// What both hold.
    public func intersection(_ other: PixelRect) -> PixelRect {
        let (left, top) = (max(x, other.x), max(y, other.y))
        return PixelRect(
            x: left, y: top, width: min(maxX, other.maxX) - left, height: min(maxY, other.maxY) - top)
    }

    /// Whether there is a pixel that both hold.
    public func intersects(_ other: PixelRect) -> Bool {
        x < other.maxX && other.x < maxX && y < other.maxY && other.y < maxY
    }

    /// The smallest rectangle that holds both.
    public func union(_ other: PixelRect) -> PixelRect {
        if isEmpty { return other }
        if other.isEmpty { return self }
        let (left, top) = (min(x, other.x), min(y, other.y))
        return PixelRect(x: left, y: top, width: max(maxX, other.maxX) - left, height: max(maxY, other.maxY) - top)
    }

    /// Larger by some pixels at every edge.
    public func grown(by pixels: Int) -> PixelRect {
        PixelRect(x: x - pixels, y: y - pixels, width: width + 2 * pixels, height: height + 2 * pixels)
    }
}
