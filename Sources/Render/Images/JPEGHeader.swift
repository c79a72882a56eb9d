import Foundation

/// What lies before a JPEG's first scan (ITU-T T.81, annex B), read without libjpeg and without memory for pixels.
struct JPEGHeader {
    /// As stored, in pixels.
    let width: Int
    let height: Int
    let components: Int
    let orientation: Orientation
    /// Adobe's marker is there: CMYK is stored inverted.
    let isAdobe: Bool
    /// The coefficients of the whole picture are needed before a pixel can be drawn.
    let hasSeveralScans: Bool

    /// - Throws: when it breaks off before the first scan, or is of a kind that libjpeg-turbo does not read.
    init(_ data: Data) throws(ImageError) {
        let reader = ByteReader(data)
        var frame: (width: Int, height: Int, components: Int, marker: Int)?
        var orientation: Orientation?
        var isAdobe = false
        var position = 2
        while true {
            guard reader.byte(at: position) == 0xFF, let marker = reader.byte(at: position + 1) else {
                throw .damaged(.jpeg, "it breaks off at byte \(position), before its pixels")
            }
            // Fill bytes, and markers without a length.
            if marker == 0xFF {
                position += 1
                continue
            }
            if marker == 0x01 || (0xD0...0xD7).contains(marker) {
                position += 2
                continue
            }
            guard let length = reader.short(at: position + 2), length >= 2,
                let body = reader.slice(position + 4, length - 2)
            else { throw .damaged(.jpeg, "it breaks off at byte \(position), before its pixels") }
            let start = position + 4
            switch marker {
            case 0xE1 where orientation == nil && body.starts(with: Data("Exif\0\0".utf8)):
                orientation = Orientation(tiff: body.dropFirst(6))
            case 0xEE where body.starts(with: Data("Adobe".utf8)):
                isAdobe = true
            case 0xC0...0xCF where marker != 0xC4 && marker != 0xC8 && marker != 0xCC:
                guard frame == nil, let precision = reader.byte(at: start), let height = reader.short(at: start + 1),
                    let width = reader.short(at: start + 3), let components = reader.byte(at: start + 5)
                else { throw .damaged(.jpeg, "its frame header is not whole") }
                guard precision == 8, [1, 3, 4].contains(components), [0xC0, 0xC1, 0xC2, 0xC9, 0xCA].contains(marker)
                else {
                    throw .notSupported(
                        .jpeg,
                        "it has \(components) channels of \(precision) bits, coded by method \(marker - 0xC0) of T.81")
                }
                frame = (width, height, components, marker)
            case 0xDA:
                guard let frame, let scanned = body.first else {
                    throw .damaged(.jpeg, "its pixels come before their measures")
                }
                self.width = frame.width
                self.height = frame.height
                self.components = frame.components
                self.orientation = orientation ?? .upright
                self.isAdobe = isAdobe
                hasSeveralScans = frame.marker == 0xC2 || frame.marker == 0xCA || Int(scanned) < frame.components
                return
            case 0xD8, 0xD9:
                throw .damaged(.jpeg, "it has no pixels")
            default:
                break
            }
            position += 2 + length
        }
    }

    /// - Throws: when it must not be read, by its measures or by the number of its scans.
    func checkLimits(_ data: Data) throws(ImageError) {
        try ImageLimits.check(
            .jpeg, width: width, height: height,
            pixels: hasSeveralScans ? ImageLimits.progressivePixels : ImageLimits.jpegPixels)
        guard hasSeveralScans else { return }
        let scans = data.withUnsafeBytes { bytes in
            var (count, isAfterFF) = (0, false)
            for byte in bytes {
                if isAfterFF && byte == 0xDA { count += 1 }
                isAfterFF = byte == 0xFF
            }
            return count
        }
        guard scans <= ImageLimits.progressiveScans else {
            throw .tooLarge(
                .jpeg, "it is stored in \(scans) scans, and at most \(ImageLimits.progressiveScans) are read")
        }
    }
}
