/// The picture that a renderer painted last, lent for the time of a call.
public struct PictureMemory {
    /// `width` times `height` pixels without gaps between rows, first row first: 0xFFRRGGBB, in the machine's byte order.
    public let pixels: UnsafeBufferPointer<UInt32>
    /// In pixels.
    public let width: Int
    /// In pixels.
    public let height: Int
    /// Where photographs are: panels with few colours dither them.
    public let photos: [PixelRect]

    /// Lends memory that someone else owns.
    /// - Precondition: there is a pixel for each place.
    public init(pixels: UnsafeBufferPointer<UInt32>, width: Int, height: Int, photos: [PixelRect] = []) {
        precondition(pixels.count == width * height)
        self.pixels = pixels
        self.width = width
        self.height = height
        self.photos = photos
    }

    /// All of it.
    public var whole: PixelRect { PixelRect(x: 0, y: 0, width: width, height: height) }

    /// The bytes of some rows.
    public func bytes(ofRows rows: Range<Int>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: pixels[rows.lowerBound * width..<rows.upperBound * width]))
    }
}
