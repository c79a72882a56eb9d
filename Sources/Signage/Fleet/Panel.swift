/// What a board shows on.
public struct Panel: Hashable, Sendable, Codable {
    /// How it makes its picture.
    public enum Technology: String, Sendable, Codable { case lcd, epaper }

    /// How a pixel lies in the panel's memory.
    public enum PixelFormat: String, Sendable, Codable {
        /// 32 bits, little-endian: blue, green, red, unused. Rows without padding.
        case xrgb8888
        /// 1 bit, most significant first, 1 is white. Rows padded to whole bytes.
        case mono1

        /// Bytes of one row.
        public func bytesPerRow(width: Int) -> Int {
            switch self {
            case .xrgb8888: width * 4
            case .mono1: (width + 7) / 8
            }
        }
    }

    /// The shape of a panel, by which a layout chooses its arrangement.
    public enum Class: String, Sendable, Codable, CodingKeyRepresentable, CaseIterable {
        /// Wider than high.
        case landscape
        /// Higher than wide.
        case portrait
        /// Black and white, slow, of either shape.
        case epaper
    }

    /// In pixels, 16 to 16,384.
    public let width: Int
    /// In pixels, 16 to 16,384.
    public let height: Int
    /// Of the lit area.
    public let widthMillimetres: Double
    /// Of the lit area.
    public let heightMillimetres: Double
    /// How it makes its picture.
    public let technology: Technology
    /// How a pixel lies in its memory.
    public let pixelFormat: PixelFormat

    /// - Throws: when a size is out of range or the pixels are not nearly square.
    public init(
        width: Int, height: Int, widthMillimetres: Double, heightMillimetres: Double, technology: Technology,
        pixelFormat: PixelFormat
    ) throws(InvalidValue) {
        for (field, pixels) in [("width", width), ("height", height)] where !(16...16_384).contains(pixels) {
            throw InvalidValue(field: field, reason: "must be 16 to 16384 pixels")
        }
        for (field, size) in [("widthMillimetres", widthMillimetres), ("heightMillimetres", heightMillimetres)]
        where !(10...20_000).contains(size) {
            throw InvalidValue(field: field, reason: "must be 10 to 20000 millimetres")
        }
        let aspect = (widthMillimetres / Double(width)) / (heightMillimetres / Double(height))
        guard (0.95...1.05).contains(aspect) else {
            throw InvalidValue(
                field: "heightMillimetres",
                reason: "does not fit the pixels: they would be \(aspect) times as wide as high")
        }
        self.width = width
        self.height = height
        self.widthMillimetres = widthMillimetres
        self.heightMillimetres = heightMillimetres
        self.technology = technology
        self.pixelFormat = pixelFormat
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
        self = try decoder.validated {
            try Panel(
                width: width, height: height, widthMillimetres: widthMillimetres,
                heightMillimetres: heightMillimetres, technology: technology, pixelFormat: pixelFormat)
        }
    }

    /// By which a layout chooses its arrangement.
    public var panelClass: Class {
        switch technology {
        case .epaper: .epaper
        case .lcd: width >= height ? .landscape : .portrait
        }
    }

    /// The shortest time a picture stays, in seconds: e-paper wears and flashes with every change.
    public var shortestTurnSeconds: Double { technology == .epaper ? 180 : 0 }

    /// Bytes of one frame in the panel's memory.
    public var frameLength: Int { pixelFormat.bytesPerRow(width: width) * height }

    /// How high one pixel is.
    public var pixelMillimetres: Double { heightMillimetres / Double(height) }
}
