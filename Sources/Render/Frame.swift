public import Foundation
public import Signage

/// One picture in the panel's own pixel format.
public struct Frame: Hashable, Sendable {
    /// In pixels.
    public let width: Int
    /// In pixels.
    public let height: Int
    /// How a pixel lies in ``pixels``.
    public let format: Panel.PixelFormat
    /// `format.bytesPerRow(width:)` bytes a row, first row first.
    public let pixels: Data

    /// - Precondition: `pixels` has as many bytes as the format asks for.
    public init(width: Int, height: Int, format: Panel.PixelFormat, pixels: Data) {
        precondition(pixels.count == format.bytesPerRow(width: width) * height)
        self.width = width
        self.height = height
        self.format = format
        self.pixels = pixels
    }
}
