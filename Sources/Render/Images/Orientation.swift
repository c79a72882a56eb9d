import CPango
import Foundation

/// How a camera was held: the value of EXIF 2.32's tag 0x0112, which says where the stored picture's first row and column belong.
enum Orientation: Int, CaseIterable {
    case upright = 1
    case mirrored = 2
    case upsideDown = 3
    case flipped = 4
    case transposed = 5
    case turnedRight = 6
    case transversed = 7
    case turnedLeft = 8

    /// Whether width and height change places.
    var swapsSides: Bool { rawValue >= 5 }

    /// Reads the tag out of a TIFF structure as APP1 of JPEG carries it after `Exif\0\0`; ``upright`` for anything that is not sound.
    init(tiff: Data) {
        self = Self.read(tiff).flatMap(Orientation.init(rawValue:)) ?? .upright
    }

    private static func read(_ tiff: Data) -> Int? {
        var reader = ByteReader(tiff)
        switch reader.short(at: 0) {
        case 0x4949: reader.isLittleEndian = true
        case 0x4D4D: break
        default: return nil
        }
        guard reader.short(at: 2) == 42, let directory = reader.long(at: 4), let entries = reader.short(at: directory)
        else { return nil }
        for index in 0..<entries {
            let entry = directory + 2 + index * 12
            guard let tag = reader.short(at: entry) else { return nil }
            guard tag == 0x0112 else { continue }
            // One value of type SHORT lies in the entry itself.
            guard reader.short(at: entry + 2) == 3, reader.long(at: entry + 4) == 1 else { return nil }
            return reader.short(at: entry + 8)
        }
        return nil
    }

    /// From the stored picture's coordinates to those that people see.
    ///
    /// - Parameters:
    ///   - width: of the stored picture.
    ///   - height: of the stored picture.
    func matrix(width: Double, height: Double) -> cairo_matrix_t {
        switch self {
        case .upright: cairo_matrix_t(xx: 1, yx: 0, xy: 0, yy: 1, x0: 0, y0: 0)
        case .mirrored: cairo_matrix_t(xx: -1, yx: 0, xy: 0, yy: 1, x0: width, y0: 0)
        case .upsideDown: cairo_matrix_t(xx: -1, yx: 0, xy: 0, yy: -1, x0: width, y0: height)
        case .flipped: cairo_matrix_t(xx: 1, yx: 0, xy: 0, yy: -1, x0: 0, y0: height)
        case .transposed: cairo_matrix_t(xx: 0, yx: 1, xy: 1, yy: 0, x0: 0, y0: 0)
        case .turnedRight: cairo_matrix_t(xx: 0, yx: 1, xy: -1, yy: 0, x0: height, y0: 0)
        case .transversed: cairo_matrix_t(xx: 0, yx: -1, xy: -1, yy: 0, x0: height, y0: width)
        case .turnedLeft: cairo_matrix_t(xx: 0, yx: -1, xy: 1, yy: 0, x0: 0, y0: width)
        }
    }
}
