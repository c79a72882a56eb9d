import Foundation

/// What a board shows on.
public struct Panel: Hashable, Sendable, Codable {
    /// How it makes its picture.
    public enum Technology: String, Sendable, Word { case lcd, epaper }

    /// The kind of a panel, by which a layout chooses its arrangement. The first that fits holds, in the order of ``panelClass``.
    public enum Class: String, Sendable, Codable, CodingKeyRepresentable, CaseIterable {
        /// Wider than high.
        case landscape
        /// Higher than wide.
        case portrait
        /// Slow, with few colours, of either shape.
        case epaper
        /// E-paper or LCD of either shape whose shorter side measures less than 120 mm.
        case small
    }

    /// Of the picture as people see it, in pixels, 16 to 8,192.
    public let width: Int
    /// Of the picture as people see it, in pixels, 16 to 8,192.
    public let height: Int
    /// Of the lit area as people see it.
    public let widthMillimetres: Double
    /// Of the lit area as people see it.
    public let heightMillimetres: Double
    /// How it makes its picture.
    public let technology: Technology
    /// How a pixel lies in its memory.
    public let pixelFormat: PixelFormat
    /// How far the picture is turned on its way to the memory.
    public let rotation: Rotation
    /// The colours of ``PixelFormat/palette6`` as measured on the panel, in the order of their numbers: black, white, yellow, red, blue,
    /// green. Empty for every other format.
    public let palette: [Colour]
    /// How it may be given a new picture.
    public let refresh: RefreshPolicy

    /// 34 million, an 8K panel and a little more: four bytes each.
    public static let mostPixels = 34_000_000

    /// - Parameter refresh: nil for what the technology does without being told: ``RefreshPolicy/instant`` or ``RefreshPolicy/epaper``.
    /// - Throws: when a size is out of range, the pixels are not nearly square, or the palette is not that of the format.
    public init(
        width: Int, height: Int, widthMillimetres: Double, heightMillimetres: Double, technology: Technology,
        pixelFormat: PixelFormat, rotation: Rotation = .upright, palette: [Colour] = [], refresh: RefreshPolicy? = nil
    ) throws(InvalidValue) {
        for (field, pixels) in [("width", width), ("height", height)] where !(16...8_192).contains(pixels) {
            throw InvalidValue(field: field, reason: "must be 16 to 8192 pixels")
        }
        guard width * height <= Self.mostPixels else {
            throw InvalidValue(
                field: "width",
                reason: "makes \(width * height / 1_000_000) million pixels with the height, at most 34 are drawn")
        }
        for (field, size) in [("widthMillimetres", widthMillimetres), ("heightMillimetres", heightMillimetres)]
        where !(10...20_000).contains(size) {
            throw InvalidValue(field: field, reason: "must be 10 to 20000 millimetres")
        }
        let aspect = (widthMillimetres / Double(width)) / (heightMillimetres / Double(height))
        guard (0.95...1.05).contains(aspect) else {
            throw InvalidValue(
                field: "heightMillimetres",
                reason:
                    "does not fit the pixels: they would be \(Self.rounded(aspect)) times as wide as high, not square")
        }
        guard palette.count == pixelFormat.paletteCount, Set(palette).count == palette.count else {
            let wanted =
                pixelFormat.paletteCount == 0 ? "be absent" : "have \(pixelFormat.paletteCount) different colours"
            throw InvalidValue(field: "palette", reason: "must \(wanted) with the pixel format \(pixelFormat.rawValue)")
        }
        self.width = width
        self.height = height
        self.widthMillimetres = widthMillimetres
        self.heightMillimetres = heightMillimetres
        self.technology = technology
        self.pixelFormat = pixelFormat
        self.rotation = rotation
        self.palette = palette
        self.refresh = refresh ?? (technology == .epaper ? .epaper : .instant)
    }

    /// To two digits that count.
    private static func rounded(_ ratio: Double) -> Double {
        let unit = pow(10, log10(ratio).rounded(.down) - 1)
        return (ratio / unit).rounded() * unit
    }

    /// Decodes through the validating initializer.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let width = try container.decodeWhole(forKey: .width)
        let height = try container.decodeWhole(forKey: .height)
        let widthMillimetres = try container.decode(Double.self, forKey: .widthMillimetres)
        let heightMillimetres = try container.decode(Double.self, forKey: .heightMillimetres)
        let technology = try container.decode(Technology.self, forKey: .technology)
        let pixelFormat = try container.decode(PixelFormat.self, forKey: .pixelFormat)
        let rotation = try container.decodeIfPresent(Rotation.self, forKey: .rotation)
        let palette = try container.decodeIfPresent([Colour].self, forKey: .palette)
        let refresh = try container.decodeIfPresent(RefreshPolicy.self, forKey: .refresh)
        self = try decoder.validated {
            try Panel(
                width: width, height: height, widthMillimetres: widthMillimetres,
                heightMillimetres: heightMillimetres, technology: technology, pixelFormat: pixelFormat,
                rotation: rotation ?? .upright, palette: palette ?? [], refresh: refresh)
        }
    }

    /// By which a layout chooses its arrangement: small before e-paper before shape.
    public var panelClass: Class {
        if min(widthMillimetres, heightMillimetres) < 120 { return .small }
        return technology == .epaper ? .epaper : shape
    }

    /// ``Class/landscape`` or ``Class/portrait``, whatever else it is.
    var shape: Class { width >= height ? .landscape : .portrait }

    /// The shortest time a picture stays, in seconds: e-paper wears and flashes with every change.
    public var shortestTurnSeconds: Double { refresh.shortestTurnSeconds }

    /// Pixels of one row of the panel's memory.
    public var memoryWidth: Int { rotation.isSideways ? height : width }

    /// Rows of the panel's memory.
    public var memoryHeight: Int { rotation.isSideways ? width : height }

    /// Bytes of one frame in the panel's memory.
    public var frameLength: Int { pixelFormat.bytesPerRow(width: memoryWidth) * memoryHeight }

    /// How high one pixel is.
    public var pixelMillimetres: Double { heightMillimetres / Double(height) }
}
