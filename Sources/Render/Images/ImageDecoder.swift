public import Foundation

/// Pictures out of files that people send: PNG, JPEG and SVG, told apart by their bytes, never by a name. The same bytes make the same pixels.
public enum ImageDecoder {
    /// The longest file that is taken, in bytes: 32 MiB.
    public static let longestFile = ImageLimits.fileLength

    /// The measures of a picture as people see it (EXIF applied), from its header only. An SVG without measures of its own gets those of its
    /// view box, and without one it is refused; one pixel of it is a CSS pixel.
    ///
    /// - Returns: width and height in pixels, each above zero.
    /// - Throws: what ``ImageError/Reason`` says; also for every picture that is too large to be shown.
    public static func size(of data: Data) throws(ImageError) -> (width: Int, height: Int) {
        switch try kind(of: data) {
        case .jpeg:
            let header = try JPEGHeader(data)
            try header.checkLimits(data)
            return (Int(header.seen.width), Int(header.seen.height))
        case .png:
            let chunks = try PNGChunks(data)
            try ImageLimits.check(.png, width: chunks.width, height: chunks.height, pixels: ImageLimits.pngPixels)
            return (chunks.width, chunks.height)
        case .svg:
            let picture = try SVGDecoder(data).picture
            return (max(1, Int(picture.width.rounded())), max(1, Int(picture.height.rounded())))
        }
    }

    /// Decodes all of a picture once: what passes is drawn by every board, and something is to be seen on it.
    ///
    /// - Returns: its measures, as ``size(of:)`` tells them.
    /// - Throws: what ``ImageError/Reason`` says; takes memory only for pictures within the limits.
    @discardableResult
    public static func check(_ data: Data) throws(ImageError) -> (width: Int, height: Int) {
        let size = try size(of: data)
        guard try decode(data, fitting: (512, 512)).hasInk else {
            throw ImageError(
                reason: .blank, action: "use the picture",
                cause: "nothing is to be seen on it, all of it is transparent",
                advice: "open it in a picture editor, check that its layers are visible, and send it again")
        }
        return size
    }

    /// A picture scaled into a box.
    ///
    /// - Parameters:
    ///   - box: in pixels; small pictures are scaled up, too.
    ///   - mode: whether all of it is shown or all of the box covered.
    /// - Throws: what ``ImageError/Reason`` says.
    static func decode(
        _ data: Data, fitting box: (width: Int, height: Int), mode: ImageMode = .fit
    ) throws(ImageError) -> Raster {
        switch try kind(of: data) {
        case .jpeg: try JPEGDecoder.decode(data, box: box, mode: mode)
        case .png: try PNGDecoder.decode(data, box: box, mode: mode)
        case .svg: try SVGDecoder(data).paint(box: box, mode: mode)
        }
    }

    private static func kind(of data: Data) throws(ImageError) -> ImageKind {
        guard data.count <= ImageLimits.fileLength else {
            throw ImageError(
                reason: .tooLarge, action: "read the picture",
                cause: "it has \(data.count >> 20) MiB, and at most \(ImageLimits.fileLength >> 20) are taken",
                advice: "save it as JPEG with fewer pixels and send it again")
        }
        guard !data.isEmpty else {
            throw ImageError(
                reason: .unknownKind, action: "read the picture", cause: "it is empty",
                advice: "save it anew as PNG, JPEG or SVG and send it again")
        }
        guard let kind = ImageKind(of: data) else {
            throw ImageError(
                reason: .unknownKind, action: "read the picture", cause: "it is neither PNG nor JPEG nor SVG",
                advice: "save it as one of them and send it again")
        }
        return kind
    }
}
