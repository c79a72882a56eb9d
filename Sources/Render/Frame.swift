public import Foundation
public import Signage

/// One picture as it lies in a panel's memory: in the panel's own pixel format, turned as the panel is mounted.
public struct Frame: Hashable, Sendable {
    /// Of the picture as people see it, in pixels.
    public let width: Int
    /// Of the picture as people see it, in pixels.
    public let height: Int
    /// How a pixel lies in ``pixels``.
    public let format: Panel.PixelFormat
    /// How far the picture is turned in ``pixels``.
    public let rotation: Panel.Rotation
    /// The colours of `palette6`; empty for every other format.
    public let palette: [Colour]
    /// The bytes of the panel's memory, first row first.
    public let pixels: Data

    /// - Precondition: `pixels` has ``Panel/frameLength`` bytes.
    public init(panel: Panel, pixels: Data) {
        self.init(
            width: panel.width, height: panel.height, format: panel.pixelFormat, rotation: panel.rotation,
            palette: panel.palette, pixels: pixels)
    }

    /// - Precondition: `pixels` has as many bytes as the format asks for, and `palette` as many colours.
    public init(
        width: Int, height: Int, format: Panel.PixelFormat, rotation: Panel.Rotation = .upright,
        palette: [Colour] = [], pixels: Data
    ) {
        let (columns, rows) = rotation.isSideways ? (height, width) : (width, height)
        precondition(pixels.count == format.bytesPerRow(width: columns) * rows)
        precondition(palette.count == format.paletteCount)
        self.width = width
        self.height = height
        self.format = format
        self.rotation = rotation
        self.palette = palette
        self.pixels = pixels
    }
}
