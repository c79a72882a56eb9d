import CPango
import CTurboJPEG
import Foundation

/// JPEG by libjpeg-turbo, scaled down by eighths while it is read.
enum JPEGDecoder {
    /// - Throws: when it is damaged, too large, or there is no memory for it.
    static func decode(_ data: Data, box: (width: Int, height: Int), mode: ImageMode) throws(ImageError) -> Raster {
        let header = try JPEGHeader(data)
        try header.checkLimits(data)
        let picture = header.seen
        let fitting = Fitting(picture: picture, box: box, mode: mode)
        let eighths = eighths(scale: max(fitting.scaleX, fitting.scaleY), pixels: header.width * header.height)
        let stored = try read(
            data, header: header, width: (header.width * eighths + 7) / 8, height: (header.height * eighths + 7) / 8)
        defer { cairo_surface_destroy(stored) }
        let target = try fitting.paint(stored, kind: .jpeg, orientation: header.orientation, picture: picture)
        return Raster(owning: target, isPhoto: true)
    }

    /// The fewest eighths that still have a pixel for each of the raster's.
    ///
    /// - Parameters:
    ///   - scale: raster pixels a pixel of the picture.
    ///   - pixels: of the picture.
    static func eighths(scale: Double, pixels: Int) -> Int {
        switch min(8, max(1, (8 * scale).rounded(.up))) {
        case 1: 1
        case 2: 2
        case 3, 4: 4
        // Those between have no SIMD code and take up to twice the time of all eight, but where all would be much memory.
        case let most where pixels > 16_000_000: Int(most)
        default: 8
        }
    }

    /// The stored picture at one of libjpeg's sizes; the caller owns the surface.
    private static func read(
        _ data: Data, header: JPEGHeader, width: Int, height: Int
    ) throws(ImageError) -> OpaquePointer {
        guard let handle = tjInitDecompress() else { throw .noMemory(.jpeg, "libjpeg-turbo did not start") }
        defer { tjDestroy(handle) }
        let surface = try Raster.make(.jpeg, format: CAIRO_FORMAT_RGB24, width: width, height: height)
        let failure = data.withUnsafeBytes { bytes -> ImageError? in
            guard let start = bytes.bindMemory(to: UInt8.self).baseAddress,
                let pixels = cairo_image_surface_get_data(surface)
            else { return .noMemory(.jpeg, "cairo gave no pixels") }
            let length = UInt(bytes.count)
            var (storedWidth, storedHeight, subsampling, colours): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
            guard
                tjDecompressHeader3(handle, start, length, &storedWidth, &storedHeight, &subsampling, &colours) == 0
                    || isHarmless(handle)
            else { return .damaged(.jpeg, said(handle)) }
            // What was held against the limits must be what is read.
            guard storedWidth == header.width, storedHeight == header.height else {
                return .damaged(.jpeg, "it gives its measures twice, and not the same ones")
            }
            let format = header.components == 4 ? TJPF_CMYK : TJPF_BGRX
            let result = tjDecompress2(
                handle, start, length, pixels, Int32(width), cairo_image_surface_get_stride(surface), Int32(height),
                Int32(format.rawValue), TJFLAG_LIMITSCANS)
            guard result == 0 || isHarmless(handle) else { return .damaged(.jpeg, said(handle)) }
            if header.components == 4 {
                let stride = Int(cairo_image_surface_get_stride(surface))
                convertCMYK(
                    UnsafeMutableBufferPointer(start: pixels, count: stride * height), isInverted: header.isAdobe)
            }
            return nil
        }
        if let failure {
            cairo_surface_destroy(surface)
            throw failure
        }
        cairo_surface_mark_dirty(surface)
        return surface
    }

    /// Some cameras leave stray bytes between two markers; all other warnings mean lost pixels.
    private static func isHarmless(_ handle: tjhandle) -> Bool {
        tjGetErrorCode(handle) == Int32(TJERR_WARNING.rawValue) && said(handle).contains("extraneous bytes")
    }

    private static func said(_ handle: tjhandle) -> String {
        String(cString: tjGetErrorStr2(handle))
    }

    /// Ink on white paper, without a colour profile, in place: four bytes of CMYK become cairo's blue, green, red and nothing.
    private static func convertCMYK(_ bytes: UnsafeMutableBufferPointer<UInt8>, isInverted: Bool) {
        let mask: UInt8 = isInverted ? 0 : 255
        for index in stride(from: 0, to: bytes.count - 3, by: 4) {
            let black = Int(bytes[index + 3] ^ mask)
            let red = (Int(bytes[index] ^ mask) * black + 127) / 255
            let green = (Int(bytes[index + 1] ^ mask) * black + 127) / 255
            let blue = (Int(bytes[index + 2] ^ mask) * black + 127) / 255
            bytes[index] = UInt8(blue)
            bytes[index + 1] = UInt8(green)
            bytes[index + 2] = UInt8(red)
            bytes[index + 3] = 255
        }
    }
}

extension JPEGHeader {
    /// Its measures as people see it.
    var seen: (width: Double, height: Double) {
        orientation.swapsSides ? (Double(height), Double(width)) : (Double(width), Double(height))
    }
}
