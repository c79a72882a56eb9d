import Crypto
import Foundation
import Render

/// A hash of a picture that is cheap to keep up when little of it changes.
///
/// The picture's rows are taken in bands of 64; the hash is the SHA-256 over the SHA-256 of every band's pixels, before they are
/// turned into the panel's own format. A clock that moves on costs one or two bands of them, not the whole picture.
struct PictureHash {
    private static let rows = 64

    private var bands: [Data] = []

    /// As hexadecimal digits.
    var hexString: String { SHA256.hash(bands.reduce(Data(), +)).hexString }

    /// Takes in what has changed on a picture.
    mutating func update(_ picture: PictureMemory, damage: [PixelRect]) {
        let count = (picture.height + Self.rows - 1) / Self.rows
        let isNew = bands.count != count
        if isNew { bands = Array(repeating: Data(), count: count) }
        for band in 0..<count {
            let rows = band * Self.rows..<min(picture.height, (band + 1) * Self.rows)
            guard isNew || damage.contains(where: { $0.y < rows.upperBound && rows.lowerBound < $0.maxY }) else {
                continue
            }
            var digest = SHA256()
            digest.update(picture.bytes(ofRows: rows))
            bands[band] = digest.finish()
        }
    }
}
