extension Panel {
    /// How a pixel lies in the panel's memory. Rows follow each other without a gap, each padded to whole bytes.
    public enum PixelFormat: String, Sendable, Word {
        /// 32 bits, little-endian: the bytes blue, green, red, unused.
        case xrgb8888
        /// 24 bits packed: the bytes blue, green, red, as a little-endian Linux framebuffer of 24 bits a pixel has them.
        case rgb888
        /// 16 bits, little-endian: red in the high 5, green in 6, blue in the low 5.
        case rgb565
        /// 4 bits, first pixel in the high half of a byte, 0 is black and 15 white.
        case grey16
        /// 2 bits, first pixel in the highest bits of a byte, 0 is black and 3 white.
        case grey4
        /// 1 bit, first pixel in the highest bit of a byte, 1 is white.
        case mono1
        /// 4 bits, first pixel in the high half of a byte: the number, from 0, of a colour in ``Panel/palette``.
        case palette6

        /// Of one pixel.
        public var bitsPerPixel: Int {
            switch self {
            case .xrgb8888: 32
            case .rgb888: 24
            case .rgb565: 16
            case .grey16, .palette6: 4
            case .grey4: 2
            case .mono1: 1
            }
        }

        /// How many colours ``Panel/palette`` must have.
        public var paletteCount: Int { self == .palette6 ? 6 : 0 }

        /// Bytes of one row.
        public func bytesPerRow(width: Int) -> Int { (width * bitsPerPixel + 7) / 8 }
    }

    /// How far the picture is turned clockwise when it is written to the memory of a panel that is mounted turned. In JSON degrees.
    public enum Rotation: Int, Sendable, Codable, CaseIterable {
        /// Not turned.
        case upright = 0
        /// 90 degrees: the picture's upper edge lies at the right of the memory.
        case right = 90
        /// 180 degrees.
        case upsideDown = 180
        /// 270 degrees: the picture's upper edge lies at the left of the memory.
        case left = 270

        /// Whether width and height change places.
        public var isSideways: Bool { self == .right || self == .left }

        /// Decodes degrees.
        public init(from decoder: any Decoder) throws {
            let degrees = try decoder.singleValueContainer().decode(Int.self)
            self = try decoder.validated {
                guard let rotation = Rotation(rawValue: degrees) else {
                    throw InvalidValue(field: "", reason: "must be 0, 90, 180 or 270 degrees")
                }
                return rotation
            }
        }
    }
}
