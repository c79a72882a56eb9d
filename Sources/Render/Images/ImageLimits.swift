/// What a picture may take before it is refused, all of it known before memory is taken for its pixels.
enum ImageLimits {
    /// In bytes.
    static let fileLength = 32 << 20
    /// The longest side in pixels; pixman counts them in 16 bits with a sign.
    static let side = 30_000
    /// JPEG in one scan: it is scaled down while it is read, so that only the small picture and one strip are in memory.
    static let jpegPixels = 64_000_000
    /// JPEG in several scans (progressive): all coefficients are in memory, up to six bytes a pixel.
    static let progressivePixels = 24_000_000
    /// Cameras and editors write about ten; each costs a walk over the whole picture.
    static let progressiveScans = 50
    /// Cairo reads all of a PNG, four bytes a pixel.
    static let pngPixels = 40_000_000
    /// Named in advice: what all of the limits let through but for the largest progressive pictures.
    static let advisedSide = 4_800

    /// - Throws: when a picture of these measures must not be read.
    static func check(_ kind: ImageKind, width: Int, height: Int, pixels: Int) throws(ImageError) {
        guard width > 0, height > 0 else { throw .damaged(kind, "it says that it is \(width) x \(height) pixels") }
        guard width <= side, height <= side, width * height <= pixels else {
            throw .tooLarge(
                kind, "it has \(width) x \(height) pixels, and at most \(pixels / 1_000_000) million are taken")
        }
    }
}
