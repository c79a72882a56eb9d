import CPango
import Foundation
import SignageTesting

@testable import Render

/// The pictures of these tests: files, and what comes out of them.
enum Pictures {
    /// A file out of `Fixtures/Images`.
    static func data(_ name: String) throws -> Data {
        try Data(contentsOf: Repository.root.appending(path: "Tests/RenderTests/Fixtures/Images/\(name)"))
    }

    /// The four colours of most fixtures, as people see them: upper left, upper right, lower left, lower right.
    static let quarters: [UInt32] = [0xFF_DC1E1E, 0xFF_1EA03C, 0xFF_1E3CC8, 0xFF_F0F0F0]

    /// The pixels in the middle of the four quarters, as 0xAARRGGBB, premultiplied.
    static func quarters(of raster: Raster) -> [UInt32] {
        [(1, 1), (3, 1), (1, 3), (3, 3)].map { x, y in
            pixel(of: raster, x: raster.width * x / 4, y: raster.height * y / 4)
        }
    }

    /// One pixel as 0xAARRGGBB, premultiplied; a format without alpha counts as opaque.
    static func pixel(of raster: Raster, x: Int, y: Int) -> UInt32 {
        let value = pixels(of: raster)[y * raster.width + x]
        return cairo_image_surface_get_format(raster.surface) == CAIRO_FORMAT_RGB24 ? value | 0xFF00_0000 : value
    }

    /// All of them.
    static func pixels(of raster: Raster) -> [UInt32] {
        guard let start = cairo_image_surface_get_data(raster.surface) else { return [] }
        return start.withMemoryRebound(to: UInt32.self, capacity: raster.width * raster.height) {
            Array(UnsafeBufferPointer(start: $0, count: raster.width * raster.height))
        }
    }

    /// The largest difference in any channel of any pixel.
    static func distance(_ some: [UInt32], _ others: [UInt32]) -> Int {
        guard some.count == others.count else { return 256 }
        return zip(some, others).map { one, other in
            [24, 16, 8, 0].map { abs(Int(one >> $0 & 255) - Int(other >> $0 & 255)) }.max() ?? 0
        }.max() ?? 0
    }

    /// Why a picture is refused by its header and by its pixels; nil where it is drawn.
    static func refusal(of data: Data) -> ImageError? {
        do {
            _ = try ImageDecoder.decode(data, fitting: (32, 32))
            return nil
        } catch {
            return error
        }
    }
}
