import Foundation
import Signage

/// Decoded pictures by document and size: decoding takes longer than all the rest of a drawing.
final class PictureCache {
    private struct Key: Hashable {
        let document: DocumentID
        let width: Int
        let height: Int
        let fills: Bool
        let outline: Int
    }

    private struct Entry {
        /// Nil when it cannot be decoded, or when nobody may need it any more.
        var held: Raster?
        /// Whoever still shows it keeps it alive.
        weak var shown: Raster?
        let isRefused: Bool
        var used: Int
    }

    typealias Decode = (Data, (width: Int, height: Int), ImageMode) throws(ImageError) -> Raster

    private let decode: Decode
    private var entries: [Key: Entry] = [:]
    private var sizes: [DocumentID: (width: Int, height: Int)] = [:]
    private static let mostSizes = 100
    private var picture = 0
    /// Those that could not be decoded, and why.
    private(set) var refused: [DocumentID: ImageError] = [:]

    init(
        decode: @escaping Decode = { (data, box, mode) throws(ImageError) in
            try ImageDecoder.decode(data, fitting: box, mode: mode)
        }
    ) {
        self.decode = decode
    }

    /// A picture at the size it has on the panel; nil when the board lacks it or it cannot be decoded.
    ///
    /// - Parameters:
    ///   - fills: whether it is cut to fill the box, else it lies whole within it.
    ///   - outline: the width of a black line along its edge, in pixels; 0 for none.
    func raster(
        _ document: DocumentID, of scene: Scene, width: Int, height: Int, fills: Bool, outline: Int = 0
    ) -> Raster? {
        let key = Key(document: document, width: width, height: height, fills: fills, outline: outline)
        if let known = entries[key], known.isRefused || known.shown != nil {
            entries[key]?.used = picture
            entries[key]?.held = known.shown
            return known.shown
        }
        guard let data = scene.stage.images[document], width > 0, height > 0 else { return nil }
        let raster: Raster?
        do {
            let decoded = try decode(data, (width, height), fills ? .fill : .fit)
            raster = outline > 0 ? try decoded.outlined(width: outline) : decoded
            refused[document] = nil
        } catch {
            refused[document] = error
            // A picture that is refused once is refused always, but memory comes and goes.
            guard error.reason != .noMemory else { return nil }
            raster = nil
        }
        entries[key] = Entry(held: raster, shown: raster, isRefused: raster == nil, used: picture)
        return raster
    }

    /// How large a picture is that lies whole within a box, told from its header; nil when the board lacks it or it cannot be decoded.
    func size(
        of document: DocumentID, of scene: Scene, fitting box: (width: Int, height: Int)
    ) -> (width: Int, height: Int)? {
        // Memory comes and goes.
        guard (refused[document]?.reason ?? .noMemory) == .noMemory, let data = scene.stage.images[document] else {
            return nil
        }
        if sizes[document] == nil {
            do {
                if sizes.count == Self.mostSizes { sizes = [:] }
                sizes[document] = try ImageDecoder.size(of: data)
            } catch {
                refused[document] = error
            }
        }
        return sizes[document].map { size in
            let fitting = Fitting(picture: (Double(size.width), Double(size.height)), box: box, mode: .fit)
            return (fitting.width, fitting.height)
        }
    }

    /// Lets go of pictures that the last two drawings did not need and nobody shows.
    func endPicture() {
        picture += 1
        for (key, entry) in entries where entry.used < picture - 2 {
            entries[key]?.held = nil
            if entries[key]?.shown == nil { entries[key] = nil }
        }
    }
}
